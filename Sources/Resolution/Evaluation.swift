internal import Columns

/// Compares what was found with what is true.
///
/// Counting is by sorting; nothing depends on the order of pairs, persons or numbers.
public struct Evaluation: Sendable {
    /// The number that stands for “the true person is not known”.
    public static let unknown = UInt32.max

    /// Per record: its true person, any number, or ``unknown``.
    public let truth: [UInt32]
    /// Per record: its register, if pairs inside a register are not to count as pairs.
    public let registerOf: [UInt8]?

    /// An evaluation against known persons.
    ///
    /// - Parameter registerOf: Given, pairs are counted across registers only; B³ and exact persons
    ///   are over all records either way.
    /// - Throws: ``ResolutionError/Code/unequalColumns`` when the columns differ in length.
    public init(truth: [UInt32], registerOf: [UInt8]? = nil) throws(ResolutionError) {
        self.truth = truth
        self.registerOf = registerOf
        if let registerOf, registerOf.count != truth.count {
            throw Self.unequal("registerOf", registerOf.count, truth.count)
        }
    }

    static func unequal(_ what: String, _ found: Int, _ expected: Int) -> ResolutionError {
        ResolutionError(
            .unequalColumns,
            at: what,
            "found \(found) entries; expected \(expected), one per record; use the truth of the same run"
        )
    }

    /// The quality of persons found, given as any number per record.
    ///
    /// - Throws: ``ResolutionError/Code/unequalColumns`` when there are not as many entries as records.
    /// - Complexity: O(records) time, some 50 bytes per record.
    public func quality(of person: [UInt32]) throws(ResolutionError) -> PartitionQuality {
        if person.count != truth.count { throw Self.unequal("person", person.count, truth.count) }
        let rows = knownRows()
        let found = Grouping(rows) { UInt64(person[Int($0)]) }
        let real = Grouping(rows) { UInt64(truth[Int($0)]) }
        let both = Grouping(rows) { (UInt64(person[Int($0)]) &<< 32) | UInt64(truth[Int($0)]) }
        var precision = 0.0
        var recall = 0.0
        var exact = 0
        let foundSize = found.sizePerRow(truth.count)
        let realSize = real.sizePerRow(truth.count)
        for group in both.groups {
            let row = Int(both.rows[group.lowerBound])
            let size = Double(group.count)
            precision += size * size / Double(foundSize[row])
            recall += size * size / Double(realSize[row])
            if group.count == Int(foundSize[row]) && group.count == Int(realSize[row]) { exact += 1 }
        }
        let count = Double(max(1, rows.count))
        return PartitionQuality(
            records: rows.count,
            pairs: PairQuality(
                claimed: countedPairs(found),
                real: countedPairs(real),
                both: countedPairs(both)
            ),
            bCubedPrecision: precision / count,
            bCubedRecall: recall / count,
            foundPersons: found.groups.count,
            truePersons: real.groups.count,
            exactPersons: exact
        )
    }

    /// The number of pairs that are one person's.
    public func realPairs() -> Int {
        countedPairs(Grouping(knownRows()) { UInt64(truth[Int($0)]) })
    }

    /// True if a pair counts: both true persons known, and two registers if only those count.
    func counts(_ a: Int, _ b: Int) -> Bool {
        if truth[a] == Self.unknown || truth[b] == Self.unknown { return false }
        guard let registerOf else { return true }
        return registerOf[a] != registerOf[b]
    }

    /// The rows whose true person is known.
    func knownRows() -> [UInt32] {
        (0..<UInt32(truncatingIfNeeded: truth.count)).filter { truth[Int($0)] != Self.unknown }
    }

    /// Pairs inside groups, those inside a register left out where only others count.
    private func countedPairs(_ grouping: Grouping) -> Int {
        var sum = 0
        for group in grouping.groups { sum += group.count * (group.count - 1) / 2 }
        guard let registerOf else { return sum }
        let number = grouping.numberPerRow(truth.count)
        let inside = Grouping(grouping.rows) {
            (UInt64(number[Int($0)]) &<< 8) | UInt64(registerOf[Int($0)])
        }
        for group in inside.groups { sum -= group.count * (group.count - 1) / 2 }
        return sum
    }
}

/// Rows brought together by a key.
struct Grouping {
    /// The rows, group after group, in their given order inside a group.
    let rows: [UInt32]
    /// The places of each group in ``rows``.
    let groups: [Range<Int>]

    init(_ given: [UInt32], by key: (UInt32) -> UInt64) {
        var keyed = given.map { KeyedRow(key: key($0), row: $0) }
        RadixSort.sort(&keyed)
        var groups: [Range<Int>] = []
        var start = 0
        for i in 0..<keyed.count where i + 1 == keyed.count || keyed[i + 1].key != keyed[i].key {
            groups.append(start..<(i + 1))
            start = i + 1
        }
        self.groups = groups
        rows = keyed.map(\.row)
    }

    /// Per row of `count`: the size of its group, 0 outside.
    func sizePerRow(_ count: Int) -> [UInt32] {
        var result = [UInt32](repeating: 0, count: count)
        for group in groups {
            for place in group { result[Int(rows[place])] = UInt32(truncatingIfNeeded: group.count) }
        }
        return result
    }

    /// Per row of `count`: the number of its group, 0 outside.
    func numberPerRow(_ count: Int) -> [UInt32] {
        var result = [UInt32](repeating: 0, count: count)
        for (number, group) in groups.enumerated() {
            for place in group { result[Int(rows[place])] = UInt32(truncatingIfNeeded: number) }
        }
        return result
    }
}
