public import Columns
import Foundation
public import Jobs
import Population
public import Registers
import RunStore
import Synchronization

/// A register as read, and what its columns are taken for.
public struct LoadedRegister: Sendable {
    /// What the job says of it.
    public private(set) var job: JobRegister
    /// Its file, from the working directory.
    public let path: String
    /// Its rows, until they are standardised, and how reading went.
    public private(set) var read: ReadResult
    /// What its columns mean: the schema, with the job's words on top.
    public private(set) var schema: RegisterSchema
    /// The file of the schema the job gives, from the working directory; nil if it was inferred.
    public let schemaPath: String?
    /// Each column's name, its share of records with a value, and its number of distinct values.
    public let fill: [(name: String, share: Double, distinct: Int)]

    /// Reads the registers of a job in its order.
    ///
    /// - Parameters:
    ///   - folder: What paths in the job are relative to.
    ///   - source: Where the job was read from, for messages.
    public static func load(
        _ job: Job,
        in folder: String,
        source: JobSource,
        workers: Workers,
        clock: StageClock
    ) throws -> [LoadedRegister] {
        if job.registers.count > Job.maximumRegisters {
            throw PipelineError(
                .usage,
                at: "registers",
                "there are \(job.registers.count), at most \(Job.maximumRegisters) are expected; "
                    + "put files of one kind together"
            )
        }
        try clock.begin("read registers")
        let jobs = job.registers
        let paths = jobs.map { FilePaths.resolve($0.path, in: folder) }
        let sizes = paths.map { FilePaths.size(of: $0) }
        let expected = sizes.reduce(0, +)
        let longestFirst = jobs.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
        // A register before one that failed is still read, as it might fail too: the first error is told.
        let failed = LowestNumber()
        let read = workers.mapSideBySide(pieces: jobs.count) { piece -> Reading in
            let index = longestFirst[piece]
            if failed.value < index { return .skipped }
            do {
                let done = ProgressMark()
                let register = try LoadedRegister(jobs[index], folder, source, workers) { bytes in
                    clock.advance(by: done.advance(to: bytes), of: expected, unit: "bytes")
                }
                return .done(register)
            } catch {
                failed.lower(to: index)
                return .failed(error)
            }
        }
        var registers = [LoadedRegister?](repeating: nil, count: jobs.count)
        var failures = [(any Error)?](repeating: nil, count: jobs.count)
        for (index, reading) in zip(longestFirst, read) {
            switch reading {
            case .done(let register): registers[index] = register
            case .failed(let error): failures[index] = error
            case .skipped: break
            }
        }
        if let error = failures.compactMap({ $0 }).first { throw error }
        let result = registers.compactMap { $0 }
        let setAside = result.reduce(0) { $0 + $1.read.quarantinedCount }
        clock.end(
            "\(Plain.count(result.reduce(0) { $0 + $1.read.table.rowCount })) records"
                + (setAside > 0 ? ", \(Plain.count(setAside)) rows set aside" : "")
        )
        return result
    }

    /// What came of reading a register.
    private enum Reading: Sendable {
        case done(LoadedRegister)
        case failed(any Error)
        case skipped
    }

    private init(
        _ job: JobRegister,
        _ folder: String,
        _ source: JobSource,
        _ workers: Workers,
        _ progress: @escaping @Sendable (Int) -> Void
    ) throws {
        self.job = job
        path = FilePaths.resolve(job.path, in: folder)
        var options = Self.options(job, workers)
        options.progress = { bytes, _ in progress(bytes) }
        read = try RegisterReader.read(path: path, name: job.name, options: options)
        schemaPath = job.schema.map { FilePaths.resolve($0, in: folder) }
        let given = try schemaPath.map { try Self.schema(at: $0) }
        schema = try Self.schema(given ?? RoleInference.infer(read.table), job, read.table, source)
        let rows = max(1, read.table.rowCount)
        fill = read.table.columns.map { column in
            (column.name, Double(column.codes.count { $0 != 0 }) / Double(rows), column.values.count - 1)
        }
    }

