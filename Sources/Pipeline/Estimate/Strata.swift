/// The strata within which lists are compared, and what thin ones were merged with.
struct Strata: Sendable {
    /// The dimensions, by place.
    let dimensions: [Int]
    /// The number of values of each dimension.
    let sizes: [Int]
    /// Per stratum: its label.
    let labels: [String]
    /// Per stratum: the first of those it is estimated with, itself if alone.
    let cell: [Int]
    /// Per stratum: why it was merged; nil if it was not.
    let merged: [String?]
    /// Per stratum: the lists used in its cell, ascending.
    let lists: [[Int]]

    /// The number of strata.
    var count: Int { labels.count }

    /// A list with fewer people of a stratum than this is not used there.
    static let leastOnList = 10

    /// Finds strata that people who count belong to.
    ///
    /// Strata with fewer people on two lists than `smallest` are merged with the next one, by the last
    /// dimension within the others, then with any; what is left thin at the end joins the one before.
    init(
        dimensions: [Int],
        of all: [Dimension],
        view: PeopleView,
        values: [[UInt32]],
        listCount: Int,
        smallest: Int
    ) {
        self.dimensions = dimensions
        sizes = dimensions.map { max(1, all[$0].values.count) }
        let count = sizes.reduce(1, *)
        var labels: [String] = []
        for stratum in 0..<count {
            var rest = stratum
            var names: [String] = []
            for i in dimensions.indices.reversed() {
                let place = rest % sizes[i]
                rest /= sizes[i]
                if place < all[dimensions[i]].values.count {
                    names.insert(all[dimensions[i]].values[place], at: 0)
                }
            }
            labels.append(names.isEmpty ? "all" : names.joined(separator: ", "))
        }
        self.labels = labels
        var people = [[Int]](repeating: [Int](repeating: 0, count: listCount), count: count)
        var twice = [Int](repeating: 0, count: count)
        let sizes = sizes
        func stratum(_ person: Int) -> Int? { Self.stratum(person, values, dimensions, sizes) }
        for person in 0..<view.count where view.isCounted[person] {
            guard let s = stratum(person) else { continue }
            var rest = view.lists[person]
            if rest.nonzeroBitCount >= 2 { twice[s] += 1 }
            while rest != 0 {
                people[s][rest.trailingZeroBitCount] += 1
                rest &= rest &- 1
            }
        }
        // Cells in order; a thin one takes the next into it, within its block if it can.
        let block = max(1, sizes.last ?? 1)
        var cells: [[Int]] = []
        for start in stride(from: 0, to: count, by: block) {
            var open: [Int] = []
            var sum = 0
            for s in start..<min(count, start + block) {
                open.append(s)
                sum += twice[s]
                if sum >= smallest {
                    cells.append(open)
                    open = []
                    sum = 0
                }
            }
            if open.isEmpty { continue }
            let hasBlockCell = cells.last.map { $0[0] >= start } ?? false
            if hasBlockCell { cells[cells.count - 1] += open } else { cells.append(open) }
        }
        // A whole block that is too thin joins its neighbour.
        var i = 0
        while cells.count > 1 && i < cells.count {
            if cells[i].reduce(0, { $0 + twice[$1] }) >= smallest {
                i += 1
                continue
            }
            let target = i > 0 ? i - 1 : 1
            cells[target] = (cells[target] + cells[i]).sorted()
            cells.remove(at: i)
            i = 0
        }
        var cell = Array(0..<count)
        var merged = [String?](repeating: nil, count: count)
        var lists = [[Int]](repeating: [], count: count)
        for members in cells {
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

    /// The stratum of a person; nil if a value is not known.
    func stratum(_ person: Int, _ values: [[UInt32]]) -> Int? {
        Self.stratum(person, values, dimensions, sizes)
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
