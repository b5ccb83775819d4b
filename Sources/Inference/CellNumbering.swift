package import Population

/// The cells of all groupings, numbered from the total on.
package struct CellNumbering: Sendable {
    /// A cell.
    package struct Cell: Sendable {
        /// Its number among all cells.
        package let number: Int
        /// Its grouping.
        package let grouping: Int
        /// Its place in the grouping.
        package let place: Int
        /// Its values, in the order of the grouping.
        package let values: [(dimension: String, value: String, rank: Int)]

        /// Its values for reading.
        package var label: String {
            values.isEmpty ? "total" : values.map(\.value).joined(separator: ", ")
        }
    }

    /// The cells in order.
    package let all: [Cell]

    /// The cells of groupings, in the order of these.
    package init(_ groupings: [Grouping], of dimensions: [Dimension]) {
        var cells: [Cell] = []
        for (g, grouping) in groupings.enumerated() {
            for place in 0..<grouping.cellCount {
                let places = grouping.places(of: place)
                let values = zip(grouping.dimensions, places).map { dimension, value in
                    (
                        dimension: dimensions[dimension].name,
                        value: value < dimensions[dimension].values.count
                            ? dimensions[dimension].values[value] : "none",
                        rank: value
                    )
                }
                cells.append(Cell(number: cells.count, grouping: g, place: place, values: values))
            }
        }
        all = cells
    }
}
