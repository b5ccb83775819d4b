import Columns
import Comparison

/// Takes the distribution of matches, and of those who resemble each other, from all candidate pairs.
///
/// Estimated within blocks, m speaks of matches that agree on the blocking key, and errors that fall on
/// the key itself go unseen; together the rules reach nearly all matches. But candidates are not only
/// matches and strangers. Members of a family share surname and address, namesakes a name, twins all
/// that and the birth date: more often than two strangers would, and they would pass for matches with
/// many errors. So the candidates are a mixture: matches, strangers, whose distribution U is known from
/// all pairs and held, and classes of *likenesses*, which start as pairs that agree on a telling group of
/// comparisons, or on two, as matches do and are strangers in all else. Several registers show likenesses
/// by themselves, in pairs within registers; a single one does not, and takes each group alone.
struct CandidateMixture {
    /// A class of non-matches that resemble each other.
    struct Likeness {
        /// The groups on which its pairs agree at first.
        var groups: [Int]
        var distribution: ClassDistribution
        /// The expected number of its pairs.
        var count: Double
        /// Whether its distribution is that of matches in some groups and that of strangers in the others.
        var isTied = false
        /// The group in which it is not like matches, where it is in all others.
        var complementOf: Int?

        var isComplement: Bool { complementOf != nil }
    }

    /// What the mixture found.
    struct Outcome {
        var matches: ClassDistribution
        var likenesses: [Likeness]
        /// The expected number of matches, by kind of pair.
        var matchesByKind: [Double]

        var matchCount: Double { matchesByKind.reduce(0, +) }
    }

    let groups: ComparisonGroups
    let expectedM: [[Double]]
    /// The probabilities of levels that are given, by comparison and level.
    private let given: [[Double?]]
    /// Whether M is known and only the number of matches is looked for.
    let isHeld: Bool
    let others: ClassDistribution
    let relatives: Relatives
    private let pairs: Double
    /// All pairs of each kind, whether they may be compared or not.
    private let pairsByKind: [Double]
    /// The number of pairs with each pattern, and the kind of pair.
    var counts: [Double] = []
    private var kinds: [Int] = []
    /// Per pattern and group: the cell's place among the cells of all groups, one group after another.
    var cells: [UInt32] = []
    /// Where the cells of each group start.
    let cellStarts: [Int]
    /// Per pattern and member of a group, group by group: the level's place among the near levels of all
    /// cells of all groups.
    private var places: [UInt32] = []
    /// Per pattern and comparison: the level's place among the levels of all comparisons.
    private var levels: [UInt32] = []
    private let kindCount: Int
    private let workers: Workers

    /// The weight of the prior on m, in pairs.
    private static let priorWeight = 20.0
    /// The weight of independence within groups, in pairs.
    private static let independenceWeight = 50.0
    /// Two steps mend what the blocks could not see.
    ///
    /// Run to rest, the classes would trade pairs that no
    /// comparison can tell apart, and matches with many errors are no longer matches.
    private static let iterations = 2
    /// Steps before, in which likenesses find their sizes while M is held.
    private static let heldIterations = 6
    /// Steps on pairs within registers, and at most on pairs between them.
    private static let withinIterations = 25
    private static let betweenIterations = 40
    /// At rest when the number of matches moves by less than this share.
    private static let tolerance = 1e-4
    /// So many candidates within registers are enough to learn from.
    private static let enoughWithin = 200.0
    /// So many show all classes of non-matches by themselves.
    private static let manyWithin = 2_000.0

    init(
        patterns: [[(pattern: UInt64, count: Double)]],
        layout: PatternLayout,
        groups: ComparisonGroups,
        expectedM: [[Double]],
        given: [[Double?]],
        isHeld: Bool = false,
        others: ClassDistribution,
        relatives: Relatives,
        pairs: Double,
        pairsByKind: [Double],
        workers: Workers
    ) {
        self.pairsByKind = pairsByKind
        self.groups = groups
        self.expectedM = expectedM
        self.given = given
        self.isHeld = isHeld
        self.others = others
        self.relatives = relatives
        self.pairs = pairs
        kindCount = patterns.count
        self.workers = workers
        cellStarts = Self.starts(groups.members.indices.map { groups.cellCount($0) })
        let nearStarts = Self.starts(others.near.map(\.count))
        let levelStarts = Self.starts(groups.levelCounts)
        for (kind, list) in patterns.enumerated() {
            for (pattern, count) in list {
                counts.append(count)
                kinds.append(kind)
                for g in groups.members.indices {
                    let cell = groups.cell(g, in: pattern, layout)
                    cells.append(UInt32(cellStarts[g] + cell))
                    var offset = nearStarts[g] + cell * groups.levelWidth(g)
                    for k in groups.members[g] {
                        places.append(UInt32(offset + layout.level(k, in: pattern)))
                        offset += groups.levelCounts[k]
                    }
                }
                for k in groups.levelCounts.indices {
                    levels.append(UInt32(levelStarts[k] + layout.level(k, in: pattern)))
                }
            }
        }
    }

