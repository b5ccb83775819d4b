import Estimation

/// People known from elsewhere by the values of a dimension, or in all.
struct KnownMargin: Sendable, Equatable {
    /// The dimension; nil for the total.
    let dimension: Int?
    /// The people, by place of the value; one number for the total.
    let people: [Double]

    /// The margins of a job.
    ///
    /// - Throws: ``JobError`` for values that are not there or left out.
    static func margins(
        _ known: [EstimateJob.KnownTotals],
        _ dimensions: [Dimension],
        _ source: JobSource
    ) throws(JobError) -> [KnownMargin] {
        var result: [KnownMargin] = []
        for entry in known {
            guard let name = entry.dimension else {
                result.append(KnownMargin(dimension: nil, people: entry.totals.map(\.people)))
                continue
            }
            let steps: [JobSource.Step] = [.key("estimate"), .key("known_totals"), .key(name)]
            guard let place = dimensions.firstIndex(where: { $0.name == name }) else { continue }
            let values = dimensions[place].values
            var people = [Double?](repeating: nil, count: values.count)
            for total in entry.totals {
                guard
                    let value = values.firstIndex(of: total.value.lowercased())
                        ?? values.firstIndex(of: total.value)
                else {
                    throw source.mistake(
                        steps + [.key(total.value)],
                        "nobody has “\(total.value)”",
                        expected: NodeReader.oneOf(values),
                        suggestion: WordSuggestion.nearest(to: total.value, among: values)
                    )
                }
                people[value] = total.people
            }
            if let missing = people.firstIndex(where: { $0 == nil }) {
                throw source.mistake(
                    steps,
                    "“\(values[missing])” is left out",
                    expected: "a number for each value"
                )
            }
            result.append(KnownMargin(dimension: place, people: people.compactMap { $0 }))
        }
        return result
    }

    /// What people's weights are multiplied by, by cell of the dimensions known.
    ///
    /// Raking: factors by value of each dimension, again and again. 1 everywhere if no factors meet all totals;
    /// ``check(_:_:_:)`` says so.
    static func factors(
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
    static func check(
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
