/// How many persons were seen in each combination of lists, stratum by stratum.
public struct CaptureHistories: Sendable, Equatable {
    /// The registers that are the lists, in the order of the history's bits.
    public let lists: [Int]
    /// The number of strata.
    public let strata: Int
    /// Persons per stratum and history: `counts[stratum * 2^lists + history]`, list i being bit i.
    ///
    /// History 0, seen in none of the lists, counts persons of other registers only.
    public let counts: [Int]

    /// The number of histories, 2 to the number of lists.
    public var historyCount: Int { 1 << lists.count }

    /// The most lists.
    private static let listLimit = 16
    /// The most cells.
    private static let cellLimit = 1 << 28

    /// Counts persons.
    ///
    /// - Parameters:
    ///   - registers: Per person: the registers it was seen in, bit by register.
    ///   - lists: The registers that are lists, each once.
    ///   - stratum: Per person: its stratum.
    ///   - strata: The number of strata.
    ///   - isCounted: Per person: whether it counts.
    /// - Throws: ``PopulationError`` for columns that do not fit, a stratum out of range, or lists that are
    ///   no registers or too many.
    /// - Complexity: O(persons · lists).
    public init(
        registers: [UInt64],
        lists: [Int],
        stratum: [UInt32],
        strata: Int,
        isCounted: [Bool]
    ) throws(PopulationError) {
        if registers.count != stratum.count || registers.count != isCounted.count {
            throw PopulationError(
                .unequalColumns,
                at: "persons",
                "found \(registers.count) sets of registers, \(stratum.count) strata and \(isCounted.count) marks; "
                    + "expected one of each per person"
            )
        }
        let isDistinct = lists.enumerated().allSatisfy { !lists[..<$0].contains($1) }
        if lists.isEmpty || lists.count > Self.listLimit || !isDistinct
            || lists.contains(where: { $0 < 0 || $0 > 63 }) || strata < 1
            || strata > Self.cellLimit >> lists.count
        {
            throw PopulationError(
                .valueOutOfRange,
                at: "lists",
                "found lists \(lists) and \(strata) strata; expected 1 to \(Self.listLimit) different registers "
                    + "below 64, one stratum at least and at most \(Self.cellLimit) cells"
            )
        }
        var counts = [Int](repeating: 0, count: strata << lists.count)
        for person in registers.indices where isCounted[person] {
            if Int(stratum[person]) >= strata {
                throw PopulationError(
                    .valueOutOfRange,
                    at: "persons[\(person)].stratum",
                    "found \(stratum[person]); expected below \(strata)"
                )
            }
            var history = 0
            for (bit, register) in lists.enumerated() {
                history |= Int((registers[person] &>> UInt64(register)) & 1) << bit
            }
            counts[Int(stratum[person]) << lists.count | history] += 1
        }
        self.lists = lists
        self.strata = strata
        self.counts = counts
    }

    /// The histories of one stratum.
    public func counts(of stratum: Int) -> ArraySlice<Int> {
        counts[stratum * historyCount..<(stratum + 1) * historyCount]
    }
}
