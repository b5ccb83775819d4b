import Blocking
import Columns
public import Comparison

/// Scored pairs of which people are to be made, for what can be learned from them on the way.
public struct ProvisionalLinks: Sendable {
    /// The pairs.
    public let pairs: KeptPairs
    /// Per register: whether a person has at most one record in it.
    public let duplicateFree: [Bool]
    /// The log2 prior odds of a pair.
    public let priorWeight: Float
    /// The matches expected among all pairs.
    public let expectedMatches: Double
    /// Whether records are to be kept together rather than apart: what lies within such people is then compared.
    public let isLoose: Bool
    /// The rules that decide about pairs whatever they weigh; nil if there are none.
    public let rules: CompiledPairRules?
}

/// The records of people, person after person.
struct PeopleMembers {
    /// Where the records of each row's person start; of rows that name a person only.
    private let start: [UInt32]
    private let rows: [UInt32]
    let person: [UInt32]

    /// - Parameter person: Per record: the lowest row of its person.
    init(_ person: [UInt32]) {
        self.person = person
        var start = [UInt32](repeating: 0, count: person.count + 1)
        for top in person { start[Int(top) + 1] &+= 1 }
        for row in person.indices { start[row + 1] &+= start[row] }
        var next = start
        var rows = [UInt32](repeating: 0, count: person.count)
        for (row, top) in person.enumerated() {
            rows[Int(next[Int(top)])] = UInt32(truncatingIfNeeded: row)
            next[Int(top)] &+= 1
        }
        self.start = start
        self.rows = rows
    }

    /// The records of the person that a row names, ascending.
    func records(of top: UInt32) -> ArraySlice<UInt32> {
        rows[Int(start[Int(top)])..<Int(start[Int(top) + 1])]
    }
}

extension Linker {
    /// People made of scored pairs: per record the lowest row of its person.
    ///
    /// Without a way to make people, records joined by pairs of probability .9 are one person.
    func provisionalPeople(
        _ kept: KeptPairs,
        _ pass: Pass,
        rules: CompiledPairRules?,
        isLoose: Bool
    ) throws(LinkageError) -> [UInt32] {
        let found = kept.weight.reduce(0.0) { $0 + probability(ofBits: Double($1)) }
        if let people = settings.people {
            return try people(
                ProvisionalLinks(
                    pairs: kept,
                    duplicateFree: pass.duplicates.map { $0 == .none },
                    priorWeight: Float(min(0, pass.model.priorWeight)),
                    expectedMatches: max(found, pass.model.prior * pass.pairs),
                    isLoose: isLoose,
                    rules: rules
                )
            )
        }
        var sets = DisjointSets(count: records.count)
        for i in 0..<kept.count where kept.weight[i] >= Self.surelyOne {
            sets.union(kept.left[i], kept.right[i])
        }
        return (0..<UInt32(records.count)).map { sets.find($0) }
    }

    /// The weight of probability .9, in bits.
    static let surelyOne: Float = 3.17

    /// Compares the pairs within people that no rule proposed or that fell below the weight kept.
    ///
    /// So “compared, and unlike” and “not compared” become different facts when people are made.
    /// - Returns: How many pairs were compared.
    func complete(
        _ kept: inout KeptPairs,
        _ person: [UInt32],
        _ setup: Setup,
        _ pass: Pass,
        _ terms: [[Float]]
    ) -> Int {
        if pass.duplicates.allSatisfy({ $0 == .none }) && records.registers.count == 2 { return 0 }
        let members = PeopleMembers(person)
        var known = Set<UInt64>()
        for i in 0..<kept.count where person[Int(kept.left[i])] == person[Int(kept.right[i])] {
            if members.records(of: person[Int(kept.left[i])]).count > 2 {
                known.insert(UInt64(kept.left[i]) << 32 | UInt64(kept.right[i]))
            }
        }
        var missing: [(UInt32, UInt32)] = []
        for top in person.indices where Int(person[top]) == top {
            let records = Array(members.records(of: UInt32(top)))
            if records.count < 3 { continue }
            // Of many records each is compared with some, evenly spread.
            let step = max(1, (records.count + Self.completedPartners - 1) / Self.completedPartners)
            let isWhole = records.count <= Self.completedWhole
            for (i, a) in records.enumerated() {
                for j in stride(from: i + 1, to: records.count, by: isWhole ? 1 : step) {
                    let b = records[j]
                    if !pass.topology.allows(Int(registerOf[Int(a)]), Int(registerOf[Int(b)])) { continue }
                    if !known.contains(UInt64(a) << 32 | UInt64(b)) { missing.append((a, b)) }
                }
            }
        }
        let plan = plan(setup, pass, terms, keep: Self.lowestWeight)
        kept.append(score(missing, with: plan, rule: pass.withinPeopleRule, setup.compiled))
        return missing.count
    }

    /// People of up to so many records are compared completely; of larger ones each record with so many others.
    private static let completedWhole = 64
    private static let completedPartners = 32
    /// A weight that no pair falls below.
    static let lowestWeight: Float = -1000
}
