package import Columns

/// A kind of comparison level: its word in jobs, its documentation, its examples and its kernel.
///
/// Each kind is one file in `Levels` and one line in ``LevelRegistry``. What jobs may say, the schema of job
/// files and the tables of the documentation follow from the registry. While pairs are compared a kind is
/// never asked: it has chosen the measure, whose loop runs over a batch of pairs.
package protocol LevelKind: Sendable {
    /// The word that jobs and models write.
    static var word: String { get }
    /// When the level holds, as the end of a sentence that begins “holds if”.
    static var meaning: String { get }
    /// The columns that it is made for.
    static var suits: RoleGroup { get }
    /// What follows the word.
    static var argument: LevelArgument { get }
    /// What may stand beside the word, `of` apart.
    static var options: [LevelOption] { get }
    /// Pairs of records for which it holds and for which it does not; a test runs them.
    static var examples: [LevelExample] { get }
    /// Whether it looks itself whether values are missing; else it never holds where one is.
    static var seesMissing: Bool { get }

    /// The condition that a test with all its features and options stands for: the test, unless its word is
    /// short for another.
    static func completed(_ test: LevelTest) -> Agreement
    /// The blocking key of the feature that is sure to agree where the level holds, as jobs spell it; nil if
    /// none is.
    static func sharedKey(_ test: LevelTest) -> String?
    /// What it needs to know of values; prepared once, side by side with what other levels need.
    static func preparations(_ test: LevelTest) -> [any Preparation]
    /// Turns a test into slots, measures and bounds.
    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition
}

extension LevelKind {
    package static var argument: LevelArgument { .none }
    package static var options: [LevelOption] { [] }
    package static var seesMissing: Bool { false }
    package static func completed(_ test: LevelTest) -> Agreement { .test(test) }
    package static func sharedKey(_ test: LevelTest) -> String? { nil }
    package static func preparations(_ test: LevelTest) -> [any Preparation] { [] }
}

/// A word that is short for another condition.
protocol LevelShorthand: LevelKind {}

extension LevelShorthand {
    static var seesMissing: Bool { true }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        try compiler.condition(completed(test))
    }
}

/// What follows the word of a level.
package enum LevelArgument: Sendable {
    /// Nothing, or the feature to look at instead of the comparison's own.
    case none
    /// The other feature, which must be named.
    case otherFeature
    /// A transform of blocking, such as soundex.
    case transform
    /// A similarity, 0…1, that must be reached.
    case similarity
    /// A whole number that must not be exceeded.
    case most
    /// A whole number of at least 1 that must be reached; 1 if it is left out.
    case least
    /// A number ≥ 0 that must not be exceeded.
    case amount
}

/// What may stand beside the word of a level: `q: 3` beside `jaccard: 0.5`.
package struct LevelOption: Sendable {
    /// What an option can be.
    package enum Shape: Sendable {
        /// A feature's name.
        case feature
        /// A similarity, 0…1.
        case similarity
        /// A whole number.
        case whole(ClosedRange<Int>)
    }

    /// The option's key.
    package let name: String
    /// What it says, as in “the length of q-grams”.
    package let meaning: String
    /// What it can be.
    package let shape: Shape
    /// What it is where it is left out; nil if that depends on the feature.
    package let usual: LevelValue?
}

/// A pair of records that a level holds for, or does not.
package struct LevelExample: Sendable {
    /// The condition, its features named.
    package let agreement: Agreement
    /// The values of both records, one for each feature of the condition; an empty one is missing.
    package let left: [String]
    package let right: [String]
    /// Values of the first feature in other records, where the level depends on them.
    package let others: [String]
    /// Whether the condition holds.
    package let holds: Bool

    /// Two values of one feature for which a condition holds.
    static func like(_ agreement: Agreement, _ a: String, _ b: String, among others: [String] = []) -> Self {
        Self(agreement: agreement, left: [a], right: [b], others: others, holds: true)
    }

    /// Two values of one feature for which a condition does not hold.
    static func unlike(_ agreement: Agreement, _ a: String, _ b: String, among others: [String] = []) -> Self
    {
        Self(agreement: agreement, left: [a], right: [b], others: others, holds: false)
    }

    /// Two records for which a condition on several features holds.
    static func like(_ agreement: Agreement, _ a: [String], _ b: [String]) -> Self {
        Self(agreement: agreement, left: a, right: b, others: [], holds: true)
    }

    /// Two records for which a condition on several features does not hold.
    static func unlike(_ agreement: Agreement, _ a: [String], _ b: [String]) -> Self {
        Self(agreement: agreement, left: a, right: b, others: [], holds: false)
    }
}
