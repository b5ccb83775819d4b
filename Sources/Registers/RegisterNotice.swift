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
