import Columns
import Foundation
import Jobs
import Population
import Registers
import RunStore

/// The crossings of a job's registers of movements, and the files that they came from.
struct Movements: Sendable {
    /// A register of movements and its file.
    struct Source: Sendable, Codable, Equatable {
        var name: String
        /// The file, from the working directory.
        var path: String
        var bytes: Int
        var sha256: String
        /// What the job says of it.
        var description: String
    }

    /// The rows, in the order of the registers.
    let crossings: CrossingTable
    /// The registers, in the order of the job.
    let sources: [Source]
    /// Whether they stand in the run directory already.
    let isStored: Bool

    private static let key = "recensus:movements"

    /// The registers of movements of a job.
    static func registers(of job: Job) -> [JobRegister] {
        job.registers.filter { $0.evidence?.kind == .movements }
    }

    // MARK: From the run directory

    /// The crossings that a run holds; nil if it holds others than the job asks for, or none.
    ///
    /// - Throws: ``RunStoreError`` for a table that is damaged, ``PipelineError`` for days that nobody crossed on.
    init?(_ tables: RunTables, _ job: Job, in folder: String, run: String) throws {
        guard tables.has(.crossings), let text = try tables.fact(Self.key, of: .crossings),
            let stored = try? JSONDecoder().decode([Source].self, from: Data(text.utf8))
        else { return nil }
        sources = stored.map { source in
            var source = source
            source.path = FilePaths.resolve(source.path, in: run)
            return source
        }
        let wanted = Self.registers(of: job)
        let isSame = wanted.elementsEqual(sources) { register, source in
            register.name == source.name && Self.description(of: register) == source.description
                && FilePaths.isSame(FilePaths.resolve(register.path, in: folder), source.path)
        }
        if !isSame { return nil }
        crossings = try tables.crossings()
        isStored = true
        if !Day.arePossible(crossings.day) || crossings.register.contains(where: { Int($0) >= sources.count })
        {
            throw PipelineError(
                .malformed,
                at: run + "/" + RunTable.crossings.path,
                "holds days before 1800 or after 2199, or other registers than it says; run the job again"
            )
        }
    }

