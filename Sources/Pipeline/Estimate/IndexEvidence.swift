import Columns
import Population

/// What a job says of the residency index: its constants, and the registers whose rows are signs of life.
struct IndexEvidence: Sendable {
    let rule: ResidencyIndex
    let years: Int
    let start: Double
    /// Per linked register: its source, by the order of the weights; -1 if it has none.
    let sources: [Int8]
    /// Per linked register: what its rows are; nil for people.
    let kinds: [EvidenceSpec.Kind?]
    /// The source that crossings are; -1 if they have no weight.
    let sourceOfCrossings: Int8

    /// The evidence that a job asks for.
    init(_ settings: EstimateJob.IndexSettings, _ job: Job) throws(PopulationError) {
        rule = try ResidencyIndex(
            decay: settings.decay,
            gain: settings.gain,
            threshold: settings.threshold,
            weights: settings.weights
        )
        years = settings.years
        start = settings.start
        func source(_ name: String) -> Int8 { settings.registers.firstIndex(of: name).map { Int8($0) } ?? -1 }
        let linked = job.linking.registers
        sources = linked.map { source($0.name) }
        kinds = linked.map { $0.evidence?.kind }
        sourceOfCrossings =
            job.registers.filter { $0.evidence?.kind == .movements }.map { source($0.name) }.max() ?? -1
    }
}

/// Which registers hold main residences.
struct RegistrationEvidence: Sendable {
    /// The linked registers that do, bit by register.
    let registers: UInt64
    /// The linked registers of the living that do not, bit by register.
    let others: UInt64
    /// The days that they cover.
    let covered: ClosedRange<Int32>

    /// The evidence of a job; nil if it has none.
    ///
    /// Covered is what the job says, or the whole months from the first to the last day in the rows.
    init?(_ job: Job, _ columns: RecordColumns) {
        var (registers, others): (UInt64, UInt64) = (0, 0)
        var given: [ClosedRange<CivilDate>] = []
        for (r, register) in job.linking.registers.enumerated() where r < 64 {
            switch register.evidence?.kind {
            case .registrations:
                registers |= 1 &<< UInt64(r)
                if let covers = register.evidence?.covers { given.append(covers) }
            case .deaths: continue
            default: others |= 1 &<< UInt64(r)
            }
        }
        let known = columns.records.filter { columns.isRegistration($0) }
        var days: [Int32] = []
        for record in known {
            days.append(columns.eventDay[record])
            if columns.eventEnd[record] != Day.none { days.append(columns.eventEnd[record]) }
        }
        guard registers != 0, let first = days.min(), let last = days.max() else { return nil }
        self.registers = registers
        self.others = others
        let months = Day.wholeMonths(from: first, to: last)
        let lower = given.map { Day.of($0.lowerBound) }.min() ?? months.lowerBound
        let upper = given.map { Day.of($0.upperBound) }.max() ?? months.upperBound
        covered = min(lower, upper)...max(lower, upper)
    }
}
