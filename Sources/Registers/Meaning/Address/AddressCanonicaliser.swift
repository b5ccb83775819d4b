import Columns

/// Addresses in one cell, parted in unit, floor, building, street, places and postcode.
///
/// Words in Latin letters are read from small to large, Chinese text from large to small. The whole address is
/// written again from its parts, so that both orders and languages come near to each other.
struct AddressCanonicaliser: Canonicaliser {
    /// Whether names of Hong Kong places are looked up; elsewhere Stanley and Jordan are other places.
    let isHongKong: Bool
    /// Whether of an address in two languages the Chinese half is read.
    var prefersHan = false

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        var value = value
        if let (han, latin) = Self.languages(value) {
            sink.kinds.insert(.bilingual)
            value = value.part(prefersHan ? han : latin)
        }
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

    /// The halves of an address that is written out in Chinese and in Latin letters; nil if it is not.
    static func languages(_ value: ByteView) -> (han: Range<Int>, latin: Range<Int>)? {
        guard hanCharacters(value) >= 6 else { return nil }
        var first = -1
        var last = -1
        var i = 0
        while i < value.count {
            let (scalar, length) = UTF8Reading.scalar(value, at: i)
            if let scalar, UTF8Reading.isHan(scalar) {
                if last >= 0, words(value, last..<i) > 0 { return nil }
                if first < 0 { first = i }
                last = i + length
            }
            i += length
        }
        // Kana are no Han characters, but look like them byte by byte.
        guard first >= 0 else { return nil }
        if words(value, 0..<first) >= 3, words(value, last..<value.count) == 0 {
            return (first..<value.count, 0..<first)
        }
        if words(value, last..<value.count) >= 3, words(value, 0..<first) == 0 {
            return (0..<last, last..<value.count)
        }
        return nil
    }

    /// How many words of two letters or more there are.
    private static func words(_ value: ByteView, _ range: Range<Int>) -> Int {
        var count = 0
        var letters = 0
        for i in range {
            letters = (value[i] | 0x20) &- 97 < 26 ? letters + 1 : 0
            if letters == 2 { count += 1 }
        }
        return count
    }

    static func hanCharacters(_ value: UnsafeBufferPointer<UInt8>) -> Int {
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

/// Decides which half of addresses in two languages is read: the language of the job's other addresses.
enum AddressLanguage {
    private static let sampleSize = 500

    static func decided(_ sources: [FeatureSource]) -> [FeatureSource] {
        var han = 0
        var latin = 0
        var hasBoth = false
        for source in sources {
            guard case .address = source.form else { continue }
            let values = source.column.values
            for code in stride(from: 1, to: values.count, by: max(1, values.count / sampleSize)) {
                values.withBytes(UInt32(code)) { value in
                    if AddressCanonicaliser.languages(value) != nil {
                        hasBoth = true
                    } else if AddressCanonicaliser.hanCharacters(value) >= 3 {
                        han += 1
                    } else {
                        latin += 1
                    }
                }
            }
        }
        guard hasBoth, han > latin else { return sources }
        return sources.map { source in
            guard case .address(let isHongKong, _) = source.form else { return source }
            var source = source
            source.form = .address(isHongKong: isHongKong, prefersHan: true)
            return source
        }
    }
}
