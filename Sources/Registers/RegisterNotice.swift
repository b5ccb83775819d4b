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
        /// Rows have no record identifier and are called by their number.
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
        /// The text is not UTF-8; its encoding was told by its bytes.
        case encoding
        /// Values are in another encoding than the rest of the text, and were read in it.
        case encodingMixed = "encoding_mixed"
        /// Values hold bytes that are no character, and got U+FFFD in their place.
        case undecodable
        /// Values hold U+FFFD in the file itself.
        case charactersLost = "characters_lost"
        /// Values were encoded twice, and were mended.
        case encodedTwice = "encoded_twice"
        /// Values hold characters that were written out in ASCII, and were read.
        case charactersWrittenOut = "characters_written_out"
        /// Values are text formulas of a spreadsheet, of which the text was taken.
        case textFormulas = "text_formulas"
        /// Rows and fields are parted in an unusual way.
        case layout
        /// Lines above the header were passed over.
        case titleLines = "title_lines"
        /// Lines below the last record were passed over.
        case footerLines = "footer_lines"
        /// Comments or lines of hyphens were passed over.
        case remarkLines = "remark_lines"
        /// Rows repeat the header and were passed over.
        case headerRepeated = "header_repeated"
        /// Columns without a header, or with one that another has, got names.
        case headerNames = "header_names"
        /// The header may hold values instead of names.
        case headerDoubtful = "header_doubtful"
        /// Rows lack their last fields, which were taken for missing values.
        case shortRows = "short_rows"
        /// Rows have empty fields beyond those of the header.
        case overlongRows = "overlong_rows"
        /// Rows without any value were passed over.
        case blankRows = "blank_rows"
        /// The file breaks off in its last row.
        case cutOff = "cut_off"
        /// The register has no records.
        case noRecords = "no_records"
        /// The register has the same file as another one.
        case sameFile = "same_file"
        /// Record identifiers differ in case or white space alone.
        case identifiersAlike = "identifiers_alike"
        /// Record identifiers were written with full-width forms, fixed blanks or characters without width.
        case identifiersFolded = "identifiers_folded"
        /// Columns speak of somebody else than the person and are not used.
        case othersColumns = "others_columns"
        /// A record names several people, of whom one was taken for its person.
        case personChosen = "person_chosen"
        /// The roles of columns that are used are not sure.
        case rolesUnsure = "roles_unsure"
        /// A column says what others say and is not compared beside them.
        case madeOfOthers = "made_of_others"
        /// Columns of parts of a name are compared together.
        case namesJoined = "names_joined"
        /// A column writes names in more than one order.
        case nameOrderMixed = "name_order_mixed"
        /// Names in two scripts are compared by how they sound.
        case namesBySound = "names_by_sound"
        /// Registers share too little to tell people apart.
        case littleShared = "little_shared"
        /// The estimation of the model stopped before it came to rest.
        case modelUnsettled = "model_unsettled"
        /// A rule of the job decided about pairs.
        case pairsRuled = "pairs_ruled"
        /// A rule of the job does not reach all pairs that it could be about.
        case ruleLimited = "rule_limited"
        /// Hardly a record of a register is linked to another one.
        case fewLinks = "few_links"
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

extension RegisterNotice {
    /// Names of columns in a sentence, at most eight of them.
    package static func list(_ names: [String]) -> String {
        if names.count > 8 {
            return names.prefix(7).joined(separator: ", ") + " and \(names.count - 7) more columns"
        }
        if names.count < 2 { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }
}
