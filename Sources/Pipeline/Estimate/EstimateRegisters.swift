import Columns
import Jobs
import Population
import RunStore

/// What estimates know of records and of registers of evidence.
struct EstimateRegisters {
    /// A register of evidence and its file.
    struct Evidence: Sendable {
        var name: String
        var spec: EvidenceSpec
        var path: String
        var bytes: Int
        var sha256: String
    }

    /// What records and crossings say.
    private(set) var columns: RecordColumns
    /// The registers of evidence: those linked, then those of movements.
    let evidence: [Evidence]

    /// Whether a register of the job holds movements.
    var hasMovements: Bool { evidence.contains { $0.spec.kind == .movements } }

    /// Brings together what linked records and crossings say.
    ///
    /// - Parameters:
    ///   - linked: The linkage.
    ///   - dimensions: The dimensions asked for, with where the job names them.
    /// - Throws: ``JobError`` if the job has other registers than the run, or asks for a dimension that none has.
    init(
        _ job: Job,
        linked: LinkedRun,
        records: LinkedRecords,
        movements: Movements,
        dimensions: [(name: String, steps: [JobSource.Step])],
        source: JobSource
    ) throws {
        let names = job.linking.registers.map(\.name)
        if names != linked.registers {
            throw source.mistake(
                [.key("registers")],
                "the run linked \(linked.registers.joined(separator: ", ")), the job \(names.joined(separator: ", "))",
                expected: "the same registers in the same order; link again"
            )
        }
        let ofPeople = job.linking.registers.enumerated().compactMap { index, register in
            register.evidence.map { spec in
                Evidence(
                    name: register.name,
                    spec: spec,
                    path: register.path,
                    bytes: linked.files[index].bytes,
                    sha256: linked.files[index].sha256
                )
            }
        }
        let ofMovements = zip(movements.sources, Movements.registers(of: job)).compactMap { file, register in
            register.evidence.map { spec in
                Evidence(
                    name: file.name,
                    spec: spec,
                    path: file.path,
                    bytes: file.bytes,
                    sha256: file.sha256
                )
            }
        }
        evidence = ofPeople + ofMovements
        columns = try EvidenceRecords(
            records,
            count: linked.person.count,
            crossings: movements.crossings
        ).columns(dimensions, source)
    }
}
