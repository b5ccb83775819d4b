/// The order in which a column writes year, month and day.
public enum DateOrder: String, Sendable, CaseIterable {
    case yearMonthDay = "ymd"
    case dayMonthYear = "dmy"
    case monthDayYear = "mdy"
}

/// What a column counts years or days in, where a value does not say.
public enum DateCalendar: String, Sendable, CaseIterable {
    /// Years of the common era.
    case gregorian
    /// Years of the Republic of China: 民國60年 is 1971.
    case roc
    /// Buddhist years: 2479 is 1936.
    case buddhist
    /// Days since the beginning of 1900, as Excel counts them; 60 is the day 1900-02-29, which never was.
    case excel1900 = "excel_1900"
    /// Days since 1904-01-01, as Excel counted them on the Macintosh.
    case excel1904 = "excel_1904"
    /// Days since 1970-01-01.
    case unixDays = "unix_days"
    /// Days since 1960-01-01, as SAS and Stata count them.
    case sasDays = "sas_days"
    /// Days of the Julian period, as astronomers and SQLite's `julianday` count them: 2440587.5 is 1970-01-01 00:00.
    case julianDays = "julian_days"
    /// Seconds since 1970-01-01 00:00 UTC.
    case unixSeconds = "unix_seconds"
    /// Thousandths of seconds since 1970-01-01 00:00 UTC.
    case unixMilliseconds = "unix_milliseconds"

    /// Whether values are numbers of days or of seconds.
    var isCount: Bool {
        switch self {
        case .gregorian, .roc, .buddhist: false
        default: true
        }
    }

    /// The name in a sentence.
    var text: String {
        switch self {
        case .gregorian: "common years"
        case .roc: "years of the Republic of China (民國, year 1 is 1912)"
        case .buddhist: "Buddhist years (543 more than common ones)"
        case .excel1900: "day numbers of Excel's 1900 system (1 is 1900-01-01)"
        case .excel1904: "day numbers of Excel's 1904 system (0 is 1904-01-01)"
        case .unixDays: "days since 1970-01-01"
        case .sasDays: "days since 1960-01-01 (SAS)"
        case .julianDays: "days of the Julian period (2440587.5 is 1970-01-01)"
        case .unixSeconds: "seconds since 1970 (UTC)"
        case .unixMilliseconds: "milliseconds since 1970 (UTC)"
        }
    }
}

/// What was noticed while a date was read.
struct DateMarks: OptionSet {
    let rawValue: UInt16

    /// The century was guessed.
    static let twoDigitYear = DateMarks(rawValue: 1)
    /// Day and month had to change places to make a date.
    static let swapped = DateMarks(rawValue: 2)
    static let roc = DateMarks(rawValue: 4)
    static let buddhist = DateMarks(rawValue: 8)
    static let japanese = DateMarks(rawValue: 16)
    static let dayNumber = DateMarks(rawValue: 32)
    static let unixTime = DateMarks(rawValue: 64)
    /// The day is not the one written, but that of the place whose midnight the instant is.
    static let shifted = DateMarks(rawValue: 128)
}

/// A date as read from one cell: year, perhaps month, perhaps day.
struct DateReading: Equatable {
    var year = 0
    /// 1…12, up to 99 where there is no such month, or 0 where the cell does not say.
    var month = 0
    /// 1…31, up to 99 where there is no such day, or 0 where the cell does not say.
    var day = 0
    var marks: DateMarks = []
}

/// What became of a cell that should hold a date.
enum DateOutcome: Equatable {
    case date(DateReading)
    /// Digits in the shape of a date that name no day, such as 1972-13-23.
    case impossible(DateReading)
    /// What stands for “no date”: 0000-00-00, 9999-12-31.
    case placeholder
    /// A month or a day without a year.
    case noYear
    /// A date that two calendars read differently, and nothing says which is meant: 60年3月5日.
    case ambiguous
    /// Not the shape of a date.
    case unreadable

    /// The same with more marks.
    func marked(_ marks: DateMarks) -> DateOutcome {
        switch self {
        case .date(var reading):
            reading.marks.formUnion(marks)
            return .date(reading)
        case .impossible(var reading):
            reading.marks.formUnion(marks)
            return .impossible(reading)
        default: return self
        }
    }
}
