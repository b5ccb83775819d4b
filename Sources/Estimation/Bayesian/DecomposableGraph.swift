/// A graph of lists without chordless cycles: lists not joined are independent given the others.
///
/// Its likelihood factors over cliques and separators, so that its evidence has a closed form.
public struct DecomposableGraph: Sendable, Equatable {
    /// The number of lists.
    public let listCount: Int
    /// The greatest sets of lists that are all joined, as bits, ascending.
    public let cliques: [Int]
    /// The sets in which cliques meet, as bits, ascending; one that separates several times occurs several times.
    public let separators: [Int]
    /// How often each set of lists enters the evidence: cliques +1, separators −1, the empty set for the components.
    let exponents: [(set: Int, exponent: Double)]

    /// The graph with the given edges, or nil if it has a chordless cycle.
    ///
    /// Maximum cardinality search (Tarjan and Yannakakis 1984): a graph is chordal if and only if each vertex's
    /// neighbours among those visited before it are all joined.
    init?(listCount: Int, edges: [Int]) {
        var neighbours = [Int](repeating: 0, count: listCount)
        for edge in edges {
            for j in 0..<listCount where edge & (1 << j) != 0 { neighbours[j] |= edge & ~(1 << j) }
        }
        var visited = 0
        var exponent = [Int](repeating: 0, count: 1 << listCount)
        for _ in 0..<listCount {
            var next = 0
            var most = -1
            for j in 0..<listCount where visited & (1 << j) == 0 {
                let count = (neighbours[j] & visited).nonzeroBitCount
                if count > most { (next, most) = (j, count) }
            }
            let before = neighbours[next] & visited
            for j in 0..<listCount where before & (1 << j) != 0 {
                if before & ~(1 << j) & ~neighbours[j] != 0 { return nil }
            }
            exponent[before | 1 << next] += 1
            exponent[before] -= 1
            visited |= 1 << next
        }
        self.listCount = listCount
        cliques = exponent.indices.filter { exponent[$0] > 0 }
        separators = exponent.indices.flatMap {
            [Int](repeating: $0, count: $0 == 0 ? 0 : max(0, -exponent[$0]))
        }
        exponents = exponent.indices.filter { exponent[$0] != 0 }.map { ($0, Double(exponent[$0])) }
    }

    /// Equal if they join the same lists.
    public static func == (a: DecomposableGraph, b: DecomposableGraph) -> Bool {
        a.listCount == b.listCount && a.cliques == b.cliques
    }

    /// The cliques in short, lists by number, as in `[123,14]`.
    public var name: String { LogLinearModel(listCount: listCount, sets: cliques).name }

    /// All decomposable graphs: 8, 61, 822 and 18,154 for three, four, five and six lists.
    ///
    /// - Throws: ``EstimationError`` for fewer than 2 or more than 6 lists.
    public static func all(listCount: Int) throws(EstimationError) -> [DecomposableGraph] {
        guard (2...6).contains(listCount) else {
            throw EstimationError(
                listCount < 2 ? .tooFewLists : .tooManyLists,
                at: "lists",
                "\(listCount) lists; decomposable graphs are averaged over for 2 to 6"
            )
        }
        let pairs = StepwiseSearch.pairs(listCount: listCount)
        return (0..<(1 << pairs.count)).compactMap { choice in
            DecomposableGraph(
                listCount: listCount,
                edges: pairs.indices.filter { choice & (1 << $0) != 0 }.map { pairs[$0] }
            )
        }
    }
}
