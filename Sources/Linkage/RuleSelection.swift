import Blocking

/// Selects blocking rules among candidates: those that find the most matches for the pairs they add.
///
/// A greedy method for a weighted maximum-coverage problem under a budget (Nemhauser, Wolsey and Fisher 1978),
/// which looks back: a rule that later ones make superfluous is given up, and its place filled again. What a
/// rule costs are the pairs that no other rule proposes.
struct RuleSelection {
    /// A rule that may be taken.
    struct Candidate {
        /// The keys, as indices in ascending order.
        let parts: [Int]
        /// One bit per simulated matched pair: whether the rule proposes it.
        let covered: [UInt64]
        /// The pairs it proposes, whichever other rules do.
        let pairs: Double
        /// Sampled pairs that it proposes, by number; each stands for the same number of pairs.
        var sampled: [UInt32] = []
    }

    /// A rule that was taken.
    struct Taken {
        let candidate: Int
        /// The pairs that no rule before it proposes.
        let newPairs: Double
        /// The share of simulated matches that it or a rule before it proposes.
        let recall: Double
    }

    let candidates: [Candidate]
    /// How many different pairs the sampled ones are.
    let sampledPairs: Int
    /// How many pairs stand behind a sampled one.
    let scale: Double
    /// The pairs that all rules together may propose.
    let budget: Double
    /// What a rule costs besides its pairs, in pairs: records must be sorted by it.
    let ruleCost: Double
    let simulated: Int
    /// The pairs that may be spent on finding one more simulated match.
    let worth: Double

    /// The most rules taken.
    private static let maximumRules = 16
    /// A rule must add this share of matches.
    private static let leastGain = 0.0003
    /// What finding a match a second time is worth, next to finding it once: simulated errors are guesses,
    /// and a match found twice is found even if one of the guesses is wrong.
    private static let secondFinding = 0.15
    /// What a pair costs that another rule has proposed already, next to one that must be compared.
    private static let repeatedPair = 0.05
    /// How often superfluous rules are given up.
    private static let rounds = 4

    /// Selects the rules, in the order in which they are to propose pairs.
    func select() -> [Taken] {
        var chosen: [Int] = []
        for round in 0..<Self.rounds {
            let before = chosen
            extend(&chosen)
            if chosen == before || round == Self.rounds - 1 { break }
            prune(&chosen)
            if chosen.count == Self.maximumRules { break }
        }
        return described(chosen)
    }

    /// Adds rules until nothing more is to be gained, or may be spent.
    private func extend(_ chosen: inout [Int]) {
        var state = State(self, chosen)
        // A rule that proposes nothing on the sample finds nothing, whatever is expected of its keys.
        var isOut = candidates.map { $0.pairs <= 0 }
        for index in chosen { isOut[index] = true }
        while chosen.count < Self.maximumRules {
            var best: (index: Int, value: Double, newPairs: Double)?
            for (index, candidate) in candidates.enumerated() where !isOut[index] {
                let gain = state.gain(candidate)
                // Were all its pairs repeated, it would still cost this.
                let least = ruleCost + Self.repeatedPair * candidate.pairs
                if gain * worth - least <= (best?.value ?? 0) { continue }
                let newPairs = state.newPairs(candidate)
                if state.pairs + newPairs > budget { continue }
                let value = gain * worth - least - (1 - Self.repeatedPair) * newPairs
                if value > (best?.value ?? 0) { best = (index, value, newPairs) }
            }
            guard let best else { return }
            isOut[best.index] = true
            state.add(candidates[best.index], newPairs: best.newPairs)
            chosen.append(best.index)
        }
    }

    /// Gives up rules without which hardly a match is lost, the least useful first.
    private func prune(_ chosen: inout [Int]) {
        while chosen.count > 1 {
            var least: (place: Int, loss: Double)?
            for place in chosen.indices {
                var others = chosen
                others.remove(at: place)
                let loss = State(self, others).gain(candidates[chosen[place]])
                if loss < (least?.loss ?? .infinity) { least = (place, loss) }
            }
            guard let least, least.loss * worth < ruleCost else { return }
            chosen.remove(at: least.place)
        }
    }

    private func described(_ chosen: [Int]) -> [Taken] {
        var state = State(self, [])
        return chosen.map { index in
            let newPairs = state.newPairs(candidates[index])
            state.add(candidates[index], newPairs: newPairs)
            let found = state.once.reduce(0) { $0 + $1.nonzeroBitCount }
            return Taken(candidate: index, newPairs: newPairs, recall: Double(found) / Double(simulated))
        }
    }

    /// What the rules taken so far find and propose.
    private struct State {
        var once: [UInt64]
        private var twice: [UInt64]
        private var isProposed: [Bool]
        private let scale: Double
        var pairs = 0.0

        init(_ selection: RuleSelection, _ chosen: [Int]) {
            once = [UInt64](repeating: 0, count: selection.simulated / 64)
            twice = once
            isProposed = [Bool](repeating: false, count: selection.sampledPairs)
            scale = selection.scale
            for index in chosen {
                let candidate = selection.candidates[index]
                add(candidate, newPairs: newPairs(candidate))
            }
        }

        /// The simulated matches that a candidate adds, those found a second time by their worth.
        func gain(_ candidate: Candidate) -> Double {
            var first = 0
            var second = 0
            for word in once.indices {
                let covered = candidate.covered[word]
                first += (covered & ~once[word]).nonzeroBitCount
                second += (covered & once[word] & ~twice[word]).nonzeroBitCount
            }
            // What finds matches only a second time may be a part of another rule.
            if Double(first) < leastGain * Double(once.count * 64) { return 0 }
            return Double(first) + secondFinding * Double(second)
        }

        /// The pairs of a candidate that are not proposed yet; all of them where none is listed.
        func newPairs(_ candidate: Candidate) -> Double {
            if candidate.sampled.isEmpty { return candidate.pairs }
            let repeated = candidate.sampled.count { isProposed[Int($0)] }
            return max(0, candidate.pairs - Double(repeated) * scale)
        }

        mutating func add(_ candidate: Candidate, newPairs: Double) {
            pairs += newPairs
            for word in once.indices {
                twice[word] |= once[word] & candidate.covered[word]
                once[word] |= candidate.covered[word]
            }
            for pair in candidate.sampled { isProposed[Int(pair)] = true }
        }
    }
}
