import Comparison

/// The classes of non-matches that resemble each other: which there are, and how they begin.
extension CandidateMixture {
    /// A group is telling from so many bits on.
    static let telling = 4.0
    static let mostClasses = 4

    /// A class that agrees on some groups as matches do and is like strangers in all else.
    func likeness(_ agreeing: [Int], _ matches: ClassDistribution, count: Double) -> Likeness {
        var distribution = others
        for g in agreeing {
            distribution.joint[g] = matches.joint[g]
            distribution.near[g] = matches.near[g]
            for k in groups.members[g] {
                distribution.coarse[k] = matches.coarse[k]
                distribution.within[k] = matches.within[k]
            }
        }
        return Likeness(groups: agreeing, distribution: distribution, count: count)
    }

    /// Relatives: those who share what a family shares; and, for each telling group `personal` to somebody, those
    /// who agree as matches do in all else: twins but for the given name, father and son but for the birth date,
    /// namesakes but for their numbers.
    func relativeClasses(
        _ matches: ClassDistribution,
        _ matchCount: Double,
        _ personal: [Int]
    ) -> [Likeness] {
        guard relatives.areTold else { return [] }
        let all = Array(groups.members.indices)
        let shared = all.filter { !relatives.isPersonal($0, groups) }
        var classes = [
            Likeness(
                groups: shared,
                distribution: relatives.distribution(matches, others, groups),
                count: max(1, Self.relativeShare * matchCount),
                isTied: true
            )
        ]
        for g in personal {
            var own = likeness(all.filter { $0 != g }, matches, count: complements(of: g, matchCount))
            if relatives.isGivenName(g, groups) {
                own.distribution = relatives.twins(matches, others, groups)
            }
            own.isTied = true
            own.complementOf = g
            classes.append(own)
        }
        return classes
    }

    /// How many pairs of relatives there are for each match, at first.
    private static let relativeShare = 0.05
    /// How many pairs agree as matches do in all but one group, for each match: at first, and at least where one
    /// register holds both.
    static let complementShare = 0.01
    /// The same for those who differ in a number alone.
    private static let numberShare = 0.001
    /// Pairs of twins in one register of so many records, for each record.
    ///
    /// Twelve births in a thousand are twins (Monden, Pison and Smits 2021, “Twin Peaks”, Human Reproduction 36: the mean of
    /// 2010 to 2015): as many pairs as a hundredth of the people, of whom about half still share an address.
    static let twinShare = 0.006

    /// How many pairs agree as matches do in all but a group.
    private func complements(of g: Int, _ matchCount: Double) -> Double {
        if isNumber(g) { return max(1, Self.numberShare * matchCount) }
        let records = recordsOfOneRegister
        let twins = relatives.isGivenName(g, groups) ? Self.twinShare * records : 0
        // Where people have many records each, there are many matches for each twin.
        return max(1, Self.complementShare * (records > 0 ? min(records, matchCount) : matchCount), twins)
    }

    private func isNumber(_ g: Int) -> Bool { relatives.isNumber(g, groups) }

