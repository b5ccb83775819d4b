import Columns

/// How the values of a column become canonical.
enum CanonicalForm: Sendable {
    case name(isSurname: Bool)
    case fullName(FullNameForm)
    case hanName(NameSoundForm?)
    case date(DateReader)
    case sex(SexCoding)
    case identifier(isHongKongIdentity: Bool)
    case phone
    case email
    case postcode
    case houseNumber
    case place(writesOut: Bool, isGazetteer: Bool)
    case address(isHongKong: Bool)
    case number
    case text
}

/// The name and the role of a feature.
struct FeatureKey: Hashable, Sendable {
    let name: String
    let role: Role
}

/// A column, or columns joined to one, that feeds one or several features.
struct FeatureSource: Sendable {
    /// The register, as an index into the job's registers.
    let register: Int
    /// The column as shown to users.
    var column: CodedColumn
    let role: Role
    /// How values become canonical; what other registers tell of it is filled in later.
    var form: CanonicalForm
    /// The features that the form's outputs go to, in the form's order; nil drops an output.
    var outputs: [FeatureKey?]
    /// The codes whose values the schema declares to be missing.
    let missingCodes: Set<UInt32>

    /// The source of some rows alone; what its form was told from stays.
    func only(_ rows: [UInt32]) -> FeatureSource {
        let (column, codes) = column.only(rows)
        let missing = codes.indices.filter { missingCodes.contains(codes[$0]) }.map { UInt32($0) }
        return FeatureSource(
            register: register,
            column: column,
            role: role,
            form: form,
            outputs: outputs,
            missingCodes: Set(missing)
        )
    }
}
