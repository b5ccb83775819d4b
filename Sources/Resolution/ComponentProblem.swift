/// A link inside one component, between places of its records.
struct LocalLink: Sendable {
    var left: Int32
    var right: Int32
    var weight: Float
}

/// One component by itself: records numbered from 0, links from best to worst.
///
/// Records are ordered by their content and links by weight and records, so that results do not depend on the
/// order in which registers, rows or pairs came. One value is loaded again and again, to keep its storage.
struct ComponentProblem {
    /// The number of records.
    private(set) var count = 0
    /// The rows of its records, in their order here: by content where that is known, else by row.
    private(set) var rows: [UInt32] = []
    /// The links, by falling weight, then by left and right record.
    private(set) var links: [LocalLink] = []
    /// The pairs of records that must not be one person.
    private(set) var apart: [LocalLink] = []
    /// Per record: its register.
    private(set) var register: [UInt8] = []
    /// Per record: its register as a set if a person may have one record of it only, or the empty set.
    private(set) var exclusive: [RegisterSet] = []

    /// Per record: whether its register has no duplicates.
    private(set) var isGuarded: [Bool] = []
    /// Per record in the order of rows: its place here.
    private var place: [Int32] = []

    /// The place here of a record, given its place among the rows in ascending order.
    func position(ofRow slot: Int) -> Int { Int(place[slot]) }

    /// True if a register without duplicates holds either record.
    func isGuarded(_ a: Int32, _ b: Int32) -> Bool {
        isGuarded[Int(a)] || isGuarded[Int(b)]
    }

    /// Takes one component out of the index.
    mutating func load(_ component: Int, of index: Components, _ pairs: ScoredPairs, _ rules: ResolutionRules)
    {
        let slots = Int(index.memberStart[component])..<Int(index.memberStart[component + 1])
        count = slots.count
        rows.removeAll(keepingCapacity: true)
        rows.append(contentsOf: index.members[slots])
        order(by: rules.keys)
        register.removeAll(keepingCapacity: true)
        exclusive.removeAll(keepingCapacity: true)
        isGuarded.removeAll(keepingCapacity: true)
        for row in rows {
            let number = rules.registerOf[Int(row)]
            register.append(number)
            isGuarded.append(rules.duplicateFree[Int(number)])
            exclusive.append(rules.duplicateFree[Int(number)] ? RegisterSet(number) : RegisterSet())
        }
        links.removeAll(keepingCapacity: true)
        apart.removeAll(keepingCapacity: true)
        for slot in Int(index.pairStart[component])..<Int(index.pairStart[component + 1]) {
            let i = Int(index.pairs[slot])
            let a = place[Int(index.place[Int(pairs.left[i])])]
            let b = place[Int(index.place[Int(pairs.right[i])])]
            let link = LocalLink(left: min(a, b), right: max(a, b), weight: pairs.weight[i])
            links.append(link)
            if !rules.verdicts.isEmpty && rules.verdicts[i] == .apart { apart.append(link) }
        }
        links.sort { a, b in
            if a.weight != b.weight { return a.weight > b.weight }
            if a.left != b.left { return a.left < b.left }
            return a.right < b.right
        }
    }

    /// Orders the records, which stand by row, by the keys of their content; of equal keys the lower row is first.
    private mutating func order(by keys: [UInt64]) {
        place.removeAll(keepingCapacity: true)
        place.append(contentsOf: 0..<Int32(count))
        if keys.isEmpty { return }
        let byRow = rows
        let sorted = byRow.indices.sorted { a, b in
            let (x, y) = (keys[Int(byRow[a])], keys[Int(byRow[b])])
            return x != y ? x < y : a < b
        }
        for (position, old) in sorted.enumerated() {
            place[old] = Int32(truncatingIfNeeded: position)
            rows[position] = byRow[old]
        }
    }
}

/// The links of a component by record.
struct Adjacency {
    /// Where each record's links start; one more entry than records.
    private(set) var start: [Int32] = []
    /// The records at the other end, from the best link to the worst.
    private(set) var other: [Int32] = []
    /// The links' weights.
    private(set) var weight: [Float] = []

    /// Lists the links of every record.
    mutating func load(_ problem: ComponentProblem) {
        start.removeAll(keepingCapacity: true)
        start.append(contentsOf: repeatElement(0, count: problem.count + 1))
        for link in problem.links {
            start[Int(link.left) + 1] += 1
            start[Int(link.right) + 1] += 1
        }
        for i in 0..<problem.count { start[i + 1] += start[i] }
        var next = start
        other.removeAll(keepingCapacity: true)
        other.append(contentsOf: repeatElement(0, count: problem.links.count * 2))
        weight.removeAll(keepingCapacity: true)
        weight.append(contentsOf: repeatElement(0, count: problem.links.count * 2))
        for link in problem.links {
            let a = Int(link.left)
            let b = Int(link.right)
            other[Int(next[a])] = link.right
            weight[Int(next[a])] = link.weight
            next[a] += 1
            other[Int(next[b])] = link.left
            weight[Int(next[b])] = link.weight
            next[b] += 1
        }
    }

    /// The places of a record's links.
    func links(of record: Int32) -> Range<Int> {
        Int(start[Int(record)])..<Int(start[Int(record) + 1])
    }
}
