import Estimation
package import Population

/// People known from elsewhere by the values of a dimension, or in all.
package struct KnownMargin: Sendable, Equatable {
    /// The dimension; nil for the total.
    package let dimension: Int?
    /// The people, by place of the value; one number for the total.
    package let people: [Double]

    /// People known by the values of a dimension.
    ///
    /// - Parameters:
    ///   - dimension: The dimension; nil for the total.
    ///   - people: The people, by place of the value; one number for the total.
    package init(dimension: Int?, people: [Double]) {
        self.dimension = dimension
        self.people = people
    }

    /// What people's weights are multiplied by, by cell of the dimensions known.
    ///
    /// Raking: factors by value of each dimension, again and again. 1 everywhere if no factors meet all totals;
    /// ``check(_:_:_:)`` says so.
    package static func factors(
        _ known: [KnownMargin],
        _ weight: [Double],
        _ values: [[UInt32]],
        _ all: [Dimension]
    ) -> (grouping: Grouping, factor: [Double]) {
        let grouping = grouping(known, all)
        let seed = table(grouping, weight, values)
        let factor = (try? raked(known, grouping, seed)).map { raked in
            zip(raked, seed).map { $1 > 0 ? $0 / $1 : 1 }
        }
        return (grouping, factor ?? [Double](repeating: 1, count: seed.count))
    }

    /// Refuses totals that no weights can meet.
    ///
    /// - Throws: ``CalibrationError`` with what contradicts what.
    package static func check(
        _ known: [KnownMargin],
        _ computation: EstimateComputation,
        _ view: PeopleView
    ) throws {
        if known.isEmpty { return }
        let grouping = grouping(known, computation.builder.dimensions)
        let values = computation.completed(view, draw: 0)
        let weight = view.isCounted.map { $0 ? 1.0 : 0 }
        _ = try raked(known, grouping, table(grouping, weight, values))
    }

    private static func grouping(_ known: [KnownMargin], _ all: [Dimension]) -> Grouping {
        var dimensions: [Int] = []
        for margin in known {
            if let dimension = margin.dimension, !dimensions.contains(dimension) {
                dimensions.append(dimension)
            }
        }
        return Grouping(dimensions, of: all)
    }

    private static func table(_ grouping: Grouping, _ weight: [Double], _ values: [[UInt32]]) -> [Double] {
        var table = [Double](repeating: 0, count: grouping.cellCount)
        for person in weight.indices where weight[person] > 0 {
            if let cell = grouping.cell(of: person, values) { table[cell] += weight[person] }
        }
        return table
    }

    private static func raked(_ known: [KnownMargin], _ grouping: Grouping, _ seed: [Double]) throws
        -> [Double]
    {
        if grouping.dimensions.isEmpty { return [known[0].people[0]] }
        var margins = known.compactMap { margin -> Margin? in
            guard let dimension = margin.dimension, let axis = grouping.dimensions.firstIndex(of: dimension)
            else { return nil }
            return Margin(axes: [axis], targets: margin.people)
        }
        if let total = known.first(where: { $0.dimension == nil }) {
            // A total beside margins: they must agree, so that one of them says it all.
            let sum = margins[0].targets.reduce(0, +)
            if abs(sum - total.people[0]) > 1e-9 * max(1, total.people[0]) {
                margins.append(Margin(axes: [], targets: total.people))
            }
        }
        return try RakedTable(seed: seed, shape: grouping.sizes, margins: margins).cells
    }
}
