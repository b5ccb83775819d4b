/// Telephone numbers: national digits, country code and trunk zero dropped.
struct PhoneCanonicaliser: Canonicaliser {
    /// Country codes whose numbers have a known national length, longest code first.
    private static let plans: [(code: [UInt8], lengths: ClosedRange<Int>)] = [
        ("852", 8...8), ("853", 8...8), ("886", 8...9), ("351", 9...9), ("353", 7...9), ("61", 9...9),
        ("44", 9...10), ("49", 7...11), ("33", 9...9), ("34", 9...9), ("39", 8...11), ("65", 8...8),
        ("60", 8...10), ("62", 8...11), ("63", 9...10), ("64", 8...9), ("81", 9...10), ("82", 8...10),
        ("86", 11...11), ("91", 10...10), ("92", 10...10), ("1", 10...10),
    ].map { (Array($0.0.utf8), $0.1) }

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        CodeFolding.fold(value, isUpper: false, keeping: 0x2b, into: &sink)
        for byte in sink.scratch where byte &- 48 < 10 { sink.spare.append(byte) }
        if sink.spare.isEmpty || CodeFolding.isPlaceholder(sink.spare) {
            sink.kinds.insert(.placeholder)
            return
        }
        let isInternational = sink.scratch[0] == 0x2b || sink.spare.starts(with: [0x30, 0x30])
        var digits = sink.spare[...]
        while digits.first == 0x30 { digits.removeFirst() }
        // Again and again, so that a number once folded does not change when it is folded again.
        while let shorter = Self.withoutCountryCode(digits, isInternational: isInternational) {
            digits = shorter
            sink.kinds.insert(.countryCode)
        }
        sink.append(digits)
    }

    private static func withoutCountryCode(
        _ digits: ArraySlice<UInt8>,
        isInternational: Bool
    ) -> ArraySlice<UInt8>? {
        for plan in plans where digits.starts(with: plan.code) {
            var rest = digits.dropFirst(plan.code.count)
            while rest.first == 0x30 { rest.removeFirst() }
            // A local number may begin with the digits of a code, so the length must leave no doubt.
            let isLong = digits.count >= 11 && rest.count >= 8
            if plan.lengths.contains(rest.count), isLong { return rest }
        }
        return nil
    }
}

/// E-mail addresses: lower case, no spaces around.
struct EmailCanonicaliser: Canonicaliser {
    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        var at = 0
        var i = 0
        for byte in value where byte > 0x20 {
            if byte == 0x40 { at += 1 }
            let isUpper = byte &- 65 < 26
            if isUpper { sink.kinds.insert(.letterCase) }
            sink.scratch.append(isUpper ? byte | 0x20 : byte)
            i += 1
        }
        if i != value.count { sink.kinds.insert(.spaces) }
        if sink.scratch.starts(with: Array("mailto:".utf8)) {
            sink.scratch.removeFirst(7)
            sink.kinds.insert(.punctuation)
        }
        if Placeholders.matches(sink.scratch[...]) || sink.scratch == Array("n/a".utf8) {
            sink.kinds.insert(.placeholder)
            return
        }
        if at != 1 { sink.kinds.insert(.emailMalformed) }
        sink.appendScratch()
    }
}
