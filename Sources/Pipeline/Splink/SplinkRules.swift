import Jobs

/// Blocking rules of Splink’s settings as those of a job.
struct SplinkRules {
    /// The rules.
    private(set) var rules: [BlockingRuleSpec] = []
    /// What is to be said of them; the rule by its number from 1, nil for one that is left out.
    private(set) var remarks: [(rule: Int?, text: String)] = []

    /// The most rules that one condition with OR may become.
    private static let mostAlternatives = 64

    /// Carries rules over.
    init(_ given: [SplinkSettings.Rule], _ translator: inout SplinkTranslator) {
        for rule in given { add(rule, &translator) }
    }

    private mutating func add(_ rule: SplinkSettings.Rule, _ translator: inout SplinkTranslator) {
        let shown = rule.condition.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(200)
        func leaveOut(_ why: String) { remarks.append((nil, "“\(shown)” is left out: \(why)")) }
        if !rule.exploded.isEmpty {
            return leaveOut(
                "there is no key for each value of a list (\(rule.exploded.joined(separator: ", ")))"
            )
        }
        guard let alternatives = Self.alternatives(rule.parsed) else {
            return leaveOut("it stands for more than \(Self.mostAlternatives) rules")
        }
        for parts in alternatives {
            var keys: [BlockingKeySpec] = []
            var dropped: [String] = []
            for part in parts {
                if let key = Self.key(part, &translator) {
                    if !keys.contains(key) { keys.append(key) }
                } else {
                    dropped.append("“\(part)”")
                }
            }
            _ = translator.takeRemarks()
            if keys.isEmpty {
                leaveOut("\(dropped.joined(separator: ", ")) has no counterpart")
                continue
            }
            let made = BlockingRuleSpec(keys: keys)
            if rules.contains(made) { continue }
            rules.append(made)
            if !dropped.isEmpty {
                let text = "without \(dropped.joined(separator: ", ")) “\(shown)” proposes more pairs"
                remarks.append((rules.count, text))
            }
        }
    }

    /// The key that an equality stands for.
    private static func key(_ part: SQLExpression, _ translator: inout SplinkTranslator) -> BlockingKeySpec? {
        guard case .infix("=", let left, let right) = part, let a = SplinkValue(left),
            let b = SplinkValue(right), a.isPartner(of: b)
        else { return nil }
        return translator.key(a)
    }

    /// The lists of conditions of which one must hold in full; nil if there are too many.
    private static func alternatives(_ expression: SQLExpression) -> [[SQLExpression]]? {
        switch expression {
        case .any(let parts):
            var all: [[SQLExpression]] = []
            for part in parts {
                guard let some = alternatives(part) else { return nil }
                all += some
                if all.count > mostAlternatives { return nil }
            }
            return all
        case .all(let parts):
            var all: [[SQLExpression]] = [[]]
            for part in parts {
                guard let some = alternatives(part), all.count * some.count <= mostAlternatives else {
                    return nil
                }
                all = all.flatMap { one in some.map { one + $0 } }
            }
            return all
        default: return [[expression]]
        }
    }
}