    /// What stands with the crossings in the run directory: the sources, their paths relative to it.
    func facts(relativeTo run: String) -> [(key: String, value: String)] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let relative = sources.map { source in
            var source = source
            source.path = FilePaths.relative(source.path, to: run)
            return source
        }
        let data = (try? encoder.encode(relative)) ?? Data()
        return [(Self.key, String(decoding: data, as: UTF8.self))]
    }

    /// What a job says of how a register is read, and of what its columns and their words mean.
    private static func description(of register: JobRegister) -> String {
        var parts = ["\(register.header)", "set_aside=\(register.setAside ?? JobRegister.defaultSetAside)"]
        func add(_ key: String, _ value: String?) { if let value { parts.append("\(key)=\(value)") } }
        add("schema", register.schema.flatMap { $0.split(separator: "/").last }.map { String($0) })
        add("table", register.table)
        add("delimiter", register.delimiter)
        add("encoding", register.encoding)
        for column in register.columns {
            parts.append("\(column.column)=\(column.role.rawValue) \(column.dates)")
        }
        if let evidence = register.evidence {
            parts += evidence.columns.map { "\($0.key)=\($0.name)" }
            parts.append("arrival=" + evidence.arrival.joined(separator: "|"))
            parts.append("departure=" + evidence.departure.joined(separator: "|"))
        }
        return parts.joined(separator: "\t")
    }

    // MARK: From files

    /// Reads the registers of movements of a job.
    ///
    /// - Throws: ``JobError`` for columns that are not there, and the errors of reading.
    init(
        reading job: Job,
        in folder: String,
        source: JobSource,
        workers: Workers,
        clock: StageClock
    ) throws {
        isStored = false
        var movements = job
        movements.registers = Self.registers(of: job)
        if movements.registers.isEmpty {
            (crossings, sources) = (CrossingTable(), [])
            return
        }
        var registers = try LoadedRegister.load(
            movements,
            in: folder,
            source: source,
            workers: workers,
            clock: clock
        )
        // Rows of events have no identifiers of their own; those that cannot be read count.
        try RegisterChecks.checkSetAside(registers, registers.map { Quarantine.none(of: $0.job.name) })
        var specs: [EvidenceSpec] = []
        var sources: [Source] = []
        for register in registers {
            guard let spec = register.job.evidence else { continue }
            let names = register.fill.map(\.name)
            try EvidenceColumns.require(spec, among: names, of: register.job.name, source)
            specs.append(spec)
            sources.append(
                Source(
                    name: register.job.name,
                    path: register.path,
                    bytes: register.read.bytesRead,
                    sha256: register.read.sha256,
                    description: Self.description(of: register.job)
                )
            )
        }
        self.sources = sources
        try clock.begin("standardise crossings")
        clock.tell(RegisterChecks.notices(registers))
        let inputs = registers.map { register in
            RegisterInput(
                name: register.job.name,
                table: register.read.table,
                schema: Self.reduced(register)
            )
        }
        registers.removeAll()
        let standardised = try Standardiser.standardise(
            consume inputs,
            referenceDate: job.referenceDate,
            workers: workers
        )
        clock.end()
        clock.tell(standardised.notices)
        crossings = CrossingTable(standardised, specs)
    }

    /// The schema without what crossings do not tell; columns of evidence get roles of their own.
    private static func reduced(_ register: LoadedRegister) -> RegisterSchema {
        var schema = register.schema
        let kept: Set<Role> = [.recordID, .nationalID, .identifier, .sex, .birthDate]
        for i in schema.fields.indices where !kept.contains(schema.fields[i].role) {
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
        give(register.job.evidence?.direction, .category)
        return schema
    }
}

extension CrossingTable {
    /// The crossings that standardised registers hold.
    ///
    /// - Parameter specs: What the job says of each register.
    fileprivate init(_ standardised: Standardised, _ specs: [EvidenceSpec]) {
        let records = standardised.records
        self.init(registers: records.registers.map(\.name))
        let count = records.count
        func column(_ feature: Feature?) -> CodedColumn {
            CodedColumn(
                name: feature?.name ?? "",
                codes: feature?.codes ?? [UInt32](repeating: 0, count: count),
                values: feature?.values ?? ValueDictionary()
            )
        }
        func first(_ role: Role) -> Feature? { records.features.first { $0.role == role } }
        identifier = column(first(.nationalID) ?? first(.identifier))
        birth = column(first(.birthDate))
        sex = column(first(.sex))
        register = records.registerOfRecord()
        day = [Int32](repeating: RecordEvents.missing, count: count)
        direction = [UInt8](repeating: Direction.unknown, count: count)
        for (span, spec) in zip(records.registers, specs) {
            if let date = records.feature(.date, span.rows) {
                let days = date.values.days()
                for row in span.rows { day[row] = days[Int(date.codes[row])] }
            }
            guard let word = records.feature(.category, span.rows) else { continue }
            let arrival = spec.arrival.map { $0.lowercased() }
            let departure = spec.departure.map { $0.lowercased() }
            let meaning = (0..<word.values.count).map { code -> UInt8 in
                let text = word.values.string(UInt32(code)).lowercased()
                if arrival.contains(text) { return Direction.arrival }
                return departure.contains(text) ? Direction.departure : Direction.unknown
            }
            for row in span.rows { direction[row] = meaning[Int(word.codes[row])] }
        }
    }
}

extension Records {
    /// The feature of a role that a register's rows have: columns of other registers may make another.
    fileprivate func feature(_ role: Role, _ rows: Range<Int>) -> Feature? {
        features.first { $0.role == role && $0.codes[rows].contains { $0 != 0 } }
    }
}
