/// One kind of change that standardisation makes to a value.
///
/// Each is counted per column, so that a reader of the run can see what was done to the data.
public enum StandardisationKind: UInt8, Sendable, CaseIterable {
    case declaredMissing
    case placeholder
    case malformedText
    case letterCase
    case diacritics
    case width
    case digits
    case invisible
    case punctuation
    case spaces
    case hanVariant
    case title
    case suffix
    case nameSplit
    case abbreviation
    case addressSplit
    case bilingual
    case dateNotation
    case dateDayNumber
    case dateUnixTime
    case dateROC
    case dateBuddhist
    case dateJapanese
    case dateShifted
    case dateTwoDigitYear
    case dateSwapped
    case datePartial
    case datePlaceholder
    case dateImpossible
    case dateNoYear
    case dateAmbiguous
    case dateUnreadable
    case ageAsYear
    case ageUnlikely
    case sexCode
    case sexUnreadable
    case checkDigitAdded
    case checkDigitWrong
    case countryCode
    case numberNotation
    case wholeNumber
    case zerosAdded
    case numberRounded
    case numberUnreadable
    case emailMalformed

    /// The step in a few words, as shown to users.
    public var name: String {
        switch self {
        case .declaredMissing: "declared missing value removed"
        case .placeholder: "placeholder removed"
        case .malformedText: "bytes that are not UTF-8 dropped"
        case .letterCase: "letter case folded"
        case .diacritics: "diacritics folded"
        case .width: "full-width characters folded"
        case .digits: "digits of another script folded"
        case .invisible: "invisible characters dropped"
        case .punctuation: "punctuation folded"
        case .spaces: "spaces folded"
        case .hanVariant: "Han variants folded"
        case .title: "title dropped"
        case .suffix: "suffix dropped"
        case .nameSplit: "full name split"
        case .abbreviation: "abbreviation written out"
        case .addressSplit: "address split"
        case .bilingual: "two languages in one cell read as one"
        case .dateNotation: "date written as YYYY-MM-DD"
        case .dateDayNumber: "day number of a spreadsheet read"
        case .dateUnixTime: "seconds since 1970 read"
        case .dateROC: "year of the Republic of China (民國) read"
        case .dateBuddhist: "Buddhist year read"
        case .dateJapanese: "year of a Japanese era read"
        case .dateShifted: "instant of local midnight read as the local day"
        case .dateTwoDigitYear: "century of a two-digit year guessed"
        case .dateSwapped: "day and month swapped to make a date"
        case .datePartial: "date without day or month kept"
        case .datePlaceholder: "date that is often a placeholder kept"
        case .dateImpossible: "impossible date kept"
        case .dateNoYear: "date without a year removed"
        case .dateAmbiguous: "date of an unknown calendar removed"
        case .dateUnreadable: "unreadable date removed"
        case .ageAsYear: "age read as a year of birth"
        case .ageUnlikely: "unlikely age removed"
        case .sexCode: "sex recoded"
        case .sexUnreadable: "unknown sex code removed"
        case .checkDigitAdded: "check digit added"
        case .checkDigitWrong: "wrong check digit kept"
        case .countryCode: "country code dropped"
        case .numberNotation: "number rewritten"
        case .wholeNumber: "fraction .0 or exponent of a whole number dropped"
        case .zerosAdded: "zeros lost at the beginning of a code added"
        case .numberRounded: "rounded number removed"
        case .numberUnreadable: "unreadable number removed"
        case .emailMalformed: "malformed e-mail address kept"
        }
    }
}

/// The kinds of change made to one value.
struct StandardisationKinds: Equatable {
    var bits: UInt64 = 0

    mutating func insert(_ kind: StandardisationKind) { bits |= 1 &<< UInt64(kind.rawValue) }

    func contains(_ kind: StandardisationKind) -> Bool { bits & (1 &<< UInt64(kind.rawValue)) != 0 }
}
