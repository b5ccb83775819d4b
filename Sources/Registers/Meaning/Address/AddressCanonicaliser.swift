import Columns

/// Addresses in one cell, parted in unit, floor, building, street, places and postcode.
///
/// Words in Latin letters are read from small to large, Chinese text from large to small. The whole address is
/// written again from its parts, so that both orders and languages come near to each other.
struct AddressCanonicaliser: Canonicaliser {
    /// Whether names of Hong Kong places are looked up; elsewhere Stanley and Jordan are other places.
    let isHongKong: Bool

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        Self.part(value, isHongKong: isHongKong, &sink)
        if Placeholders.matches(sink.scratch.view) {
            sink.kinds.insert(.placeholder)
            return
        }
        sink.kinds.insert(.addressSplit)
        sink.address.parts.finish(isHongKong: isHongKong)
        for output in 0..<AddressParts.roles.count {
            sink.append(sink.address.parts.part(output), to: output)
        }
    }

    /// Finds the parts of an address, in `sink.address`.
    static func part(
        _ value: UnsafeBufferPointer<UInt8>,
        isHongKong: Bool,
        _ sink: inout CanonicalSink
    ) {
        sink.address.parts.begin()
        if hanCharacters(value) >= 3 {
            TextFolding.fold(value, .separates, into: &sink)
            sink.address.han.read(sink.scratch.view, &sink.address.parts)
        } else {
            LatinAddressWords.read(value, into: &sink)
            sink.address.latin.read(
                sink.scratch.view,
                isHongKong: isHongKong,
                &sink.address.parts,
                &sink.kinds
            )
        }
    }

    private static func hanCharacters(_ value: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for byte in value where byte >= 0xe3 && byte <= 0xe9 { count += 1 }
        return count
    }
}

/// Finds whether the addresses of a column lie in Hong Kong.
enum HongKongAddressGuess {
    private static let sampleSize = 500

    /// True when a third of the values name a region or a district of Hong Kong.
    static func holds(_ values: ValueDictionary) -> Bool {
        var named = 0
        var examined = 0
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        let step = max(1, values.count / sampleSize)
        for code in stride(from: 1, to: values.count, by: step) {
            sink.begin()
            sink.address.parts.begin()
            values.withBytes(UInt32(code)) { value in
                LatinAddressWords.read(value, into: &sink)
                sink.address.latin.read(
                    sink.scratch.view,
                    isHongKong: true,
                    &sink.address.parts,
                    &sink.kinds
                )
            }
            examined += 1
            let parts = sink.address.parts
            let isRegion = !parts.region.isEmpty && parts.region.count <= 3
            if isRegion || !parts.impliedDistrict.isEmpty || !parts.district.isEmpty { named += 1 }
        }
        return examined > 0 && named * 3 >= examined
    }
}