    /// Where each of some lists starts when they stand one after another.
    private static func starts(_ counts: [Int]) -> [Int] {
        var start = 0
        return counts.map { count in
            defer { start += count }
            return start
        }
    }

    /// A list cut into lists of the given lengths.
    private static func cut(_ list: [Double], _ counts: [Int]) -> [[Double]] {
        var start = 0
        return counts.map { count in
            defer { start += count }
            return Array(list[start..<(start + count)])
        }
    }

    /// The records, where all are of one register; else 0.
    var recordsOfOneRegister: Double {
        (pairsByKind.last ?? 0) > 0 ? 0 : pairsByKind.dropLast().reduce(0) { $0 + (2 * $1).squareRoot() }
    }

    /// Runs the mixture from the matches found in blocks.
    func run(from matches: ClassDistribution, matchCount: Double) -> Outcome {
        isSeparable ? separate(from: matches, matchCount) : together(from: matches, matchCount)
    }

    /// Whether pairs within registers tell what non-matches between registers look like.
    private var isSeparable: Bool {
        let within = counts.indices.reduce(0.0) { $0 + (kinds[$1] < kindCount - 1 ? counts[$1] : 0) }
        return within >= Self.enoughWithin && (pairsByKind.last ?? 0) > 0
    }

    /// Learns likenesses from pairs within registers, then matches from pairs between them.
    ///
    /// Two records of one register hardly ever belong to one person, but to relatives, neighbours and
    /// namesakes as often as records of two registers do. So the classes come to rest on pairs that hold
    /// hardly a match, and are held when matches are looked for. Only their sizes stay free, because
    /// registers of different people have fewer relatives in common.
    private func separate(from matches: ClassDistribution, _ matchCount: Double) -> Outcome {
        let last = kindCount - 1
        let within = counts.indices.filter { kinds[$0] < last }
        let between = counts.indices.filter { kinds[$0] == last }
        let pairsWithin = pairsByKind.dropLast().reduce(0, +)
        let telling = tellingGroups(matches)
        let personal = personalGroups()
        var sets = telling.map { [$0] }
        for (i, g) in telling.enumerated() { for h in telling[(i + 1)...] { sets.append([g, h]) } }
        var likenesses = sets.map { likeness($0, matches, count: max(1, 0.01 * matchCount)) }
        // Many pairs within registers show relatives and twins by themselves; few do not.
        let areMany = within.reduce(0.0) { $0 + counts[$1] } >= Self.manyWithin
        if !areMany { likenesses += relativeClasses(matches, matchCount, personal) }
        let first = likenesses
        var duplicates = 0.001 * matchCount
        for _ in 0..<Self.withinIterations {
            let step = expectation(within, matches, duplicates, likenesses, strangers: pairsWithin)
            duplicates = max(1e-3, step.matched.reduce(0, +))
            let known = likenesses
            let found = workers.map(pieces: likenesses.count) { c in
                // Relatives of whom registers show none stay as they are thought to be.
                let isRelatives = known[c].isTied && !known[c].isComplement
                let target = isRelatives ? first[c].distribution : others
                let free = distribution(within, step.alike[c], towards: target, expected: nil)
                return known[c].complementOf.map { known[c].distribution.taking($0, from: free, groups) }
                    ?? free
            }
            for c in likenesses.indices {
                likenesses[c].distribution = found[c]
                likenesses[c].count = max(1e-3, step.alike[c].reduce(0, +))
            }
        }
        let pairsBetween = pairsByKind[last]
        for c in likenesses.indices { likenesses[c].count *= pairsBetween / max(1, pairsWithin) }
        // Parents pay in one register for children in the other: relatives that no register holds among its own.
        if areMany { likenesses += relativeClasses(matches, matchCount, personal).prefix(1) }
        var outcome = Outcome(matches: matches, likenesses: likenesses, matchesByKind: [])
        var matched = matchCount
        for _ in 0..<Self.betweenIterations {
            let step = expectation(
                between,
                outcome.matches,
                matched,
                outcome.likenesses,
                strangers: pairsBetween
            )
            let before = matched
            matched = max(1e-3, step.matched.reduce(0, +))
            if !isHeld { outcome.matches = self.matches(between, step.matched) }
            for c in likenesses.indices {
                let least = likenesses[c].complementOf.map { g in
                    min(Self.complementShare * matched, most(g, between, outcome.matches, step, c))
                }
                outcome.likenesses[c].count = max(least ?? 1e-3, step.alike[c].reduce(0, +))
            }
            if abs(matched - before) < Self.tolerance * before { break }
        }
        let step = expectation(within, outcome.matches, duplicates, likenesses, strangers: pairsWithin)
        outcome.matchesByKind = [Double](repeating: 0, count: kindCount)
        for (p, n) in zip(within, step.matched) { outcome.matchesByKind[kinds[p]] += n }
        outcome.matchesByKind[last] = matched
        for c in likenesses.indices { outcome.likenesses[c].count *= pairs / pairsBetween }
        return outcome
    }

