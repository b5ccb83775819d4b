public import Columns

extension ValueDictionary {
    /// The day of each value that is a whole date, `YYYY-MM-DD`; ``Day/none`` for others.
    ///
    /// Dates are read once per distinct value, not once per record.
    public func days() -> [Int32] {
        (0..<count).map { code in
            withBytes(UInt32(truncatingIfNeeded: code)) { bytes in
                guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
                    let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
                    let day = Self.number(bytes[8..<10]),
                    let date = CivilDate(year: year, month: month, day: day)
                else { return Day.none }
                let result = Day.of(date)
                return Day.range.contains(result) ? result : Day.none
            }
        }
    }

    private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        var value = 0
        for digit in digits {
            if digit < UInt8(ascii: "0") || digit > UInt8(ascii: "9") { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}

/// Ages at a date.
public enum Age {
    /// Completed years of life on a day; nil for who has no birth date or is not born yet.
    ///
    /// Who was born on 29 February completes a year on 1 March where the day is missing.
    public static func completedYears(birth: Int32, on day: Int32) -> Int? {
        if birth == Day.none || birth > day { return nil }
        let born = CivilDate(daysSince1970: Int(birth))
        let now = CivilDate(daysSince1970: Int(day))
        let isBeforeBirthday = (now.month, now.day) < (born.month, born.day)
        return now.year - born.year - (isBeforeBirthday ? 1 : 0)
    }
}
