import Blocking
import Columns
import Comparison

/// What the rescue pass did.
public struct Rescue: Sendable {
    /// Records without a link that were looked up.
    public let records: Int
    /// Pairs that were compared for them, which no blocking rule had proposed.
    public let pairs: Int
}

/// The pairs that no blocking rule proposes, and that were compared all the same.
struct ProposedBeside: Sendable {
    /// Those that a rule of the job links, as ``LinkedByRules/key(_:_:)``.
    let linked: Set<UInt64>
    /// Those of the rescue pass, ascending.
    let rescued: [UInt64]

    func contains(_ a: UInt32, _ b: UInt32) -> Bool {
        let key = LinkedByRules.key(a, b)
        if !linked.isEmpty, linked.contains(key) { return true }
        var (low, high) = (0, rescued.count)
        while low < high {
            let middle = (low + high) / 2
            if rescued[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < rescued.count && rescued[low] == key
    }
}

extension Linker {
    /// Whether a rescue pass serves: in one register, or where nothing that is compared is shared by a family.
    ///
    /// Between registers many a record has its household in the other register and not itself. The best record there is
    /// then a relative, whom no rule may have proposed, so that the model has not counted such pairs.
    func suitsRescue(_ setup: Setup) -> Bool {
        records.registers.count == 1
            || !Relatives(setup.compiled.comparisons) { records.feature($0)?.role }.areTold
    }

    /// Compares records that have no link, or a weak one only, with the people who share rare values with them.
    ///
    /// It serves where rules were chosen and a probe has not shown that they reach nearly all matches.
    /// - Parameter linked: Pairs that no blocking rule proposes and that are among the kept ones.
    /// - Returns: What was done, and the pairs compared, as ``LinkedByRules/key(_:_:)``, ascending.
    func rescue(
        _ kept: inout KeptPairs,
        _ setup: Setup,
        _ pass: Pass,
        _ terms: [[Float]],
        linked: Set<UInt64>
    ) throws(LinkageError) -> (rescue: Rescue, keys: [UInt64]) {
        var best = [Float](repeating: -.infinity, count: records.count)
        for i in 0..<kept.count {
            let (a, b) = (Int(kept.left[i]), Int(kept.right[i]))
            best[a] = max(best[a], kept.weight[i])
            best[b] = max(best[b], kept.weight[i])
        }
        let lone = (0..<UInt32(records.count)).filter { best[Int($0)] < Self.surelyOne }
        let person = try provisionalPeople(kept, pass, rules: setup.pairRules, isLoose: false)
        let search = RescueSearch(
            records,
            topology: pass.topology,
            registerOf: registerOf,
            members: PeopleMembers(person),
            workers: settings.workers
        )
        let candidates = pass.candidates
        let found = search.pairs(of: lone, budget: budget / Self.rescueShare) { a, b in
            candidates.proposes(a, b) || !linked.isEmpty && linked.contains(LinkedByRules.key(a, b))
        }
        let plan = plan(setup, pass, terms, keep: settings.keep)
        kept.append(score(found.pairs, with: plan, rule: pass.rescueRule, setup.compiled))
        let rescue = Rescue(records: found.records, pairs: found.pairs.count)
        return (rescue, found.pairs.map { LinkedByRules.key($0, $1) })
    }

    /// The rescue pass may compare one part in so many of the pairs that rules may propose.
    private static let rescueShare = 4
}
