/// What the rows of a register of evidence are.
public enum EvidenceKind: String, Sendable, CaseIterable {
    /// Border crossings: many rows per person, found by an identifier; not linked as persons.
    case movements
    /// Deaths: one row per person, linked like any other.
    case deaths
    /// Births here: one row per person, linked like any other; a list for the estimate.
    case births
    /// Registered main residences: one row per registration, linked like any other.
    case registrations
    /// Signs of life: one row per sign, linked like any other.
    case signs
}
