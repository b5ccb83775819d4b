import Blocking
import Columns
import Comparison

/// What is known of non-matches: the pairs of some kind, less the matches among them.
///
/// Two kinds of pairs speak for non-matches. The pairs that may be compared hold all matches; pairs
/// within registers hold only duplicates, often none. Each bounds the probability of an agreement from
/// above, and the lower bound is taken. But where registers write values differently, each being consistent in itself,
/// pairs between them agree in ways that no pair within them does: Müller is Mueller in another register and Müller in his
/// own. So no agreement is taken to be rarer than what matches, however many there can be, leave of it.
struct NonMatches {
    /// Pairs of one kind and how they agree.
    struct Kind {
        let totals: LevelTotals
        let groupTotals: GroupTotals
    }

    /// Of the pairs that agree in a cell, at least this share are taken to be no matches.
    private static let leastShare = 0.1

    /// The weight of near levels as they are in all cells together, in pairs that were looked at.
    private static let nearWeight = 10.0

    /// A level that the pairs compared have so many times as often as pairs within registers is written differently.
    private static let unlike = 3.0
    /// Standard errors that a count of sampled pairs is taken to be too high by, where it bounds from below.
    private static let countErrors = 3.0

    private let kinds: [Kind]
    private let groups: ComparisonGroups
    private let mostMatches: Double

    /// - Parameters:
    ///   - kinds: The pairs that may be compared, then those within registers, if there are several registers.
    ///   - mostMatches: The most matches that registers without duplicates can have in common.
    init(_ kinds: [Kind], groups: ComparisonGroups, mostMatches: Double) {
        self.kinds = kinds
        self.groups = groups
        self.mostMatches = mostMatches
    }

    /// The distribution of non-matches, given that of matches and the expected matches of each kind.
    func distribution(without matches: ClassDistribution, expected: [Double]) -> ClassDistribution {
        let levels = groups.levelCounts.indices.map { k in
            let m = matches.levels(k, groups)
            let found = kinds.indices.map { levelsOf(kinds[$0].totals, k, m, expected[$0]) }
            return lowest(found, keeping: 1, least: least(k, expected[0]))
        }
        var result = ClassDistribution(levels: levels, groups: groups)
        for g in groups.members.indices where groups.members[g].count > 1 {
            let product = result.product(of: g, groups)
            let found = kinds.indices.map { cellsOf(kinds[$0], g, matches, product, expected[$0]) }
            result.joint[g] = combined(found, g, least: leastCells(g, expected[0]))
        }
        result.near = near(result.within, matches, expected)
        return result
    }

    /// Near levels in each cell, from the pairs that hold the fewest matches: those within registers.
    private func near(
        _ within: [[Double]],
        _ matches: ClassDistribution,
        _ expected: [Double]
    ) -> [[Double]] {
        let counts = groups.members.indices.map { g -> [Double] in
            let isUnlike = groups.members[g].contains { isWrittenDifferently($0, expected[0]) }
            let last = isUnlike ? 0 : kinds.count - 1
            let totals = kinds[last].groupTotals
            let all = max(1, totals.cells[g].reduce(0, +))
            let byMask = totalsByMask(totals.cells[g], g)
            var rest = totals.levels[g]
            groups.forEachNear(g) { cell, _, levels, index in
                let matched =
                    expected[last] * byMask[groups.present(g, cell)] / all * matches.joint[g][cell]
                let looked = levels.reduce(0) { $0 + totals.levels[g][index + $1] }
                let share = matched / max(matched, totals.cells[g][cell], 1e-300)
                for level in levels {
                    rest[index + level] = max(
                        rest[index + level] - looked * share * matches.near[g][index + level],
                        Self.leastShare * rest[index + level]
                    )
                }
            }
            return rest
        }
        return ClassDistribution.near(groups, within, counts: counts, weight: Self.nearWeight)
    }

    private func levelsOf(_ totals: LevelTotals, _ k: Int, _ m: [Double], _ expected: Double) -> [Double] {
        let counts = totals.totals[k]
        let present = counts[1...].reduce(0, +)
        let share = present / max(1, totals.pairs)
        let half = 0.5 * totals.pairs / totals.sampled
        var rest = [0.0]
        for level in 1..<counts.count {
            rest.append(max(counts[level] - expected * share * m[level], 0.02 * counts[level], half))
        }
        let total = rest.reduce(0, +)
        return rest.map { $0 / total }
    }

