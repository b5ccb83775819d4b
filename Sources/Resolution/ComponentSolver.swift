/// Solves components one after the other, keeping its storage.
struct ComponentSolver {
    /// The lowest row of the person of each record, component after component.
    private(set) var person: [UInt32] = []
    /// What is known about the results so far.
    private(set) var certificate = ResolutionCertificate()

    private let worth: Agglomeration.Worth
    private var problem = ComponentProblem()
    private var adjacency = Adjacency()
    private var greedy = GreedyClusters()
    private var agglomeration = Agglomeration()
    private var assignment = SparseAssignment()

    init(_ worth: Agglomeration.Worth) {
        self.worth = worth
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
            let clusters: [Int32]
            switch rules.method {
            case .connectedComponents, .mutualBest:
                greedy.grow(
                    problem,
                    threshold: rules.threshold,
                    isOpen: rules.method == .connectedComponents
                )
                clusters = greedy.cluster
            case .oneToOne:
                adjacency.load(problem)
                clusters = assign(rules)
            case .consistent:
                agglomeration.grow(problem, worth)
                if agglomeration.isPlain { certificate.proven += 1 } else { certificate.greedy += 1 }
                clusters = agglomeration.cluster
            }
            append(clusters)
        }
    }

    private mutating func assign(_ rules: ResolutionRules) -> [Int32] {
        let complete = assignment.solve(problem, adjacency, threshold: Double(rules.threshold))
        if complete { certificate.proven += 1 } else { certificate.greedy += 1 }
        certificate.objective += assignment.total
        certificate.bound += assignment.bound
        return assignment.cluster
    }

    /// Names each cluster by its lowest row; the component's rows ascend, those of the problem need not.
    private mutating func append(_ clusters: [Int32]) {
        var lowest = [UInt32](repeating: .max, count: clusters.count)
        for (position, cluster) in clusters.enumerated() {
            lowest[Int(cluster)] = min(lowest[Int(cluster)], problem.rows[position])
        }
        for slot in 0..<clusters.count {
            person.append(lowest[Int(clusters[problem.position(ofRow: slot)])])
        }
    }
}
