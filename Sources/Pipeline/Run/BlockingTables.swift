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
        if let rule = use.pairRule {
            text = reason(rule)
        } else if let rescue = use.rescue {
            text =
                "pairs of \(Plain.count(rescue.records)) records that had no link or a weak one, with people who share "
                + "rare values with them"
        } else if use.rule == nil {
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

    private static func reason(_ use: PairRuleUse) -> String {
        guard let search = use.search else { return "given in the job: its pairs are kept apart" }
        if search.isUnkeyed {
            return "given in the job: its pairs are linked where another rule proposes them"
        }
        let keys = search.blocking.map(\.description).joined(separator: ", or ")
        var text = "given in the job: its pairs are linked, and looked for by \(keys)"
        if search.oversized.blocks > 0 {
            text += "; \(Plain.count(search.oversized.blocks)) blocks were too large and were refined, "
            text += "which left out \(Plain.count(search.oversized.pairs)) pairs for good"
        }
        return text
    }

    /// What the rules on pairs decided; they stand among the blocking rules behind all others.
    static func pairRules(_ result: LinkResult) -> [PairRuleRow] {
        let first = result.outcome.rules.count - result.pairRules.count
        return result.pairRules.enumerated().map { number, use in
            PairRuleRow(
                rule: first + number,
                kind: use.rule.effect.rawValue,
                name: use.rule.name,
                pairs: use.pairs,
                otherwise: use.otherwise,
                conflicts: use.conflicts
            )
        }
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
