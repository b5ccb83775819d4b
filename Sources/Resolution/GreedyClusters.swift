/// Clusters of one component, grown by taking links from best to worst.
///
/// A link joins the clusters of its records if no register without duplicates would be in the cluster twice and no
/// two of their records are to stay apart. This is where the iteration of mutually best links ends: a link that is the best both of its clusters can still have
/// stays so while others join, as clusters only gain registers, so taking links in falling order finds the same
/// links in one pass.
/// - Complexity: O(links + records · log records).
struct GreedyClusters {
    /// Per record: the number of its cluster, which is one of its records.
    private(set) var cluster: [Int32] = []

    private var next: [Int32] = []
    private var tail: [Int32] = []
    private var size: [Int32] = []
    private var registers: [RegisterSet] = []
    private var apart = ApartRecords()

    /// Grows the clusters of a component.
    ///
    /// - Parameter isOpen: Whether a register without duplicates may be in a cluster twice all the same.
    mutating func grow(_ problem: ComponentProblem, threshold: Float, isOpen: Bool = false) {
        reset(problem, isOpen: isOpen)
        for link in problem.links {
            if link.weight < threshold { break }
            let a = cluster[Int(link.left)]
            let b = cluster[Int(link.right)]
            if a == b || registers[Int(a)].overlaps(registers[Int(b)]) { continue }
            if apart.forbids(a, b, cluster: { cluster[Int($0)] }) { continue }
            join(a, b)
        }
    }

    private mutating func reset(_ problem: ComponentProblem, isOpen: Bool) {
        let count = problem.count
        cluster.removeAll(keepingCapacity: true)
        cluster.append(contentsOf: 0..<Int32(count))
        tail = cluster
        next.removeAll(keepingCapacity: true)
        next.append(contentsOf: repeatElement(-1, count: count))
        size.removeAll(keepingCapacity: true)
        size.append(contentsOf: repeatElement(1, count: count))
        registers = isOpen ? problem.exclusive.map { _ in RegisterSet() } : problem.exclusive
        apart.load(problem)
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
        registers[Int(large)].formUnion(registers[Int(small)])
        apart.join(large, small)
    }
}
