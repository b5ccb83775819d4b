import Columns
import Comparison

/// What the estimation found.
public struct Estimate: Sendable {
    /// M.
    var matches: ClassDistribution
    /// The names of the training tables, which are blocking rules.
    public var tables: [String]
    /// The share of matches among the pairs of each training table.
    public var shares: [Double]
    /// The log-likelihood at each iteration of the best start.
    public var trace: [Double]
    /// The number of starts tried.
    public var starts: Int
    /// The best start, counted from 0.
    public var bestStart: Int
    /// Whether the best start came to rest.
    public var converged: Bool
    /// The iterations of the best start.
    public var iterations: Int { trace.count }
}

/// Estimates m probabilities from blocks by expectation–maximisation.
///
/// The pairs of each training table are a mixture of matches and non-matches. Given the class, groups
/// of comparisons are independent (Fellegi and Sunter 1969; Winkler 1988; Jaro 1989) and each group is
/// saturated, drawn towards independence of its members. Matches have the same distribution in every
/// table. Relatives are a class of their own, tied to both (``Relatives``). Other non-matches of one block resemble each other more than any two records do (families
/// share an address), so each table has its own u, drawn towards the u of all pairs. Dirichlet priors
/// with the weight of a few pairs keep every level defined.
/// - Complexity: O(patterns · comparisons) per iteration.
struct ExpectationMaximisation: Sendable {
    let tables: [TrainingTable]
    let groups: ComparisonGroups
    /// What m is drawn towards, by comparison and level.
    let expectedM: [[Double]]
    /// U among all pairs.
    let others: ClassDistribution
    /// The probabilities of levels that are given, by comparison and level; nil where they are estimated.
    var given: [[Double?]]
    /// What tells relatives apart.
    let relatives: Relatives
    /// The weight of the prior on m, in pairs.
    var priorWeight = 20.0
    /// The weight of independence within groups, in pairs.
    var independenceWeight = 50.0
    /// The weight of all pairs' u in a table's own, as a share of its pairs, where agreement is telling.
    var uWeight = 0.5
    /// The same where it is not.
    ///
    /// Sex follows from the given name that a block shares, and country from both names. Held to what all pairs do, such a
    /// block would look full of matches that differ in all that tells people apart.
    var looseWeight = 0.02
    /// Agreement is telling where it occurs in less than this share of all pairs.
    static let tellingShare = 0.0625
    /// The most iterations of one start.
    var maximumIterations = 2000
    /// At rest when no m or share moves by more than this.
    var tolerance = 2e-5
    /// At rest, too, when the likelihood rises by less than this part of itself.
    var likelihoodTolerance = 1e-8

    private struct State {
        var m: ClassDistribution
        /// The cells of each factor of each table among its non-matches.
        var cells: [[[Double]]]
        /// The levels of each comparison of each table within their cells.
        var within: [[[Double]]]
        var share: [Double]
        /// The share of relatives among the pairs of each table.
        var relativeShare: [Double]
    }

    /// The share of relatives from which estimation starts.
    private static let startRelatives = 0.05

    /// Runs from each starting share and returns the estimate of the highest likelihood.
    func run(from m: ClassDistribution, shares: [[Double]], workers: Workers) -> Estimate? {
        var best: Estimate?
        for (number, share) in shares.enumerated() {
            var estimate = climb(m, share, workers: workers)
            estimate.starts = shares.count
            estimate.bestStart = number
            let known = best?.trace.last ?? -.infinity
            if best == nil || known < (estimate.trace.last ?? -.infinity) - 1e-6 { best = estimate }
        }
        return best
    }

