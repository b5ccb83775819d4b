import Columns

/// What the estimation starts from.
struct EstimationStart: Sendable {
    /// m of levels 0…n of each comparison; entry 0 is unused.
    var m: [[Double]]
    /// What m is drawn towards.
    var expectedM: [[Double]]
    /// u of levels 0…n of each comparison among all pairs; entry 0 is unused.
    var u: [[Double]]
    /// The share of matches among the pairs of each table.
    var share: Double
}

/// What the estimation found.
public struct Estimate: Sendable {
    /// The m probability of each level of each comparison; level 0, *missing*, has none (0).
    public var m: [[Double]]
    /// The share of matches among the pairs of each training table.
    public var shares: [Double]
    /// The penalised log-likelihood after each iteration of the best start.
    public var trace: [Double]
    /// The number of starts tried, and which was the best.
    public var starts: Int
    /// The iterations of the best start.
    public var iterations: Int { trace.count }
    /// The best start, counted from 0.
    public var bestStart: Int
    /// Whether the best start came to rest.
    public var converged: Bool
}

/// Estimates m probabilities from blocks by expectation–maximisation.
///
/// The pairs of each training table are a mixture of matches and non-matches. Given the class,
/// comparisons are independent (Fellegi and Sunter 1969; Winkler 1988; Jaro 1989). Matches have the
/// same m in every table. Non-matches of one block resemble each other more than any two records do
/// (families share an address), so each table has its own u, drawn towards the u of all pairs.
/// Each of the m has a Dirichlet prior with the weight of a few pairs, so that no level is undefined.
/// - Complexity: O(patterns · comparisons) per iteration.
struct ExpectationMaximisation: Sendable {
    /// The tables.
    let tables: [TrainingTable]
    /// Levels whose m is held at its start, by comparison.
    var fixed: [Bool]
    /// The weight of the prior on m, in pairs.
    var priorWeight = 20.0
    /// The weight of all pairs' u in a table's own, as a share of its pairs.
    var uWeight = 0.5
    /// The most iterations of one start.
    var maximumIterations = 2000
    /// At rest when no m or share moves by more …
    var tolerance = 2e-5
    /// … or the likelihood rises by less than this part of itself.
    var likelihoodTolerance = 1e-8

    private struct State {
        var m: [[Double]]
        var u: [[[Double]]]
        var share: [Double]
    }

    /// Runs all starts and returns the one of the highest likelihood.
    func run(_ starts: [EstimationStart], workers: Workers) -> Estimate {
        var best: Estimate?
        for (number, start) in starts.enumerated() {
            var estimate = climb(start, workers: workers)
            estimate.starts = starts.count
            estimate.bestStart = number
            if let known = best, (known.trace.last ?? -.infinity) >= (estimate.trace.last ?? -.infinity) - 1e-6 {
                continue
            }
            best = estimate
        }
        return best
            ?? Estimate(m: [], shares: [], trace: [], starts: 0, bestStart: 0, converged: false)
    }

