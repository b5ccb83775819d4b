import Columns

/// How a column writes dates, found from all its values.
struct DateColumn: Sendable {
    /// What reads the column's values.
    private(set) var reader: DateReader
    /// Whether day and month could as well be the other way round.
    private(set) var isOrderGuessed = false
    /// Whether somebody has said what days and years are counted in.
    private(set) var isCalendarDeclared = false
    /// The times of day that were taken for midnight elsewhere, in seconds, the most frequent first.
    private(set) var midnights: [Int] = []
    /// Whether values are instants of universal time at various times of day.
    private(set) var hasInstants = false
    /// The latest day with a year of four digits, unlikely ones left out.
    private(set) var latestDay: DateReader.DayOfYear?
    /// How many of the values looked at have a year of four digits.
    private(set) var fullDays = 0
    /// Whether the years are of two digits and might be those of the Republic of China as well as common ones.
    private(set) var mayBeROC = false
    /// Whether the births of other registers told the calendar.
    private(set) var isCalendarFromBirths = false
    /// The latest year of a two-digit year, where somebody has said it.
    private(set) var pivot: Int?
    /// Where the latest day of two-digit years comes from.
    var latestOrigin = BirthYears.Origin.constant

    /// What is known about a column besides its values.
    struct Context {
        /// What the schema or the job says.
        var field: RegisterField
        /// Whether somebody, or the header, says that the column holds dates: numbers of days are read then alone.
        var isNamed = true
        /// Whether other columns of the register show that it comes from Taiwan.
        var isTaiwanese: () -> Bool = { false }
    }

    /// The years in which people of a register were born, or had to do with it.
    private static let plausibleYears = 1850...2100
    /// The share of values that one reading must explain to be the column's.
    private static let mostly = 0.9
    /// The share of numbers that a count must explain.
    private static let nearly = 0.8
    /// By so much more another reading must explain than days written together.
    private static let better = 0.05
    /// An order is guessed if values that tell it are fewer than this share of those that it changes.
    private static let hardly = 0.02

    /// The reader of a column.
    init(
        _ values: ValueDictionary,
        without missing: Set<UInt32> = [],
        _ context: Context
    ) {
        let field = context.field
        let isYear = field.role == .birthYear
        var evidence = DateEvidence(values, without: missing, isYear: isYear)
        pivot = field.pivot
        let declared = field.dateOrder ?? field.format.flatMap(DateOrderGuess.order(ofPattern:))
        reader = DateReader(order: declared ?? .dayMonthYear, isStrict: declared != nil)
        reader.isYear = isYear
        if let calendar = field.calendar {
            reader.calendar = calendar
            isCalendarDeclared = true
        } else {
            decideCalendar(evidence, context)
        }
        if declared == nil { decideOrder(evidence) }
        mayBeROC = !isCalendarDeclared && hasOpenYears(evidence)
        if let offset = field.utcOffset {
            reader.instants = .offset(offset)
        } else {
            if reader.calendar.isCount { addInstants(to: &evidence) }
            decideInstants(evidence, isBirth: field.role == .birthDate)
        }
        latestDay = latest(evidence)
    }

    /// The same column, counted otherwise.
    func counted(in calendar: DateCalendar) -> DateColumn {
        var other = self
        other.reader.calendar = calendar
        other.isCalendarFromBirths = true
        other.mayBeROC = false
        return other
    }

    // MARK: Calendars

    /// Whether nearly all values are days with years of two digits in front, which the Republic of China has, too.
    private func hasOpenYears(_ evidence: DateEvidence) -> Bool {
        guard reader.calendar == .gregorian,
            evidence.isMore(evidence.shortYears) || evidence.isMore(evidence.numbersOfLength[6])
        else { return false }
        var roc = reader
        roc.calendar = .roc
        let open = evidence.sample.count { value in
            value.withUnsafeBufferPointer { bytes in
                guard case .date(let one) = reader.read(bytes), one.marks.contains(.twoDigitYear),
                    case .date(let other) = roc.read(bytes)
                else { return false }
                return other.marks.contains(.roc) && other.month != 0
            }
        }
        return evidence.values > 0 && Double(open) >= Self.mostly * Double(evidence.values)
    }

