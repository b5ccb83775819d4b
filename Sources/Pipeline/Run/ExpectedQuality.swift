import Linkage
import Resolution

/// What is expected of the people found: precision, and recall as the product of what blocking reached and what the
/// model accepted of it.
struct ExpectedQuality: Sendable, Equatable {
    /// The expected share of pairs within people that are matches, 0…1.
    let precision: Double
    /// The expected share of all matches that lie within people, 0…1.
    let recall: Double
    /// The 95 % interval of recall.
    let lower: Double
    let upper: Double
    /// The expected share of the matches among the compared pairs that lie within people.
    let modelRecall: Double
    /// The share of matches among the compared pairs; nil where a probe met none.
    let blocking: BlockingRecall?

    init(_ people: PeopleExpectation, blocking: BlockingRecall?) {
        self.blocking = blocking
        precision = people.precision
        modelRecall = people.recall
        recall = modelRecall * (blocking?.share ?? 1)
        let ends = people.recallInDoubt
        lower = ends.lower * (blocking?.lower ?? 0)
        upper = ends.upper * (blocking?.upper ?? 1)
    }
}