    private func climb(_ m: ClassDistribution, _ share: [Double], workers: Workers) -> Estimate {
        var state = State(
            m: m,
            cells: tables.map { $0.factors.map { Self.cells(of: $0, others) } },
            within: tables.map { $0.comparisons.map { others.within[$0] } },
            share: share,
            relativeShare: tables.map { _ in relatives.areTold ? Self.startRelatives : 0 }
        )
        var trace: [Double] = []
        var converged = false
        while trace.count < maximumIterations {
            let current = state
            let kin = relatives.distribution(state.m, others, groups)
            let results = workers.map(pieces: tables.count) { expect(tables[$0], $0, current, kin) }
            let likelihood = results.reduce(0) { $0 + $1.likelihood }
            let gain = likelihood - (trace.last ?? -.infinity)
            trace.append(likelihood)
            var next = state
            maximise(&next, results)
            let change = distance(state, next)
            state = next
            if change < tolerance || abs(gain) < likelihoodTolerance * abs(likelihood) {
                converged = true
                break
            }
        }
        return Estimate(
            matches: state.m,
            tables: tables.map(\.name),
            shares: state.share,
            trace: trace,
            starts: 1,
            bestStart: 0,
            converged: converged
        )
    }

    /// The cells of a factor in a distribution.
    private static func cells(of factor: TrainingTable.Factor, _ d: ClassDistribution) -> [Double] {
        switch factor {
        case .group(let g): d.joint[g]
        // A comparison on its own has no one to be missing with: entry 0 is a factor of 1.
        case .single(let k): [1] + d.coarse[k][1...]
        }
    }

    // MARK: Expectation

    private struct Expectation: Sendable {
        var likelihood: Double
        var matched: Double
        var related: Double
        /// The expected matches in each cell of each factor, and on each level of each comparison.
        var cells: [[Double]]
        var levels: [[Double]]
        /// The same of matches and relatives together: what is not the table's own u.
        var takenCells: [[Double]]
        var takenLevels: [[Double]]
    }

    /// The ratios of a class to a table's own u, by cell of each factor and by level of each comparison.
    private func ratios(
        _ d: ClassDistribution,
        _ table: TrainingTable,
        _ t: Int,
        _ state: State
    ) -> (cells: [Double], levels: [Double]) {
        var cellRatios: [Double] = []
        for (f, factor) in table.factors.enumerated() {
            let own = Self.cells(of: factor, d)
            for (cell, u) in state.cells[t][f].enumerated() { cellRatios.append(own[cell] / max(1e-300, u)) }
        }
        var levelRatios = [Double](repeating: 1, count: table.comparisons.count * 16)
        for (position, k) in table.comparisons.enumerated() {
            for level in groups.levels(k, .near) {
                levelRatios[position * 16 + level] =
                    d.within[k][level] / max(1e-300, state.within[t][position][level])
            }
        }
        return (cellRatios, levelRatios)
    }

