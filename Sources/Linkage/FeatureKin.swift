/// Which features say the same of a person in part: an initial and its name, a year and its date.
///
/// In a block on one of them the others agree more often than elsewhere, among matches and others alike.
enum FeatureKin {
    /// Families of features by the start of their names; a feature may be in several.
    private static let families: [[String]] = [
        ["given_name", "full_name", "name_sound"], ["surname", "full_name", "name_sound"],
        ["han_name", "name_sound"], ["middle_name", "full_name"], ["birth", "age"],
    ]

    /// Whether two features are the same or in one family.
    static func areKin(_ a: String, _ b: String) -> Bool {
        if a == b || a.hasPrefix(b + "_") || b.hasPrefix(a + "_") { return true }
        return families.contains { family in
            family.contains { a.hasPrefix($0) } && family.contains { b.hasPrefix($0) }
        }
    }
}
