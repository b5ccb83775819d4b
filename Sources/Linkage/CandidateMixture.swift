import Comparison

/// Takes the distribution of matches, and of those who resemble each other, from all candidate pairs.
///
/// Estimated within blocks, m speaks of matches that agree on the blocking key, and errors that fall on
/// the key itself go unseen; together the rules reach nearly all matches. But candidates are not only
/// matches and strangers. Members of a family share surname and address, namesakes a name, twins all
/// that and the birth date: more often than two strangers would, and they would pass for matches with
/// many errors. So the candidates are a mixture: matches, strangers, whose distribution U is known from
/// all pairs and held, and a class of *likenesses* for each telling group of comparisons. It starts as
/// pairs that agree on the group as matches do and are strangers in all else, and is then free.
struct CandidateMixture {
    /// A class of non-matches that resemble each other.
    struct Likeness {
        /// The group on which its pairs agree.
        var group: Int
        var distribution: ClassDistribution
        /// The expected number of its pairs.
        var count: Double
    }

    /// What the mixture found.
    struct Outcome {
        var matches: ClassDistribution
        var likenesses: [Likeness]
        /// The expected number of matches, by kind of pair.
        var matchesByKind: [Double]

        var matchCount: Double { matchesByKind.reduce(0, +) }
    }

    private let groups: ComparisonGroups
    private let expectedM: [[Double]]
    private let others: ClassDistribution
    private let pairs: Double
    /// The number of pairs with each pattern, and the kind of pair.
    private var counts: [Double] = []
    private var kinds: [Int] = []
    private var cells: [UInt16] = []
    private var levels: [UInt8] = []
    private let kindCount: Int
    private let levelWidths: [Int]

    /// The weight of the prior on m, in pairs.
    private static let priorWeight = 20.0
    /// The weight of independence within groups, in pairs.
    private static let independenceWeight = 50.0
    /// Two steps mend what the blocks could not see.
    ///
    /// Run to rest, the classes would trade pairs that no
    /// comparison can tell apart, and matches with many errors are no longer matches.
    private static let iterations = 2
    /// A group is telling from so many bits on.
    private static let telling = 4.0
    static let mostClasses = 4

    init(
        patterns: [[(pattern: UInt64, count: Double)]],
        layout: PatternLayout,
        groups: ComparisonGroups,
        expectedM: [[Double]],
        others: ClassDistribution,
        pairs: Double
    ) {
        self.groups = groups
        self.expectedM = expectedM
        self.others = others
        self.pairs = pairs
        kindCount = patterns.count
        levelWidths = groups.members.indices.map { groups.levelWidth($0) }
        for (kind, list) in patterns.enumerated() {
            for (pattern, count) in list {
                counts.append(count)
                kinds.append(kind)
                for g in groups.members.indices { cells.append(UInt16(groups.cell(g, in: pattern, layout))) }
                for k in groups.levelCounts.indices { levels.append(UInt8(layout.level(k, in: pattern))) }
            }
        }
    }

    /// Runs the mixture from the matches found in blocks.
    func run(from matches: ClassDistribution, matchCount: Double) -> Outcome {
        let count = counts.count
        let telling = tellingGroups(matches)
        var outcome = Outcome(
            matches: matches,
            likenesses: telling.map { g in
                var distribution = others
                distribution.joint[g] = matches.joint[g]
                distribution.near[g] = matches.near[g]
                for k in groups.members[g] {
                    distribution.coarse[k] = matches.coarse[k]
                    distribution.within[k] = matches.within[k]
                }
                return Likeness(group: g, distribution: distribution, count: max(1, 0.05 * matchCount))
            },
            matchesByKind: [matchCount]
        )
        var matched = [Double](repeating: 0, count: count)
        var alike = outcome.likenesses.map { _ in matched }
        for _ in 0..<Self.iterations {
            let m = likelihoodRatios(outcome.matches)
            let r = outcome.likenesses.map { likelihoodRatios($0.distribution) }
            let before = outcome.matchCount
            for p in 0..<count {
                var total = before * m[p] + pairs
                for c in r.indices { total += outcome.likenesses[c].count * r[c][p] }
                matched[p] = counts[p] * before * m[p] / total
                for c in r.indices { alike[c][p] = counts[p] * outcome.likenesses[c].count * r[c][p] / total }
            }
            outcome.matches = distribution(matched, towards: nil, expected: expectedM)
            outcome.matchesByKind = byKind(matched)
            for c in r.indices {
                var found = distribution(alike[c], towards: others, expected: nil)
                for g in telling where g != outcome.likenesses[c].group { hold(&found, g) }
                outcome.likenesses[c].distribution = found
                outcome.likenesses[c].count = max(1e-3, alike[c].reduce(0, +))
            }
        }
        return outcome
    }

