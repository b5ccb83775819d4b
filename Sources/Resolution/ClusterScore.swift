/// The score of clusters of one component, whatever its size.
///
/// The same score as in ``ExactClusters``: the best tree's links, each less the threshold, plus the cost
/// of all other pairs.
struct ClusterScore {
    private let problem: ComponentProblem
    private let adjacency: Adjacency
    private let cost: PairCost
    /// Per record: its place in the cluster being scored, or −1.
    private var place: [Int32]
    /// Per place: the weight of the best link to the tree so far; NaN once in the tree.
    private var reach: [Double] = []
    /// Per place: the tree's record at the other end of that link.
    private(set) var parent: [Int32] = []
    /// Links and records looked at so far.
    private(set) var steps = 0

    init(_ problem: ComponentProblem, _ adjacency: Adjacency, _ cost: PairCost) {
        self.problem = problem
        self.adjacency = adjacency
        self.cost = cost
        place = [Int32](repeating: -1, count: problem.count)
    }

    /// The score of a cluster; ``parent`` then holds its tree, whose root is the first record.
    ///
    /// - Complexity: O(k² + links of the k records).
    mutating func score(_ cluster: [Int32]) -> Double {
        let count = cluster.count
        parent.removeAll(keepingCapacity: true)
        parent.append(contentsOf: repeatElement(0, count: count))
        if count < 2 { return 0 }
        reach.removeAll(keepingCapacity: true)
        reach.append(contentsOf: repeatElement(cost.absentWeight, count: count))
        for (i, record) in cluster.enumerated() { place[Int(record)] = Int32(truncatingIfNeeded: i) }
        defer { for record in cluster { place[Int(record)] = -1 } }
        var sum = 0.0
        let unguarded = cluster.count { !problem.isGuarded[Int($0)] }
        var scored = PairCount()
        var newest = 0
        reach[0] = .nan
        for _ in 1..<count {
            look(from: cluster[newest], at: newest, &sum, &scored)
            var strongest = -Double.infinity
            for i in 0..<count where reach[i] > strongest {
                strongest = reach[i]
                newest = i
            }
            reach[newest] = .nan
            let guarded = problem.isGuarded(cluster[newest], cluster[Int(parent[newest])])
            sum += strongest - cost.threshold - cost.cost(strongest, guarded: guarded)
        }
        steps += count * count
        return sum + cost.absent(PairCount(within: count, unguarded: unguarded), scored: scored)
    }

    /// Charges the scored pairs between a record new in the tree and those outside.
    private mutating func look(
        from record: Int32,
        at newest: Int,
        _ sum: inout Double,
        _ scored: inout PairCount
    ) {
        let links = adjacency.links(of: record)
        steps += links.count
        for link in links {
            let other = adjacency.other[link]
            let i = Int(place[Int(other)])
            if i < 0 || reach[i].isNaN { continue }
            let weight = Double(adjacency.weight[link])
            let guarded = problem.isGuarded(record, other)
            scored.add(guarded: guarded)
            sum += cost.cost(weight, guarded: guarded)
            if weight > reach[i] {
                reach[i] = weight
                parent[i] = Int32(truncatingIfNeeded: newest)
            }
        }
    }
}
