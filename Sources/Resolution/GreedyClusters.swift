/// Clusters of one component, grown by taking links from best to worst.
///
/// A link joins the clusters of its records if no register without duplicates would be in the cluster
/// twice and, with a ``PairCost``, if what all pairs between the two clusters say is worth the join.
///
/// Without a cost this is where the iteration of mutually best links ends: a link that is the best both
/// of its clusters can still have stays so while others join, as clusters only gain registers, so taking
/// links in falling order finds the same links in one pass.
/// - Complexity: O(links · ``volumeLimit``) at worst, near O(links) for clusters of the usual size.
struct GreedyClusters {
    /// The most links looked at to weigh one join; larger clusters are judged by their first records.
    static let volumeLimit = 4096

    /// Per record: the number of its cluster, which is one of its records.
    private(set) var cluster: [Int32] = []
    /// True if no link was refused.
    private(set) var unopposed = true
    /// True if some pair inside a cluster was in doubt, or not looked at.
    private(set) var doubted = false
    /// What the joins were worth in all.
    private(set) var gain = 0.0

    private var next: [Int32] = []
    private var tail: [Int32] = []
    private var size: [Int32] = []
    private var unguarded: [Int32] = []
    private var registers: [RegisterSet] = []

    /// The records of a cluster, given its number.
    func members(of cluster: Int32) -> [Int32] {
        var result: [Int32] = []
        var record = cluster
        while record >= 0 {
            result.append(record)
            record = next[Int(record)]
        }
        return result
    }

    /// Grows the clusters of a component.
    mutating func grow(_ problem: ComponentProblem, _ adjacency: Adjacency, threshold: Float, cost: PairCost?)
    {
        reset(problem)
        for link in problem.links {
            if link.weight < threshold { break }
            let a = cluster[Int(link.left)]
            let b = cluster[Int(link.right)]
            if a == b { continue }
            if registers[Int(a)].overlaps(registers[Int(b)]) {
                unopposed = false
                continue
            }
            if let cost {
                let doubt = doubtBetween(a, b, problem, adjacency, cost)
                let worth = Double(link.weight) - cost.threshold + doubt
                if worth < 0 {
                    unopposed = false
                    continue
                }
                if doubt < 0 { doubted = true }
                gain += worth
            }
            join(a, b)
        }
    }

    private mutating func reset(_ problem: ComponentProblem) {
        let count = problem.count
        unopposed = true
        doubted = false
        gain = 0
        cluster.removeAll(keepingCapacity: true)
        for record in 0..<Int32(count) { cluster.append(record) }
        tail = cluster
        next.removeAll(keepingCapacity: true)
        next.append(contentsOf: repeatElement(-1, count: count))
        size.removeAll(keepingCapacity: true)
        size.append(contentsOf: repeatElement(1, count: count))
        unguarded.removeAll(keepingCapacity: true)
        for guarded in problem.isGuarded { unguarded.append(guarded ? 0 : 1) }
        registers = problem.exclusive
    }

    /// What the pairs between two clusters cost, the joining pair left out.
    private mutating func doubtBetween(
        _ a: Int32,
        _ b: Int32,
        _ problem: ComponentProblem,
        _ adjacency: Adjacency,
        _ cost: PairCost
    ) -> Double {
        let (small, large) = size[Int(a)] <= size[Int(b)] ? (a, b) : (b, a)
        if size[Int(large)] == 1 { return 0 }
        var sum = 0.0
        var scored = PairCount()
        var judged = (records: 0, unguarded: 0)
        var volume = 0
        var record = small
        while record >= 0 && volume < Self.volumeLimit {
            let places = adjacency.links(of: record).prefix(Self.volumeLimit - volume)
            for place in places where cluster[Int(adjacency.other[place])] == large {
                let guarded = problem.isGuarded(record, adjacency.other[place])
                scored.add(guarded: guarded)
                sum += cost.cost(Double(adjacency.weight[place]), guarded: guarded)
            }
            volume += places.count
            judged.records += 1
            judged.unguarded += problem.isGuarded[Int(record)] ? 0 : 1
            record = next[Int(record)]
        }
        // What was not looked at may be in doubt.
        if record >= 0 || volume >= Self.volumeLimit { doubted = true }
        // The joining link is in the tree, and never in doubt.
        let all = PairCount(between: judged, (Int(size[Int(large)]), Int(unguarded[Int(large)])))
        return sum + cost.absent(all, scored: scored)
    }

    private mutating func join(_ a: Int32, _ b: Int32) {
        let (small, large) = size[Int(a)] <= size[Int(b)] ? (a, b) : (b, a)
        var record = small
        while record >= 0 {
            cluster[Int(record)] = large
            record = next[Int(record)]
        }
        next[Int(tail[Int(large)])] = small
        tail[Int(large)] = tail[Int(small)]
        size[Int(large)] += size[Int(small)]
        unguarded[Int(large)] += unguarded[Int(small)]
        registers[Int(large)].formUnion(registers[Int(small)])
    }
}