    /// Gives a group's agreeing cells the probability they have among strangers.
    ///
    /// Who agrees on two telling groups at once is a match with errors sooner than a likeness: without
    /// this, likenesses would take the matches that moved house, or changed their name. Near agreement
    /// stays free: a rule that asks for the same name and year shows only namesakes of the same year.
    private func hold(_ d: inout ClassDistribution, _ g: Int) {
        let members = groups.members[g]
        func agrees(_ cell: Int) -> Bool {
            var best = false
            for position in members.indices {
                switch groups.state(g, cell, at: position) {
                case .different: return false
                case .best: best = true
                case .near, .missing: break
                }
            }
            return best
        }
        var held = [Double](repeating: 0, count: 1 << members.count)
        var open = held
        for cell in d.joint[g].indices {
            if agrees(cell) {
                d.joint[g][cell] = others.joint[g][cell]
                held[groups.present(g, cell)] += d.joint[g][cell]
            } else {
                open[groups.present(g, cell)] += d.joint[g][cell]
            }
        }
        for cell in d.joint[g].indices where !agrees(cell) {
            let mask = groups.present(g, cell)
            if open[mask] > 0 { d.joint[g][cell] *= max(1e-12, 1 - held[mask]) / open[mask] }
        }
        if members.count == 1 {
            for state in 1..<4 { d.coarse[members[0]][state] = d.joint[g][state] }
        }
    }

    /// The groups whose agreement alone says much, the most telling first.
    private func tellingGroups(_ matches: ClassDistribution) -> [Int] {
        let information = groups.members.indices.map { g -> Double in
            // The divergence of M from U over the cells in which all members are present.
            let all = (1 << groups.members[g].count) - 1
            var sum = 0.0
            for cell in matches.joint[g].indices where groups.present(g, cell) == all {
                let m = matches.joint[g][cell]
                if m > 0 { sum += m * bits(m / others.joint[g][cell]) }
            }
            return sum
        }
        let order = groups.members.indices.sorted { (information[$0], -$0) > (information[$1], -$1) }
        return order.filter { information[$0] >= Self.telling }.prefix(Self.mostClasses).sorted()
    }

    private func byKind(_ matched: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: kindCount)
        for p in matched.indices { sums[kinds[p]] += matched[p] }
        return sums
    }

    /// How many times more probable each pattern is in a class than among strangers.
    private func likelihoodRatios(_ d: ClassDistribution) -> [Double] {
        let groupCount = groups.members.count
        let joint = groups.members.indices.map { g in
            zip(d.joint[g], others.joint[g]).map { $0 / max(1e-300, $1) }
        }
        let near = groups.members.indices.map { g in
            zip(d.near[g], others.near[g]).map { $1 > 0 ? $0 / $1 : 1 }
        }
        return counts.indices.map { p in
            var ratio = 1.0
            for g in 0..<groupCount { ratio *= joint[g][Int(cells[p * groupCount + g])] }
            forEachPlace(of: p) { g, place in ratio *= near[g][place] }
            return min(ratio, 1e250)
        }
    }

    /// Calls `body` with the group and the place of each level of a pattern in lists of near levels.
    private func forEachPlace(of p: Int, _ body: (Int, Int) -> Void) {
        let groupCount = groups.members.count
        let width = groups.levelCounts.count
        for g in 0..<groupCount {
            var offset = Int(cells[p * groupCount + g]) * levelWidths[g]
            for k in groups.members[g] {
                body(g, offset + Int(levels[p * width + k]))
                offset += groups.levelCounts[k]
            }
        }
    }

    /// The distribution of patterns weighted by how many pairs of each belong to a class.
    private func distribution(
        _ weights: [Double],
        towards target: ClassDistribution?,
        expected: [[Double]]?
    ) -> ClassDistribution {
        let groupCount = groups.members.count
        let width = groups.levelCounts.count
        var byLevel = groups.levelCounts.map { [Double](repeating: 0, count: $0) }
        var joint = groups.members.indices.map { [Double](repeating: 0, count: groups.cellCount($0)) }
        var near = others.near.map { [Double](repeating: 0, count: $0.count) }
        for p in weights.indices where weights[p] > 0 {
            forEachPlace(of: p) { g, place in near[g][place] += weights[p] }
            for g in 0..<groupCount { joint[g][Int(cells[p * groupCount + g])] += weights[p] }
            for k in 0..<width { byLevel[k][Int(levels[p * width + k])] += weights[p] }
        }
        let shares = byLevel.enumerated().map { k, counts -> [Double] in
            let prior = expected?[k] ?? target?.levels(k, groups) ?? []
            var found = [0.0]
            for level in 1..<counts.count { found.append(counts[level] + Self.priorWeight * prior[level]) }
            let total = found.reduce(0, +)
            return found.map { $0 / total }
        }
        var result = ClassDistribution(levels: shares, groups: groups)
        result.near = ClassDistribution.near(
            groups,
            result.within,
            counts: near,
            weight: Self.independenceWeight
        )
        for g in joint.indices where groups.members[g].count > 1 {
            result.joint[g] = ExpectationMaximisation.drawn(
                joint[g],
                to: result.product(of: g, groups),
                weight: Self.independenceWeight,
                group: g,
                groups
            )
        }
        return result
    }
}
