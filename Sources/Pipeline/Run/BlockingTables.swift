import Blocking
import Columns
import Linkage
import RunStore

/// The tables of which pairs were compared at all.
enum BlockingTables {
    /// What stands for the key of a rule that compares all pairs.
    static let allRecords = "all records"
    /// How many of a rule's largest blocks are shown.
    private static let shownBlocks = 10

    static func rules(_ result: LinkResult) -> [BlockingRuleRow] {
        result.outcome.candidates.indexes.enumerated().map { number, index in
            let chosen = result.outcome.chosen.first { $0.rule == index.rule }
            return BlockingRuleRow(
                rule: number,
                name: index.rule.description,
                pairs: index.pairs,
                newPairs: result.outcome.scoredByRule[number],
                blocks: index.count,
                largestBlockPairs: Int(index.pairCounts.max() ?? 0),
                expectedRecall: chosen?.expectedRecall,
                reason: reason(index, chosen)
            )
        }
    }

    private static func reason(_ index: BlockIndex, _ chosen: ChosenRule?) -> String {
        var text: String
        if index.rule.parts.isEmpty {
            text = "there are few enough pairs to compare them all"
        } else if let chosen {
            text =
                "chosen for the matches it adds to the rules before it; expected "
                + "\(Plain.short(chosen.expectedPairs)) pairs"
        } else {
            text = "given in the job"
        }
        if !index.oversized.isEmpty {
            let out = index.oversized.reduce(0) { $0 + $1.pairsLeftOut }
            text += "; \(Plain.count(index.oversized.count)) blocks were too large and were refined, "
            text += "which left out \(Plain.count(out)) pairs for good"
        }
        return text
    }

    static func largestBlocks(_ result: LinkResult) -> [LargestBlockRow] {
        result.outcome.candidates.indexes.enumerated().flatMap { number, index -> [LargestBlockRow] in
            largest(index).enumerated().map { rank, block in
                let start = Int(index.starts[block])
                return LargestBlockRow(
                    rule: number,
                    rank: rank + 1,
                    key: key(index.rule, row: Int(index.rows[start]), result),
                    records: Int(index.starts[block + 1]) - start,
                    pairs: Int(index.pairCounts[block])
                )
            }
        }
    }

    /// The blocks with the most pairs, the largest first; of equal ones the earlier.
    private static func largest(_ index: BlockIndex) -> [Int] {
        var found: [Int] = []
        for block in 0..<index.count {
            let pairs = index.pairCounts[block]
            if found.count == shownBlocks, let last = found.last, index.pairCounts[last] >= pairs { continue }
            let place = found.firstIndex { index.pairCounts[$0] < pairs } ?? found.count
            found.insert(block, at: place)
            if found.count > shownBlocks { found.removeLast() }
        }
        return found
    }

    /// The values of one record of a block, from which its key is made.
    private static func key(_ rule: BlockingRule, row: Int, _ result: LinkResult) -> String {
        if rule.parts.isEmpty { return allRecords }
        return rule.parts.map { part in
            guard let feature = result.records.feature(part.feature) else { return "" }
            return feature.values.string(feature.codes[row])
        }.joined(separator: " & ")
    }
}
