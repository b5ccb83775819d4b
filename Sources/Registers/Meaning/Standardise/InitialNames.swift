import Columns

/// Parts given names that are written as initials from those written out.
///
/// An initial against a name written out, or against an initial, says less than a name and is as usual as a register
/// makes it. So initials are a feature of their own, and a name that is initials alone is missing as a name.
enum InitialNames {
    /// The features, with initials beside each given name of which some value is initials alone.
    static func parted(_ features: [Feature]) -> [Feature] {
        features.flatMap { feature in
            feature.role == .givenName ? parted(feature) : [feature]
        }
    }

    private static func parted(_ feature: Feature) -> [Feature] {
        var initials = ValueInterner(capacity: 64)
        var initialOf = [UInt32](repeating: 0, count: feature.values.count)
        var isInitials = [Bool](repeating: false, count: feature.values.count)
        var found = false
        for code in 1..<UInt32(max(1, feature.values.count)) {
            feature.values.withBytes(code) { value in
                guard let first = value.first, first &- 97 < 26 else { return }
                withUnsafeBytes(of: first) { letter in
                    letter.withMemoryRebound(to: UInt8.self) { initialOf[Int(code)] = initials.intern($0) }
                }
                isInitials[Int(code)] = isInitialsAlone(value)
                found = found || isInitials[Int(code)]
            }
        }
        if !found { return [feature] }
        return [
            Feature(
                name: feature.name,
                role: feature.role,
                codes: feature.codes.map { isInitials[Int($0)] ? 0 : $0 },
                values: feature.values
            ),
            Feature(
                name: "\(feature.name)_initial",
                role: .initial,
                codes: feature.codes.map { initialOf[Int($0)] },
                values: initials.finish()
            ),
        ]
    }

    /// Whether a canonical name is single letters between spaces.
    private static func isInitialsAlone(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        for (i, byte) in value.enumerated() {
            let isLetter = byte &- 97 < 26
            if i % 2 == 0 ? !isLetter : byte != 0x20 { return false }
        }
        return value.count % 2 == 1
    }
}
