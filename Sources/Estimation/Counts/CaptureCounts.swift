/// How many cases each combination of lists caught.
///
/// A capture history is a set of lists, written as a number whose bit j says whether list j caught the case.
/// The history 0, caught by no list, is what is to be estimated; its count is 0 here.
public struct CaptureCounts: Sendable, Equatable {
    /// The number of lists the estimators of several lists support.
    public static let supportedLists = 2...9

    /// The greatest number of cases; beyond it whole numbers are not exact as Doubles.
    public static let greatestCount = 1 << 53

    /// The names of the lists, in the order of the bits.
    public let lists: [String]
    /// Cases by capture history: 2ᵗ counts for t lists, the first of them 0.
    public let counts: [Int]
    /// Cases seen by any list.
    public let observed: Int

    /// The number of lists.
    public var listCount: Int { lists.count }

    /// Counts by history.
    ///
    /// - Parameters:
    ///   - lists: Names of 2 to 9 lists.
    ///   - counts: 2ᵗ counts, cases of history h at place h, with `counts[0]` = 0.
    /// - Throws: ``EstimationError`` for a wrong number of lists or counts, negative counts, an overflow, a case
    ///   that no list caught, or no case at all.
    public init(lists: [String], counts: [Int]) throws(EstimationError) {
        guard lists.count >= Self.supportedLists.lowerBound else {
            throw EstimationError(
                .tooFewLists,
                at: "lists",
                "\(lists.count) given; the size of a population needs two lists or more"
            )
        }
        guard lists.count <= Self.supportedLists.upperBound else {
            throw EstimationError(
                .tooManyLists,
                at: "lists",
                "\(lists.count) given; at most \(Self.supportedLists.upperBound) are supported; join some"
            )
        }
        guard counts.count == 1 << lists.count else {
            throw EstimationError(
                .inconsistentCounts,
                at: "counts",
                "\(counts.count) counts for \(lists.count) lists; expected \(1 << lists.count)"
            )
        }
        guard counts[0] == 0 else {
            throw EstimationError(
                .inconsistentCounts,
                at: "counts[0]",
                "\(counts[0]) cases that no list caught; expected 0, for they are what is estimated"
            )
        }
        var observed = 0
        for (history, count) in counts.enumerated() {
            guard count >= 0 else {
                throw EstimationError(
                    .badCount,
                    at: "counts[\(history)]",
                    "\(count); expected a whole number of 0 or more"
                )
            }
            let (sum, overflow) = observed.addingReportingOverflow(count)
            guard !overflow, sum <= Self.greatestCount else {
                throw EstimationError(
                    .tooLarge,
                    at: "counts[\(history)]",
                    "the counts sum to more than 2^53"
                )
            }
            observed = sum
        }
        guard observed > 0 else {
            throw EstimationError(.noData, at: "counts", "all are 0; expected at least one case")
        }
        self.lists = lists
        self.counts = counts
        self.observed = observed
    }

    /// The cases that all of some lists caught, whatever other lists did.
    ///
    /// - Parameter set: The lists, as bits.
    public func overlap(of set: Int) -> Int {
        var sum = 0
        for (history, count) in counts.enumerated() where history & set == set { sum += count }
        return sum
    }

    /// The cases that list j caught.
    public func total(of list: Int) -> Int { overlap(of: 1 << list) }

    /// Cases caught by exactly k lists, for k from 0 to t.
    public var frequencies: [Int] {
        var result = [Int](repeating: 0, count: listCount + 1)
        for (history, count) in counts.enumerated() { result[history.nonzeroBitCount] += count }
        return result
    }

    /// The names of the lists of a history, joined by `·`.
    public func names(of history: Int) -> String {
        lists.indices.filter { history & (1 << $0) != 0 }.map { lists[$0] }.joined(separator: "·")
    }

    /// The counts as real numbers.
    var values: [Double] { counts.map(Double.init) }
}