    /// How a job's register is read.
    static func options(_ job: JobRegister, _ workers: Workers) -> ReadOptions {
        ReadOptions(
            delimiter: job.delimiter?.utf8.first,
            header: job.header,
            encoding: job.encoding.flatMap { TextEncoding(named: $0) },
            table: job.table,
            workers: workers,
            waiting: Waiting.hearer()
        )
    }

    /// Gives roles to columns, as a job does.
    mutating func give(_ columns: [JobRegister.ColumnRole], id: String) throws(JobError) {
        job.columns = columns
        job.id = id
        schema = try Self.schema(schema, job, read.table, .arguments)
    }

    /// What reading and the inference of its columns must tell, rows set aside first.
    public var notices: [RegisterNotice] {
        var notices: [RegisterNotice] = []
        let rows = read.table.rowCount
        if read.quarantinedCount > 0 {
            notices.append(
                RegisterNotice(
                    register: job.name,
                    kind: .rowsSetAside,
                    count: read.quarantinedCount,
                    total: rows + read.quarantinedCount,
                    detail: "\(Plain.count(read.quarantinedCount)) of "
                        + "\(Plain.count(rows + read.quarantinedCount)) rows could not be read and were set aside"
                )
            )
        }
        notices += read.notices + schema.notices
        if schema.primaryKey.isEmpty, !schema.fields.contains(where: { $0.role == .recordID }) {
            let unique = uniqueNames
            notices.append(
                RegisterNotice(
                    register: job.name,
                    kind: .identifierAbsent,
                    detail: (unique.isEmpty
                        ? "no column identifies the record"
                        : "no column was taken to identify the record, though \(RegisterNotice.list(unique)) "
                            + (unique.count == 1 ? "has" : "have")
                            + " a value of its own in every row, and `id` of the register names such a column")
                        + "; records are called “row 1” and so on"
                )
            )
        }
        return notices
    }

    /// The columns of numbers that have a value of their own in every row.
    private var uniqueNames: [String] {
        let numbers: Set<Role> = [.identifier, .nationalID, .unit, .ignore, .text, .number]
        return schema.fields.filter { field in
            numbers.contains(field.role)
                && fill.contains {
                    $0.name == field.name && $0.share == 1 && $0.distinct == read.table.rowCount
                }
        }.map(\.name)
    }

    /// Standardises registers, whose rows are let go: what stays is how reading went.
    ///
    /// - Parameters:
    ///   - referenceDate: The day that the job is about.
    static func standardise(
        _ registers: inout [LoadedRegister],
        referenceDate: CivilDate?,
        workers: Workers
    ) throws -> Standardised {
        var inputs: [RegisterInput] = []
        for index in registers.indices {
            inputs.append(registers[index].input)
            registers[index].read.letRowsGo()
        }
        do throws(SchemaError) {
            return try Standardiser.standardise(
                consume inputs,
                referenceDate: referenceDate,
                workers: workers
            )
        } catch {
            throw placed(error, registers)
        }
    }

    /// An error about a value, at its line of the file; other errors as they are.
    private static func placed(_ error: SchemaError, _ registers: [LoadedRegister]) -> any Error {
        guard let row = error.row,
            let register = registers.first(where: { error.location.hasPrefix("\($0.job.name).") })
        else { return error }
        let column = error.location.dropFirst(register.job.name.count + 1)
        let line = register.read.firstLine.map { ":\($0 + row)" } ?? ""
        return PipelineError(.malformed, at: register.path + line, "column \(column): \(error.detail)")
    }

    private var input: RegisterInput { RegisterInput(name: job.name, table: read.table, schema: schema) }

    /// The largest schema that is read, in bytes.
    private static let mostSchemaBytes = 1 << 26

    /// The schema of a file.
    static func schema(at path: String) throws -> RegisterSchema {
        let bytes: [UInt8]
        do throws(RegisterError) {
            bytes = try WholeFile.read(path, atMost: mostSchemaBytes, waiting: Waiting.hearer())
        } catch {
            let reason =
                error.code == .notFound
                ? "there is no such file" : "the schema cannot be read (\(error.detail))"
            throw PipelineError(.usage, at: path, reason + "; correct `schema`, or leave it out to infer one")
        }
        return try RegisterSchema(reading: bytes, file: path)
    }

