import Columns
import Foundation
import Jobs
import Population
import Registers
import RunStore

/// The registers of a job, read again for what estimates need: identifiers, birth, sex, places, events.
struct EstimateRegisters {
    /// A register of evidence and its file.
    struct Evidence: Sendable {
        var name: String
        var spec: EvidenceSpec
        var path: String
        var bytes: Int
        var sha256: String
        /// Rows read.
        var rows: Int
    }

    /// What was read.
    private(set) var columns: RecordColumns
    /// The registers of evidence, in the order of the job.
    private(set) var evidence: [Evidence]

    /// Whether a register of the job holds movements.
    var hasMovements: Bool { evidence.contains { $0.spec.kind == .movements } }

    /// Reads the registers.
    ///
    /// - Parameters:
    ///   - linked: The linkage, whose records the rows must be.
    ///   - dimensions: The dimensions asked for beside sex and age.
    /// - Throws: ``JobError`` for columns or dimensions that are not there, ``PipelineError`` if files changed
    ///   since the linkage, and the errors of reading.
    init(
        _ job: Job,
        in folder: String,
        linked: LinkedRun,
        dimensions: [(name: String, steps: [JobSource.Step])],
        source: JobSource,
        workers: Workers,
        clock: StageClock
    ) throws {
        let ordered = try Self.ordered(job, like: linked, source)
        var registers = try LoadedRegister.load(
            ordered,
            in: folder,
            source: source,
            workers: workers,
            clock: clock
        )
        for (register, digest) in zip(registers, linked.digests) where register.read.sha256 != digest {
            throw PipelineError(
                .malformed,
                at: register.path,
                "the file is not the one that was linked (its SHA-256 differs); link again"
            )
        }
        // Rows of events have no identifiers of their own; those that cannot be read count.
        try RegisterChecks.checkSetAside(
            registers,
            registers.map { Quarantine.none(of: $0.job.name) }
        )
        evidence = try registers.compactMap { register in try Self.evidence(register, source) }
        try clock.begin("standardise again")
        let inputs = registers.map { register in
            RegisterInput(
                name: register.job.name,
                table: register.read.table,
                schema: Self.reduced(register, dimensions.map(\.name))
            )
        }
        registers.removeAll()
        let standardised = try Standardiser.standardise(
            consume inputs,
            referenceDate: job.referenceDate,
            workers: workers
        )
        clock.end()
        let records = standardised.records
        let count = linked.recordCounts.reduce(0, +)
        let found = Array(records.registers.prefix(linked.registers.count).map(\.rows.count))
        if found != linked.recordCounts {
            throw PipelineError(
                .malformed,
                at: folder,
                "the registers have other records than those linked; link again with this version"
            )
        }
        columns = try EvidenceRecords(records, of: ordered, count: count).columns(dimensions, source)
    }

    /// The job with its linked registers first, in the order of the run, so that rows are its rows.
    private static func ordered(_ job: Job, like linked: LinkedRun, _ source: JobSource) throws(JobError)
        -> Job
    {
        var ordered = job
        ordered.registers = job.linking.registers + job.registers.filter { $0.evidence?.kind == .movements }
        let names = job.linking.registers.map(\.name)
        if names != linked.registers {
            throw source.mistake(
                [.key("registers")],
                "the run linked \(linked.registers.joined(separator: ", ")), the job \(names.joined(separator: ", "))",
                expected: "the same registers in the same order; link again"
            )
        }
        return ordered
    }

    /// A register as evidence; nil if it is none.
    private static func evidence(_ register: LoadedRegister, _ source: JobSource) throws(JobError)
        -> Evidence?
    {
        guard let spec = register.job.evidence else { return nil }
        try EvidenceColumns.require(spec, among: register.fill.map(\.name), of: register.job.name, source)
        return Evidence(
            name: register.job.name,
            spec: spec,
            path: register.path,
            bytes: register.read.bytesRead,
            sha256: register.read.sha256,
            rows: register.read.table.rowCount
        )
    }

    /// The schema without what estimates do not read; columns of evidence get roles of their own.
    private static func reduced(_ register: LoadedRegister, _ dimensions: [String]) -> RegisterSchema {
        var schema = register.schema
        var kept: Set<Role> = [.recordID, .nationalID, .identifier, .sex, .birthDate, .birthYear, .age]
        // Addresses tell who moves together; they are not needed where nothing is about places.
        if dimensions.contains(where: { !["sex", "age_group"].contains($0) }) { kept.insert(.address) }
        for i in schema.fields.indices {
            let field = schema.fields[i]
            if kept.contains(field.role) || dimensions.contains(field.role.rawValue)
                || (dimensions.contains(field.name) && field.role != .ignore)
            {
                continue
            }
            schema.fields[i].role = .ignore
        }
        func give(_ column: String?, _ role: Role) {
            guard let column else { return }
            if let i = schema.fields.firstIndex(where: { $0.name == column }) {
                // The notation of days is that of birth dates in the same register, if it is given.
                let order = schema.fields.first { $0.role == .birthDate }?.dateOrder
                schema.fields[i].role = role
                if role == .date && schema.fields[i].dateOrder == nil { schema.fields[i].dateOrder = order }
            } else {
                schema.fields.append(RegisterField(name: column, role: role))
            }
        }
        give(register.job.evidence?.date, .date)
        give(register.job.evidence?.until, .date)
        if register.job.evidence?.kind == .movements { give(register.job.evidence?.direction, .category) }
        return schema
    }
}
