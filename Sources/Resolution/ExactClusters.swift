/// The best clustering of a small component, found by trying every subset of its records.
///
/// The score of a cluster is the worth of its best tree of links, each link less the threshold, plus the
/// cost of all its other pairs (see ``Doubt``). The best partition of a set is its best cluster that
/// holds the lowest record, together with the best partition of the rest.
/// - Complexity: O(3ⁿ + 2ⁿ·n²) time and 2ⁿ words of storage for n records.
struct ExactClusters {
    /// The most records a component may have; 3⁸ = 6,561.
    static let limit = 8

    private var weight = [Double](repeating: 0, count: limit * limit)
    private var score: [Double] = []
    private var best: [Double] = []
    private var choice: [Int] = []

    /// The best partition as the set of records of each cluster, and its score.
    mutating func solve(_ problem: ComponentProblem, _ cost: PairCost) -> (clusters: [Int], score: Double) {
        let count = problem.count
        precondition(count <= Self.limit)
        for i in weight.indices { weight[i] = cost.absentWeight }
        for link in problem.links {
            weight[Int(link.left) * Self.limit + Int(link.right)] = Double(link.weight)
            weight[Int(link.right) * Self.limit + Int(link.left)] = Double(link.weight)
        }
        let sets = 1 << count
        score = [Double](repeating: 0, count: sets)
        best = score
        choice = [Int](repeating: 0, count: sets)
        for set in 1..<sets {
            score[set] = treeScore(set, problem, cost)
            let low = set & -set
            // Every subset of the rest, joined by the lowest record.
            let rest = set ^ low
            var part = rest
            best[set] = -.infinity
            while true {
                let value = score[part | low] + best[rest ^ part]
                // Larger subsets come first and win ties.
                if value > best[set] {
                    best[set] = value
                    choice[set] = part | low
                }
                if part == 0 { break }
                part = (part - 1) & rest
            }
        }
        var clusters: [Int] = []
        var left = sets - 1
        while left != 0 {
            clusters.append(choice[left])
            left ^= choice[left]
        }
        return (clusters, best[sets - 1])
    }

    /// The score of one cluster; minus infinity if a register without duplicates is in it twice.
    private func treeScore(_ set: Int, _ problem: ComponentProblem, _ cost: PairCost) -> Double {
        var registers = RegisterSet()
        var sum = 0.0
        var rest = set
        while rest != 0 {
            let record = rest.trailingZeroBitCount
            rest &= rest - 1
            if registers.overlaps(problem.exclusive[record]) { return -.infinity }
            registers.formUnion(problem.exclusive[record])
            var others = rest
            while others != 0 {
                let other = others.trailingZeroBitCount
                let guarded = problem.isGuarded[record] || problem.isGuarded[other]
                sum += cost.cost(weight[record * Self.limit + other], guarded: guarded)
                others &= others - 1
            }
        }
        // Prim's tree from the lowest record.
        var inside = set & -set
        while inside != set {
            var strongest = -Double.infinity
            var joining = (0, 0)
            var from = inside
            while from != 0 {
                let a = from.trailingZeroBitCount
                from &= from - 1
                var to = set ^ inside
                while to != 0 {
                    let b = to.trailingZeroBitCount
                    to &= to - 1
                    if weight[a * Self.limit + b] > strongest {
                        strongest = weight[a * Self.limit + b]
                        joining = (a, b)
                    }
                }
            }
            let guarded = problem.isGuarded[joining.0] || problem.isGuarded[joining.1]
            sum += strongest - cost.threshold - cost.cost(strongest, guarded: guarded)
            inside |= 1 << joining.1
        }
        return sum
    }
}
