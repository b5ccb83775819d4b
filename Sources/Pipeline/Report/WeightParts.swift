import Comparison
import Foundation
import Linkage
import Reporting

/// Takes the weight of a pair apart into what its pattern adds step by step.
///
/// The weight against strangers is prior, level weights and corrections of groups, all told by the pattern, and the
/// adjustments for rare values, which are not. The odds of a match are those against strangers and all classes of
/// look-alikes together, so that the adjustments follow from the weight itself.
struct WeightParts {
    /// What a pattern adds.
    struct Weights {
        var prior: Double
        /// Of each comparison, with what its cell adds to a near level.
        var levels: [Double]
        /// Of each group, beyond its members.
        var together: [Double]

        /// The weight against strangers without adjustments for rare values.
        var sum: Double { prior + levels.reduce(0, +) + together.reduce(0, +) }
    }

    let model: LinkageModel
    private let layout: PatternLayout
    private let strangers: ScoringTable.Side
    private let likenesses: [ScoringTable.Side]

    /// Below this share of the odds, what strangers weigh cannot be told from the weight.
    private static let leastShare = 1e-3
    /// Additions of fewer bits are not worth a step.
    private static let leastBits = 0.005

    /// The parts of a model's weights.
    init(_ model: LinkageModel) throws(PipelineError) {
        guard let layout = PatternLayout(levelCounts: model.comparisons.map(\.levelCount)) else {
            throw PipelineError(.malformed, at: "model.json", "has more levels than a pattern holds")
        }
        self.model = model
        self.layout = layout
        strangers = model.againstStrangers
        likenesses = model.againstLikenesses
    }

    /// The level of each comparison in a pattern.
    func levels(_ pattern: UInt64) -> [Int] {
        (0..<layout.count).map { min(layout.level($0, in: pattern), layout.levelCounts[$0] - 1) }
    }

    /// What a pattern adds against strangers.
    func weights(_ levels: [Int], pattern: UInt64) -> Weights { weights(levels, pattern, strangers) }

    private func weights(_ levels: [Int], _ pattern: UInt64, _ side: ScoringTable.Side) -> Weights {
        let groups = model.groups
        var result = Weights(
            prior: Double(side.prior),
            levels: levels.indices.map { Double(side.levelWeights[$0][levels[$0]]) },
            together: []
        )
        for group in groups.members.indices {
            let cell = groups.cell(group, in: pattern, layout)
            result.together.append(Double(side.corrections[group][cell]))
            if side.near[group].isEmpty { continue }
            var place = cell * groups.levelWidth(group)
            for k in groups.members[group] {
                result.levels[k] += Double(side.near[group][place + levels[k]])
                place += groups.levelCounts[k]
            }
        }
        return result
    }

    /// What adds to the comparisons: groups, rare values, look-alikes.
    func additions(
        _ weights: Weights,
        total: Double,
        levels: [Int],
        pattern: UInt64
    ) -> [ExamplePair.Addition] {
        var additions: [ExamplePair.Addition] = []
        for (group, bits) in weights.together.enumerated() where abs(bits) >= Self.leastBits {
            let names = model.groups.members[group].filter { levels[$0] > 0 }.map {
                model.comparisons[$0].name
            }
            additions.append(
                ExamplePair.Addition(name: "together: " + names.joined(separator: ", "), bits: bits)
            )
        }
        let rest = total - weights.sum
        let hasTerms = levels.indices.contains {
            levels[$0] == 1 && model.comparisons[$0].termFrequency != nil
        }
        // 2^-total = 2^-strangers + Σ 2^-likeness, all relative to 2^-total.
        let alike = likenesses.reduce(0.0) { $0 + exp2(total - self.weights(levels, pattern, $1).sum) }
        let share = 1 - alike
        var rare = 0.0
        if hasTerms, share > Self.leastShare {
            rare = total - log2(share) - weights.sum
        } else if likenesses.isEmpty {
            rare = rest
        }
        if abs(rare) >= Self.leastBits {
            additions.append(ExamplePair.Addition(name: "rare values", bits: rare))
        }
        if abs(rest - rare) >= Self.leastBits {
            additions.append(ExamplePair.Addition(name: "look-alikes", bits: rest - rare))
        }
        return additions
    }
}