    private mutating func decideCalendar(_ evidence: DateEvidence, _ context: Context) {
        let words = HeaderWords.words(context.field.name)
        let saysROC = words.contains {
            $0 == "roc" || $0 == "minguo" || $0.contains("民國") || $0.contains("民国")
        }
        let saysBuddhist =
            words.contains { $0 == "buddhist" || $0.contains("佛曆") || $0.contains("佛历") }
            || context.field.name.contains("พ.ศ")
        if saysBuddhist || evidence.buddhistMarks > 0 || evidence.isMore(evidence.buddhistYears)
            || evidence.isMore(evidence.thaiYears)
        {
            reader.calendar = .buddhist
            return
        }
        if evidence.isMore(evidence.numbers) {
            decideNumbers(evidence, context, isROC: saysROC || context.isTaiwanese())
            if reader.calendar != .gregorian || reader.hasLostZeros { return }
        }
        let isLikelyROC =
            evidence.isMore(evidence.threeDigitYears) || evidence.rocMarks > 0 || saysROC
            || evidence.paddedYears * 2 > evidence.values
            || evidence.shortYears > 0 && context.isTaiwanese()
        guard isLikelyROC, evidence.shortYears + evidence.threeDigitYears + evidence.paddedYears > 0 else {
            return
        }
        var roc = reader
        roc.calendar = .roc
        // Years at the end are no years of the Republic.
        if evidence.readable(by: roc) >= evidence.readable(by: reader) { reader.calendar = .roc }
    }

    /// Numbers alone are days written together, day numbers or seconds: the first reading that explains most of them.
    private mutating func decideNumbers(_ evidence: DateEvidence, _ context: Context, isROC: Bool) {
        let (isNamed, isBirth) = (context.isNamed, context.field.role == .birthDate)
        func share(_ reader: DateReader, _ marks: DateMarks = []) -> Double {
            Double(evidence.numbersReadable(by: reader, years: Self.plausibleYears, marks))
                / Double(evidence.numbers)
        }
        func with(_ calendar: DateCalendar) -> DateReader {
            var other = reader
            other.calendar = calendar
            return other
        }
        func ordered(_ reader: DateReader, _ order: DateOrder) -> DateReader {
            var other = reader
            if !reader.isStrict { other.order = order }
            return other
        }
        let plain = DateOrder.allCases.map { share(ordered(reader, $0)) }.max() ?? 0
        let roc = share(with(.roc), .roc)
        // Years from 100 on are read by no other calendar, and few people are as young.
        let isBeyond99 = evidence.isMore(evidence.numbersOfLength[7]) && roc >= plain + Self.hardly / 2
        if roc >= Self.mostly, isROC || isBeyond99 {
            reader.calendar = .roc
            return
        }
        // 50412 is 050412 where the others have six digits.
        if evidence.isMore(evidence.numbersOfLength[5]),
            evidence.numbersOfLength[6] > evidence.numbersOfLength[5]
        {
            var lost = with(.gregorian)
            lost.hasLostZeros = true
            let best = DateOrder.allCases.map { ordered(lost, $0) }.max { share($0) < share($1) } ?? lost
            if share(best) >= max(Self.mostly, plain + Self.hardly / 2) {
                reader = best
                return
            }
        }
        if plain >= Self.mostly { return }
        var candidates: [(reader: DateReader, share: Double)] = []
        // A day or month below ten is no rare thing; fewer numbers of another length are slips.
        func isMany(_ length: Int) -> Bool { evidence.numbersOfLength[length] * 10 >= evidence.numbers }
        if isMany(7) || isMany(3) || isROC { candidates.append((with(.roc), share(with(.roc)))) }
        if isMany(8) && isMany(7) || isMany(6) && isMany(5) {
            for order in [DateOrder.dayMonthYear, .monthDayYear] {
                var lost = ordered(reader, order)
                lost.hasLostZeros = true
                candidates.append((lost, share(lost)))
            }
        }
        if isNamed, !reader.isYear {
            for calendar in [DateCalendar.excel1900, .julianDays, .unixSeconds, .unixMilliseconds] {
                let found = share(with(calendar))
                // Negative numbers are no days of Excel, and births are of many years.
                if found < Self.nearly || isBirth && evidence.hasShortSpan(with(calendar)) { continue }
                candidates.append((with(calendar), found))
            }
        }
        let best = candidates.first { $0.share >= Self.mostly } ?? candidates.max { $0.share < $1.share }
        guard let best, best.share > plain + Self.better, best.share >= 0.5 else { return }
        reader = best.reader
    }

    // MARK: Orders

