import Columns

/// Reads dates in the common notations, from bytes.
///
/// Accepted: year first or last, any separator (`-`, `/`, `.`, space, 年月日), month names of a few languages,
/// Chinese numerals, eras that the value names, compact `yyyymmdd`, `ddmmyyyy`, `yyyymm`, `yymmdd`, a year alone, and
/// a time of day. Months and days of 0 mean “not known”. What a value alone does not tell, the reader holds: it was
/// found from the whole column (``DateColumn``).
struct DateReader: Sendable, Equatable {
    /// The order used where a cell alone does not tell.
    var order: DateOrder
    /// Whether only the order may be used, as where somebody declared it.
    var isStrict = false
    /// What years, or days, are counted in where a value does not say.
    var calendar = DateCalendar.gregorian
    /// Whether values are years of birth: a number alone is a year.
    var isYear = false
    /// The latest day that a two-digit year can mean.
    var latest = DateReader.latestByDefault
    /// How an instant becomes a day.
    var instants = InstantReading.asWritten
    /// Whether numbers without separators lost zeros at their beginning: 1081936 is 01081936.
    var hasLostZeros = false

    /// The latest day of a two-digit year where neither a job nor the registers name a day.
    static let latestByDefault = DayOfYear(year: 2029, month: 12, day: 31)
    /// The years that people of a register may live in; others are misread or mistyped.
    static let likelyYears = 1800...2199
    /// The Buddhist years of people: 1857 to 2157.
    static let buddhistYears = 2400...2700
    /// Years of the Republic of China, as they are written.
    static let rocYears = 1...199
    private static let longestPlain = 64

    init(order: DateOrder, isStrict: Bool = false) {
        self.order = order
        self.isStrict = isStrict
    }

    /// A day that may be compared by its parts; month and day may be 0.
    struct DayOfYear: Sendable, Equatable, Comparable {
        var year: Int
        var month: Int
        var day: Int

        static func < (a: DayOfYear, b: DayOfYear) -> Bool {
            (a.year, a.month, a.day) < (b.year, b.month, b.day)
        }
    }

    /// Reads one value.
    func read(_ text: ByteView) -> DateOutcome {
        if text.isEmpty || text.count > DateText.longest { return .unreadable }
        if calendar.isCount, let outcome = DayCount(calendar).read(text, instants) { return outcome }
        // Bytes beyond ASCII, and words that are no months, may name an era.
        let signs = DateSigns(text)
        if signs.isASCII {
            if !signs.mayBeDate { return .unreadable }
            let scan = DateScan(text)
            if scan.isReadable { return read(scan, text) }
            if let number = wholeNumber(text) { return number }
        }
        guard let plain = DateText(text), !plain.isForeign, !signs.isASCII || plain.era != nil else {
            return .unreadable
        }
        return plain.withBytes { bytes in
            var scan = DateScan(bytes)
            guard scan.isReadable else { return .unreadable }
            let marks = apply(plain, to: &scan)
            if marks.isEmpty, plain.hasYearSign, scan.lengths[0] <= 2, plain.era == nil,
                calendar == .gregorian,
                scan.monthName == 0
            {
                return .ambiguous
            }
            return read(scan, bytes).marked(marks)
        }
    }

    /// What a value shows about its column, for which nothing is decided yet.
    static func scanned(_ text: ByteView) -> (scan: DateScan, text: DateText?)? {
        let signs = DateSigns(text)
        if signs.isASCII {
            if !signs.mayBeDate { return nil }
            let scan = DateScan(text)
            if scan.isReadable { return (scan, nil) }
        }
        guard let plain = DateText(text), !plain.isForeign, !signs.isASCII || plain.era != nil else {
            return nil
        }
        let scan = plain.withBytes { DateScan($0) }
        return scan.isReadable ? (scan, plain) : nil
    }

    // MARK: Eras and numbers

