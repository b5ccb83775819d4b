public import Columns
public import Population

/// What the rows of a register with `use: residence` say about people.
public struct EvidenceSpec: Sendable, Equatable {
    /// What a row is.
    public var kind: EvidenceKind
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

    /// The columns that are named, by their keys.
    package var columns: [(key: String, name: String)] {
        [("date", date), ("until", until), ("direction", direction)].compactMap { key, name in
            name.map { (key, $0) }
        }
    }

    /// Whether people of a register of this kind may be counted, too.
    package var isAboutPeople: Bool { kind == .registrations || kind == .signs }

    /// Evidence of a kind, everything else as by default.
    public init(_ kind: EvidenceKind) {
        self.kind = kind
        arrival = ["arrival", "in", "i", "entry"]
        departure = ["departure", "out", "o", "exit"]
    }
}

extension Job {
    /// The registers whose rows are linked as persons, by their places among ``registers``.
    package var linked: [Int] { registers.indices.filter { registers[$0].evidence?.kind != .movements } }

    /// The job without registers whose rows are attached to people instead of linked.
    package var linking: Job {
        var job = self
        // By name, so that nothing depends on the order in which they are named.
        job.registers = linked.map { registers[$0] }.sorted {
            $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
        return job
    }
}
