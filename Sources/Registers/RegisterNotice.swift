/// Something that was dropped, guessed, shifted, refused or assumed about a register, and that its users must know.
///
/// A notice never holds a value of a person: what a cell said stands in the quarantine and in the steps of
/// standardisation, which reports mask.
public struct RegisterNotice: Sendable, Equatable {
    /// What a notice is about; the raw value is the word that programs read.
    public enum Kind: String, Sendable, CaseIterable {
        /// Rows could not be read and were set aside.
        case rowsSetAside = "rows_set_aside"
        /// Rows repeat a record identifier and were set aside.
        case identifierRepeated = "identifier_repeated"
        /// Rows have no record identifier and were set aside.
        case identifierMissing = "identifier_missing"
        /// No column identifies the record.
        case identifierAbsent = "identifier_absent"

        // What values mean.
        /// Values stand for “no value” and were dropped.
        case valuesMissing = "values_missing"
        /// Values are no dates and were dropped.
        case datesUnreadable = "dates_unreadable"
        /// Dates name a month or a day, but no year, and were dropped.
        case datesWithoutYear = "dates_without_year"
        /// Dates are read differently by two calendars, and were dropped.
        case datesAmbiguous = "dates_ambiguous"
        /// Dates name no day; their digits were kept.
        case datesImpossible = "dates_impossible"
        /// Days that are often placeholders were kept.
        case datesDoubtful = "dates_doubtful"
        /// The centuries of two-digit years were guessed.
        case centuryGuessed = "century_guessed"
        /// The order of day and month was guessed.
        case dateOrderGuessed = "date_order_guessed"
        /// Dates were read in another order of day and month than the others of their column.
        case datesSwapped = "dates_swapped"
        /// Years or days were read by another calendar.
        case calendarConverted = "calendar_converted"
        /// Instants were read as the day of another place than universal time.
        case daysShifted = "days_shifted"
        /// Instants of universal time were read as the day that is written.
        case instantsKept = "instants_kept"
        /// Whole numbers were freed of fractions and exponents.
        case numbersWhole = "numbers_whole"
        /// Zeros were added at the beginning of codes.
        case zerosAdded = "zeros_added"
        /// Numbers were rounded before they were written, and were dropped.
        case numbersRounded = "numbers_rounded"
        /// Values are no numbers and were dropped.
        case numbersUnreadable = "numbers_unreadable"
        /// Values are no codes of sex and were dropped.
        case sexUnreadable = "sex_unreadable"
        /// Ages were read as years of birth.
        case agesConverted = "ages_converted"
        /// Ages cannot be compared with births, as the job names no reference date.
        case agesUnused = "ages_unused"
        /// Cells in two languages were read as one.
        case cellsBilingual = "cells_bilingual"
    }

    /// The register's name; empty for the registers together.
    public let register: String
    /// The column; nil for the whole register.
    public let column: String?
    /// What it is about.
    public let kind: Kind
    /// The values, rows or columns concerned; 0 where nothing is counted.
    public let count: Int
    /// Of how many; 0 where that says nothing.
    public let total: Int
    /// One sentence: what was found and what was done.
    public let detail: String

    /// A notice of its parts.
    public init(
        register: String,
        column: String? = nil,
        kind: Kind,
        count: Int = 0,
        total: Int = 0,
        detail: String
    ) {
        self.register = register
        self.column = column
        self.kind = kind
        self.count = count
        self.total = total
        self.detail = detail
    }

    /// The notice as one line: the place, a colon, the sentence.
    public var line: String {
        let place = [register, column ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
        return place.isEmpty ? detail : "\(place): \(detail)"
    }
}
