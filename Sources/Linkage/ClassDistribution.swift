import Comparison

/// The two class distributions as the estimation holds them.
///
/// Within a group cells are joint; which of its near levels a comparison is on depends on the cell alone.
struct ClassDistribution: Sendable {
    /// For each group, the probability of each cell among pairs with the same members present.
    var joint: [[Double]]
    /// For each comparison, the probability of best, near and different, given that it is present; entry 0 is 0.
    var coarse: [[Double]]
    /// For each comparison, the probability of each level, given what the cell knows of it.
    var within: [[Double]]
    /// For each group, cell and level of a member: the probability of a near level where the member is near in
    /// that cell, else 1; laid out as ``ComparisonGroups/forEachNear(_:_:)`` says.
    var near: [[Double]] = []

    /// The distribution in which all comparisons are independent, from the probabilities of levels.
    init(levels: [[Double]], groups: ComparisonGroups) {
        coarse = levels.indices.map { k in
            ComparisonGroups.Coarse.allCases.map { state in
                state == .missing ? 0 : groups.levels(k, state).reduce(0) { $0 + levels[k][$1] }
            }
        }
        within = []
        for k in levels.indices {
            var shares = [Double](repeating: 1, count: levels[k].count)
            for level in groups.levels(k, .near) {
                shares[level] =
                    levels[k][level] / max(1e-300, coarse[k][ComparisonGroups.Coarse.near.rawValue])
            }
            within.append(shares)
        }
        joint = []
        for g in groups.members.indices { joint.append(product(of: g, groups)) }
        near = Self.near(groups, within)
    }

    /// Near levels that do not depend on the cell, drawn to by the counts of levels in cells, if there are any.
    static func near(
        _ groups: ComparisonGroups,
        _ within: [[Double]],
        counts: [[Double]]? = nil,
        weight: Double = 0
    ) -> [[Double]] {
        groups.members.indices.map { g in
            var shares = [Double](repeating: 1, count: groups.cellCount(g) * groups.levelWidth(g))
            groups.forEachNear(g) { _, k, levels, index in
                guard let counts = counts?[g] else {
                    for level in levels { shares[index + level] = within[k][level] }
                    return
                }
                let total = levels.reduce(0) { $0 + counts[index + $1] }
                for level in levels {
                    shares[index + level] = max(
                        1e-12,
                        (counts[index + level] + weight * within[k][level]) / (total + weight)
                    )
                }
            }
            return shares
        }
    }

    /// Sets the probabilities of levels that are given; the other levels share what is left as they did.
    ///
    /// - Precondition: A comparison of which a level is given is alone in its group.
    mutating func hold(_ given: [[Double?]], _ groups: ComparisonGroups) {
        for (g, members) in groups.members.enumerated() {
            guard members.count == 1, let k = members.first, given[k].contains(where: { $0 != nil }) else {
                continue
            }
            var levels = self.levels(k, groups)
            let open = levels.indices.filter { $0 > 0 && given[k][$0] == nil }
            let left = max(0, 1 - given[k].reduce(0) { $0 + ($1 ?? 0) })
            let total = open.reduce(0) { $0 + levels[$1] }
            for level in open {
                levels[level] = total > 0 ? levels[level] * left / total : left / Double(open.count)
            }
            for level in levels.indices { levels[level] = max(1e-12, given[k][level] ?? levels[level]) }
            levels[0] = 0
            let held = ClassDistribution(levels: [levels], groups: groups.alone(k))
            coarse[k] = held.coarse[0]
            within[k] = held.within[0]
            joint[g] = held.joint[0]
            near[g] = held.near[0]
        }
    }

    /// The same distribution with one group as another has it.
    func taking(_ g: Int, from other: ClassDistribution, _ groups: ComparisonGroups) -> ClassDistribution {
        var result = self
        result.joint[g] = other.joint[g]
        result.near[g] = other.near[g]
        for k in groups.members[g] {
            result.coarse[k] = other.coarse[k]
            result.within[k] = other.within[k]
        }
        return result
    }

    /// The cells of a group if its members were independent.
    func product(of g: Int, _ groups: ComparisonGroups) -> [Double] {
        (0..<groups.cellCount(g)).map { cell in
            var p = 1.0
            for (position, k) in groups.members[g].enumerated() {
                let state = groups.state(g, cell, at: position)
                if state != .missing { p *= coarse[k][state.rawValue] }
            }
            return p
        }
    }

    /// The probability of each level of a comparison, given that it is present; entry 0 is 0.
    func levels(_ k: Int, _ groups: ComparisonGroups) -> [Double] {
        within[k].indices.map { level in
            level == 0 ? 0 : coarse[k][groups.coarse(k, level).rawValue] * within[k][level]
        }
    }
}
