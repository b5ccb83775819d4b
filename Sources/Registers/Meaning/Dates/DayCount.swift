import Columns

/// How an instant becomes a day.
enum InstantReading: Sendable, Equatable {
    /// The day is the one that is written.
    case asWritten
    /// From this second of the day on the instant belongs to the next day: it is the midnight of a place further east.
    case nextDay(from: Int)
    /// The day at so many seconds before or after universal time.
    case offset(Int)

    /// How many days the day of an instant lies after the one written.
    func days(at second: Int) -> Int {
        switch self {
        case .asWritten: 0
        case .nextDay(let start): second >= start ? 1 : 0
        case .offset(let offset): Self.floor(second + offset)
        }
    }

    /// The days in so many seconds, rounded down.
    static func floor(_ seconds: Int) -> Int {
        seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    }
}

/// Days counted by numbers: those of spreadsheets, and seconds since 1970.
struct DayCount {
    private let calendar: DateCalendar

    init(_ calendar: DateCalendar) { self.calendar = calendar }

    /// The last day number: 2199-12-31.
    private static let largestDay = 109_574
    /// Days of the Julian period on which people are born: 1831 to 2105.
    private static let julianDays = 2_390_000...2_490_000

    /// Reads a value as a number of days or seconds; nil if it is no such number.
    func read(_ text: ByteView, _ instants: InstantReading) -> DateOutcome? {
        guard let (number, _) = Self.number(text) else { return nil }
        switch calendar {
        case .excel1900:
            guard (1...Self.largestDay).contains(number) else { return number == 0 ? .placeholder : nil }
            // Day 60 is a 29th of February that never was; days before it count from one day later.
            if number == 60 {
                return .impossible(DateReading(year: 1900, month: 2, day: 29, marks: .dayNumber))
            }
            return date(-25_569 + number + (number < 60 ? 1 : 0), .dayNumber)
        case .excel1904:
            guard (0...Self.largestDay).contains(number) else { return nil }
            return date(-24_107 + number, .dayNumber)
        case .unixDays: return likely(number)
        case .sasDays: return likely(number - 3653)
        case .julianDays:
            guard Self.julianDays.contains(number) else { return nil }
            // The day of the Julian period begins at noon.
            return date(number - 2_440_588 + (Self.isSecondHalf(text) ? 1 : 0), .dayNumber)
        case .unixSeconds: return instant(number, instants)
        case .unixMilliseconds: return instant(Self.floor(number, by: 1000), instants)
        case .gregorian, .roc, .buddhist: return nil
        }
    }

    /// The second of the day of an instant, for what all instants of a column show together.
    func secondOfDay(_ text: ByteView) -> Int? {
        guard let (number, _) = Self.number(text) else { return nil }
        let seconds = calendar == .unixMilliseconds ? Self.floor(number, by: 1000) : number
        return seconds - InstantReading.floor(seconds) * 86_400
    }

    private func instant(_ seconds: Int, _ instants: InstantReading) -> DateOutcome? {
        let day = InstantReading.floor(seconds)
        let shift = instants.days(at: seconds - day * 86_400)
        let outcome = date(day + shift, shift == 0 ? .unixTime : [.unixTime, .shifted])
        guard case .date(let reading) = outcome, DateReader.likelyYears.contains(reading.year) else {
            return nil
        }
        return outcome
    }

    /// The day of a count that may be below zero, if it is of a year that people live in.
    private func likely(_ day: Int) -> DateOutcome? {
        guard abs(day) <= Self.largestDay, case .date(let reading) = date(day, .dayNumber),
            DateReader.likelyYears.contains(reading.year)
        else { return nil }
        return .date(reading)
    }

    /// Whether a number's fraction is a half or more.
    private static func isSecondHalf(_ text: ByteView) -> Bool {
        guard let point = text.firstIndex(of: 0x2e), point + 1 < text.count else { return false }
        return text[point + 1] >= 0x35
    }

    private func date(_ day: Int, _ marks: DateMarks) -> DateOutcome {
        let date = CivilDate(daysSince1970: day)
        return .date(DateReading(year: date.year, month: date.month, day: date.day, marks: marks))
    }

    static func floor(_ number: Int, by divisor: Int) -> Int {
        number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
    }

    /// The whole part of a number, rounded down, and how many digits it has; nil if the value is no number.
    static func number(_ text: ByteView) -> (whole: Int, digits: Int)? {
        if text.first == 0x2f || text.first == 0x5c { return jsonInstant(text) }
        var digits = ByteRoom()
        defer { digits.deallocate() }
        if let number = WholeNumber.read(text, into: &digits) {
            return WholeNumber.integer(digits.view, isNegative: number.isNegative).map { ($0, digits.count) }
        }
        // A fraction is a time of day.
        guard let point = text.firstIndex(of: 0x2e), point > 0, point + 1 < text.count,
            text[(point + 1)...].allSatisfy({ $0 &- 48 < 10 }),
            let number = WholeNumber.read(text.part(0..<point), into: &digits), !number.isFloat,
            let whole = WholeNumber.integer(digits.view, isNegative: number.isNegative)
        else { return nil }
        return (number.isNegative ? whole - 1 : whole, digits.count)
    }

    /// The milliseconds since 1970 of an instant as .NET writes it in JSON: `/Date(-1054598400000+0800)/`.
    ///
    /// The offset says where it was written; the instant is of universal time all the same.
    private static func jsonInstant(_ text: ByteView) -> (whole: Int, digits: Int)? {
        guard let open = text.firstIndex(of: 0x28), open >= 5, text.last == 0x2f,
            text[(open - 4)..<open].elementsEqual("Date".utf8)
        else { return nil }
        var end = open + 1
        while end < text.count, text[end] &- 48 < 10 || end == open + 1 && text[end] == 0x2d { end += 1 }
        guard end < text.count, text[end] == 0x29 || text[end] == 0x2b || text[end] == 0x2d else {
            return nil
        }
        return number(text.part((open + 1)..<end))
    }
}