    /// Learns likenesses and matches from the same pairs: first what resembles matches while M is held as the blocks have
    /// it, then both, in few steps.
    private func together(from matches: ClassDistribution, _ matchCount: Double) -> Outcome {
        let telling = tellingGroups(matches)
        let personal = personalGroups()
        var sets = telling.map { [$0] }
        // Namesakes: there are more of them than names that were independent would make.
        let names = telling.filter { relatives.isName($0, groups) }
        if names.count > 1 && telling.count > names.count { sets.append(names) }
        let first = withoutTwins(matches, matchCount, personal)
        var outcome = Outcome(
            matches: first,
            likenesses: sets.map { likeness($0, first, count: max(1, 0.05 * matchCount)) }
                + relativeClasses(first, matchCount, personal),
            matchesByKind: [matchCount]
        )
        let all = Array(counts.indices)
        for step in 0..<(Self.heldIterations + Self.iterations) {
            let found = expectation(
                all,
                outcome.matches,
                outcome.matchCount,
                outcome.likenesses,
                strangers: pairs
            )
            if !isHeld && step >= Self.heldIterations { outcome.matches = self.matches(all, found.matched) }
            outcome.matchesByKind = [Double](repeating: 0, count: kindCount)
            for p in all { outcome.matchesByKind[kinds[p]] += found.matched[p] }
            update(&outcome, found, telling, personal)
        }
        return outcome
    }

    /// M, from how many of the pairs with each of some patterns are matches.
    private func matches(_ used: [Int], _ weights: [Double]) -> ClassDistribution {
        var result = distribution(used, weights, towards: nil, expected: expectedM)
        result.hold(given, groups)
        return result
    }

    /// M, if all pairs are matches.
    func matches() -> ClassDistribution { matches(Array(counts.indices), counts) }

    /// How many of the pairs with each of some patterns are matches, and of each likeness.
    private func expectation(
        _ used: [Int],
        _ matches: ClassDistribution,
        _ matchCount: Double,
        _ likenesses: [Likeness],
        strangers: Double
    ) -> (matched: [Double], alike: [[Double]]) {
        let classes = [matches] + likenesses.map(\.distribution)
        let ratios = workers.map(pieces: classes.count) { likelihoodRatios(classes[$0], used) }
        let m = ratios[0]
        let r = ratios.dropFirst().map { $0 }
        var matched = [Double](repeating: 0, count: used.count)
        var alike = likenesses.map { _ in matched }
        for (i, p) in used.enumerated() {
            var total = matchCount * m[i] + strangers
            for c in r.indices { total += likenesses[c].count * r[c][i] }
            matched[i] = counts[p] * matchCount * m[i] / total
            for c in r.indices { alike[c][i] = counts[p] * likenesses[c].count * r[c][i] / total }
        }
        return (matched, alike)
    }

    /// How many times more probable each pattern is in a class than among strangers.
    private func likelihoodRatios(_ d: ClassDistribution, _ used: [Int]) -> [Double] {
        let groupCount = groups.members.count
        let width = groups.levelCounts.count
        let joint = zip(d.joint.joined(), others.joint.joined()).map { $0 / max(1e-300, $1) }
        let near = zip(d.near.joined(), others.near.joined()).map { $1 > 0 ? $0 / $1 : 1 }
        return used.map { p in
            var ratio = 1.0
            for i in (p * groupCount)..<((p + 1) * groupCount) { ratio *= joint[Int(cells[i])] }
            for i in (p * width)..<((p + 1) * width) { ratio *= near[Int(places[i])] }
            return min(ratio, 1e250)
        }
    }

    /// The distribution of patterns weighted by how many pairs of each belong to a class.
    func distribution(
        _ used: [Int],
        _ weights: [Double],
        towards target: ClassDistribution?,
        expected: [[Double]]?
    ) -> ClassDistribution {
        let groupCount = groups.members.count
        let width = groups.levelCounts.count
        let cellCounts = groups.members.indices.map { groups.cellCount($0) }
        var allLevels = [Double](repeating: 0, count: groups.levelCounts.reduce(0, +))
        var allCells = [Double](repeating: 0, count: cellCounts.reduce(0, +))
        var allNear = [Double](repeating: 0, count: others.near.reduce(0) { $0 + $1.count })
        for (p, weight) in zip(used, weights) where weight > 0 {
            for i in (p * width)..<((p + 1) * width) {
                allNear[Int(places[i])] += weight
                allLevels[Int(levels[i])] += weight
            }
            for i in (p * groupCount)..<((p + 1) * groupCount) { allCells[Int(cells[i])] += weight }
        }
        let byLevel = Self.cut(allLevels, groups.levelCounts)
        let joint = Self.cut(allCells, cellCounts)
        let near = Self.cut(allNear, others.near.map(\.count))
        let shares = byLevel.enumerated().map { k, counts -> [Double] in
            let prior = expected?[k] ?? target?.levels(k, groups) ?? []
            let weight =
                expected == nil
                ? Self.priorWeight : relatives.priorWeight(k, counts, prior, least: Self.priorWeight)
            var found = [0.0]
            for level in 1..<counts.count { found.append(counts[level] + weight * prior[level]) }
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
