import Columns
import Jobs
import Population
import RunStore

/// The linked records of a job and its crossings, and what they say for an estimate.
struct EvidenceRecords {
    private let records: LinkedRecords
    private let count: Int
    private let crossings: CrossingTable

    /// Records and crossings.
    ///
    /// - Parameter count: The number of linked records.
    init(_ records: LinkedRecords, count: Int, crossings: CrossingTable) {
        self.records = records
        self.count = count
        self.crossings = crossings
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
        let address = attributes.isEmpty ? nil : first(.address)
        // Records and crossings share codes, so that equal codes mean equal values.
        var identifier = SharedCodes(first(.nationalID) ?? first(.identifier), crossings.identifier)
        var sex = SharedCodes(first(.sex), crossings.sex)
        var birth = SharedCodes(first(.birthDate), crossings.birth)
        let birthDay = birth.values.days()
        let days = [Int32](repeating: Day.none, count: count)
        let birthCodes = birth.records(count)
        return RecordColumns(
            identifier: identifier.records(count),
            identifiers: identifier.values,
            sex: sex.records(count),
            sexes: sex.values,
            birth: birthCodes.map { birthDay[Int($0)] == Day.none ? 0 : $0 },
            birthDay: birthDay,
            birthYear: years(birthCodes, birth.values),
            death: records.events.death.isEmpty ? days : records.events.death,
            eventDay: records.events.day.isEmpty ? days : records.events.day,
            eventEnd: records.events.end.isEmpty ? days : records.events.end,
            attributes: attributes,
            address: address?.codes ?? [],
            addressValues: address?.values.count ?? 1,
            crossings: CrossingRows(
                identifier: identifier.others(),
                birth: birth.others(),
                sex: sex.others(),
                day: crossings.day,
                isArrival: crossings.direction.map { direction in
                    direction == CrossingTable.Direction.unknown
                        ? nil : direction == CrossingTable.Direction.arrival
                },
                register: crossings.register
            ),
            records: 0..<count
        )
    }

    private func first(_ role: Role) -> Feature? { records.features.first { $0.role == role } }

    /// The dimensions beside sex and age.
    private func attributes(
        _ dimensions: [(name: String, steps: [JobSource.Step])],
        _ source: JobSource
    ) throws(JobError) -> [(name: String, codes: [UInt32], values: ValueDictionary)] {
        var attributes: [(name: String, codes: [UInt32], values: ValueDictionary)] = []
        for dimension in dimensions where !["sex", "age_group", "age"].contains(dimension.name) {
            let matching =
                records.features.first { $0.name == dimension.name }
                ?? records.features.first { $0.role.rawValue == dimension.name }
            guard let feature = matching else {
                let known = ["sex", "age_group", "age"] + records.names.filter { !$0.isEmpty }
                throw source.mistake(
                    dimension.steps,
                    "no register has “\(dimension.name)”",
                    expected: NodeReader.oneOf(known),
                    suggestion: WordSuggestion.nearest(to: dimension.name, among: known)
                )
            }
            attributes.append((dimension.name, feature.codes, feature.values))
        }
        return attributes
    }

    /// Years of birth, of dates and where there is none of columns of years.
    private func years(_ birthCodes: [UInt32], _ births: ValueDictionary) -> [UInt32] {
        func years(_ values: ValueDictionary) -> [UInt32] {
            (0..<values.count).map { code in
                let digits = values.slice(UInt32(code)).prefix(4)
                guard digits.count == 4, let year = UInt32(String(decoding: digits, as: UTF8.self)),
                    (1800...2199).contains(year)
                else { return 0 }
                return year
            }
        }
        let ofBirth = years(births)
        var result = birthCodes.map { ofBirth[Int($0)] }
        if let year = first(.birthYear) {
            let ofCode = years(year.values)
            for row in 0..<count where result[row] == 0 { result[row] = ofCode[Int(year.codes[row])] }
        }
        return result
    }
}

/// A column of records and one of other rows under the codes of the first: values that no record has come behind.
private struct SharedCodes {
    private var own: [UInt32]
    private var other: [UInt32]
    /// What the codes stand for.
    let values: ValueDictionary

    init(_ feature: Feature?, _ rows: CodedColumn) {
        own = feature?.codes ?? []
        let known = feature?.values ?? ValueDictionary()
        if rows.codes.isEmpty {
            (other, values) = ([], known)
            return
        }
        var interner = ValueInterner()
        var isSame = true
        let knownCodes = (0..<UInt32(known.count)).map { code -> UInt32 in
            let shared = code == 0 ? 0 : known.withBytes(code) { interner.intern($0) }
            if shared != code { isSame = false }
            return shared
        }
        if !isSame { own = own.map { knownCodes[Int($0)] } }
        let map = (0..<UInt32(rows.values.count)).map { code in
            code == 0 ? 0 : rows.values.withBytes(code) { interner.intern($0) }
        }
        other = rows.codes.map { map[Int($0)] }
        values = interner.finish()
    }

    /// The codes of the records, which are handed over.
    mutating func records(_ count: Int) -> [UInt32] {
        defer { own = [] }
        return own.isEmpty ? [UInt32](repeating: 0, count: count) : own
    }

    /// The codes of the other rows, which are handed over.
    mutating func others() -> [UInt32] {
        defer { other = [] }
        return other
    }
}
