/// The cells of all groupings, numbered from the total on.
struct CellNumbering {
    /// A cell.
    struct Cell {
        let number: Int
        let grouping: Int
        /// Its place in the grouping.
        let place: Int
        /// Its values, in the order of the grouping.
        let values: [(dimension: String, value: String, rank: Int)]

        /// Its values for reading.
        var label: String {
            values.isEmpty ? "total" : values.map(\.value).joined(separator: ", ")
        }
    }

    /// The cells in order.
    let all: [Cell]

    init(_ result: EstimateResult) {
        let dimensions = result.builder.dimensions
        var cells: [Cell] = []
        for (g, grouping) in result.computation.groupings.enumerated() {
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
