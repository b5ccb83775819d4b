import Blocking
import Columns
import Comparison

/// A rule that decides about pairs by how they agree, whatever they weigh.
public struct PairRule: Sendable, Equatable {
    /// What becomes of the pairs for which a rule holds.
    public enum Effect: String, Sendable, CaseIterable {
        /// They are never one person.
        case never
        /// They are one person, unless something forbids it.
        case always
    }

    /// A part of a rule.
    public enum Condition: Sendable, Equatable {
        /// The pair is on one of some levels of a comparison: bit by level.
        case levels(comparison: Int, UInt16)
        /// Both records' values of a feature pass the check they carry (``CheckDigits``), and are the same or differ.
        case numbers(feature: String, areSame: Bool)
    }

    /// What becomes of the pairs.
    public var effect: Effect
    /// The rule as the job writes it.
    public var name: String
    /// What must hold, all of it.
    public var conditions: [Condition]

    /// A rule from its parts.
    public init(_ effect: Effect, name: String, conditions: [Condition]) {
        self.effect = effect
        self.name = name
        self.conditions = conditions
    }

    /// The blocking rules of which each pair that fulfils this one satisfies at least one.
    ///
    /// Keys come from levels that ask for equality: of a value, or of what a transform makes of it.
    /// - Returns: Nil where no condition says enough.
    func blockingRules(_ comparisons: [Comparison]) -> [BlockingRule]? {
        let ways = conditions.compactMap { $0.keys(comparisons) }
        let order = ways.indices.sorted { (ways[$0].count, $0) < (ways[$1].count, $1) }
        guard let first = order.first else { return nil }
        // A condition left out only widens the blocks.
        var rules = ways[first]
        for place in order.dropFirst() where rules.count * ways[place].count <= Self.mostBlockingRules {
            rules = rules.flatMap { rule in ways[place].map { rule + $0 } }
        }
        return rules.map { BlockingRule(unique($0)) }
    }

    /// Conditions that can be fulfilled in several ways are taken in while there are at most so many blocking rules.
    private static let mostBlockingRules = 8
}

extension PairRule.Condition {
    /// For each way to fulfil the condition, the keys that then agree; nil if there is a way without a key.
    fileprivate func keys(_ comparisons: [Comparison]) -> [[KeyPart]]? {
        switch self {
        case .numbers(let feature, let areSame): return areSame ? [[KeyPart(feature)]] : nil
        case .levels(let k, let levels):
            var ways: [[KeyPart]] = []
            for level in 0..<comparisons[k].levelCount where levels >> UInt16(level) & 1 == 1 {
                // Level 0 is missing, the last one different.
                guard level > 0, level <= comparisons[k].levels.count else { return nil }
                let parts = unique(comparisons[k].levels[level - 1].agreement.equalKeys)
                if parts.isEmpty { return nil }
                if !ways.contains(parts) { ways.append(parts) }
            }
            return ways.isEmpty ? nil : ways
        }
    }
}

extension Agreement {
    /// Keys that are sure to agree where the condition holds; none if it says nothing of the kind.
    fileprivate var equalKeys: [KeyPart] {
        switch self {
        case .test(let test):
            guard let feature = test.feature,
                let transform = test.sharedKey.flatMap(KeyTransform.init(parsing:))
            else { return [] }
            return [KeyPart(feature, transform)]
        case .all(let parts): return parts.flatMap(\.equalKeys)
        default: return []
        }
    }
}

private func unique(_ parts: [KeyPart]) -> [KeyPart] {
    var seen: [KeyPart] = []
    for part in parts where !seen.contains(part) { seen.append(part) }
    return seen
}
