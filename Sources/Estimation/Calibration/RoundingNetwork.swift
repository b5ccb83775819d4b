/// Integer flows near fractional ones, by shortest augmenting paths.
///
/// Every arc takes the integer below or above its fraction; at every node what comes in goes out. As the
/// fractions balance, such flows exist, and the search finds the one with the least sum of squared changes.
/// - SeeAlso: Cox and Ernst (1982); Ahuja, Magnanti and Orlin (1993), section 9.7.
struct RoundingNetwork {
    private var from: [Int32] = []
    private var to: [Int32] = []
    /// Per arc: the cost of rounding up rather than down, 1 − 2 · fraction; arcs with no choice are left out.
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

    /// Adds an arc that carries `whole`, or one more if its fraction is above 0; nil if it has no choice.
    mutating func add(from tail: Int, to head: Int, whole: Int, fraction: Double) -> Int? {
        excess[tail] -= whole
        excess[head] += whole
        if fraction == 0 { return nil }
        from.append(Int32(truncatingIfNeeded: tail))
        to.append(Int32(truncatingIfNeeded: head))
        cost.append(1 - 2 * fraction)
        // The nearer integer first: paths then only repair what does not balance.
        isUp.append(fraction > 0.5)
        if fraction > 0.5 {
            excess[tail] -= 1
            excess[head] += 1
        }
        return from.count - 1
    }

    /// Adds what an arc may carry beyond the integer above its fraction, at its cost: one more.
    mutating func addFurther(from tail: Int, to head: Int, fraction: Double) -> Int {
        // From the integer above, or from the number itself if it is whole.
        let above = fraction > 0 ? 1 - fraction : 0
        return addChoice(from: tail, to: head, cost: 1 + 2 * above, isUp: false)
    }

    /// Adds what an arc may carry less than the integer below its fraction: of one unit, taken off its whole
    /// part by the caller, none.
    mutating func addLess(from tail: Int, to head: Int, fraction: Double) -> Int {
        // The unit is part of `whole` already, for which its node was debited.
        addChoice(from: tail, to: head, cost: -1 - 2 * fraction, isUp: true)
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