    /// The columns of a register's days that are read for estimates, and are not compared.
    private static func carried(
        _ evidence: EvidenceSpec,
        of schema: RegisterSchema,
        _ require: (String, [JobSource.Step]) throws(JobError) -> Void
    ) throws(JobError) -> [RegisterField] {
        // The notation of days is that of birth dates in the same register, if it is given.
        let order = schema.fields.first { $0.role == .birthDate }?.dateOrder
        var carried: [RegisterField] = []
        for (key, column) in [("date", evidence.date), ("until", evidence.until)] {
            guard let column else { continue }
            try require(column, [.key("evidence"), .key(key)])
            var field = schema.field(column) ?? RegisterField(name: column, role: .date)
            field.role = .date
            field.dateOrder = field.dateOrder ?? order
            carried.append(field)
        }
        return carried
    }

    /// The schema with the job's words on top.
    private static func schema(
        _ given: RegisterSchema,
        _ job: JobRegister,
        _ table: Table,
        _ source: JobSource
    ) throws(JobError) -> RegisterSchema {
        var schema = given
        let place: [JobSource.Step] = [.key("registers"), .key(job.name)]
        func require(_ column: String, _ steps: [JobSource.Step]) throws(JobError) {
            let names = table.columns.map(\.name)
            if names.contains(column) { return }
            throw source.mistake(
                place + steps,
                "the register has no column “\(column)”",
                expected: NodeReader.oneOf(names),
                suggestion: WordSuggestion.nearest(to: column, among: names)
            )
        }
        func give(_ column: String, _ role: Role) {
            // What the inference thought of the column is settled now.
            schema.notices.removeAll { $0.column == column }
            if let index = schema.fields.firstIndex(where: { $0.name == column }) {
                if schema.fields[index].role == role { return }
                schema.fields[index].role = role
                schema.fields[index].confidence = nil
                schema.fields[index].reason = nil
                schema.fields[index].dateOrder = nil
                schema.fields[index].calendar = nil
                schema.fields[index].pivot = nil
                schema.fields[index].utcOffset = nil
                schema.fields[index].madeOf = []
            } else {
                schema.fields.append(RegisterField(name: column, role: role))
            }
        }
        for entry in job.columns {
            try require(entry.column, [.key("columns"), .key(entry.column)])
            give(entry.column, entry.role)
            if let index = schema.fields.firstIndex(where: { $0.name == entry.column }) {
                entry.dates.apply(to: &schema.fields[index])
            }
            if entry.role == .recordID {
                schema.primaryKey = [entry.column]
            } else {
                schema.primaryKey.removeAll { $0 == entry.column }
            }
        }
        if let evidence = job.evidence, evidence.kind != .movements {
            schema.carried = try carried(evidence, of: schema, require)
            // Days of registrations and signs say nothing of who somebody is.
            if evidence.isAboutPeople {
                for field in schema.carried where !job.columns.contains(where: { $0.column == field.name }) {
                    give(field.name, .ignore)
                }
            }
        }
        if let id = job.id {
            try require(id, [.key("id")])
            give(id, .recordID)
            schema.primaryKey = [id]
        }
        // One column names the record; another that looked like it says nothing more.
        guard schema.primaryKey.count == 1 else { return schema }
        for field in schema.fields where field.role == .recordID && field.name != schema.primaryKey[0] {
            give(field.name, .ignore)
        }
        return schema
    }
}

/// The lowest of some numbers that workers tell.
private final class LowestNumber: Sendable {
    private let lowest = Mutex(Int.max)

    var value: Int { lowest.withLock { $0 } }

    func lower(to number: Int) { lowest.withLock { $0 = min($0, number) } }
}

/// How far something has come, so that what is new can be told.
private final class ProgressMark: Sendable {
    private let done = Counter64()

    func advance(to count: Int) -> Int { count - done.exchange(count) }
}
