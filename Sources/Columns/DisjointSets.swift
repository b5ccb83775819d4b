/// Sets of rows that grow together (union–find).
///
/// The representative of a set is its lowest row, so that it does not depend on the order of unions.
/// - Complexity: near O(1) per call with path halving; 4 bytes per row.
public struct DisjointSets: Sendable {
    @usableFromInline var parent: [UInt32]

    /// `count` sets of one row each.
    public init(count: Int) {
        parent = (0..<UInt32(count)).map { $0 }
    }

    /// The lowest row in the set of `row`.
    @inlinable public mutating func find(_ row: UInt32) -> UInt32 {
        var row = row
        while parent[Int(row)] != row {
            parent[Int(row)] = parent[Int(parent[Int(row)])]
            row = parent[Int(row)]
        }
        return row
    }

    /// Joins the sets of two rows; false if they were one already.
    @inlinable @discardableResult public mutating func union(_ a: UInt32, _ b: UInt32) -> Bool {
        let rootA = find(a)
        let rootB = find(b)
        if rootA == rootB { return false }
        if rootA < rootB { parent[Int(rootB)] = rootA } else { parent[Int(rootA)] = rootB }
        return true
    }
}