    private func expect(
        _ table: TrainingTable,
        _ t: Int,
        _ state: State,
        _ kin: ClassDistribution
    ) -> Expectation {
        let factorCount = table.factors.count
        let width = table.comparisons.count
        // Likelihood ratios instead of logarithms: products of at most a few dozen factors.
        let offsets = table.cellTotals.indices.map { f in
            table.cellTotals[..<f].reduce(0) { $0 + $1.count }
        }
        let (cellRatios, levelRatios) = ratios(state.m, table, t, state)
        let (kinCells, kinLevels) = ratios(kin, table, t, state)
        let share = min(1 - 1e-12, max(1e-12, state.share[t]))
        let kinShare = min(1 - 1e-12, state.relativeShare[t])
        let rest = max(1e-12, 1 - share - kinShare)
        let (odds, kinOdds) = (share / rest, kinShare / rest)
        var cells = [Double](repeating: 0, count: cellRatios.count)
        var levels = [Double](repeating: 0, count: width * 16)
        var takenCells = cells
        var takenLevels = levels
        var (matched, related) = (0.0, 0.0)
        var likelihood = likelihood(ofOwn: table, t, state) + table.pairs * logarithm(rest)
        table.cells.withUnsafeBufferPointer { cellOf in
            table.levels.withUnsafeBufferPointer { levelOf in
                table.counts.withUnsafeBufferPointer { counts in
                    // SAFETY: cells and levels were made together with the totals they index.
                    var cellBase = 0
                    var levelBase = 0
                    for p in 0..<counts.count {
                        var ratio = odds
                        var kinRatio = kinOdds
                        for f in 0..<factorCount {
                            let place = offsets[f] &+ Int(cellOf[cellBase &+ f])
                            ratio *= cellRatios[place]
                            kinRatio *= kinCells[place]
                        }
                        for k in 0..<width {
                            let place = (k &<< 4) | Int(levelOf[levelBase &+ k])
                            ratio *= levelRatios[place]
                            kinRatio *= kinLevels[place]
                        }
                        ratio = min(ratio, 1e300)
                        kinRatio = min(kinRatio, 1e300)
                        let n = counts[p]
                        let all = 1 + ratio + kinRatio
                        let weight = n * (ratio / all)
                        let kinWeight = n * (kinRatio / all)
                        likelihood += n * logarithm(all)
                        matched += weight
                        related += kinWeight
                        for f in 0..<factorCount {
                            let place = offsets[f] &+ Int(cellOf[cellBase &+ f])
                            cells[place] += weight
                            takenCells[place] += weight + kinWeight
                        }
                        for k in 0..<width {
                            let place = (k &<< 4) | Int(levelOf[levelBase &+ k])
                            levels[place] += weight
                            takenLevels[place] += weight + kinWeight
                        }
                        cellBase &+= factorCount
                        levelBase &+= width
                    }
                }
            }
        }
        func byFactor(_ list: [Double]) -> [[Double]] {
            offsets.indices.map { f in
                Array(list[offsets[f]..<(f + 1 < offsets.count ? offsets[f + 1] : list.count)])
            }
        }
        func byComparison(_ list: [Double]) -> [[Double]] {
            table.comparisons.enumerated().map { position, k in
                (0..<groups.levelCounts[k]).map { list[position * 16 + $0] }
            }
        }
        return Expectation(
            likelihood: likelihood,
            matched: matched,
            related: related,
            cells: byFactor(cells),
            levels: byComparison(levels),
            takenCells: byFactor(takenCells),
            takenLevels: byComparison(takenLevels)
        )
    }

    /// The log-likelihood of a table's pairs if all were of its own u.
    private func likelihood(ofOwn table: TrainingTable, _ t: Int, _ state: State) -> Double {
        var sum = 0.0
        for f in table.factors.indices {
            for (cell, u) in state.cells[t][f].enumerated() {
                let n = table.cellTotals[f][cell]
                if n > 0 { sum += n * logarithm(max(1e-300, u)) }
            }
        }
        for (position, k) in table.comparisons.enumerated() {
            for level in groups.levels(k, .near) {
                let n = table.levelTotals[position][level]
                if n > 0 { sum += n * logarithm(max(1e-300, state.within[t][position][level])) }
            }
        }
        return sum
    }

    // MARK: Maximisation

    private func maximise(_ next: inout State, _ results: [Expectation]) {
        let count = groups.levelCounts.count
        var coarse = [[Double]](repeating: [0, 0, 0, 0], count: count)
        var levels = groups.levelCounts.map { [Double](repeating: 0, count: $0) }
        var joint = groups.members.indices.map { [Double](repeating: 0, count: groups.cellCount($0)) }
        for (t, result) in results.enumerated() {
            let table = tables[t]
            for (f, factor) in table.factors.enumerated() {
                switch factor {
                case .single(let k): for state in 1..<4 { coarse[k][state] += result.cells[f][state] }
                case .group(let g):
                    for (cell, n) in result.cells[f].enumerated() where n > 0 {
                        joint[g][cell] += n
                        for (position, k) in groups.members[g].enumerated() {
                            coarse[k][groups.state(g, cell, at: position).rawValue] += n
                        }
                    }
                }
            }
            for (position, k) in table.comparisons.enumerated() {
                for level in levels[k].indices { levels[k][level] += result.levels[position][level] }
            }
            next.share[t] = (result.matched + 1) / (table.pairs + 3)
            if relatives.areTold { next.relativeShare[t] = (result.related + 1) / (table.pairs + 3) }
            updateOthers(&next, t, result)
        }
        for k in 0..<count {
            let weight = relatives.priorWeight(k, coarse[k], coarseExpected(k), least: priorWeight)
            var total = 0.0
            for state in 1..<4 {
                let expected = groups.levels(k, .init(rawValue: state) ?? .missing).reduce(0) {
                    $0 + expectedM[k][$1]
                }
                coarse[k][state] += weight * expected
                total += coarse[k][state]
            }
            for state in 1..<4 { next.m.coarse[k][state] = coarse[k][state] / total }
            var near = 0.0
            for level in groups.levels(k, .near) {
                near += levels[k][level] + priorWeight * expectedM[k][level]
            }
            for level in groups.levels(k, .near) {
                next.m.within[k][level] =
                    (levels[k][level] + priorWeight * expectedM[k][level]) / max(1e-300, near)
            }
        }
        for g in joint.indices {
            let product = next.m.product(of: g, groups)
            next.m.joint[g] = Self.drawn(joint[g], to: product, weight: independenceWeight, group: g, groups)
        }
        next.m.hold(given, groups)
    }

