import Columns

/// The order in which a column writes year, month and day.
public enum DateOrder: String, Sendable, CaseIterable {
    case yearMonthDay = "ymd"
    case dayMonthYear = "dmy"
    case monthDayYear = "mdy"
}

/// A date as read from one cell: year, perhaps month, perhaps day.
struct DateReading: Equatable {
    var year = 0
    /// 1…12, up to 99 where there is no such month, or 0 where the cell does not say.
    var month = 0
    /// 1…31, up to 99 where there is no such day, or 0 where the cell does not say.
    var day = 0
    /// Whether the century was guessed.
    var hasTwoDigitYear = false
    /// Whether day and month had to change places to make a date.
    var isSwapped = false
}

/// What became of a cell that should hold a date.
enum DateOutcome: Equatable {
    case date(DateReading)
    /// Digits in the shape of a date that name no day, such as 1972-13-23.
    case impossible(DateReading)
    /// Not the shape of a date.
    case unreadable
}

/// Reads dates in the common notations, from bytes.
///
/// Accepted: year first or last, any separator (`-`, `/`, `.`, space, 年月日), month names of a few
/// languages, compact `yyyymmdd`, `ddmmyyyy`, `yyyymm`, `yymmdd`, a year alone, and a time of day that is
/// dropped. Months and days of 0 mean “not known”.
struct DateReader {
    /// The order used where a cell alone does not tell.
    var order: DateOrder
    /// Whether only the order may be used, as where somebody declared it.
    var isStrict: Bool
    /// Two-digit years up to this one are of the 21st century.
    static let pivot = 29
    /// The years that people of a register may live in; others are misread or mistyped.
    private static let likelyYears = 1800...2199

    init(order: DateOrder, isStrict: Bool = false) {
        self.order = order
        self.isStrict = isStrict
    }

    func read(_ text: UnsafeBufferPointer<UInt8>) -> DateOutcome {
        var groups = (0, 0, 0)
        var lengths = (0, 0, 0)
        var count = 0
        var monthName = 0
        var namePosition = 0
        var i = 0
        while i < text.count {
            let byte = text[i]
            if byte &- 48 < 10 {
                var number = 0
                let start = i
                while i < text.count, text[i] &- 48 < 10 {
                    if i - start < 14 { number = number * 10 + Int(text[i] &- 48) }
                    i += 1
                }
                switch count {
                case 0: (groups.0, lengths.0) = (number, i - start)
                case 1: (groups.1, lengths.1) = (number, i - start)
                case 2: (groups.2, lengths.2) = (number, i - start)
                default: break
                }
                count += 1
            } else if (byte | 0x20) &- 97 < 26 {
                let start = i
                while i < text.count, (text[i] | 0x20) &- 97 < 26 || text[i] >= 0x80 { i += 1 }
                let length = i - start
                if let month = Self.month(text, start, length) {
                    if monthName != 0 { return .unreadable }
                    monthName = month
                    namePosition = count
                } else if !Self.isFiller(text, start, length) {
                    return .unreadable
                }
            } else {
                i += 1
            }
        }
        if monthName != 0 {
            return Self.named(monthName, at: namePosition, groups, lengths, count)
        }
        switch count {
        case 0: return .unreadable
        case 1: return compact(groups.0, lengths.0)
        case 2: return pair(groups, lengths)
        default: return triple(groups, lengths)
        }
    }

    // MARK: Shapes

    private func triple(_ g: (Int, Int, Int), _ n: (Int, Int, Int)) -> DateOutcome {
        if n.0 == 4 {
            guard n.1 <= 2, n.2 <= 2 else { return .unreadable }
            return Self.checked(year: g.0, month: g.1, day: g.2, twoDigit: false)
        }
        guard n.0 <= 2, n.1 <= 2 else { return .unreadable }
        if n.2 == 4 {
            return dayAndMonth(g.0, g.1, year: g.2, twoDigit: false)
        }
        guard n.2 == 2 || n.2 == 1 else { return .unreadable }
        if order == .yearMonthDay {
            return Self.checked(year: Self.century(g.0), month: g.1, day: g.2, twoDigit: true)
        }
        return dayAndMonth(g.0, g.1, year: Self.century(g.2), twoDigit: true)
    }

    private func dayAndMonth(_ a: Int, _ b: Int, year: Int, twoDigit: Bool) -> DateOutcome {
        let (day, month) = order == .monthDayYear ? (b, a) : (a, b)
        let outcome = Self.checked(year: year, month: month, day: day, twoDigit: twoDigit)
        if case .date = outcome { return outcome }
        if isStrict { return outcome }
        let swapped = Self.checked(year: year, month: day, day: month, twoDigit: twoDigit)
        guard case .date(var reading) = swapped else { return outcome }
        reading.isSwapped = true
        return .date(reading)
    }

    private func pair(_ g: (Int, Int, Int), _ n: (Int, Int, Int)) -> DateOutcome {
        if n.0 == 4, n.1 <= 2 { return Self.checked(year: g.0, month: g.1, day: 0, twoDigit: false) }
        if n.1 == 4, n.0 <= 2 { return Self.checked(year: g.1, month: g.0, day: 0, twoDigit: false) }
        return .unreadable
    }

