import Columns

/// What the distinct values of a column show about how it writes dates.
struct DateEvidence {
    /// Values looked at, tokens for “no value” left out.
    private(set) var values = 0
    /// Numbers alone, whatever they count.
    private(set) var numbers = 0
    /// Numbers alone, by their digits.
    private(set) var numbersOfLength = [Int](repeating: 0, count: 20)
    /// Values that name the era of the Republic of China, or the Buddhist one.
    private(set) var rocMarks = 0
    private(set) var buddhistMarks = 0
    /// Years of three digits, as only the Republic of China has them.
    private(set) var threeDigitYears = 0
    /// Years of four digits that begin with zeros: 0104.
    private(set) var paddedYears = 0
    /// Years of one or two digits, and those of them before 年.
    private(set) var shortYears = 0
    private(set) var signedShortYears = 0
    /// Days with a Thai month and a year of two digits, which is a Buddhist one.
    private(set) var thaiYears = 0
    /// Years of four digits that are Buddhist ones.
    private(set) var buddhistYears = 0
    /// Of these, the ones without a day.
    private var buddhistYearsAlone = 0
    /// Times of day that are not of a named place, in seconds, with the number of their values.
    private(set) var times: [Int: Int] = [:]
    /// Values with such a time.
    private(set) var timed = 0
    /// Values with such a time that is not midnight, and said to be universal time.
    private(set) var instants = 0
    /// The values looked at.
    private(set) var sample: [[UInt8]] = []

    /// More distinct values than this are sampled.
    static let sampleSize = 20_000
    /// More different times of day than this are times.
    private static let manyTimes = 96

    /// Looks at the values of a column.
    ///
    /// Which values are sampled depends on the values alone, so that the order of rows does not matter.
    init(
        _ column: ValueDictionary,
        without missing: Set<UInt32>,
        sampling sampleSize: Int = Self.sampleSize,
        isYear: Bool
    ) {
        let share = Double(sampleSize) / Double(max(1, column.count))
        let bound = share >= 1 ? UInt64.max : UInt64(share * 0x1p64)
        for code in 1..<UInt32(max(1, column.count)) where missing.isEmpty || !missing.contains(code) {
            if bound != .max, column.withBytes(code, { Hash64.bytes($0) }) >= bound { continue }
            let value = PlainText.cleaned(column.slice(code))
            let isUsed = value.withUnsafeBufferPointer { bytes in
                if MissingTokens.matches(bytes, .codes) { return false }
                add(bytes, isYear: isYear)
                return true
            }
            if isUsed { sample.append(value) }
        }
        // Among numbers of five digits those of four are days, too.
        if numbersOfLength[5] > numbersOfLength[4] { buddhistYears -= buddhistYearsAlone }
    }

    private mutating func add(_ value: ByteView, isYear: Bool) {
        values += 1
        if let number = DayCount.number(value) {
            numbers += 1
            numbersOfLength[min(19, number.digits)] += 1
            // Below zero there are counts of days, and no years.
            if value.first == 0x2d { return }
        }
        guard let (scan, text) = DateReader.scanned(value) else { return }
        if let text, text.hasThaiMonth, scan.dayGroups == 2, scan.lengths[1] == 2 { thaiYears += 1 }
        switch text?.era {
        case .roc, .beforeROC: rocMarks += 1
        case .buddhist: buddhistMarks += 1
        case .common, .japanese: break
        case nil: addYear(scan, hasYearSign: text?.hasYearSign ?? false, isYear: isYear)
        }
        if scan.zone != .local, let second = scan.secondOfDay {
            addTime(second)
            if scan.zone == .utc, second != 0 { instants += 1 }
        }
    }

    /// Notes a time of day.
    mutating func addTime(_ second: Int) {
        timed += 1
        if times[second] != nil || times.count <= Self.manyTimes { times[second, default: 0] += 1 }
    }

    private mutating func addYear(_ scan: DateScan, hasYearSign: Bool, isYear: Bool) {
        let lengths = (scan.lengths[0], scan.lengths[1], scan.lengths[2])
        for group in 0..<min(3, scan.dayGroups)
        where scan.lengths[group] == 4 && DateReader.buddhistYears.contains(scan.numbers[group]) {
            buddhistYears += 1
            if scan.dayGroups == 1 { buddhistYearsAlone += 1 }
            return
        }
        if scan.dayGroups == 1 {
            if lengths.0 == 8 {
                let number = scan.numbers[0]
                let isYearFirst = number / 100 % 100 <= 12 && number % 100 <= 31
                if isYearFirst && DateReader.buddhistYears.contains(number / 10_000)
                    || !isYearFirst && DateReader.buddhistYears.contains(number % 10_000)
                {
                    buddhistYears += 1
                }
            }
            let isAlone = isYear || hasYearSign
            if isAlone, lengths.0 == 3 { threeDigitYears += 1 }
            if isAlone, lengths.0 <= 2 { noteShort(hasYearSign) }
            return
        }
        guard scan.dayGroups >= 2, lengths.1 <= 2 else { return }
        if lengths.0 == 4, DateReader.rocYears.contains(scan.numbers[0]) { paddedYears += 1 }
        let hasShortEnd = scan.dayGroups == 2 || lengths.2 <= 2
        if lengths.0 == 3, hasShortEnd { threeDigitYears += 1 }
        if lengths.0 <= 2, hasShortEnd, scan.dayGroups >= 3 || hasYearSign { noteShort(hasYearSign) }
    }

    private mutating func noteShort(_ hasYearSign: Bool) {
        shortYears += 1
        if hasYearSign { signedShortYears += 1 }
    }

    /// How many values of the sample a reader reads as a day of a likely year.
    func readable(by reader: DateReader, years: ClosedRange<Int> = DateReader.likelyYears) -> Int {
        sample.count { value in
            if case .date(let reading) = value.withUnsafeBufferPointer(reader.read) {
                return years.contains(reading.year)
            }
            return false
        }
    }

    /// How many numbers of the sample a reader reads as a day of some years, and with some marks.
    func numbersReadable(by reader: DateReader, years: ClosedRange<Int>, _ marks: DateMarks = []) -> Int {
        sample.count { value in
            value.withUnsafeBufferPointer { bytes in
                guard DayCount.number(bytes) != nil, case .date(let reading) = reader.read(bytes) else {
                    return false
                }
                return years.contains(reading.year) && reading.marks.isSuperset(of: marks)
            }
        }
    }

    /// Births of so many different days are of more than a year.
    private static let manyDays = 20
    private static let year = 366

    /// Whether the days of many values that a reader reads lie within a year.
    func hasShortSpan(_ reader: DateReader) -> Bool {
        var days: [Int] = []
        for value in sample {
            guard case .date(let reading) = value.withUnsafeBufferPointer(reader.read) else { continue }
            let day = CivilDate(year: reading.year, month: max(1, reading.month), day: max(1, reading.day))
            if let day { days.append(day.daysSince1970) }
        }
        guard days.count >= Self.manyDays, let first = days.min(), let last = days.max() else { return false }
        return last - first < Self.year
    }

    /// Whether a number of values is more than a slip: at least three and a hundredth, or a fifth.
    func isMore(_ count: Int) -> Bool {
        count >= 3 && count * 100 >= values || count > 0 && count * 5 >= values
    }
}