    /// Turns the year of the era that a value names into a common one.
    private func apply(_ text: DateText, to scan: inout DateScan) -> DateMarks {
        guard let era = text.era else { return [] }
        func year(_ shift: Int, in years: ClosedRange<Int>, isBackwards: Bool = false) -> Bool {
            guard let group = text.eraGroup, group < scan.count, group < 8, scan.lengths[group] <= 3,
                years.contains(scan.numbers[group])
            else { return false }
            let number = scan.numbers[group]
            scan.setYear(isBackwards ? shift - number : shift + number, ofGroup: group)
            return true
        }
        switch era {
        case .common: return []
        case .roc: return year(1911, in: Self.rocYears) ? .roc : []
        case .beforeROC: return year(1912, in: 1...99, isBackwards: true) ? .roc : []
        case .japanese(let zero): return year(zero, in: 1...99) ? .japanese : []
        case .buddhist:
            for group in 0..<min(8, scan.dayGroups)
            where scan.lengths[group] == 4 && Self.buddhistYears.contains(scan.numbers[group]) {
                scan.setYear(scan.numbers[group] - 543, ofGroup: group)
                return .buddhist
            }
            return []
        }
    }

    /// A day or a year that passed through a column of floating-point numbers: 19360801.0, 1.936E3.
    private func wholeNumber(_ text: ByteView) -> DateOutcome? {
        var digits = ByteRoom()
        defer { digits.deallocate() }
        guard let number = WholeNumber.read(text, into: &digits), !number.isNegative, number.isFloat,
            let value = WholeNumber.integer(digits.view, isNegative: false)
        else { return nil }
        return compact(value, digits.count)
    }

    // MARK: Shapes

    private func read(_ scan: DateScan, _ text: ByteView) -> DateOutcome {
        let groups = (scan.numbers[0], scan.numbers[1], scan.numbers[2])
        let lengths = (scan.lengths[0], scan.lengths[1], scan.lengths[2])
        if scan.monthName != 0 {
            return shifted(named(scan.monthName, groups, lengths, scan.dayGroups), scan)
        }
        if scan.isWeek { return week(groups, lengths, scan.dayGroups) }
        switch scan.dayGroups {
        case 0: return .unreadable
        case 1: return shifted(compact(groups.0, lengths.0), scan)
        case 2:
            let isFloat = groups.1 == 0 && scan.firstSeparator == 0x2e && (lengths.0 != 4 || lengths.1 == 1)
            let isWithTime = (lengths.0 == 8 || lengths.0 == 6) && (lengths.1 == 4 || lengths.1 == 6)
            if isFloat || isWithTime { return compact(groups.0, lengths.0) }
            return shifted(pair(groups, lengths), scan)
        default: return shifted(triple(groups, lengths), scan)
        }
    }

    /// The day of an instant in the place whose midnight it is.
    private func shifted(_ outcome: DateOutcome, _ scan: DateScan) -> DateOutcome {
        if instants == .asWritten { return outcome }
        guard case .date(var reading) = outcome, scan.zone != .local, let second = scan.secondOfDay,
            let date = CivilDate(year: reading.year, month: reading.month, day: reading.day)
        else { return outcome }
        let shift = instants.days(at: second)
        if shift == 0 { return outcome }
        let day = CivilDate(daysSince1970: date.daysSince1970 + shift)
        (reading.year, reading.month, reading.day) = (day.year, day.month, day.day)
        reading.marks.insert(.shifted)
        return .date(reading)
    }

    private func triple(_ g: (Int, Int, Int), _ n: (Int, Int, Int)) -> DateOutcome {
        if g == (0, 0, 0) { return .placeholder }
        if n.0 == 4 {
            guard n.1 <= 2, n.2 <= 2 else { return .unreadable }
            return whole(g.0, g.1, g.2)
        }
        if calendar == .roc, n.0 <= 3, n.1 <= 2, n.2 <= 2 { return roc(g.0, g.1, g.2) }
        guard n.0 <= 2, n.1 <= 2 else { return .unreadable }
        if n.2 == 4 { return dayAndMonth(g.0, g.1, year: g.2, isShort: false) }
        guard n.2 == 2 || n.2 == 1 else { return .unreadable }
        if order == .yearMonthDay { return short(g.0, g.1, g.2) }
        return dayAndMonth(g.0, g.1, year: g.2, isShort: true)
    }

