/// Numbers: canonical decimals, so that 07, 7.0 and +7 are one value.
struct NumberCanonicaliser: Canonicaliser {
    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        if value.contains(where: { $0 | 0x20 == 0x65 }), writeExponent(value, into: &sink) { return }
        var isNegative = false
        var sawDigit = false
        var sawPoint = false
        var isBroken = false
        for byte in value {
            switch byte {
            case 0x30...0x39:
                sawDigit = true
                sink.scratch.append(byte)
            case 0x2e:
                isBroken = isBroken || sawPoint
                sawPoint = true
                sink.scratch.append(byte)
            case 0x2d where !sawDigit && !sawPoint && !isNegative: isNegative = true
            case 0x2b where !sawDigit && !sawPoint: break
            // Thousands separators, and spaces around.
            case 0x2c, 0x27, 0x20, 0x09: break
            default: isBroken = true
            }
        }
        if isBroken || !sawDigit {
            sink.kinds.insert(.numberUnreadable)
            return
        }
        var start = 0
        var end = sink.scratch.count
        if sawPoint {
            while end > 0, sink.scratch[end - 1] == 0x30 { end -= 1 }
            if end > 0, sink.scratch[end - 1] == 0x2e { end -= 1 }
        }
        while end - start > 1, sink.scratch[start] == 0x30, sink.scratch[start + 1] != 0x2e { start += 1 }
        let digits = sink.scratch.view(start..<end)
        let isZero = digits.allSatisfy { $0 == 0x30 || $0 == 0x2e }
        if isZero {
            sink.spare.append(0x30)
        } else {
            if isNegative { sink.spare.append(0x2d) }
            if digits.first == 0x2e { sink.spare.append(0x30) }
            sink.spare.append(digits)
        }
        if !value.elementsEqual(sink.spare.view) { sink.kinds.insert(.numberNotation) }
        sink.append(sink.spare.view)
    }

    /// Writes a whole number that has an exponent, such as 1.936E3; false if the value is none.
    private func writeExponent(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) -> Bool {
        guard let number = WholeNumber.read(value, into: &sink.number) else { return false }
        let zeros = sink.number.view.prefix { $0 == 0x30 }.count
        let start = min(zeros, sink.number.count - 1)
        if number.isNegative, zeros < sink.number.count { sink.scratch.append(0x2d) }
        sink.scratch.append(sink.number.view(start..<sink.number.count))
        sink.kinds.insert(.numberNotation)
        sink.appendScratch()
        return true
    }
}

/// Ages in years, as the year in which people of that age were most likely born.
///
/// At a day of which less than half of the year has passed, most of those aged 30 were born 31 years before.
struct AgeCanonicaliser: Canonicaliser {
    /// The day of the ages.
    let day: DateReader.DayOfYear

    /// The oldest age that is read.
    private static let oldest = 120

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        guard let age = Self.age(value, &sink.number) else {
            sink.kinds.insert(.numberUnreadable)
            return
        }
        guard (0...Self.oldest).contains(age) else {
            sink.kinds.insert(.ageUnlikely)
            return
        }
        let isLateInYear = day.month > 6
        let year = day.year - age - (isLateInYear || age == 0 ? 0 : 1)
        for byte in String(year).utf8 { sink.append(byte) }
        sink.kinds.insert(.ageAsYear)
    }

    /// The whole years of an age such as 34, 34.0, 34.5, “34 years”, “34歲”, “7 months”.
    static func age(_ value: ByteView, _ digits: inout ByteRoom) -> Int? {
        let end = value.firstIndex { $0 &- 48 >= 10 && $0 != 0x2e && $0 != 0x2d } ?? value.count
        guard end > 0, let (years, _) = DayCount.number(value.part(0..<end)) else { return nil }
        let unit = String(decoding: value[end...].filter { $0 != 0x20 && $0 != 0x2e }, as: UTF8.self)
            .lowercased()
        switch unit {
        case "", "y", "yr", "yrs", "yo", "year", "years", "yearsold", "歲", "岁", "歳", "才": return years
        case "m", "mo", "mth", "mths", "month", "months", "個月", "个月", "月": return years / 12
        case "w", "wk", "wks", "week", "weeks", "週", "周": return years / 53
        case "d", "day", "days", "日", "天": return years / 366
        default: return nil
        }
    }
}
