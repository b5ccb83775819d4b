package import Population

/// A way to break the population down: the dimensions of a table and its cells.
package struct Grouping: Sendable, Equatable {
    /// The dimensions, by place; none for the total.
    package let dimensions: [Int]
    /// The number of values of each.
    package let sizes: [Int]

    /// A grouping by dimensions.
    package init(_ dimensions: [Int], of all: [Dimension]) {
        self.dimensions = dimensions
        sizes = dimensions.map { max(1, all[$0].values.count) }
    }

    /// The number of cells.
    package var cellCount: Int { sizes.reduce(1, *) }

    /// The cell of a person; nil if a value is not known.
    package func cell(of person: Int, _ values: [[UInt32]]) -> Int? {
        var cell = 0
        for (i, dimension) in dimensions.enumerated() {
            let value = values[dimension][person]
            if Int(value) >= sizes[i] { return nil }
            cell = cell * sizes[i] + Int(value)
        }
        return cell
    }

    /// The cell of each person; -1 if a value is not known.
    func cells(_ values: [[UInt32]], count: Int) -> [Int32] {
        CellIndex.of(dimensions.map { values[$0] }, sizes: sizes, count: count)
    }

    /// The places of a cell's values, in the order of the dimensions.
    package func places(of cell: Int) -> [Int] {
        var rest = cell
        var result = [Int](repeating: 0, count: sizes.count)
        for i in sizes.indices.reversed() {
            result[i] = rest % sizes[i]
            rest /= sizes[i]
        }
        return result
    }

    /// The name: `total`, or the dimensions joined.
    package func name(_ all: [Dimension]) -> String {
        dimensions.isEmpty ? "total" : Self.name(dimensions.map { all[$0].name })
    }

    /// The name of a grouping by dimensions of these names.
    package static func name(_ dimensions: [String]) -> String { dimensions.joined(separator: " x ") }
}