    /// A day of a week, as in 1980-W05-3 or 1980W053; without a day the month, where the week lies in one.
    ///
    /// Source: ISO 8601-1:2019, 5.2.3: the first week of a year is that of its 4th of January, and begins on Monday.
    private func week(_ g: (Int, Int, Int), _ n: (Int, Int, Int), _ count: Int) -> DateOutcome {
        let isTogether = count == 2 && n.1 == 3
        let number = isTogether ? g.1 / 10 : g.1
        let day = isTogether ? g.1 % 10 : count == 3 ? g.2 : 0
        guard n.1 == 2 || isTogether, count == 2 || count == 3 && n.2 == 1, (1...53).contains(number),
            day <= 7,
            Self.likelyYears.contains(g.0), let fourth = CivilDate(year: g.0, month: 1, day: 4)
        else { return .unreadable }
        // Days since Monday; 1970-01-01 was a Thursday.
        let weekday = DayCount.floor(fourth.daysSince1970 + 3, by: 7) * -7 + fourth.daysSince1970 + 3
        let monday = fourth.daysSince1970 - weekday + (number - 1) * 7
        // A year whose Thursdays are 52 has no week 53: the day would be one of the next year.
        guard CivilDate(daysSince1970: monday + 3).year == g.0 else { return .unreadable }
        let first = CivilDate(daysSince1970: monday + max(0, day - 1))
        if day > 0 { return .date(DateReading(year: first.year, month: first.month, day: first.day)) }
        let last = CivilDate(daysSince1970: monday + 6)
        if first.year != last.year { return .date(DateReading(year: g.0)) }
        return .date(DateReading(year: first.year, month: first.month == last.month ? first.month : 0))
    }

    private func dayAndMonth(_ a: Int, _ b: Int, year: Int, isShort: Bool) -> DateOutcome {
        func made(_ month: Int, _ day: Int) -> DateOutcome {
            isShort ? short(year, month, day) : whole(year, month, day)
        }
        let (day, month) = order == .monthDayYear ? (b, a) : (a, b)
        let outcome = made(month, day)
        if case .impossible = outcome, !isStrict, case .date = made(day, month) {
            return made(day, month).marked(.swapped)
        }
        return outcome
    }

    private func pair(_ g: (Int, Int, Int), _ n: (Int, Int, Int)) -> DateOutcome {
        if n.0 == 4, n.1 <= 2 { return whole(g.0, g.1, 0) }
        if n.1 == 4, n.0 <= 2 { return whole(g.1, g.0, 0) }
        // 1936-214 is the 214th day of 1936.
        if n.0 == 4, n.1 == 3 { return ordinal(g.0, g.1) }
        if calendar == .roc, n.0 <= 3, n.1 <= 2 { return roc(g.0, g.1, 0) }
        return .unreadable
    }

    private func compact(_ number: Int, _ digits: Int) -> DateOutcome {
        // The year 00 is one; nothing else is of no digits but 0.
        if number == 0 { return isYear && digits == 2 ? short(0, 0, 0) : .placeholder }
        switch digits {
        // The days of 2000 lost two zeros or three: 412 is 000412.
        case 3...4 where hasLostZeros && !Self.likelyYears.contains(number): return six(number)
        case 1...3: return yearAlone(number, digits)
        case 4: return whole(number, 0, 0)
        case 5:
            if calendar == .roc { return roc(number / 10_000, number / 100 % 100, number % 100) }
            return hasLostZeros ? compact(number, 6) : .unreadable
        case 6: return six(number)
        case 7:
            if calendar == .roc { return roc(number / 10_000, number / 100 % 100, number % 100) }
            if hasLostZeros { return compact(number, 8) }
            return ordinal(number / 1000, number % 1000)
        case 8, 12, 14:
            let date = digits == 14 ? number / 1_000_000 : digits == 12 ? number / 10_000 : number
            if date == 99_999_999 || date == 11_111_111 { return .placeholder }
            let yearFirst = triple((date / 10_000, date / 100 % 100, date % 100), (4, 2, 2))
            let yearLast = triple((date / 1_000_000, date / 10_000 % 100, date % 10_000), (2, 2, 4))
            if order == .yearMonthDay || digits != 8 {
                if yearFirst.isDay { return yearFirst }
                if yearLast.isDay, !isStrict { return yearLast }
                return isStrict ? yearFirst : Self.likelier(yearFirst, yearLast)
            }
            if yearLast.isDay { return yearLast }
            if yearFirst.isDay, !isStrict { return yearFirst }
            return isStrict ? yearLast : Self.likelier(yearLast, yearFirst)
        default: return .unreadable
        }
    }

