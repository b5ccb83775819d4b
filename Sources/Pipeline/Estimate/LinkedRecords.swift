import Columns
import Jobs
import Population
import Registers
import RunStore

/// What an estimate reads of the records that were linked.
struct LinkedRecords: Sendable {
    /// The features that estimates may read, of all records.
    let features: [Feature]
    /// The names of all features, for messages.
    let names: [String]
    /// The days that records of evidence tell.
    let events: RecordEvents

    /// What a linkage has in hand.
    init(_ result: LinkResult, dimensions: [String]) {
        features = result.records.features.filter { Self.isRead($0.name, $0.role, dimensions) }
        names = result.records.features.map(\.name)
        events = result.events
    }

    /// What a run directory holds.
    ///
    /// - Throws: ``RunStoreError`` for a table that is not there or damaged, ``PipelineError`` if records are missing
    ///   in it.
    init(_ tables: RunTables, records: Int, dimensions: [String], folder: String) throws {
        names = try tables.featureNames().map(\.name)
        features = try tables.features { Self.isRead($0, $1, dimensions) }
        events = try tables.events()
        let days = [events.death, events.day, events.end].filter { !$0.isEmpty }
        if features.contains(where: { $0.codes.count != records })
            || days.contains(where: { $0.count != records })
        {
            throw PipelineError(
                .malformed,
                at: folder + "/" + RunTable.records.path,
                "does not have the \(records) records of the run; run the linkage again"
            )
        }
        if !days.allSatisfy({ Day.arePossible($0) }) {
            throw PipelineError(
                .malformed,
                at: folder + "/" + RunTable.records.path,
                "holds days before 1800 or after 2199; run the linkage again"
            )
        }
    }

    /// Whether an estimate by some dimensions may read a feature.
    private static func isRead(_ name: String, _ role: Role, _ dimensions: [String]) -> Bool {
        switch role {
        case .nationalID, .identifier, .sex, .birthDate, .birthYear: true
        // Addresses tell who moves together; they are not needed where nothing is about places.
        case .address: dimensions.contains { !["sex", "age_group"].contains($0) }
        default: dimensions.contains(name) || dimensions.contains(role.rawValue)
        }
    }
}

/// What a job says of the evidence in its linked registers, as a text that two jobs share if they say the same.
enum CarriedEvidence {
    /// The key in the table of records under which the text stands.
    static let key = "recensus:evidence"

    static func text(of job: Job) -> String {
        job.linking.registers.compactMap { register in
            register.evidence.map { evidence in
                let columns = evidence.columns.map { "\($0.key)=\($0.name)" }
                return ([register.name, evidence.kind.rawValue] + columns).joined(separator: "\t")
            }
        }.joined(separator: "\n")
    }
}

extension RecordEvents {
    /// What registers of evidence tell of the days of their records.
    ///
    /// - Parameters:
    ///   - standardised: The records of the job's linked registers, in the order of the job.
    init(_ standardised: Standardised, of job: Job) {
        self.init()
        let count = standardised.records.count
        func days(_ column: String?, _ rows: Range<Int>) -> [Int32]? {
            guard let column,
                let feature = standardised.carried.first(where: {
                    $0.name == RegisterSchema.carriedName(column)
                })
            else { return nil }
            let ofCode = feature.values.days()
            return rows.map { ofCode[Int(feature.codes[$0])] }
        }
        func fill(_ target: inout [Int32], _ rows: Range<Int>, _ days: [Int32]?) {
            guard let days else { return }
            if target.isEmpty { target = [Int32](repeating: RecordEvents.missing, count: count) }
            target.replaceSubrange(rows, with: days)
        }
        for (register, spec) in zip(standardised.records.registers, job.registers) {
            guard let evidence = spec.evidence else { continue }
            switch evidence.kind {
            case .births, .movements: continue
            case .deaths: fill(&death, register.rows, days(evidence.date, register.rows))
            case .registrations, .signs:
                fill(&day, register.rows, days(evidence.date, register.rows))
                fill(&end, register.rows, days(evidence.until, register.rows))
            }
        }
    }
}
