public import Columns
import Foundation
public import Registers
import RunStore

/// A register as read, and what its columns are taken for.
public struct LoadedRegister: Sendable {
    /// What the job says of it.
    public let job: JobRegister
    /// Its file, from the working directory.
    public let path: String
    /// Its rows, until they are standardised, and how reading went.
    public private(set) var read: ReadResult
    /// What its columns mean: the schema, with the job's words on top.
    public let schema: RegisterSchema
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
        var result: [LoadedRegister] = []
        for register in job.registers {
            try clock.begin("read \(register.name)")
            let loaded = try LoadedRegister(register, folder, source, workers, clock)
            var remark = "\(Plain.count(loaded.read.table.rowCount)) records"
            if loaded.read.quarantinedCount > 0 {
                remark += ", \(Plain.count(loaded.read.quarantinedCount)) rows set aside"
            }
            clock.end(remark)
            result.append(loaded)
        }
        return result
    }

    private init(
        _ job: JobRegister,
        _ folder: String,
        _ source: JobSource,
        _ workers: Workers,
        _ clock: StageClock
    ) throws {
        self.job = job
        path = FilePaths.resolve(job.path, in: folder)
        let done = ProgressMark()
        let options = ReadOptions(
            delimiter: job.delimiter?.utf8.first,
            table: job.table,
            workers: workers,
            progress: { bytes, total in
                guard let total else { return }
                clock.advance(by: done.advance(to: bytes), of: total, unit: "bytes")
            }
        )
        read = try RegisterReader.read(path: path, name: job.name, options: options)
        schemaPath = job.schema.map { FilePaths.resolve($0, in: folder) }
        let given = try schemaPath.map { try Self.schema(at: $0) }
        schema = try Self.schema(given ?? RoleInference.infer(read.table), job, read.table, source)
        let rows = max(1, read.table.rowCount)
        fill = read.table.columns.map { column in
            (column.name, Double(column.codes.count { $0 != 0 }) / Double(rows), column.values.count - 1)
        }
    }

    /// Standardises registers, whose rows are let go: what stays is how reading went.
    static func standardise(
        _ registers: inout [LoadedRegister],
        workers: Workers
    ) throws(SchemaError) -> Standardised {
        var inputs: [RegisterInput] = []
        for index in registers.indices {
            inputs.append(registers[index].input)
            registers[index].read.letRowsGo()
        }
        return try Standardiser.standardise(consume inputs, workers: workers)
    }

    private var input: RegisterInput { RegisterInput(name: job.name, table: read.table, schema: schema) }

    private static func schema(at path: String) throws -> RegisterSchema {
        guard let data = FileManager.default.contents(atPath: path) else {
            let reason =
                FileManager.default.fileExists(atPath: path)
                ? "the schema cannot be read (is it a folder?)" : "there is no such file"
            throw PipelineError(.usage, at: path, reason + "; correct `schema`, or leave it out to infer one")
        }
        return try RegisterSchema(reading: Array(data), file: path)
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
            if let index = schema.fields.firstIndex(where: { $0.name == column }) {
                if schema.fields[index].role == role { return }
                schema.fields[index].role = role
                schema.fields[index].confidence = nil
                schema.fields[index].reason = nil
                schema.fields[index].dateOrder = nil
            } else {
                schema.fields.append(RegisterField(name: column, role: role))
            }
        }
        for entry in job.columns {
            try require(entry.column, [.key("columns"), .key(entry.column)])
            give(entry.column, entry.role)
            if entry.role == .recordID {
                schema.primaryKey = [entry.column]
            } else {
                schema.primaryKey.removeAll { $0 == entry.column }
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

/// How far something has come, so that what is new can be told.
private final class ProgressMark: Sendable {
    private let done = Counter64()

    func advance(to count: Int) -> Int { count - done.exchange(count) }
}
