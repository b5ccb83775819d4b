/// Solves components one after the other, keeping its storage.
struct ComponentSolver {
    /// The most records a component may have for a local search.
    static let searchLimit = 5000

    /// The lowest row of the person of each record, component after component.
    private(set) var person: [UInt32] = []
    /// What is known about the results so far.
    private(set) var certificate = ResolutionCertificate()

    private let cost: PairCost
    private var problem = ComponentProblem()
    private var adjacency = Adjacency()
    private var greedy = GreedyClusters()
    private var exact = ExactClusters()
    private var search = ClusterSearch()
    private var assignment = SparseAssignment()

    init(_ rules: ResolutionRules) {
        cost = PairCost(rules)
    }

    /// Solves a range of components.
    mutating func solve(
        _ components: Range<Int>,
        of index: Components,
        _ pairs: ScoredPairs,
        _ rules: ResolutionRules
    ) {
        for component in components {
            problem.load(component, of: index, pairs, rules)
            adjacency.load(problem)
            let clusters: [Int32]
            switch rules.method {
            case .connectedComponents, .mutualBest:
                greedy.grow(problem, adjacency, threshold: rules.threshold, cost: nil)
                clusters = greedy.cluster
            case .oneToOne:
                clusters = assign(rules)
            case .consistent:
                clusters = cluster(rules)
            }
            append(clusters, rows: index.members[Int(index.memberStart[component])...])
        }
    }

    private mutating func assign(_ rules: ResolutionRules) -> [Int32] {
        let complete = assignment.solve(problem, adjacency, threshold: Double(rules.threshold))
        if complete { certificate.proven += 1 } else { certificate.greedy += 1 }
        certificate.objective += assignment.total
        certificate.bound += assignment.bound
        return assignment.cluster
    }

    private mutating func cluster(_ rules: ResolutionRules) -> [Int32] {
        greedy.grow(problem, adjacency, threshold: rules.threshold, cost: cost)
        // Nothing refused and nothing doubted: the best tree of the whole component, the most there can be.
        if greedy.unopposed && !greedy.doubted {
            certificate.proven += 1
            certificate.objective += greedy.gain
            certificate.bound += greedy.gain
            return greedy.cluster
        }
        if problem.count <= ExactClusters.limit {
            let (sets, score) = exact.solve(problem, cost)
            certificate.proven += 1
            certificate.objective += score
            certificate.bound += score
            var result = [Int32](repeating: 0, count: problem.count)
            for set in sets {
                for record in 0..<problem.count where set >> record & 1 == 1 {
                    result[record] = Int32(truncatingIfNeeded: set.trailingZeroBitCount)
                }
            }
            return result
        }
        certificate.bound += forestBound()
        if problem.count > Self.searchLimit {
            certificate.greedy += 1
            certificate.objective += greedy.gain
            return greedy.cluster
        }
        let complete = search.improve(greedy, problem, adjacency, cost)
        if complete { certificate.searched += 1 } else { certificate.greedy += 1 }
        certificate.objective += search.total
        return search.cluster
    }

    /// The worth of the best spanning tree: no clustering scores more.
    private mutating func forestBound() -> Double {
        var parent = [Int32](0..<Int32(problem.count))
        func root(_ record: Int32) -> Int32 {
            var record = record
            while parent[Int(record)] != record {
                parent[Int(record)] = parent[Int(parent[Int(record)])]
                record = parent[Int(record)]
            }
            return record
        }
        var sum = 0.0
        for link in problem.links {
            let worth = Double(link.weight) - cost.threshold
            if worth <= 0 { break }
            let a = root(link.left)
            let b = root(link.right)
            if a == b { continue }
            parent[Int(max(a, b))] = min(a, b)
            sum += worth
        }
        return sum
    }

    /// Names each cluster by its lowest row.
    private mutating func append(_ clusters: [Int32], rows: ArraySlice<UInt32>) {
        var lowest = [UInt32](repeating: .max, count: clusters.count)
        let first = rows.startIndex
        for (place, cluster) in clusters.enumerated() where lowest[Int(cluster)] == .max {
            lowest[Int(cluster)] = rows[first + place]
        }
        for cluster in clusters { person.append(lowest[Int(cluster)]) }
    }
}