    private func six(_ number: Int) -> DateOutcome {
        if calendar == .roc { return roc(number / 10_000, number / 100 % 100, number % 100) }
        if order == .yearMonthDay {
            let yearFirst = whole(number / 100, number % 100, 0)
            if yearFirst.isDay { return yearFirst }
        }
        let day = triple((number / 10_000, number / 100 % 100, number % 100), (2, 2, 2))
        if case .date = day { return day }
        // 197213 is rather a month that cannot be than the 13th of the 72nd month of 2019.
        let yearFirst = whole(number / 100, number % 100, 0)
        if case .impossible(let reading) = yearFirst, Self.likelyYears.contains(reading.year) {
            return yearFirst
        }
        return day
    }

    private func yearAlone(_ number: Int, _ digits: Int) -> DateOutcome {
        if calendar == .roc { return roc(number, 0, 0) }
        return isYear && digits == 2 ? short(number, 0, 0) : .unreadable
    }

    private func named(_ month: Int, _ g: (Int, Int, Int), _ n: (Int, Int, Int), _ count: Int) -> DateOutcome
    {
        switch count {
        case 1: return whole(g.0, month, 0)
        case 2...:
            if n.0 == 4 { return whole(g.0, month, g.1) }
            if n.1 == 4 { return whole(g.1, month, g.0) }
            if n.0 <= 2, n.1 == 2 { return short(g.1, month, g.0) }
            return .unreadable
        default: return .unreadable
        }
    }

    // MARK: Years

    /// A date whose year has four digits.
    private func whole(_ year: Int, _ month: Int, _ day: Int) -> DateOutcome {
        if calendar == .buddhist, Self.buddhistYears.contains(year) {
            return checked(year - 543, month, day).marked(.buddhist)
        }
        if calendar == .roc, Self.rocYears.contains(year) { return roc(year, month, day) }
        return checked(year, month, day)
    }

    private func roc(_ year: Int, _ month: Int, _ day: Int) -> DateOutcome {
        guard Self.rocYears.contains(year) else { return year == 0 ? .noYear : .unreadable }
        return checked(year + 1911, month, day).marked(.roc)
    }

    /// A date whose year has two digits: the latest such day that is not after ``latest``.
    private func short(_ year: Int, _ month: Int, _ day: Int) -> DateOutcome {
        let base = calendar == .buddhist ? 543 : 0
        var full = (latest.year + base) / 100 * 100 + year - base
        if DayOfYear(year: full, month: month, day: day) > latest { full -= 100 }
        let outcome = checked(full, month, day).marked(.twoDigitYear)
        return base > 0 ? outcome.marked(.buddhist) : outcome
    }

    private func ordinal(_ year: Int, _ number: Int) -> DateOutcome {
        guard Self.likelyYears.contains(year), let first = CivilDate(year: year, month: 1, day: 1),
            number >= 1
        else { return .unreadable }
        let day = CivilDate(daysSince1970: first.daysSince1970 + number - 1)
        return day.year == year ? .date(DateReading(year: year, month: day.month, day: day.day)) : .unreadable
    }

    /// The first of two readings that are no dates, unless only the second has a year people live in.
    private static func likelier(_ first: DateOutcome, _ second: DateOutcome) -> DateOutcome {
        if case .impossible(let reading) = first, likelyYears.contains(reading.year) { return first }
        if case .impossible(let reading) = second, likelyYears.contains(reading.year) { return second }
        return first
    }

    private func checked(_ year: Int, _ month: Int, _ day: Int) -> DateOutcome {
        // Software writes these where a date has no end, or no beginning.
        if year == 9999 || year >= 2099 && (month, day) == (12, 31) { return .placeholder }
        if (month, day) == (1, 1), year == 1 || year == 3000 { return .placeholder }
        if (year, month, day) == (1111, 11, 11) { return .placeholder }
        if year == 0 { return (month, day) == (0, 0) ? .placeholder : .noYear }
        guard (1000...9998).contains(year), (0...99).contains(month) else { return .unreadable }
        // A day without a month says nothing that a comparison could use.
        let known = month == 0 || day < 0 || day > 99 ? 0 : day
        let reading = DateReading(year: year, month: month, day: known)
        let isPossible =
            month <= 12 && (month == 0 || (0...CivilDate.daysInMonth(year: year, month: month)).contains(day))
        return isPossible && Self.likelyYears.contains(year) ? .date(reading) : .impossible(reading)
    }
}

extension DateOutcome {
    /// Whether it is a date, or stands for none.
    fileprivate var isDay: Bool {
        switch self {
        case .date, .placeholder: true
        default: false
        }
    }
}
