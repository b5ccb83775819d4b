import Columns

/// Addresses in one cell, parted in unit, floor, building, street, places and postcode.
///
/// Words in Latin letters are read from small to large, Chinese text from large to small. The whole address is
/// written again from its parts, so that both orders and languages come near to each other.
struct AddressCanonicaliser: Canonicaliser {
    /// Whether names of Hong Kong places are looked up; elsewhere Stanley and Jordan are other places.
    let isHongKong: Bool

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        var parts = AddressParts()
        if Self.hanCharacters(value) >= 3 {
            HanAddressParser.parse(value, &parts, &sink)
        } else {
            LatinAddressParser(isHongKong: isHongKong).parse(value, &parts, &sink)
        }
        if Placeholders.matches(sink.scratch[...]) {
            sink.kinds.insert(.placeholder)
            return
        }
        sink.kinds.insert(.addressSplit)
        parts.write(to: &sink)
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
        let step = max(1, values.count / sampleSize)
        for code in stride(from: 1, to: values.count, by: step) {
            var sink = CanonicalSink(outputs: AddressParts.roles.count, capacity: 1)
            var parts = AddressParts()
            values.withBytes(UInt32(code)) { value in
                LatinAddressParser(isHongKong: true).parse(value, &parts, &sink)
            }
            examined += 1
            let isRegion = !parts.region.isEmpty && parts.region.count <= 3
            if isRegion || !parts.impliedDistrict.isEmpty || !parts.district.isEmpty { named += 1 }
        }
        return examined > 0 && named * 3 >= examined
    }
}
