import Columns

/// Values that one register writes otherwise than all others: codes of districts where others have names.
///
/// A register whose values hardly occur elsewhere is read by what the records of the same people have there:
/// each value becomes the one most often found with it, if that holds for most of these people.
package enum Crosswalk {
    /// A register shares fewer of its records' values than this with others, if it has a notation of its own.
    private static let sharedRecords = 0.1
    /// The least part of people with a value who must agree on what it means.
    private static let leastAgreement = 0.5

    /// The codes of records, those of registers with a notation of their own translated.
    package static func translated(_ codes: [UInt32], values: Int, _ spine: Spine) -> [UInt32] {
        let registers = Int(spine.registerOf.max() ?? 0) + 1
        // Per value: the registers that use it.
        var users = [UInt64](repeating: 0, count: values)
        for (row, code) in codes.enumerated() where code != 0 {
            users[Int(code)] |= 1 &<< UInt64(spine.registerOf[row] & 63)
        }
        var shared = [Int](repeating: 0, count: registers)
        var all = [Int](repeating: 0, count: registers)
        for (row, code) in codes.enumerated() where code != 0 {
            let r = Int(spine.registerOf[row])
            all[r] += 1
            if users[Int(code)] & ~(1 &<< UInt64(r)) != 0 { shared[r] += 1 }
        }
        let isForeign = (0..<registers).map {
            all[$0] > 0 && Double(shared[$0]) < sharedRecords * Double(all[$0])
        }
        // If no two registers agree on anything there is nothing to translate into.
        if !isForeign.contains(true) || isForeign.indices.allSatisfy({ isForeign[$0] || all[$0] == 0 }) {
            return codes
        }
        var result = codes
        for r in 0..<registers where isForeign[r] {
            var votes: [UInt64] = []
            for p in 0..<spine.count where spine.registers[p] &>> UInt64(r) & 1 == 1 {
                let range = Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])
                for i in range where Int(spine.registerOf[Int(spine.members[i])]) == r {
                    let own = codes[Int(spine.members[i])]
                    for j in range where !isForeign[Int(spine.registerOf[Int(spine.members[j])])] {
                        let other = codes[Int(spine.members[j])]
                        if own != 0 && other != 0 { votes.append(UInt64(own) &<< 32 | UInt64(other)) }
                    }
                }
            }
            let meaning = meanings(votes.sorted(), values)
            for row in codes.indices where Int(spine.registerOf[row]) == r {
                result[row] = meaning[Int(codes[row])]
            }
        }
        return result
    }

    /// Per value: the one most often found with it; itself if there is none that most agree on.
    private static func meanings(_ votes: [UInt64], _ values: Int) -> [UInt32] {
        var meaning = (0..<values).map { UInt32(truncatingIfNeeded: $0) }
        var first = 0
        while first < votes.count {
            let own = votes[first] &>> 32
            var end = first
            var best = (votes: 0, value: UInt32(0))
            while end < votes.count && votes[end] &>> 32 == own {
                let value = votes[end]
                let start = end
                while end < votes.count && votes[end] == value { end += 1 }
                if end - start > best.votes { best = (end - start, UInt32(truncatingIfNeeded: value)) }
            }
            if Double(best.votes) >= leastAgreement * Double(end - first) { meaning[Int(own)] = best.value }
            first = end
        }
        return meaning
    }
}
