import Blocking
public import Columns
public import Comparison

/// Looks for pairs within people that a rule keeps apart, whether or not they were compared before.
///
/// A chain of links can join records that no blocking rule proposed and that were not compared; what a rule says of
/// them is known only once they are.
public struct ApartSearch: Sendable {
    private let rules: CompiledPairRules
    private let compiled: CompiledComparisons
    private let plan: ScoringPlan
    private let workers: Workers
    /// The number that results have for pairs that no blocking rule proposed.
    private let withinPeople: UInt8

    /// People of more records are not searched: their pairs would be too many.
    public static let largestPerson = 10_000

    /// A search by the rules of a linkage; nil if none of them keeps records apart.
    public static func by(_ outcome: LinkOutcome, workers: Workers) -> ApartSearch? {
        guard let rules = outcome.pairRules, rules.has(.never) else { return nil }
        let plan = ScoringPlan(
            outcome.model.scoringTable(terms: outcome.termAdjustments, keep: Linker.lowestWeight),
            for: outcome.compiled
        )
        return ApartSearch(
            rules: rules,
            compiled: outcome.compiled,
            plan: plan,
            workers: workers,
            withinPeople: outcome.withinPeopleRule
        )
    }

    /// The pairs within people that a rule keeps apart, scored, in the order of people and rows.
    ///
    /// - Parameters:
    ///   - person: Per record: the lowest row of its person.
    ///   - unsearched: Called with the number of people that are too large to be searched.
    /// - Complexity: O(pairs within people).
    public func pairs(within person: [UInt32], unsearched: (Int) -> Void = { _ in }) -> KeptPairs {
        let members = PeopleMembers(person)
        // A person of two records rests on a pair that was compared.
        let several = person.indices.filter {
            Int(person[$0]) == $0 && members.records(of: UInt32($0)).count > 2
        }
        let people = several.filter { members.records(of: UInt32($0)).count <= Self.largestPerson }
        if people.count < several.count { unsearched(several.count - people.count) }
        let looked = rules.comparisons(of: .never)
        let parts = workers.map(pieces: (people.count + Self.pieceSize - 1) / Self.pieceSize) { piece in
            var kept = KeptPairs()
            compiled.withWorker { worker in
                let range = piece * Self.pieceSize..<min(people.count, (piece + 1) * Self.pieceSize)
                var batch = Batch()
                for top in people[range] {
                    let records = members.records(of: UInt32(top))
                    for (i, a) in records.enumerated() {
                        for b in records.dropFirst(i + 1) {
                            batch.add(a, b, to: worker)
                            if batch.filled == PairWorker.capacity { search(&batch, &worker, looked, &kept) }
                        }
                    }
                }
                search(&batch, &worker, looked, &kept)
            }
            return kept
        }
        var all = KeptPairs()
        for part in parts { all.append(part) }
        return all
    }

    private static let pieceSize = 1 << 12

    /// Pairs waiting to be compared.
    private struct Batch {
        var filled = 0

        mutating func add(_ a: UInt32, _ b: UInt32, to worker: borrowing PairWorker) {
            worker.lefts[filled] = a
            worker.rights[filled] = b
            filled += 1
        }
    }

    /// Keeps of the waiting pairs those that a rule keeps apart.
    private func search(
        _ batch: inout Batch,
        _ worker: inout PairWorker,
        _ looked: [Int],
        _ kept: inout KeptPairs
    ) {
        if batch.filled == 0 { return }
        let (lefts, rights) = (worker.lefts, worker.rights)
        var (place, found) = (0, 0)
        worker.comparePatterns(count: batch.filled, only: looked) { pattern in
            let (a, b) = (lefts[place], rights[place])
            place += 1
            if rules.finding(pattern, a, b).never < 0 { return }
            // Places before this one have been looked at.
            lefts[found] = a
            rights[found] = b
            found += 1
        }
        batch.filled = 0
        if found > 0 { worker.score(count: found, with: plan, rule: withinPeople, into: &kept) }
    }
}