    private func climb(_ start: EstimationStart, workers: Workers) -> Estimate {
        var state = State(
            m: start.m,
            u: tables.map { table in table.comparisons.map { start.u[$0] } },
            share: tables.map { _ in start.share }
        )
        var trace: [Double] = []
        var converged = false
        for _ in 0..<maximumIterations {
            let current = state
            let results = workers.map(pieces: tables.count) { expect(tables[$0], $0, current) }
            var next = state
            var likelihood = 0.0
            // Sums of posterior-weighted counts, table by table in order.
            var sums = start.m.map { [Double](repeating: 0, count: $0.count) }
            for (t, result) in results.enumerated() {
                likelihood += result.likelihood
                for (position, k) in tables[t].comparisons.enumerated() {
                    let strength = uWeight * result.pairs
                    var total = 0.0
                    for level in 1..<sums[k].count {
                        sums[k][level] += result.matches[position][level]
                        total += result.others[position][level] + strength * start.u[k][level]
                    }
                    for level in 1..<sums[k].count {
                        let own = result.others[position][level] + strength * start.u[k][level]
                        next.u[t][position][level] = max(1e-12, own / max(1e-300, total))
                    }
                }
                next.share[t] = (result.matched + 1) / (result.pairs + 2)
            }
            for k in sums.indices where !fixed[k] {
                var total = 0.0
                for level in 1..<sums[k].count { total += sums[k][level] + priorWeight * start.expectedM[k][level] }
                for level in 1..<sums[k].count {
                    next.m[k][level] = (sums[k][level] + priorWeight * start.expectedM[k][level]) / total
                    likelihood += priorWeight * start.expectedM[k][level] * logarithm(state.m[k][level])
                }
            }
            let gain = likelihood - (trace.last ?? -.infinity)
            trace.append(likelihood)
            let change = distance(state, next)
            state = next
            if change < tolerance || abs(gain) < likelihoodTolerance * abs(likelihood) {
                converged = true
                break
            }
        }
        return Estimate(
            m: state.m, shares: state.share, trace: trace, starts: 1, bestStart: 0, converged: converged)
    }

    private func distance(_ a: State, _ b: State) -> Double {
        var largest = 0.0
        for k in a.m.indices {
            for level in a.m[k].indices { largest = max(largest, abs(a.m[k][level] - b.m[k][level])) }
        }
        for t in a.share.indices { largest = max(largest, abs(a.share[t] - b.share[t])) }
        return largest
    }

    private struct Expectation: Sendable {
        var likelihood: Double
        var pairs: Double
        var matched: Double
        var matches: [[Double]]
        var others: [[Double]]
    }

    private func expect(_ table: TrainingTable, _ t: Int, _ state: State) -> Expectation {
        let width = table.comparisons.count
        // Likelihood ratios instead of logarithms: products of at most a few dozen factors.
        var ratios = [Double](repeating: 1, count: width * 16)
        var fromU = 0.0
        for (position, k) in table.comparisons.enumerated() {
            for level in 1..<state.m[k].count {
                let u = state.u[t][position][level]
                ratios[position * 16 + level] = state.m[k][level] / u
                fromU += table.levelTotals[position][level] * logarithm(u)
            }
        }
        let share = min(1 - 1e-12, max(1e-12, state.share[t]))
        let odds = share / (1 - share)
        var matches = [Double](repeating: 0, count: width * 16)
        var matched = 0.0
        var likelihood = fromU + table.pairs * logarithm(1 - share)
        table.levels.withUnsafeBufferPointer { levels in
            table.counts.withUnsafeBufferPointer { counts in
                ratios.withUnsafeBufferPointer { ratios in
                    matches.withUnsafeMutableBufferPointer { matches in
                        // SAFETY: levels are below 16, and there are `width` of them per pattern.
                        var base = 0
                        for p in 0..<counts.count {
                            var ratio = odds
                            for position in 0..<width {
                                ratio *= ratios[(position &<< 4) | Int(levels[base &+ position])]
                            }
                            ratio = min(ratio, 1e300)
                            let n = counts[p]
                            let weight = n * ratio / (1 + ratio)
                            likelihood += n * logarithm(1 + ratio)
                            matched += weight
                            for position in 0..<width {
                                matches[(position &<< 4) | Int(levels[base &+ position])] += weight
                            }
                            base &+= width
                        }
                    }
                }
            }
        }
        var byComparison: [[Double]] = []
        var others: [[Double]] = []
        for (position, k) in table.comparisons.enumerated() {
            let levels = state.m[k].indices
            byComparison.append(levels.map { matches[position * 16 + $0] })
            others.append(levels.map { max(0, table.levelTotals[position][$0] - matches[position * 16 + $0]) })
        }
        return Expectation(
            likelihood: likelihood, pairs: table.pairs, matched: matched, matches: byComparison, others: others)
    }
}
