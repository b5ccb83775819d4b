import Columns

/// Whether full names without a comma put the surname first or last.
enum FullNameOrder: Sendable {
    case surnameFirst
    case surnameLast
}

/// Decides the order of full names, column by column.
enum NameOrder {
    /// Sources with the order of their full names decided.
    static func decided(_ sources: [FeatureSource], workers: Workers) -> [FeatureSource] {
        sources
    }
}
