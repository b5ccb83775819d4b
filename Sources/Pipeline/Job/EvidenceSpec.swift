public import Columns

/// What the rows of a register with `use: residence` say about people.
public struct EvidenceSpec: Sendable, Equatable {
    /// The kinds of evidence.
    public enum Kind: String, Sendable, CaseIterable {
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

    /// What a row is.
    public var kind: Kind
    /// The column of the day: of the crossing, the death, the sign, or the first of the registration.
    public var date: String?
    /// The column of the day on which a registration ended.
    public var until: String?
    /// The column that says which way a crossing goes.
    public var direction: String?
    /// The values of ``direction`` that mean an arrival.
    public var arrival: [String]
    /// The values of ``direction`` that mean a departure.
    public var departure: [String]
    /// The days that the register covers; nil for the whole months of its rows.
    public var covers: ClosedRange<CivilDate>?

    /// Whether people of a register of this kind may be counted, too.
    var isAboutPeople: Bool { kind == .registrations || kind == .signs }

    /// Evidence of a kind, everything else as by default.
    public init(_ kind: Kind) {
        self.kind = kind
        arrival = ["arrival", "in", "i", "entry"]
        departure = ["departure", "out", "o", "exit"]
    }
}

extension Job {
    /// The registers whose rows are linked as persons, by their places among ``registers``.
    var linked: [Int] { registers.indices.filter { registers[$0].evidence?.kind != .movements } }

    /// The job without registers whose rows are attached to people instead of linked.
    var linking: Job {
        var job = self
        // By name, so that nothing depends on the order in which they are named.
        job.registers = linked.map { registers[$0] }.sorted {
            $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
        return job
    }
}
