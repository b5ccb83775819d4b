/// A part of a name: a text of the tables, or bytes that have come to differ from it.
struct NamePart {
    var code: TextCode
    /// Used instead of the text if not empty.
    var bytes: [UInt8] = []
}

/// How an address is altered.
enum AddressAlteration: UInt8 {
    case none, abbreviated, reordered, floorOff, partLost, digit, letters
}

/// What a register has taken down of a person: the truth until an error strikes.
struct Observed {
    var husband: TextCode = 0
    var surname = NamePart(code: 0)
    var first = NamePart(code: 0)
    var second = NamePart(code: 0)
    var english: TextCode = 0
    var showsEnglish = false
    var isEnglishFirst = false
    var isEnglishAlone = false
    /// Whether surname and given name stand in each other's place.
    var isSwapped = false
    /// How syllables are joined, if not in the register's way.
    var spacing: RegisterSpec.Style.Syllables?
    var usesPinyin = false
    /// Whether given names are words and not syllables.
    var isLatin = false
    var hanHusband: TextCode = 0
    var hanSurname: TextCode = 0
    var hanFirst: TextCode = 0
    var hanSecond: TextCode = 0
    var isSimplified = false
    /// The number behind the identifier, and its bytes if they differ.
    var identifier: UInt32 = 0
    var identifierBytes: [UInt8] = []
    var hasCheckDigit = true
    var birth: Int32 = 0
    /// Year, month and day if they are not those of `birth`; a month of 0 leaves the year alone.
    var birthParts: (Int32, Int32, Int32) = (0, 0, 0)
    var isMale = false
    var dwelling: UInt32 = 0
    var alteration = AddressAlteration.none
    var alterationDraw: UInt32 = 0
    /// Fields that are empty, a bit each.
    var missing: UInt8 = 0

    func isMissing(_ field: ErrorField) -> Bool { missing & (1 &<< UInt8(field.index)) != 0 }

    /// What is true of a person; `isMarried` says whether the married name counts.
    init(_ person: Person, isMarried: Bool, dwelling: UInt32, isLatin: Bool) {
        if isMarried {
            husband = person.husband
            hanHusband = person.hanHusband
        }
        surname.code = person.surname
        first.code = person.first
        second.code = person.second
        english = person.english
        showsEnglish = person.hasLegalEnglish
        usesPinyin = person.usesPinyin
        self.isLatin = isLatin || person.surnameNumber < 0
        hanSurname = person.hanSurname
        hanFirst = person.hanFirst
        hanSecond = person.hanSecond
        identifier = person.number
        birth = person.birth
        isMale = person.isMale
        self.dwelling = dwelling
    }
}
