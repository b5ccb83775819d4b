/// Telephone numbers: national digits, country code and trunk zero dropped.
struct PhoneCanonicaliser: Canonicaliser {
    /// The lengths of national numbers under a country code, where they are known.
    private static func nationalLengths(_ code: Int) -> ClosedRange<Int>? {
        switch code {
        case 1, 91, 92: 10...10
        case 852, 853, 65: 8...8
        case 886, 64: 8...9
        case 33, 34, 61, 351: 9...9
        case 353: 7...9
        case 44, 63, 81: 9...10
        case 60, 82: 8...10
        case 39, 62: 8...11
        case 49: 7...11
        case 86: 11...11
        default: nil
        }
    }

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        CodeFolding.fold(value, isUpper: false, keeping: 0, into: &sink)
        for byte in sink.scratch.view where byte &- 48 < 10 { sink.spare.append(byte) }
        if sink.spare.isEmpty || CodeFolding.isPlaceholder(sink.spare.view) {
            sink.kinds.insert(.placeholder)
            return
        }
        var digits = Self.withoutZeros(sink.spare.view)
        // Again and again, so that a number once folded does not change when it is folded again.
        while let shorter = Self.withoutCountryCode(digits) {
            digits = shorter
            sink.kinds.insert(.countryCode)
        }
        sink.append(digits)
    }

    private static func withoutZeros(_ digits: ByteView) -> ByteView {
        var start = 0
        while start < digits.count, digits[start] == 0x30 { start += 1 }
        return digits.part(start..<digits.count)
    }

    private static func withoutCountryCode(_ digits: ByteView) -> ByteView? {
        // A local number may begin with the digits of a code, so the length must leave no doubt.
        if digits.count < 11 { return nil }
        var code = 0
        for (i, digit) in digits.prefix(3).enumerated() {
            code = code * 10 + Int(digit &- 48)
            guard let lengths = nationalLengths(code) else { continue }
            let rest = withoutZeros(digits.part((i + 1)..<digits.count))
            if rest.count >= 8, lengths.contains(rest.count) { return rest }
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
        var address = sink.scratch.view
        if address.count >= 7, address.part(0..<7).isSame("mailto:") {
            address = address.part(7..<address.count)
            sink.kinds.insert(.punctuation)
        }
        if Placeholders.matches(address) || address.isSame("n/a") {
            sink.kinds.insert(.placeholder)
            return
        }
        if at != 1 { sink.kinds.insert(.emailMalformed) }
        sink.append(address)
    }
}
