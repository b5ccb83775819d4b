import Columns
import Comparison
import Linkage
import Registers

/// Tells what rules on pairs decided, and which of them do not reach all their pairs.
enum PairRuleNotices {
    /// The notices for the rules of a run, rule by rule.
    static func notices(_ people: FinalPeople, records: Records) -> [RegisterNotice] {
        var notices = people.pairRules.flatMap { use in
            [decided(use)] + limits(use, records).map { notice(.ruleLimited, use, $0) }
        }
        if people.unsearched > 0 {
            notices.append(
                RegisterNotice(
                    register: "",
                    kind: .ruleLimited,
                    count: people.unsearched,
                    detail: "\(Plain.count(people.unsearched)) people have more than "
                        + "\(Plain.count(ApartSearch.largestPerson)) records; pairs in them that were not compared "
                        + "were not asked whether a rule of `never` holds"
                )
            )
        }
        return notices
    }

    private static func notice(
        _ kind: RegisterNotice.Kind,
        _ use: PairRuleUse,
        _ detail: String,
        count: Int = 0,
        total: Int = 0
    ) -> RegisterNotice {
        RegisterNotice(
            register: "",
            kind: kind,
            count: count,
            total: total,
            detail: "link.\(use.rule.effect.rawValue), \(use.rule.name): \(detail)"
        )
    }

    /// How many pairs a rule decided, and against what.
    private static func decided(_ use: PairRuleUse) -> RegisterNotice {
        let pairs = "\(Plain.count(use.pairs)) \(use.pairs == 1 ? "pair is" : "pairs are")"
        let otherwise = Plain.count(use.otherwise)
        var detail: String
        switch use.rule.effect {
        case .never:
            detail = "\(pairs) kept apart; the weights alone would have linked \(otherwise) of them"
            if use.conflicts > 0 {
                detail += "; a rule of `always` holds for \(Plain.count(use.conflicts)) of them, too"
            }
        case .always:
            detail = "\(pairs) linked; the weights alone would not have linked \(otherwise) of them"
            if use.conflicts > 0 {
                detail +=
                    "; \(Plain.count(use.conflicts)) more are not, as a rule of `never` or a register without "
                    + "duplicates forbids it"
            }
        }
        return notice(.pairsRuled, use, detail, count: use.otherwise, total: use.pairs)
    }

    /// Why a rule does not reach all pairs that it could be about.
    private static func limits(_ use: PairRuleUse, _ records: Records) -> [String] {
        var limits: [String] = []
        if let search = use.search {
            if search.isUnkeyed {
                limits.append(
                    "no level of the rule asks for equal values; it was asked only of pairs that a blocking rule proposes"
                )
            }
            if search.oversized.blocks > 0 {
                limits.append(
                    "\(Plain.count(search.oversized.blocks)) blocks of equal values were too large; "
                        + "\(Plain.count(search.oversized.pairs)) pairs in them were not compared for it"
                )
            }
        }
        for case .numbers(let name, _) in use.rule.conditions {
            guard let feature = records.feature(name), CheckDigits.scheme(of: feature.values) == nil else {
                continue
            }
            limits.append(
                "it holds for no pair, as the values of “\(name)” carry no check that nearly all of them pass"
            )
        }
        return limits
    }
}
