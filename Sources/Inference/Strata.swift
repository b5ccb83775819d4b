package import Population

/// The strata within which lists are compared, and what thin ones were merged with.
package struct Strata: Sendable {
    /// The dimensions, by place.
    package let dimensions: [Int]
    /// The number of values of each dimension.
    package let sizes: [Int]
    /// Per stratum: its label.
    package let labels: [String]
    /// Per stratum: the first of those it is estimated with, itself if alone.
    package let cell: [Int]
    /// Per stratum: why it was merged; nil if it was not.
    package let merged: [String?]
    /// Per stratum: the lists used in its cell, ascending.
    package let lists: [[Int]]

    /// The people on two lists that a cell of strata needs.
    package let smallest: Int

    /// The number of strata.
    package var count: Int { labels.count }

    /// A list with fewer people of a stratum than this is not used there.
    static let leastOnList = 10

    /// Finds strata that people who count belong to.
    ///
    /// Strata with fewer people on two lists than `smallest` are merged with neighbours, see ``StratumMerging``.
    ///
    /// - Parameters:
    ///   - dimensions: The dimensions, by place; none for one stratum of all.
    ///   - all: All dimensions.
    ///   - view: The people.
    ///   - values: Their values, those not known completed.
    ///   - listCount: The number of lists.
    ///   - smallest: The people on two lists that a cell of strata needs.
    package init(
        dimensions: [Int],
        of all: [Dimension],
        view: PeopleView,
        values: [[UInt32]],
        listCount: Int,
        smallest: Int
    ) {
        self.dimensions = dimensions
        self.smallest = smallest
        let sizes = dimensions.map { max(1, all[$0].values.count) }
        self.sizes = sizes
        let count = sizes.reduce(1, *)
        let labels = (0..<count).map { Self.label($0, dimensions, sizes, all) }
        self.labels = labels
        var people = [[Int]](repeating: [Int](repeating: 0, count: listCount), count: count)
        var twice = [Int](repeating: 0, count: count)
        let stratumOf = CellIndex.of(dimensions.map { values[$0] }, sizes: sizes, count: view.count)
        for person in 0..<view.count where view.isCounted[person] && stratumOf[person] >= 0 {
            let s = Int(stratumOf[person])
            var rest = view.lists[person]
            if rest.nonzeroBitCount >= 2 { twice[s] += 1 }
            while rest != 0 {
                people[s][rest.trailingZeroBitCount] += 1
                rest &= rest &- 1
            }
        }
        var cell = Array(0..<count)
        var merged = [String?](repeating: nil, count: count)
        var lists = [[Int]](repeating: [], count: count)
        let block = max(1, sizes.last ?? 1)
        for members in StratumMerging.cells(twice, block: block, smallest: smallest) {
            let onList = (0..<listCount).map { list in members.reduce(0) { $0 + people[$1][list] } }
            let used = (0..<listCount).filter { onList[$0] >= Self.leastOnList }
            for s in members {
                cell[s] = members[0]
                lists[s] = used
                if members.count > 1 && twice[s] < smallest {
                    let others = members.filter { $0 != s }.map { labels[$0] }.joined(separator: "; ")
                    merged[s] =
                        "\(twice[s]) people on two lists, fewer than \(smallest): merged with \(others)"
                }
            }
        }
        self.cell = cell
        self.merged = merged
        self.lists = lists
    }

    /// The label of a stratum: its values, or `all` if there is one stratum.
    private static func label(_ stratum: Int, _ dimensions: [Int], _ sizes: [Int], _ all: [Dimension])
        -> String
    {
        var rest = stratum
        var names: [String] = []
        for i in dimensions.indices.reversed() {
            let place = rest % sizes[i]
            rest /= sizes[i]
            if place < all[dimensions[i]].values.count {
                names.insert(all[dimensions[i]].values[place], at: 0)
            }
        }
        return names.isEmpty ? "all" : names.joined(separator: ", ")
    }

    /// The stratum of a person; nil if a value is not known.
    package func stratum(_ person: Int, _ values: [[UInt32]]) -> Int? {
        Self.stratum(person, values, dimensions, sizes)
    }

    /// Per person: its stratum; -1 if a value is not known.
    package func ofPeople(_ count: Int, _ values: [[UInt32]]) -> [Int32] {
        CellIndex.of(dimensions.map { values[$0] }, sizes: sizes, count: count)
    }

    private static func stratum(_ person: Int, _ values: [[UInt32]], _ dimensions: [Int], _ sizes: [Int])
        -> Int?
    {
        var result = 0
        for (i, dimension) in dimensions.enumerated() {
            let value = values[dimension][person]
            if Int(value) >= sizes[i] { return nil }
            result = result * sizes[i] + Int(value)
        }
        return result
    }
}
