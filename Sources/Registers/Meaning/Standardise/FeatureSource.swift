import Columns

/// How the values of a column become canonical.
enum CanonicalForm: Sendable {
    case name(isSurname: Bool)
    case fullName(FullNameForm)
    case hanName(NameSoundForm?)
    case date(DateReader)
    /// Ages; those at a reference day become years of birth, others stay numbers.
    case age(at: DateReader.DayOfYear?)
    case sex(SexCoding)
    case identifier(isHongKongIdentity: Bool)
    case phone
    case email
    case postcode
    case houseNumber
    case place(writesOut: Bool, isGazetteer: Bool)
    case address(isHongKong: Bool, prefersHan: Bool)
    case number
    case category
    case text
}

/// Why ages are not compared with births.
enum AgesUnused: Sendable {
    /// It is not known when they were taken.
    case ofUnknownDay
    /// They were taken at an event of each person's own.
    case ofEvent
}

/// The name and the role of a feature.
struct FeatureKey: Hashable, Sendable {
    let name: String
    let role: Role
    /// Whether the feature is not compared.
    var isCarried = false
}

/// A column, or columns joined to one, that feeds one or several features.
struct FeatureSource: Sendable {
    /// The register, as an index into the job's registers.
    let register: Int
    /// The column as shown to users.
    var column: CodedColumn
    let role: Role
    /// How values become canonical; what other registers tell about it is filled in later.
    var form: CanonicalForm
    /// The features that the form's outputs go to, in the form's order; nil drops an output.
    var outputs: [FeatureKey?]
    /// The codes whose values the schema declares to be missing.
    var missingCodes: Set<UInt32>
    /// The codes whose values stand for “no value” because too many records have them, such as 1900-01-01.
    var spikeCodes: Set<UInt32> = []
    /// What is done to every value before the form looks at it.
    var cleaning: CellCleaning
    /// How the column writes dates, if it does.
    var dates: DateColumn?
    /// Whether its values are years of birth, and its register has no dates of birth.
    var isYearKnownAlone = false
    /// Why ages are not used; nil for other columns and where they are.
    var agesUnused: AgesUnused?
    /// Whether the header names the day of its ages.
    var isAgeOfHeader = false
    /// Whether another source of the same column tells what was done to it.
    var isToldElsewhere = false
    /// The second languages of the job's cells of two languages.
    var languages: BilingualTable?

    /// The source of some rows alone; what its form was told from stays.
    func only(_ rows: [UInt32]) -> FeatureSource {
        let (column, codes) = column.only(rows)
        func kept(_ old: Set<UInt32>) -> Set<UInt32> {
            Set(codes.indices.filter { old.contains(codes[$0]) }.map { UInt32($0) })
        }
        var some = self
        some.column = column
        some.missingCodes = kept(missingCodes)
        some.spikeCodes = kept(spikeCodes)
        return some
    }
}