    private func cellsOf(
        _ kind: Kind,
        _ g: Int,
        _ matches: ClassDistribution,
        _ product: [Double],
        _ expected: Double
    ) -> [Double] {
        let cells = kind.groupTotals.cells[g]
        let all = max(1, cells.reduce(0, +))
        let byMask = totalsByMask(cells, g)
        var rest = [Double](repeating: 0, count: cells.count)
        for cell in cells.indices {
            let together = byMask[groups.present(g, cell)]
            let matched = expected * together / all * matches.joint[g][cell]
            let best = groups.members[g].indices.count { groups.state(g, cell, at: $0) == .best }
            // Members of a group do not agree together less often than by chance.
            let chance = best >= 2 ? product[cell] * together : 0
            rest[cell] = max(cells[cell] - matched, Self.leastShare * cells[cell], chance)
        }
        // Cells never met in the sample are as frequent as by chance: so many sampled pairs weigh that.
        let weight = 30 * kind.totals.pairs / kind.totals.sampled
        return ExpectationMaximisation.drawn(rest, to: product, weight: weight, group: g, groups)
    }

    /// The most matches among the pairs that may be compared.
    private func most(_ expected: Double) -> Double { max(mostMatches, 2 * expected) }

    /// How much of a count among the pairs compared matches leave at least.
    private func left(of count: Double, _ expected: Double) -> Double {
        let totals = kinds[0].totals
        let scale = max(1, totals.pairs / totals.sampled)
        let spread = Self.countErrors * (count * scale).squareRoot()
        return max(0, count - spread - most(expected))
    }

    /// Per level of a comparison the least probability among non-matches.
    private func least(_ k: Int, _ expected: Double) -> [Double] {
        let counts = kinds[0].totals.totals[k]
        let present = max(1, counts[1...].reduce(0, +))
        return counts.map { left(of: $0, expected) / present }
    }

    /// The same per cell of a group, among the pairs with the same members present.
    private func leastCells(_ g: Int, _ expected: Double) -> [Double] {
        let cells = kinds[0].groupTotals.cells[g]
        let byMask = totalsByMask(cells, g)
        return cells.indices.map { left(of: cells[$0], expected) / max(1, byMask[groups.present(g, $0)]) }
    }

    /// Whether registers write the values of a comparison differently: some near agreement is much more frequent between
    /// them than within.
    private func isWrittenDifferently(_ k: Int, _ expected: Double) -> Bool {
        guard kinds.count > 1 else { return false }
        let within = kinds[1].totals.totals[k]
        let present = max(1, within[1...].reduce(0, +))
        let least = least(k, expected)
        return groups.levels(k, .near).contains { least[$0] > Self.unlike * within[$0] / present }
    }

    private func totalsByMask(_ cells: [Double], _ g: Int) -> [Double] {
        var byMask = [Double](repeating: 0, count: 1 << groups.members[g].count)
        for (cell, n) in cells.enumerated() { byMask[groups.present(g, cell)] += n }
        return byMask
    }

    /// The lowest probability of each level, but at least `least`; the last, *different*, takes what is left.
    private func lowest(_ found: [[Double]], keeping first: Int, least: [Double]) -> [Double] {
        guard var result = found.first else { return [] }
        for other in found.dropFirst() {
            for level in first..<(result.count - 1) {
                // A kind without any pairs says nothing.
                if other[level].isNaN { continue }
                result[level] = min(result[level], max(least[level], other[level]))
            }
        }
        result[result.count - 1] = max(1e-12, 1 - result[first..<(result.count - 1)].reduce(0, +))
        return result
    }

    /// The lowest probability of each cell in which members agree best; the others fill what is left.
    private func combined(_ found: [[Double]], _ g: Int, least: [Double]) -> [Double] {
        guard var result = found.first else { return [] }
        if found.count == 1 { return result }
        let agreeing = result.indices.map { cell in
            groups.members[g].indices.contains { groups.state(g, cell, at: $0) == .best }
        }
        for other in found.dropFirst() {
            for cell in result.indices where agreeing[cell] {
                if other[cell].isNaN { continue }
                result[cell] = min(result[cell], max(least[cell], other[cell]))
            }
        }
        var fixed = [Double](repeating: 0, count: 1 << groups.members[g].count)
        var open = fixed
        for cell in result.indices {
            if agreeing[cell] {
                fixed[groups.present(g, cell)] += result[cell]
            } else {
                open[groups.present(g, cell)] += result[cell]
            }
        }
        for cell in result.indices where !agreeing[cell] {
            let mask = groups.present(g, cell)
            if open[mask] > 0 { result[cell] *= max(1e-12, 1 - fixed[mask]) / open[mask] }
        }
        return result
    }
}
