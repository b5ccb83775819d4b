import Blocking
import Columns
import Comparison
import Jobs
import Linkage
import Registers
import Resolution
import RunStore

/// Everything a link run found, before it is written.
struct LinkResult: Sendable {
    let job: Job
    let registers: [LoadedRegister]
    private(set) var standardised: Standardised
    /// The days that records of evidence tell.
    let events: RecordEvents
    let outcome: LinkFindings
    let threshold: Threshold
    /// What is expected of the people.
    let quality: ExpectedQuality
    let method: ResolutionRules.Method
    let resolution: Resolution
    let people: PeopleColumns
    let links: LinkColumns
    /// What each rule on pairs did; empty without rules.
    let pairRules: [PairRuleUse]
    /// Per pair what a rule decided; empty without rules.
    let verdicts: [PairVerdict]
    /// The text of the model, if it was given.
    let givenModel: String?

    var records: Records { standardised.records }
    /// Whether the model was given.
    var isModelGiven: Bool { givenModel != nil }

    /// What its users must know of the registers.
    var notices: [RegisterNotice] { RegisterChecks.notices(registers) + standardised.notices }

    /// The same with more to tell.
    consuming func telling(_ notices: [RegisterNotice]) -> LinkResult {
        standardised.notices += notices
        return self
    }

    /// The names of rules and decisions in the order of their codes; decisions of rules only where there are rules.
    var names: LinkNames {
        let decisions = PairDecision.allCases.filter { !pairRules.isEmpty || !$0.isByRule }
        return LinkNames(rules: outcome.rules.map(\.name), decisions: decisions.map(\.word))
    }

    /// The number of pairs that were compared.
    var comparedPairs: Int { outcome.rules.reduce(0) { $0 + $1.scored } }

    /// The links that the rescue pass added; nil where there was none.
    var rescuedLinks: Int? {
        guard let rule = outcome.rules.firstIndex(where: { $0.rescue != nil }) else { return nil }
        return (0..<links.count).count {
            Int(links.rule[$0]) == rule && links.decision[$0] == PairDecision.accepted.rawValue
        }
    }
}

extension PairDecision {
    /// Whether it is the decision of a rule on pairs.
    var isByRule: Bool { self == .always || self == .never }

    /// The decision as result files write it.
    var word: String {
        switch self {
        case .belowThreshold: "below_threshold"
        case .accepted: "accepted"
        case .implied: "implied"
        case .conflict: "conflict"
        case .always: "always"
        case .never: "never"
        }
    }
}

extension LinkColumns {
    /// The kept pairs in the order of their records.
    ///
    /// - Complexity: O(pairs) time, 16 bytes of scratch per pair.
    init(_ kept: KeptPairs, workers: Workers) {
        var order = workers.fill(
            count: kept.count,
            pieceSize: Self.pairsPerPiece,
            with: KeyedRow(key: 0, row: 0)
        ) { range, part in
            for i in range {
                let key = (UInt64(kept.left[i]) &<< 32) | UInt64(kept.right[i])
                part[i - range.lowerBound] = KeyedRow(key: key, row: UInt32(truncatingIfNeeded: i))
            }
        }
        RadixSort.sort(&order, workers: workers)
        let sorted = order
        func column<T: Sendable & BitwiseCopyable>(
            _ empty: T,
            _ value: @Sendable (KeyedRow) -> T
        ) -> [T] {
            workers.fill(count: sorted.count, pieceSize: Self.pairsPerPiece, with: empty) { range, part in
                for i in range { part[i - range.lowerBound] = value(sorted[i]) }
            }
        }
        self.init(
            left: column(0) { UInt32($0.key &>> 32) },
            right: column(0) { UInt32(truncatingIfNeeded: $0.key) },
            weight: column(0) { kept.weight[Int($0.row)] },
            probability: column(0) { Float(Pipeline.probability(ofBits: Double(kept.weight[Int($0.row)]))) },
            rule: column(0) { kept.rule[Int($0.row)] },
            pattern: column(0) { kept.pattern[Int($0.row)] },
            decision: [UInt8](repeating: 0, count: sorted.count)
        )
    }

    private static let pairsPerPiece = 1 << 16
}
