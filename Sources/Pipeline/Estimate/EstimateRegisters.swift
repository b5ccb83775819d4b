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
        // Linked registers first, in the order of the run, so that rows are its rows.
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
        evidence = try registers.compactMap { register in
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
        columns = try Self.columns(records, count, ordered, dimensions, source)
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

    private static func columns(
        _ records: Records,
        _ count: Int,
        _ job: Job,
        _ dimensions: [(name: String, steps: [JobSource.Step])],
        _ source: JobSource
    ) throws -> RecordColumns {
        func codes(_ feature: Feature?) -> [UInt32] {
            feature.map { Array($0.codes[..<count]) } ?? [UInt32](repeating: 0, count: count)
        }
        let identifier = identifier(in: records)
        let sex = records.features.first { $0.role == .sex }
        let birth = records.features.first { $0.role == .birthDate }
        let days = birth?.values.days() ?? [Day.none]
        /// The feature of a role that a register's rows have: columns of other registers may make another.
        func feature(_ role: Role, _ rows: Range<Int>) -> Feature? {
            records.features.first { $0.role == role && $0.codes[rows].contains { $0 != 0 } }
        }
        var attributes: [(name: String, codes: [UInt32], values: ValueDictionary)] = []
        for dimension in dimensions where !["sex", "age_group", "age"].contains(dimension.name) {
            let matching =
                records.feature(dimension.name)
                ?? records.features.first { $0.role.rawValue == dimension.name }
            guard let feature = matching, feature.codes[..<count].contains(where: { $0 != 0 }) else {
                let known = ["sex", "age_group", "age"] + records.features.map(\.name).filter { !$0.isEmpty }
                throw source.mistake(
                    dimension.steps,
                    "no register has “\(dimension.name)”",
                    expected: NodeReader.oneOf(known),
                    suggestion: WordSuggestion.nearest(to: dimension.name, among: known)
                )
            }
            attributes.append((dimension.name, codes(feature), feature.values))
        }
        /// The day of each of a register's rows, in a column of its own.
        func dated(_ column: String?, _ rows: Range<Int>) -> [Int32]? {
            let name = column.map { RegisterField(name: $0, role: .date).ownFeatureName }
            guard let name,
                let feature = records.features.first(where: { $0.role == .date && $0.name == name })
            else { return nil }
            let ofCode = feature.values.days()
            return rows.map { ofCode[Int(feature.codes[$0])] }
        }
        var death = [Int32](repeating: Day.none, count: count)
        var (eventDay, eventEnd) = (death, death)
        var crossings = CrossingRows()
        var movements: UInt8 = 0
        for (index, register) in records.registers.enumerated() {
            guard let spec = job.registers[index].evidence else { continue }
            let rows = register.rows
            let date = feature(.date, rows)
            let eventDays = date?.values.days() ?? [Day.none]
            switch spec.kind {
            case .births: continue
            case .deaths:
                guard let date else { continue }
                for row in register.rows { death[row] = eventDays[Int(date.codes[row])] }
            case .registrations, .signs:
                if let days = dated(spec.date, rows) { eventDay.replaceSubrange(rows, with: days) }
                if let ends = dated(spec.until, rows) { eventEnd.replaceSubrange(rows, with: ends) }
            case .movements:
                let direction = feature(.category, register.rows)
                let words = direction?.values
                let arrival = spec.arrival.map { $0.lowercased() }
                let departure = spec.departure.map { $0.lowercased() }
                let meaning: [Bool?] = (0..<(words?.count ?? 0)).map { code in
                    let word = words?.string(UInt32(code)).lowercased() ?? ""
                    return arrival.contains(word) ? true : departure.contains(word) ? false : nil
                }
                for row in register.rows {
                    crossings.identifier.append(identifier?.codes[row] ?? 0)
                    crossings.birth.append(birth?.codes[row] ?? 0)
                    crossings.sex.append(sex?.codes[row] ?? 0)
                    crossings.day.append(date.map { eventDays[Int($0.codes[row])] } ?? Day.none)
                    crossings.isArrival.append(direction.map { meaning[Int($0.codes[row])] } ?? nil)
                    crossings.register.append(movements)
                }
                movements += 1
            }
        }
        let birthCodes = codes(birth)
        let address = attributes.isEmpty ? nil : records.features.first { $0.role == .address }
        return RecordColumns(
            identifier: codes(identifier),
            identifiers: identifier?.values ?? ValueDictionary(),
            sex: codes(sex),
            sexes: sex?.values ?? ValueDictionary(),
            birth: birthCodes.map { days[Int($0)] == Day.none ? 0 : $0 },
            birthDay: days,
            birthYear: years(records, birth, birthCodes, count),
            death: death,
            eventDay: eventDay,
            eventEnd: eventEnd,
            attributes: attributes,
            address: address.map { Array($0.codes[..<count]) } ?? [],
            addressValues: address?.values.count ?? 1,
            crossings: crossings,
            records: 0..<count
        )
    }

    /// The feature that identifies people and crossings: of national numbers, else of other identifiers.
    private static func identifier(in records: Records) -> Feature? {
        for role in [Role.nationalID, .identifier] {
            if let feature = records.features.first(where: { $0.role == role }) { return feature }
        }
        return nil
    }

    /// Years of birth, of dates and where there is none of columns of years.
    private static func years(_ records: Records, _ birth: Feature?, _ codes: [UInt32], _ count: Int)
        -> [UInt32]
    {
        func years(_ feature: Feature) -> [UInt32] {
            (0..<feature.values.count).map { code in
                let digits = feature.values.slice(UInt32(code)).prefix(4)
                guard digits.count == 4, let year = UInt32(String(decoding: digits, as: UTF8.self)),
                    (1800...2199).contains(year)
                else { return 0 }
                return year
            }
        }
        var result = [UInt32](repeating: 0, count: count)
        if let birth {
            let ofCode = years(birth)
            for row in 0..<count { result[row] = ofCode[Int(codes[row])] }
        }
        if let year = records.features.first(where: { $0.role == .birthYear }) {
            let ofCode = years(year)
            for row in 0..<count where result[row] == 0 { result[row] = ofCode[Int(year.codes[row])] }
        }
        return result
    }
}
