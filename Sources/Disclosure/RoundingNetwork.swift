/// Integer flows near fractional ones, by shortest augmenting paths.
///
/// Every arc takes the integer below or above its fraction; at every node what comes in goes out. As the
/// fractions balance, such flows exist, and the search finds the one with the least sum of squared changes.
/// - SeeAlso: Cox and Ernst (1982); Ahuja, Magnanti and Orlin (1993), section 9.7.
struct RoundingNetwork {
    private var from: [Int32] = []
    private var to: [Int32] = []
    /// Per arc: the cost of being up rather than down, in squared changes; flows with no choice have no arc.
    private var cost: [Double] = []
    private var isUp: [Bool] = []
    /// Per node: how much more comes in than goes out.
    private var excess: [Int]
    private var arcsAt: [[Int32]] = []
    private let nodeCount: Int

    /// A network of `nodes` nodes without arcs.
    init(nodes: Int) {
        nodeCount = nodes
        excess = [Int](repeating: 0, count: nodes)
    }

    /// Adds what flows from one node to another: `whole`, or one more if its fraction is above 0.
    ///
    /// With `isWide` a flow that is not 0 may also be one more or one less than that, at its cost.
    /// - Returns: What flows in any case, and the arcs that add one each if they are up.
    mutating func add(
        from tail: Int,
        to head: Int,
        whole: Int,
        fraction: Double,
        isWide: Bool
    ) -> (whole: Int, arcs: [Int]) {
        excess[tail] -= whole
        excess[head] += whole
        var arcs: [Int] = []
        if fraction > 0 {
            // The nearer integer first: paths then only repair what does not balance.
            let isUp = fraction > 0.5
            arcs.append(addChoice(from: tail, to: head, cost: 1 - 2 * fraction, isUp: isUp))
            if isUp {
                excess[tail] -= 1
                excess[head] += 1
            }
        }
        if !isWide || (whole <= 0 && fraction == 0) { return (whole, arcs) }
        // One beyond the integer above, or beyond the number itself if it is whole.
        let above = fraction > 0 ? 1 - fraction : 0
        arcs.append(addChoice(from: tail, to: head, cost: 1 + 2 * above, isUp: false))
        if whole <= 0 { return (whole, arcs) }
        // The last unit of the whole part, which may be left out.
        arcs.append(addChoice(from: tail, to: head, cost: -1 - 2 * fraction, isUp: true))
        return (whole - 1, arcs)
    }

    private mutating func addChoice(from tail: Int, to head: Int, cost: Double, isUp: Bool) -> Int {
        from.append(Int32(truncatingIfNeeded: tail))
        to.append(Int32(truncatingIfNeeded: head))
        self.cost.append(cost)
        self.isUp.append(isUp)
        return from.count - 1
    }

    /// Balances the network; true per arc that is rounded up, or nil if it cannot be balanced.
    mutating func solve() -> [Bool]? {
        arcsAt = [[Int32]](repeating: [], count: nodeCount)
        for arc in from.indices {
            arcsAt[Int(from[arc])].append(Int32(truncatingIfNeeded: arc))
            arcsAt[Int(to[arc])].append(Int32(truncatingIfNeeded: arc))
        }
        var potential = [Double](repeating: 0, count: nodeCount)
        while let start = excess.firstIndex(where: { $0 > 0 }) {
            if !augment(from: start, &potential) { return nil }
        }
        return isUp
    }

    /// Sends one unit from a node with too much to the nearest with too little (Dijkstra, reduced costs).
    private mutating func augment(from start: Int, _ potential: inout [Double]) -> Bool {
        var distance = [Double](repeating: .infinity, count: nodeCount)
        var settled = [Bool](repeating: false, count: nodeCount)
        var by = [Int32](repeating: -1, count: nodeCount)
        distance[start] = 0
        var end = -1
        while true {
            var node = -1
            for i in 0..<nodeCount where !settled[i] && distance[i] < .infinity {
                if node < 0 || distance[i] < distance[node] { node = i }
            }
            if node < 0 { return false }
            settled[node] = true
            if excess[node] < 0 {
                end = node
                break
            }
            for arc in arcsAt[node] {
                let a = Int(arc)
                let forward = Int(from[a]) == node
                if forward == isUp[a] { continue }
                let other = Int(forward ? to[a] : from[a])
                if settled[other] { continue }
                let reduced = (forward ? cost[a] : -cost[a]) + potential[node] - potential[other]
                let reached = distance[node] + max(0, reduced)
                if reached < distance[other] {
                    distance[other] = reached
                    by[other] = arc
                }
            }
        }
        for i in 0..<nodeCount { potential[i] += min(distance[i], distance[end]) }
        excess[start] -= 1
        excess[end] += 1
        var node = end
        while node != start {
            let a = Int(by[node])
            node = Int(isUp[a] ? to[a] : from[a])
            isUp[a].toggle()
        }
        return true
    }
}