    /// What is expected of best, near and different among matches; entry 0 is 0.
    private func coarseExpected(_ k: Int) -> [Double] {
        ComparisonGroups.Coarse.allCases.map { state in
            state == .missing ? 0 : groups.levels(k, state).reduce(0) { $0 + expectedM[k][$1] }
        }
    }

    /// A table's own u: its expected non-matches, drawn towards the u of all pairs.
    private func updateOthers(_ next: inout State, _ t: Int, _ result: Expectation) {
        let table = tables[t]
        for (f, factor) in table.factors.enumerated() {
            let rest = table.cellTotals[f].indices.map {
                max(0, table.cellTotals[f][$0] - result.takenCells[f][$0])
            }
            let weight = (isTelling(factor) ? uWeight : looseWeight) * table.pairs
            switch factor {
            case .group(let g):
                next.cells[t][f] = Self.drawn(rest, to: others.joint[g], weight: weight, group: g, groups)
            case .single(let k):
                let total = rest[1...].reduce(0, +) + weight
                for state in 1..<4 {
                    next.cells[t][f][state] = max(
                        1e-12,
                        (rest[state] + weight * others.coarse[k][state]) / total
                    )
                }
            }
        }
        for (position, k) in table.comparisons.enumerated() {
            let near = groups.levels(k, .near)
            let rest = near.map { max(0, table.levelTotals[position][$0] - result.takenLevels[position][$0]) }
            let weight = 1 + uWeight * near.reduce(0) { $0 + table.levelTotals[position][$1] }
            let total = rest.reduce(0, +) + weight
            for (level, n) in zip(near, rest) {
                next.within[t][position][level] = max(1e-12, (n + weight * others.within[k][level]) / total)
            }
        }
    }

    /// Whether agreement on a factor's comparisons, on one of them at least, is rare among all pairs.
    private func isTelling(_ factor: TrainingTable.Factor) -> Bool {
        func isRare(_ k: Int) -> Bool {
            others.coarse[k][ComparisonGroups.Coarse.best.rawValue] < Self.tellingShare
        }
        switch factor {
        case .group(let g): return groups.members[g].contains(where: isRare)
        case .single(let k): return isRare(k)
        }
    }

    /// Counts of cells as probabilities among the pairs with the same members present, drawn to others.
    static func drawn(
        _ counts: [Double],
        to target: [Double],
        weight: Double,
        group g: Int,
        _ groups: ComparisonGroups
    ) -> [Double] {
        var totals = [Double](repeating: 0, count: 1 << groups.members[g].count)
        for (cell, n) in counts.enumerated() { totals[groups.present(g, cell)] += n }
        return counts.indices.map { cell in
            let total = totals[groups.present(g, cell)]
            return max(1e-15, (counts[cell] + weight * target[cell]) / (total + weight))
        }
    }

    private func distance(_ a: State, _ b: State) -> Double {
        var largest = 0.0
        for k in a.m.coarse.indices {
            for state in 1..<4 { largest = max(largest, abs(a.m.coarse[k][state] - b.m.coarse[k][state])) }
        }
        for t in a.share.indices { largest = max(largest, abs(a.share[t] - b.share[t])) }
        return largest
    }
}
