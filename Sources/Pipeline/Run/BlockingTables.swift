import Blocking
import Columns
import Linkage
import RunStore

/// The tables of which pairs were compared at all.
enum BlockingTables {
    /// What stands for the key of a rule that compares all pairs.
    static let allRecords = "all records"

    static func rules(_ result: LinkResult) -> [BlockingRuleRow] {
        result.outcome.rules.enumerated().map { number, use in
            let chosen = result.outcome.chosen.first { $0.rule == use.rule }
            return BlockingRuleRow(
                rule: number,
                name: use.name,
                pairs: use.pairs,
                newPairs: use.scored,
                blocks: use.blocks,
                largestBlockPairs: use.largest.first?.pairs ?? 0,
                expectedRecall: chosen?.expectedRecall,
                reason: reason(use, chosen)
            )
        }
    }

    private static func reason(_ use: RuleUse, _ chosen: ChosenRule?) -> String {
        var text: String
        if use.rule == nil {
            text = "pairs within the people found that no rule proposed or that fell below the weight kept"
        } else if use.rule?.parts.isEmpty == true {
            text = "there are few enough pairs to compare them all"
        } else if let chosen {
            text =
                "chosen for the matches it adds to the rules before it; expected "
                + "\(Plain.short(chosen.expectedPairs)) pairs"
        } else {
            text = "given in the job"
        }
        if !use.oversized.isEmpty {
            let out = use.oversized.reduce(0) { $0 + $1.pairsLeftOut }
            text += "; \(Plain.count(use.oversized.count)) blocks were too large and were refined, "
            text += "which left out \(Plain.count(out)) pairs for good"
        }
        return text
    }

    static func largestBlocks(_ result: LinkResult) -> [LargestBlockRow] {
        result.outcome.rules.enumerated().flatMap { number, use in
            use.largest.enumerated().map { rank, block in
                LargestBlockRow(
                    rule: number,
                    rank: rank + 1,
                    key: key(use.rule, row: block.row, result),
                    records: block.records,
                    pairs: block.pairs
                )
            }
        }
    }

    /// The values of one record of a block, from which its key is made.
    private static func key(_ rule: BlockingRule?, row: Int, _ result: LinkResult) -> String {
        guard let rule, !rule.parts.isEmpty else { return allRecords }
        return rule.parts.map { part in
            guard let feature = result.records.feature(part.feature) else { return "" }
            return feature.values.string(feature.codes[row])
        }.joined(separator: " & ")
    }
}
