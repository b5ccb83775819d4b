import Columns
public import Comparison

/// A fitted linkage model: two distributions over agreement patterns, and the prior between them.
///
/// M is the distribution among matches, U among non-matches (Fellegi and Sunter 1969). Between
/// groups of comparisons both are products; within a group they are whatever ``jointM`` and
/// ``jointU`` say. Scoring reads level weights, the cells' corrections and nothing else.
public struct LinkageModel: Sendable, Equatable {
    /// The comparisons, in the order of the pattern.
    public var comparisons: [Comparison]
    /// The groups within which comparisons may depend on each other.
    public var groups: ComparisonGroups
    /// The probability of each level among matches, given that it is not missing; entry 0 is 0.
    public var m: [[Double]]
    /// The probability of each level among non-matches, given that it is not missing; entry 0 is 0.
    public var u: [[Double]]
    /// The probability of each cell of each group among matches with the same members present.
    public var jointM: [[Double]]
    /// The probability of each cell of each group among non-matches with the same members present.
    public var jointU: [[Double]]
    /// The probability of each near level in each cell of each group among matches.
    ///
    /// Laid out as ``ComparisonGroups/forEachNear(_:_:)`` says; 1 where a member is not near.
    public var nearM: [[Double]]
    /// The same among non-matches.
    public var nearU: [[Double]]
    /// For each group, cell and member: the share of the member's term adjustment that counts there.
    public var termShares: [[Float]]
    /// The probability that two records that may be compared belong to one person.
    public var prior: Double
    /// Classes of non-matches that resemble each other, as relatives and namesakes do.
    public var likenesses: [Likeness] = []

    /// A class of pairs that are not matches, and no strangers either.
    public struct Likeness: Sendable, Equatable {
        /// The probability that two records that may be compared are of this class.
        public var share: Double
        /// The probability of each level, given that it is not missing; entry 0 is 0.
        public var levels: [[Double]]
        /// The probability of each cell of each group among pairs with the same members present.
        public var joint: [[Double]]
        /// The probability of each near level in each cell of each group.
        public var near: [[Double]]

        /// A class from its parts.
        public init(share: Double, levels: [[Double]], joint: [[Double]], near: [[Double]]) {
            self.share = share
            self.levels = levels
            self.joint = joint
            self.near = near
        }
    }

    /// A model in which all comparisons are independent.
    public init(
        comparisons: [Comparison],
        groups: ComparisonGroups,
        m: [[Double]],
        u: [[Double]],
        prior: Double
    ) {
        self.comparisons = comparisons
        self.groups = groups
        self.m = m
        self.u = u
        let matches = ClassDistribution(levels: m, groups: groups)
        let others = ClassDistribution(levels: u, groups: groups)
        (jointM, nearM) = (matches.joint, matches.near)
        (jointU, nearU) = (others.joint, others.near)
        termShares = groups.members.indices.map { g in
            [Float](repeating: 1, count: groups.cellCount(g) * groups.members[g].count)
        }
        self.prior = prior
    }

    /// The weight of a level by itself, log2(m / u) in bits; 0 for *missing*.
    public func weight(_ comparison: Int, _ level: Int) -> Double {
        level == 0 ? 0 : bits(m[comparison][level] / u[comparison][level])
    }

    /// The log2 prior odds.
    public var priorWeight: Double { bits(prior / (1 - prior)) }

    /// What a group's cell adds to the weights of its members' levels, in bits.
    ///
    /// Negative where agreement on one member makes agreement on the others unsurprising, positive where
    /// disagreement on one makes disagreement on the others likely even for a match.
    public func correction(_ group: Int, _ cell: Int) -> Double {
        correction(group, cell, against: u, jointU)
    }

    private func correction(_ group: Int, _ cell: Int, against u: [[Double]], _ joint: [[Double]]) -> Double {
        let members = groups.members[group]
        if members.count == 1 { return 0 }
        var separate = 0.0
        for (position, k) in members.enumerated() {
            let state = groups.state(group, cell, at: position)
            if state == .missing { continue }
            let levels = groups.levels(k, state)
            if levels.isEmpty { return 0 }
            separate += bits(
                levels.reduce(0) { $0 + m[k][$1] } / levels.reduce(0) { $0 + u[k][$1] }
            )
        }
        return bits(jointM[group][cell] / joint[group][cell]) - separate
    }

    /// The weights of all levels and cells against strangers.
    public var againstStrangers: ScoringTable.Side { side(prior: prior, 1 - prior, u, jointU, nearU) }

    /// The weights of all levels and cells against each class of likenesses.
    public var againstLikenesses: [ScoringTable.Side] {
        likenesses.map { side(prior: prior, $0.share, $0.levels, $0.joint, $0.near) }
    }

    /// The weights by which pairs are scored.
    ///
    /// - Parameters:
    ///   - terms: What agreement on each value adds, by comparison and code.
    ///   - keep: The least weight of a pair that is kept, in bits.
    func scoringTable(terms: [[Float]], keep: Float) -> ScoringTable {
        ScoringTable(
            groups: groups,
            strangers: againstStrangers,
            likenesses: againstLikenesses,
            termAdjustments: terms,
            termShares: termShares,
            keep: keep
        )
    }

    /// What each near level adds in each cell to its weight by itself, in bits.
    private func near(_ g: Int, against u: [[Double]], _ near: [[Double]]) -> [Float] {
        if groups.members[g].count == 1 { return [] }
        var result = [Float](repeating: 0, count: nearM[g].count)
        groups.forEachNear(g) { _, k, levels, index in
            let ratio = levels.reduce(0) { $0 + m[k][$1] } / levels.reduce(0) { $0 + u[k][$1] }
            for level in levels {
                let own = m[k][level] / u[k][level] / ratio
                result[index + level] = Float(bits(nearM[g][index + level] / near[g][index + level] / own))
            }
        }
        return result
    }

    private func side(
        prior: Double,
        _ share: Double,
        _ u: [[Double]],
        _ joint: [[Double]],
        _ nearU: [[Double]]
    ) -> ScoringTable.Side {
        ScoringTable.Side(
            prior: Float(bits(prior / share)),
            levelWeights: comparisons.indices.map { k in
                m[k].indices.map { $0 == 0 ? 0 : Float(bits(m[k][$0] / u[k][$0])) }
            },
            corrections: groups.members.indices.map { g in
                (0..<groups.cellCount(g)).map { Float(correction(g, $0, against: u, joint)) }
            },
            near: groups.members.indices.map { near($0, against: u, nearU) }
        )
    }
}
