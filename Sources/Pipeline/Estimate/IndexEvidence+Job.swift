import Columns
import Jobs
import Population

extension IndexEvidence {
    /// The residency index that a job asks for.
    init(_ settings: EstimateJob.IndexSettings, _ job: Job) throws(PopulationError) {
        func source(_ name: String) -> Int8 { settings.registers.firstIndex(of: name).map { Int8($0) } ?? -1 }
        let linked = job.linking.registers
        self.init(
            rule: try ResidencyIndex(
                decay: settings.decay,
                gain: settings.gain,
                threshold: settings.threshold,
                weights: settings.weights
            ),
            years: settings.years,
            start: settings.start,
            sources: linked.map { source($0.name) },
            kinds: linked.map { $0.evidence?.kind },
            sourceOfCrossings:
                job.registers.filter { $0.evidence?.kind == .movements }.map { source($0.name) }.max() ?? -1
        )
    }
}

extension RegistrationEvidence {
    /// What a job's registers of registrations say; nil if there are none.
    init?(_ job: Job, _ columns: RecordColumns) {
        var (registers, others): (UInt64, UInt64) = (0, 0)
        var declared: [ClosedRange<CivilDate>] = []
        for (r, register) in job.linking.registers.enumerated() where r < 64 {
            switch register.evidence?.kind {
            case .registrations:
                registers |= 1 &<< UInt64(r)
                if let covers = register.evidence?.covers { declared.append(covers) }
            case .deaths: continue
            default: others |= 1 &<< UInt64(r)
            }
        }
        self.init(registers: registers, others: others, declared: declared, columns)
    }
}