    /// Gives a group's agreeing cells the probability they have among strangers.
    ///
    /// Who agrees on two telling groups at once is a match with errors sooner than a likeness: without
    /// this, likenesses would take the matches that moved house, or changed their name. Near agreement
    /// stays free: a rule that asks for the same name and year shows only namesakes of the same year.
    func hold(_ d: inout ClassDistribution, _ g: Int) {
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

    /// The groups that tell relatives apart by ``tellingApart`` bits, however many others tell more.
    ///
    /// A name is what parts twins. What is expected of matches decides, for M may have twins among its pairs.
    func personalGroups() -> [Int] {
        let expected = ClassDistribution(levels: expectedM, groups: groups)
        return tellingGroups(expected, most: groups.members.count, from: Self.tellingApart).filter {
            relatives.isPersonal($0, groups) && !relatives.standsIn($0, groups)
        }
    }

    private static let tellingApart = 2.0

    /// M as the blocks have it, but for given names that differ more often than expected where twins could be why.
    ///
    /// The blocks of one register have twins among what they call matches. If as many as there usually are could be a part
    /// of the pairs whose names differ, M starts from what is expected, and the patterns of all candidates are to tell.
    func withoutTwins(_ matches: ClassDistribution, _ matchCount: Double, _ personal: [Int])
        -> ClassDistribution
    {
        let twins = Self.twinShare * recordsOfOneRegister
        if twins <= 0 || isHeld || !relatives.areTold { return matches }
        let expected = ClassDistribution(levels: expectedM, groups: groups)
        var result = matches
        let different = ComparisonGroups.Coarse.different.rawValue
        for g in personal where relatives.isGivenName(g, groups) {
            let unlike = groups.members[g].filter {
                relatives.isOfGivenNames($0)
                    && matches.coarse[$0][different] > Self.oftenUnlike * expected.coarse[$0][different]
            }
            let most = unlike.map { matches.coarse[$0][different] }.max() ?? 0
            if unlike.isEmpty || twins < Self.tellingTwins * most * matchCount { continue }
            result.joint[g] = expected.joint[g]
            result.near[g] = expected.near[g]
            for k in groups.members[g] {
                result.coarse[k] = expected.coarse[k]
                result.within[k] = expected.within[k]
            }
        }
        return result
    }

    /// Names differ often where they do so more than this many times as often as expected.
    private static let oftenUnlike = 2.0
    /// Twins matter where they could be this part of the pairs of M whose given names differ.
    private static let tellingTwins = 0.25

    /// The groups whose agreement alone says much, the most telling first.
    func tellingGroups(
        _ matches: ClassDistribution,
        most: Int = mostClasses,
        from least: Double = telling
    ) -> [Int] {
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
        return order.filter { information[$0] >= least }.prefix(most).sorted()
    }

    /// Takes the classes of non-matches of one register from how many pairs of each pattern are theirs.
    func update(
        _ outcome: inout Outcome,
        _ step: (matched: [Double], alike: [[Double]]),
        _ telling: [Int],
        _ personal: [Int]
    ) {
        let alike = step.alike
        let all = Array(counts.indices)
        let fresh = relativeClasses(outcome.matches, outcome.matchCount, personal)
        let free = outcome.likenesses.count - fresh.count
        for c in outcome.likenesses.indices {
            let count = max(1e-3, alike[c].reduce(0, +))
            if c >= free {
                // What all but some groups have in common with matches is not learned from the pairs of one register.
                let least = outcome.likenesses[c].complementOf.map { g in
                    min(fresh[c - free].count, most(g, all, outcome.matches, step, c))
                }
                outcome.likenesses[c] = fresh[c - free]
                outcome.likenesses[c].count = max(count, least ?? 1)
                continue
            }
            var found = distribution(all, alike[c], towards: others, expected: nil)
            for g in telling where !outcome.likenesses[c].groups.contains(g) { hold(&found, g) }
            outcome.likenesses[c].distribution = found
            outcome.likenesses[c].count = count
        }
    }

    /// The most pairs that can agree as matches do in all but group `g`: those thought matches or of class `c` now whose
    /// cell of the group is likelier among non-matches, by the share that such cells have there.
    func most(
        _ g: Int,
        _ used: [Int],
        _ matches: ClassDistribution,
        _ step: (matched: [Double], alike: [[Double]]),
        _ c: Int
    ) -> Double {
        let isUnlike = zip(others.joint[g], matches.joint[g]).map { $0 > $1 }
        var found = 0.0
        var present = [Double](repeating: 0, count: 1 << groups.members[g].count)
        for (i, p) in used.enumerated() {
            let cell = Int(cells[p * groups.members.count + g]) - cellStarts[g]
            let taken = step.matched[i] + step.alike[c][i]
            present[groups.present(g, cell)] += taken
            if isUnlike[cell] { found += taken }
        }
        // The share of such cells, weighted by which members of the group are there.
        var share = 0.0
        for cell in isUnlike.indices where isUnlike[cell] {
            share += present[groups.present(g, cell)] * others.joint[g][cell]
        }
        return share > 0 ? found * present[1...].reduce(0, +) / share : 0
    }
}