    private func compact(_ number: Int, _ digits: Int) -> DateOutcome {
        switch digits {
        case 4: return Self.checked(year: number, month: 0, day: 0, twoDigit: false)
        case 6:
            if order == .yearMonthDay {
                let yearFirst = Self.checked(year: number / 100, month: number % 100, day: 0, twoDigit: false)
                if case .date = yearFirst { return yearFirst }
            }
            let (a, b, c) = (number / 10_000, number / 100 % 100, number % 100)
            let whole = triple((a, b, c), (2, 2, 2))
            if case .date = whole { return whole }
            // 197213 is rather a month that cannot be than the 13th of the 72nd month of 2019.
            let yearFirst = Self.checked(year: number / 100, month: number % 100, day: 0, twoDigit: false)
            if case .impossible(let reading) = yearFirst, Self.likelyYears.contains(reading.year) {
                return yearFirst
            }
            return whole
        case 8, 14:
            let date = digits == 14 ? number / 1_000_000 : number
            let yearFirst = triple((date / 10_000, date / 100 % 100, date % 100), (4, 2, 2))
            let yearLast = triple((date / 1_000_000, date / 10_000 % 100, date % 10_000), (2, 2, 4))
            if order == .yearMonthDay || digits == 14 {
                if case .date = yearFirst { return yearFirst }
                if case .date = yearLast, !isStrict { return yearLast }
                return isStrict ? yearFirst : Self.likelier(yearFirst, yearLast)
            }
            if case .date = yearLast { return yearLast }
            if case .date = yearFirst, !isStrict { return yearFirst }
            return isStrict ? yearLast : Self.likelier(yearLast, yearFirst)
        default: return .unreadable
        }
    }

    private static func named(
        _ month: Int,
        at position: Int,
        _ g: (Int, Int, Int),
        _ n: (Int, Int, Int),
        _ count: Int
    ) -> DateOutcome {
        switch count {
        case 1:
            return checked(year: g.0, month: month, day: 0, twoDigit: false)
        case 2...:
            if n.0 == 4 { return checked(year: g.0, month: month, day: g.1, twoDigit: false) }
            if n.1 == 4 { return checked(year: g.1, month: month, day: g.0, twoDigit: false) }
            if n.0 <= 2, n.1 == 2 {
                return checked(year: century(g.1), month: month, day: g.0, twoDigit: true)
            }
            return .unreadable
        default: return .unreadable
        }
    }

    /// The first of two readings that are no dates, unless only the second has a year people live in.
    private static func likelier(_ first: DateOutcome, _ second: DateOutcome) -> DateOutcome {
        if case .impossible(let reading) = first, likelyYears.contains(reading.year) { return first }
        if case .impossible(let reading) = second, likelyYears.contains(reading.year) { return second }
        return first
    }

    private static func century(_ year: Int) -> Int {
        year <= pivot ? 2000 + year : 1900 + year
    }

    private static func checked(year: Int, month: Int, day: Int, twoDigit: Bool) -> DateOutcome {
        // 0000 and 9999 stand for “unknown” and “for ever”.
        guard (1000...9998).contains(year), (0...99).contains(month) else { return .unreadable }
        // A day without a month says nothing that a comparison could use.
        let known = month == 0 || day < 0 || day > 99 ? 0 : day
        var reading = DateReading(year: year, month: month, day: known)
        reading.hasTwoDigitYear = twoDigit
        let isPossible =
            month <= 12 && (month == 0 || (0...CivilDate.daysInMonth(year: year, month: month)).contains(day))
        return isPossible && likelyYears.contains(year) ? .date(reading) : .impossible(reading)
    }

    // MARK: Words

    /// The month of a word by its first three letters: English, German, French, Spanish.
    private static func month(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int) -> Int? {
        guard length >= 3 else { return nil }
        func letter(_ i: Int) -> UInt32 { UInt32(text[start + i] | 0x20) }
        let key = (letter(0) << 16) | (letter(1) << 8) | letter(2)
        switch key {
        case 0x6a_616e, 0x65_6e65: return 1  // jan, ene
        case 0x66_6562, 0x66_6576, 0x66_e3a9: return 2  // feb, fev, fé-
        case 0x6d_6172, 0x6d_e3a4: return 3  // mar, mä-
        case 0x61_7072, 0x61_7672, 0x61_6272: return 4  // apr, avr, abr
        case 0x6d_6179, 0x6d_6169: return 5  // may, mai
        case 0x6a_756e: return 6  // jun
        case 0x6a_756c: return 7  // jul
        case 0x6a_7569: return length >= 4 && letter(3) == 0x6c ? 7 : 6  // juillet, juin
        case 0x61_7567, 0x61_676f, 0x61_6f75: return 8  // aug, ago, aou
        case 0x73_6570: return 9  // sep
        case 0x6f_6374, 0x6f_6b74: return 10  // oct, okt
        case 0x6e_6f76: return 11  // nov
        case 0x64_6563, 0x64_657a, 0x64_6963, 0x64_e3a9: return 12  // dec, dez, dic, dé-
        default: return nil
        }
    }

    /// Words that stand between the parts of a date: the T and Z of ISO 8601, st, nd, rd, th, de, of, am, pm.
    private static func isFiller(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int) -> Bool {
        let first = text[start] | 0x20
        if length == 1 { return first == 0x74 || first == 0x7a }
        guard length == 2 else { return false }
        switch (first, text[start + 1] | 0x20) {
        case (0x73, 0x74), (0x6e, 0x64), (0x72, 0x64), (0x74, 0x68), (0x64, 0x65), (0x6f, 0x66),
            (0x61, 0x6d), (0x70, 0x6d):
            return true
        default: return false
        }
    }
}
