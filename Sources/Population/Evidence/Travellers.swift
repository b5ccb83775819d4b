import Columns

/// Border crossings gathered by traveller, and the records that each traveller may be.
///
/// A traveller is an identifying number with a birth date and sex. A record is that traveller if it has the
/// number and does not contradict both birth date and sex; or if it has the birth date and sex, and a number
/// that one slip of the keyboard separates: a character changed, missing or more, or two exchanged.
package struct Travellers: Sendable {
    /// How rows were attached, for the record.
    package static let rule =
        "the same identifying number and not another birth date and sex; or the same birth date and sex and a "
        + "number that differs by one slip"

    /// Where each traveller's crossings start; one more entry than travellers.
    package private(set) var start: [UInt32] = [0]
    /// The day of each crossing, ascending within a traveller.
    package private(set) var day: [Int32] = []
    /// The direction of each crossing.
    package private(set) var isArrival: [Bool] = []
    /// The row of each crossing.
    package private(set) var row: [UInt32] = []
    /// Per traveller: the code of the birth date that most of its rows give, and of the sex; 0 if none does.
    private(set) var birth: [UInt32] = []
    private(set) var sex: [UInt32] = []
    /// Per record: its traveller, by the number; -1 if there is none.
    private(set) var ofRecord: [Int32]
    /// Records that a slip separates from a traveller, with the traveller, in the order of records.
    private(set) var nearby: [(record: UInt32, traveller: Int32)] = []
    /// Where each traveller's records start in ``records``; one more entry than travellers.
    private var recordStart: [UInt32] = []
    /// The records that each traveller may be.
    private var records: [UInt32] = []
    /// Rows that cannot be used: no day, no direction, or nothing to find a person by.
    package private(set) var unusable: [Bool]

    /// The number of travellers.
    package var count: Int { start.count - 1 }

    /// The places of a traveller's crossings.
    package func crossings(of traveller: Int) -> Range<Int> {
        Int(start[traveller])..<Int(start[traveller + 1])
    }

    /// The records that a traveller may be: by its number, then those that a slip separates from it.
    func records(of traveller: Int) -> ArraySlice<UInt32> {
        records[Int(recordStart[traveller])..<Int(recordStart[traveller + 1])]
    }

    /// Gathers crossings and finds their records.
    ///
    /// - Complexity: O(rows log rows), and per birth date and sex the product of travellers without a record
    ///   and records.
    package init(_ columns: RecordColumns) {
        let rows = columns.crossings
        unusable = (0..<rows.count).map { i in
            rows.identifier[i] == 0 || rows.day[i] == Day.none || rows.isArrival[i] == nil
        }
        ofRecord = [Int32](repeating: -1, count: columns.records.count)
        var usable = (0..<rows.count).filter { !unusable[$0] }.map { UInt32(truncatingIfNeeded: $0) }
        usable.sort { a, b in
            let (i, j) = (Int(a), Int(b))
            return (rows.identifier[i], rows.day[i], a) < (rows.identifier[j], rows.day[j], b)
        }
        // One traveller per number: a number that two people use has the birth date of most of its rows.
        var birth: [UInt32] = []
        var sex: [UInt32] = []
        var number: [UInt32] = []
        var first = 0
        while first < usable.count {
            let code = rows.identifier[Int(usable[first])]
            var end = first
            while end < usable.count && rows.identifier[Int(usable[end])] == code { end += 1 }
            let group = usable[first..<end]
            number.append(code)
            birth.append(Self.most(group.map { rows.birth[Int($0)] }))
            sex.append(Self.most(group.map { rows.sex[Int($0)] }))
            for i in group {
                day.append(rows.day[Int(i)])
                isArrival.append(rows.isArrival[Int(i)] ?? false)
                row.append(i)
            }
            start.append(UInt32(truncatingIfNeeded: day.count))
            first = end
        }
        var travellerOf = [Int32](repeating: -1, count: columns.identifiers.count)
        for (traveller, code) in number.enumerated() { travellerOf[Int(code)] = Int32(traveller) }
        var isFound = [Bool](repeating: false, count: number.count)
        for record in columns.records where columns.identifier[record] != 0 {
            let traveller = travellerOf[Int(columns.identifier[record])]
            if traveller < 0 { continue }
            let t = Int(traveller)
            let otherBirth = columns.birth[record] != 0 && birth[t] != 0 && columns.birth[record] != birth[t]
            let otherSex = columns.sex[record] != 0 && sex[t] != 0 && columns.sex[record] != sex[t]
            if otherBirth && otherSex { continue }
            ofRecord[record] = traveller
            isFound[t] = true
        }
        (self.birth, self.sex) = (birth, sex)
        findNearby(columns, number, birth, sex, isFound)
        gatherRecords()
    }

    private mutating func gatherRecords() {
        var start = [UInt32](repeating: 0, count: count + 1)
        for traveller in ofRecord where traveller >= 0 { start[Int(traveller) + 1] &+= 1 }
        for entry in nearby { start[Int(entry.traveller) + 1] &+= 1 }
        for t in 0..<count { start[t + 1] &+= start[t] }
        var next = start
        records = [UInt32](repeating: 0, count: Int(start[count]))
        func add(_ record: UInt32, _ traveller: Int32) {
            records[Int(next[Int(traveller)])] = record
            next[Int(traveller)] &+= 1
        }
        for (record, traveller) in ofRecord.enumerated() where traveller >= 0 {
            add(UInt32(truncatingIfNeeded: record), traveller)
        }
        for entry in nearby { add(entry.record, entry.traveller) }
        recordStart = start
    }

    /// The value that occurs most, the lowest of several; 0 only if there is no other.
    private static func most(_ codes: [UInt32]) -> UInt32 {
        var best: UInt32 = 0
        var votes = 0
        let sorted = codes.sorted()
        var first = 0
        while first < sorted.count {
            var end = first
            while end < sorted.count && sorted[end] == sorted[first] { end += 1 }
            if sorted[first] != 0 && end - first > votes { (best, votes) = (sorted[first], end - first) }
            first = end
        }
        return best
    }

    /// Travellers that no record has are looked for among records of their birth date and sex.
    private mutating func findNearby(
        _ columns: RecordColumns,
        _ number: [UInt32],
        _ birth: [UInt32],
        _ sex: [UInt32],
        _ isFound: [Bool]
    ) {
        let births = columns.birthDay.count
        var start = [UInt32](repeating: 0, count: births + 1)
        for code in columns.birth where code != 0 { start[Int(code) + 1] &+= 1 }
        for i in 0..<births { start[i + 1] &+= start[i] }
        var next = start
        var members = [UInt32](repeating: 0, count: Int(start[births]))
        for (record, code) in columns.birth.enumerated() where code != 0 {
            members[Int(next[Int(code)])] = UInt32(truncatingIfNeeded: record)
            next[Int(code)] &+= 1
        }
        for t in number.indices where !isFound[t] && birth[t] != 0 && sex[t] != 0 {
            let code = Int(birth[t])
            for slot in Int(start[code])..<Int(start[code + 1]) {
                let record = Int(members[slot])
                if columns.sex[record] != sex[t] || columns.identifier[record] == 0 { continue }
                let isNear = Self.isOneSlip(
                    columns.identifiers.slice(number[t]),
                    columns.identifiers.slice(columns.identifier[record])
                )
                if isNear { nearby.append((UInt32(truncatingIfNeeded: record), Int32(t))) }
            }
        }
        nearby.sort { ($0.record, $0.traveller) < ($1.record, $1.traveller) }
    }

    /// Whether one slip makes one text of the other.
    static func isOneSlip(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
        let (x, y) = a.count <= b.count ? (Array(a), Array(b)) : (Array(b), Array(a))
        if y.count - x.count > 1 { return false }
        var i = 0
        while i < x.count && x[i] == y[i] { i += 1 }
        if x.count < y.count { return x[i...].elementsEqual(y[(i + 1)...]) }
        if i == x.count { return false }
        if x[(i + 1)...].elementsEqual(y[(i + 1)...]) { return true }
        return i + 1 < x.count && x[i] == y[i + 1] && x[i + 1] == y[i]
            && x[(i + 2)...].elementsEqual(y[(i + 2)...])
    }
}
