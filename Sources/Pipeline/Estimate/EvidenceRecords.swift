import Columns
import Jobs
import Population
import Registers

/// Standardised records of a job, and what they say for an estimate.
struct EvidenceRecords {
    private let records: Records
    /// The job, its registers in the order of the records.
    private let job: Job
    /// The linked records; rows of movements follow them.
    private let count: Int
    private let birth: Feature?
    /// The day of each code of ``birth``.
    private let birthDay: [Int32]

    /// The records of a job's registers.
    init(_ records: Records, of job: Job, count: Int) {
        self.records = records
        self.job = job
        self.count = count
        birth = records.features.first { $0.role == .birthDate }
        birthDay = birth?.values.days() ?? [Day.none]
    }

    /// What estimates need to know of the records.
    ///
    /// - Parameter dimensions: The dimensions asked for beside sex and age, with where the job names them.
    /// - Throws: ``JobError`` for a dimension that no register has.
    func columns(
        _ dimensions: [(name: String, steps: [JobSource.Step])],
        _ source: JobSource
    ) throws(JobError) -> RecordColumns {
        let attributes = try attributes(dimensions, source)
        let identifier = identifier
        let sex = records.features.first { $0.role == .sex }
        let birthCodes = codes(birth)
        let address = attributes.isEmpty ? nil : records.features.first { $0.role == .address }
        let events = events
        return RecordColumns(
            identifier: codes(identifier),
            identifiers: identifier?.values ?? ValueDictionary(),
            sex: codes(sex),
            sexes: sex?.values ?? ValueDictionary(),
            birth: birthCodes.map { birthDay[Int($0)] == Day.none ? 0 : $0 },
            birthDay: birthDay,
            birthYear: Self.years(records, birth, birthCodes, count),
            death: events.death,
            eventDay: events.day,
            eventEnd: events.end,
            attributes: attributes,
            address: address.map { Array($0.codes[..<count]) } ?? [],
            addressValues: address?.values.count ?? 1,
            crossings: crossings(identifier, sex),
            records: 0..<count
        )
    }

    private func codes(_ feature: Feature?) -> [UInt32] {
        feature.map { Array($0.codes[..<count]) } ?? [UInt32](repeating: 0, count: count)
    }

    /// The dimensions beside sex and age.
    private func attributes(
        _ dimensions: [(name: String, steps: [JobSource.Step])],
        _ source: JobSource
    ) throws(JobError) -> [(name: String, codes: [UInt32], values: ValueDictionary)] {
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
        return attributes
    }

    /// Per linked record: the day of death, the first day registered or of a sign of life, and the last.
    private var events: (death: [Int32], day: [Int32], end: [Int32]) {
        var death = [Int32](repeating: Day.none, count: count)
        var (day, end) = (death, death)
        for (register, spec) in evidence {
            let rows = register.rows
            switch spec.kind {
            case .births, .movements: continue
            case .deaths:
                guard let date = feature(.date, rows) else { continue }
                let days = date.values.days()
                for row in rows { death[row] = days[Int(date.codes[row])] }
            case .registrations, .signs:
                if let days = days(of: spec.date, rows) { day.replaceSubrange(rows, with: days) }
                if let ends = days(of: spec.until, rows) { end.replaceSubrange(rows, with: ends) }
            }
        }
        return (death, day, end)
    }

    /// The rows of movements, register by register.
    private func crossings(_ identifier: Feature?, _ sex: Feature?) -> CrossingRows {
        var crossings = CrossingRows()
        var movements: UInt8 = 0
        for (register, spec) in evidence where spec.kind == .movements {
            let date = feature(.date, register.rows)
            let days = date?.values.days() ?? [Day.none]
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
                crossings.day.append(date.map { days[Int($0.codes[row])] } ?? Day.none)
                crossings.isArrival.append(direction.map { meaning[Int($0.codes[row])] } ?? nil)
                crossings.register.append(movements)
            }
            movements += 1
        }
        return crossings
    }

    /// The registers of evidence, with what the job says of them.
    private var evidence: [(register: RegisterSpan, spec: EvidenceSpec)] {
        zip(records.registers, job.registers).compactMap { register, job in
            job.evidence.map { (register, $0) }
        }
    }

    /// The feature of a role that a register's rows have: columns of other registers may make another.
    private func feature(_ role: Role, _ rows: Range<Int>) -> Feature? {
        records.features.first { $0.role == role && $0.codes[rows].contains { $0 != 0 } }
    }

    /// The day of each of a register's rows, in a column of its own.
    private func days(of column: String?, _ rows: Range<Int>) -> [Int32]? {
        let name = column.map { RegisterField(name: $0, role: .date).ownFeatureName }
        guard let name,
            let feature = records.features.first(where: { $0.role == .date && $0.name == name })
        else { return nil }
        let ofCode = feature.values.days()
        return rows.map { ofCode[Int(feature.codes[$0])] }
    }

    /// The feature that identifies people and crossings: of national numbers, else of other identifiers.
    private var identifier: Feature? {
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
