import Columns
import Comparison
import Linkage
import Resolution
import RunStore

/// What rules on pairs say of the pairs kept.
struct PairRuling: Sendable {
    let rules: CompiledPairRules
    /// Per pair: the first rule that keeps it apart and the first that links it, from 1 on; 0 where none holds.
    private let never: [UInt8]
    private let always: [UInt8]

    private static let pairsPerPiece = 1 << 16

    init(_ rules: CompiledPairRules, _ links: LinkColumns, workers: Workers) {
        self.init(rules, links.pattern, links.left, links.right, workers)
    }

    init(_ rules: CompiledPairRules, _ pairs: KeptPairs, workers: Workers) {
        self.init(rules, pairs.pattern, pairs.left, pairs.right, workers)
    }

    /// Asks the rules of every pair.
    /// - Complexity: O(pairs · rules); 2 bytes per pair.
    private init(
        _ rules: CompiledPairRules,
        _ patterns: [UInt64],
        _ left: [UInt32],
        _ right: [UInt32],
        _ workers: Workers
    ) {
        self.rules = rules
        let found = workers.fill(count: patterns.count, pieceSize: Self.pairsPerPiece, with: UInt16(0)) {
            range,
            own in
            for i in range {
                let finding = rules.finding(patterns[i], left[i], right[i])
                own[i - range.lowerBound] =
                    UInt16(finding.never + 1) | UInt16(finding.always + 1) &<< 8
            }
        }
        never = found.map { UInt8(truncatingIfNeeded: $0) }
        always = found.map { UInt8(truncatingIfNeeded: $0 &>> 8) }
    }

    /// What follows for each pair; what forbids goes before what links.
    var verdicts: [PairVerdict] {
        never.indices.map { never[$0] > 0 ? .apart : always[$0] > 0 ? .together : .free }
    }

    /// The rule that decided about a pair, as an index; nil where none did.
    func deciding(_ pair: Int) -> Int? {
        let rule = Int(never[pair] > 0 ? never[pair] : always[pair])
        return rule > 0 ? rule - 1 : nil
    }

    /// What became of the pairs of each rule.
    func uses(
        _ links: LinkColumns,
        _ decisions: [PairDecision],
        threshold: Threshold,
        searches: [PairRuleSearch]
    ) -> [PairRuleUse] {
        var uses = rules.rules.indices.map { rule in
            PairRuleUse(rule: rules.rules[rule], search: searches.first { $0.rule == rule })
        }
        for i in 0..<links.count {
            let reaches = links.weight[i] >= threshold.bound
            if never[i] > 0 {
                uses[Int(never[i]) - 1].pairs += 1
                if reaches { uses[Int(never[i]) - 1].otherwise += 1 }
                if always[i] > 0 {
                    uses[Int(never[i]) - 1].conflicts += 1
                    uses[Int(always[i]) - 1].conflicts += 1
                }
            } else if always[i] > 0 {
                if decisions[i] == .conflict {
                    uses[Int(always[i]) - 1].conflicts += 1
                } else {
                    uses[Int(always[i]) - 1].pairs += 1
                    if !reaches { uses[Int(always[i]) - 1].otherwise += 1 }
                }
            }
        }
        return uses
    }

    /// Counts the pairs from a place on, which were met within people only, for the rules that keep them apart.
    func count(_ pairs: KeptPairs, from place: Int, _ uses: inout [PairRuleUse]) {
        for i in place..<max(place, pairs.count) {
            let rule = rules.finding(pairs.pattern[i], pairs.left[i], pairs.right[i]).never
            if rule >= 0 { uses[rule].newPairs += 1 }
        }
    }

    /// Gives pairs the number of the rule that decided about them; rules on pairs are numbered from `first` on.
    func name(_ links: inout LinkColumns, from first: Int) {
        for i in 0..<links.count {
            if let rule = deciding(i) { links.rule[i] = UInt8(clamping: first + rule) }
        }
    }
}

/// What a rule on pairs did.
struct PairRuleUse: Sendable {
    let rule: PairRule
    /// How its pairs were looked for; nil for a rule that keeps pairs apart.
    let search: PairRuleSearch?
    /// The pairs that it decided: kept apart, or made one person.
    var pairs = 0
    /// Of these, the pairs whose weight lies on the other side of the threshold.
    var otherwise = 0
    /// Of a rule that links, pairs that something forbade; of one that keeps apart, pairs that another would link.
    var conflicts = 0
    /// Pairs that were compared for it alone.
    var newPairs = 0

    /// The rule as results name it.
    var name: String { "\(rule.effect.rawValue) \(rule.name)" }

    init(rule: PairRule, search: PairRuleSearch?) {
        self.rule = rule
        self.search = search
        newPairs = search?.newPairs ?? 0
    }
}
