/// How one value is chosen where a person's records give several.
///
/// The criteria decide in their order, the next one where the one before leaves a tie; in the end the
/// lowest row. Missing values never win over values.
public struct AttributeRule: Sendable {
    /// What speaks for a value.
    public enum Criterion: Sendable, Equatable {
        /// The most registers give it.
        case majority
        /// The record that gives it was updated last.
        case mostRecent
        /// The register that gives it is trusted most.
        case mostTrusted
    }

    /// The criteria, the first the strongest.
    public let criteria: [Criterion]
    /// True if a value is given only where all records that have one agree.
    public let requiresAgreement: Bool
    /// Per register: its rank, 0 the most trusted; empty if no criterion asks.
    public let ranks: [UInt8]

    /// A rule from its criteria.
    ///
    /// - Parameter trust: The registers from the most trusted on; those left out come last, alike.
    public init(_ criteria: [Criterion], trust: [Int] = [], requiresAgreement: Bool = false) {
        self.criteria = criteria
        self.requiresAgreement = requiresAgreement
        var ranks = [UInt8](repeating: .max, count: 64)
        for (rank, register) in trust.enumerated() where ranks.indices.contains(register) {
            ranks[register] = min(ranks[register], UInt8(clamping: rank))
        }
        self.ranks = ranks
    }

    /// Most registers, then the most recent record, then the most trusted register.
    public static let standard = AttributeRule([.majority, .mostRecent, .mostTrusted])
}

/// One attribute of every person.
public struct ResolvedAttribute: Sendable, Equatable {
    /// Per person: the code of the value; 0 if missing.
    public var codes: [UInt32]
    /// Per person: the row of the record that gave it, or the person's lowest row if it is missing.
    public var sources: [UInt32]
    /// Per person: the registers that give this value.
    public var support: [UInt8]
    /// Per person: whether records give another value too.
    public var isDisputed: [Bool]
}

extension Spine {
    /// Chooses one value per person.
    ///
    /// - Parameters:
    ///   - codes: Per record: the code of its value; 0 is missing.
    ///   - updated: Per record: the day of its last update, ``Day/none`` if unknown; empty if no record has one.
    ///   - rule: How to choose.
    /// - Throws: ``PopulationError`` for columns that do not fit the records.
    /// - Complexity: O(records) for persons of few records, O(k log k) for one of k; no allocation per person.
    public func resolve(
        codes: [UInt32],
        updated: [Int32] = [],
        rule: AttributeRule = .standard
    ) throws(PopulationError) -> ResolvedAttribute {
        let records = registerOf.count
        if codes.count != records || (!updated.isEmpty && updated.count != records) {
            throw PopulationError(
                .unequalColumns,
                at: "records",
                "found \(codes.count) values and \(updated.count) dates; expected \(records) of each, one per "
                    + "record, or no dates at all"
            )
        }
        var result = ResolvedAttribute(
            codes: [UInt32](repeating: 0, count: count),
            sources: rows,
            support: [UInt8](repeating: 0, count: count),
            isDisputed: [Bool](repeating: false, count: count)
        )
        var ballot = Ballot()
        for person in 0..<count {
            let range = Int(memberStart[person])..<Int(memberStart[person + 1])
            if range.count == 1 {
                let row = members[range.lowerBound]
                result.codes[person] = codes[Int(row)]
                result.support[person] = codes[Int(row)] == 0 ? 0 : 1
                continue
            }
            ballot.count(range, members, codes, registerOf)
            var best = -1
            for slot in range where codes[Int(members[slot])] != 0 {
                if best < 0 || isBetter(slot, best, range, ballot, updated, rule) { best = slot }
            }
            if best < 0 { continue }
            let row = members[best]
            let votes = ballot.votes[best - range.lowerBound]
            result.isDisputed[person] = ballot.isDisputed
            if rule.requiresAgreement && ballot.isDisputed { continue }
            result.codes[person] = codes[Int(row)]
            result.sources[person] = row
            result.support[person] = votes
        }
        return result
    }

    private func isBetter(
        _ slot: Int,
        _ best: Int,
        _ range: Range<Int>,
        _ ballot: Ballot,
        _ updated: [Int32],
        _ rule: AttributeRule
    ) -> Bool {
        let (a, b) = (Int(members[slot]), Int(members[best]))
        for criterion in rule.criteria {
            switch criterion {
            case .majority:
                let (x, y) = (ballot.votes[slot - range.lowerBound], ballot.votes[best - range.lowerBound])
                if x != y { return x > y }
            case .mostRecent:
                if !updated.isEmpty && updated[a] != updated[b] { return updated[a] > updated[b] }
            case .mostTrusted:
                let (x, y) = (rule.ranks[Int(registerOf[a])], rule.ranks[Int(registerOf[b])])
                if x != y { return x < y }
            }
        }
        return false
    }
}

/// How many registers give each value of one person; its storage is used again and again.
private struct Ballot {
    /// Per record of the person: the registers that give its value.
    var votes: [UInt8] = []
    /// Whether there is more than one value.
    var isDisputed = false
    private var order: [Int] = []

    /// Up to this many records every pair is looked at; beyond, records are sorted by value.
    private static let fewRecords = 16

    mutating func count(_ range: Range<Int>, _ members: [UInt32], _ codes: [UInt32], _ registerOf: [UInt8]) {
        votes.removeAll(keepingCapacity: true)
        isDisputed = false
        if range.count > Self.fewRecords {
            countSorted(range, members, codes, registerOf)
            return
        }
        for slot in range {
            let code = codes[Int(members[slot])]
            var registers: UInt64 = 0
            for other in range {
                let row = Int(members[other])
                if codes[row] == code {
                    registers |= 1 &<< UInt64(registerOf[row])
                } else if code != 0 && codes[row] != 0 {
                    isDisputed = true
                }
            }
            votes.append(UInt8(truncatingIfNeeded: registers.nonzeroBitCount))
        }
    }

    private mutating func countSorted(
        _ range: Range<Int>,
        _ members: [UInt32],
        _ codes: [UInt32],
        _ registerOf: [UInt8]
    ) {
        votes.append(contentsOf: repeatElement(0, count: range.count))
        order.removeAll(keepingCapacity: true)
        order.append(contentsOf: range)
        order.sort { (codes[Int(members[$0])], $0) < (codes[Int(members[$1])], $1) }
        var first = 0
        var values = 0
        while first < order.count {
            let code = codes[Int(members[order[first]])]
            var registers: UInt64 = 0
            var end = first
            while end < order.count && codes[Int(members[order[end]])] == code {
                registers |= 1 &<< UInt64(registerOf[Int(members[order[end]])])
                end += 1
            }
            for i in first..<end {
                votes[order[i] - range.lowerBound] = UInt8(truncatingIfNeeded: registers.nonzeroBitCount)
            }
            if code != 0 { values += 1 }
            first = end
        }
        isDisputed = values > 1
    }
}
