/// Places in a table of several dimensions, the last one fastest.
enum CellIndex {
    /// Per person: the place of its values; -1 if one of them is not among those of its dimension.
    ///
    /// - Parameters:
    ///   - columns: Per dimension: the value of each person.
    ///   - sizes: The number of values of each dimension.
    /// - Complexity: O(people · dimensions), a column at a time.
    static func of(_ columns: [[UInt32]], sizes: [Int], count: Int) -> [Int32] {
        var result = [Int32](repeating: 0, count: count)
        result.withUnsafeMutableBufferPointer { result in
            for (column, size) in zip(columns, sizes) {
                column.withUnsafeBufferPointer { column in
                    precondition(column.count == count)
                    let (step, limit) = (Int32(truncatingIfNeeded: size), UInt32(truncatingIfNeeded: size))
                    for p in 0..<count {
                        // SAFETY: both have an entry per person.
                        let known = result[p] >= 0 && column[p] < limit
                        result[p] = known ? result[p] &* step &+ Int32(bitPattern: column[p]) : -1
                    }
                }
            }
        }
        return result
    }
}
