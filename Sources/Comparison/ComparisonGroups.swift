/// Comparisons that speak of one matter and may depend on each other: names, the parts of an address.
///
/// Within a group agreement is described jointly by a *cell*: for each member, in order, whether it is
/// missing, agrees best, agrees nearly or differs. Between groups comparisons are independent given the class
/// of the pair; on which of its near levels a member is depends on the cell, and on nothing else.
public struct ComparisonGroups: Sendable, Equatable {
    /// What a cell knows of a comparison's level.
    public enum Coarse: Int, Sendable, CaseIterable {
        case missing
        case best
        case near
        case different
    }

    /// The most members of a group: 4⁶ cells.
    public static let largest = 6

    /// The members of each group, as indices of comparisons; every comparison is in one group.
    public let members: [[Int]]
    /// The number of levels of each comparison.
    public let levelCounts: [Int]

    /// Groups of comparisons of the given numbers of levels.
    public init(members: [[Int]], levelCounts: [Int]) {
        precondition(members.flatMap { $0 }.sorted() == Array(levelCounts.indices))
        precondition(members.allSatisfy { $0.count <= Self.largest })
        self.members = members
        self.levelCounts = levelCounts
    }

    /// The group of one comparison, as if there were no other.
    public func alone(_ comparison: Int) -> ComparisonGroups {
        ComparisonGroups(members: [[0]], levelCounts: [levelCounts[comparison]])
    }

    /// What a cell knows of a level.
    public func coarse(_ comparison: Int, _ level: Int) -> Coarse {
        if level == 0 { return .missing }
        if level == 1 { return .best }
        return level == levelCounts[comparison] - 1 ? .different : .near
    }

    /// The levels of a comparison that a cell does not tell apart.
    public func levels(_ comparison: Int, _ coarse: Coarse) -> Range<Int> {
        switch coarse {
        case .missing: 0..<1
        case .best: 1..<2
        case .near: 2..<max(2, levelCounts[comparison] - 1)
        case .different: max(2, levelCounts[comparison] - 1)..<max(3, levelCounts[comparison])
        }
    }

    /// The number of cells of a group.
    public func cellCount(_ group: Int) -> Int { 1 << (2 * members[group].count) }

    /// The cell of a group in a pattern; the first member has the highest digit.
    public func cell(_ group: Int, in pattern: UInt64, _ layout: PatternLayout) -> Int {
        var cell = 0
        for k in members[group] { cell = cell << 2 | coarse(k, layout.level(k, in: pattern)).rawValue }
        return cell
    }

    /// What a cell says of the member at a position.
    public func state(_ group: Int, _ cell: Int, at position: Int) -> Coarse {
        let digit = (cell >> (2 * (members[group].count - 1 - position))) & 3
        return Coarse(rawValue: digit) ?? .missing
    }

    /// The number of levels of all members of a group together.
    public func levelWidth(_ group: Int) -> Int { members[group].reduce(0) { $0 + levelCounts[$1] } }

    /// Calls `body` for each level of each member in each cell of a group that may be near there.
    ///
    /// The index is the level's place in a list of ``levelWidth(_:)`` entries per cell, member by member.
    public func forEachNear(
        _ group: Int,
        _ body: (_ cell: Int, _ comparison: Int, _ levels: Range<Int>, _ index: Int) -> Void
    ) {
        let width = levelWidth(group)
        for cell in 0..<cellCount(group) {
            var offset = cell * width
            for (position, k) in members[group].enumerated() {
                if state(group, cell, at: position) == .near {
                    let near = levels(k, .near)
                    if !near.isEmpty { body(cell, k, near, offset) }
                }
                offset += levelCounts[k]
            }
        }
    }

    /// Which members are present in a cell, one bit per position.
    public func present(_ group: Int, _ cell: Int) -> Int {
        var mask = 0
        for position in members[group].indices where state(group, cell, at: position) != .missing {
            mask |= 1 << position
        }
        return mask
    }
}
