/// The records of a component that must not come into one cluster, kept by cluster.
///
/// Each cluster lists the records from which one of its own is to stay apart; a join appends the one list to the
/// other. Without such pairs nothing is stored and nothing is asked.
struct ApartRecords {
    /// Per cluster: the records that may not join it; empty if no pair of the component is to stay apart.
    private var others: [[Int32]] = []

    /// Whether nothing is to stay apart.
    var isEmpty: Bool { others.isEmpty }

    /// Takes the pairs of a component that are to stay apart.
    mutating func load(_ problem: ComponentProblem) {
        others.removeAll(keepingCapacity: true)
        if problem.apart.isEmpty { return }
        others.append(contentsOf: repeatElement([], count: problem.count))
        for pair in problem.apart {
            others[Int(pair.left)].append(pair.right)
            others[Int(pair.right)].append(pair.left)
        }
    }

    /// Whether a record of cluster `a` is to stay apart from one of cluster `b`.
    ///
    /// - Parameter cluster: The cluster of a record.
    /// - Complexity: O(length of the shorter list).
    func forbids(_ a: Int32, _ b: Int32, cluster: (Int32) -> Int32) -> Bool {
        if others.isEmpty { return false }
        let (few, target) = others[Int(a)].count <= others[Int(b)].count ? (a, b) : (b, a)
        return others[Int(few)].contains { cluster($0) == target }
    }

    /// Gives what cluster `b` had to cluster `a`.
    mutating func join(_ a: Int32, _ b: Int32) {
        if others.isEmpty { return }
        others[Int(a)] += others[Int(b)]
        others[Int(b)] = []
    }
}