    /// The order that reads the most values; where several do, day before month before year.
    private mutating func decideOrder(_ evidence: DateEvidence) {
        func strict(_ order: DateOrder) -> DateReader {
            var candidate = reader
            candidate.order = order
            candidate.isStrict = true
            return candidate
        }
        var counts: [DateOrder: Int] = [:]
        var best = DateOrder.dayMonthYear
        for order in [DateOrder.dayMonthYear, .yearMonthDay, .monthDayYear] {
            let count = evidence.readable(by: strict(order))
            counts[order] = count
            if count > counts[best, default: 0] { best = order }
        }
        reader.order = best
        if best == .yearMonthDay { return }
        let (days, months) = (strict(.dayMonthYear), strict(.monthDayYear))
        let open = evidence.sample.count { value in
            value.withUnsafeBufferPointer { bytes in
                guard case .date(let one) = days.read(bytes), case .date(let other) = months.read(bytes)
                else {
                    return false
                }
                return one != other
            }
        }
        let telling = abs(counts[.dayMonthYear, default: 0] - counts[.monthDayYear, default: 0])
        isOrderGuessed = open > 0 && Double(telling) < Self.hardly * Double(open)
    }

    // MARK: Instants

    private func addInstants(to evidence: inout DateEvidence) {
        guard reader.calendar == .unixSeconds || reader.calendar == .unixMilliseconds else { return }
        let count = DayCount(reader.calendar)
        for value in evidence.sample {
            if let second = value.withUnsafeBufferPointer(count.secondOfDay) { evidence.addTime(second) }
        }
    }

    /// Nearly all instants must be the midnight of one place, summer and winter, for their days to be moved.
    private static let sameTime = 0.95
    private static let fewTimes = 8
    private static let quarterHour = 900
    /// Zones further east than this use the times of zones in the west.
    private static let easternmost = 11 * 3600
    private static let noon = 12 * 3600

    private mutating func decideInstants(_ evidence: DateEvidence, isBirth: Bool) {
        hasInstants = evidence.isMore(evidence.instants)
        // The same hour for all is no hour of births; of events, only universal time makes it one.
        guard evidence.timed >= 3,
            isBirth || reader.calendar.isCount || evidence.instants * 2 > evidence.timed
        else { return }
        let ordered = evidence.times.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var kept: [Int] = []
        var covered = 0
        for (second, count) in ordered where kept.count < Self.fewTimes {
            if Double(covered) >= Self.sameTime * Double(evidence.timed) { break }
            kept.append(second)
            covered += count
        }
        let late = kept.filter { $0 != 0 }
        guard Double(covered) >= Self.sameTime * Double(evidence.timed), let first = late.min(),
            let last = late.max(), first >= Self.easternmost, last - first <= 2 * 3600,
            kept.allSatisfy({ $0 % Self.quarterHour == 0 }),
            kept.contains(0) ? first >= 22 * 3600 : late != [Self.noon]
        else { return }
        midnights = kept
        // Before time zones clocks showed the sun's time, some minutes off.
        reader.instants = .nextDay(from: first - 2 * Self.quarterHour)
    }

    // MARK: The latest day

    /// Days this far after all others, in years, are slips.
    private static let gap = 5
    /// The share of values that may be such slips.
    private static let slips = 0.01

    private mutating func latest(_ evidence: DateEvidence) -> DateReader.DayOfYear? {
        var days: [DateReader.DayOfYear] = []
        for value in evidence.sample {
            if case .date(let reading) = value.withUnsafeBufferPointer(reader.read),
                !reading.marks.contains(.twoDigitYear), Self.plausibleYears.contains(reading.year)
            {
                days.append(DateReader.DayOfYear(year: reading.year, month: reading.month, day: reading.day))
            }
        }
        days.sort()
        fullDays = days.count
        var last = days.count - 1
        let few = Int(Self.slips * Double(days.count))
        var candidate = last
        while candidate > 0, days.count - candidate <= few {
            if days[candidate].year - days[candidate - 1].year > Self.gap { last = candidate - 1 }
            candidate -= 1
        }
        guard last >= 0 else { return nil }
        let day = days[last]
        return DateReader.DayOfYear(
            year: day.year,
            month: day.month == 0 ? 12 : day.month,
            day: day.day == 0 ? 31 : day.day
        )
    }
}

/// Reads the order of day, month and year from patterns.
package enum DateOrderGuess {
    /// The order of a pattern such as `%d/%m/%Y` or `DD.MM.YYYY`.
    package static func order(ofPattern pattern: String) -> DateOrder? {
        if let order = DateOrder(rawValue: pattern) { return order }
        let letters = pattern.utf8.compactMap { byte -> Character? in
            switch byte | 0x20 {
            case 0x79: "y"
            case 0x6d, 0x62: "m"
            case 0x64: "d"
            default: nil
            }
        }
        var order = ""
        for letter in letters where !order.contains(letter) { order.append(letter) }
        return DateOrder(rawValue: order)
    }
}
