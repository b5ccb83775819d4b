/// A hierarchical log-linear model of which lists catch whom.
///
/// Given by its generators: the greatest sets of lists that depend on each other. All their subsets are terms, and
/// every list has a main effect. The interaction of all lists together is never a term: the history that no list
/// caught is not observed, so that it could not be estimated.
public struct LogLinearModel: Sendable, Equatable, Hashable {
    /// The number of lists.
    public let listCount: Int
    /// The generators as sets of lists (bits), larger ones first, then by the lists in order.
    public let generators: [Int]

    /// The model with the given interactions.
    ///
    /// - Parameters:
    ///   - listCount: The number of lists, 2 to 9.
    ///   - interactions: Sets of two lists or more, as bits; none for independent lists.
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` if a set names other lists, or all of them.
    public init(listCount: Int, interactions: [Int] = []) throws(EstimationError) {
        guard CaptureCounts.supportedLists.contains(listCount) else {
            throw EstimationError(
                listCount < 2 ? .tooFewLists : .tooManyLists,
                at: "model",
                "\(listCount) lists; expected 2 to \(CaptureCounts.supportedLists.upperBound)"
            )
        }
        let all = (1 << listCount) - 1
        for set in interactions where set < 0 || set & ~all != 0 || set.nonzeroBitCount < 2 || set == all {
            throw EstimationError(
                .settingOutOfRange,
                at: "interactions",
                "\(set) is not a set of two lists or more, and fewer than all, of \(listCount)"
            )
        }
        self.init(listCount: listCount, sets: interactions)
    }

    /// The model with the given interactions, known to be in range.
    init(listCount: Int, sets: [Int]) {
        let candidates = sets + (0..<listCount).map { 1 << $0 }
        var greatest: [Int] = []
        for set in candidates
        where !candidates.contains(where: { $0 != set && $0 & set == set }) && !greatest.contains(set) {
            greatest.append(set)
        }
        self.listCount = listCount
        generators = greatest.sorted {
            $0.nonzeroBitCount != $1.nonzeroBitCount
                ? $0.nonzeroBitCount > $1.nonzeroBitCount : Self.comesFirst($0, $1)
        }
    }

    /// The model of independent lists.
    static func independence(listCount: Int) -> LogLinearModel {
        LogLinearModel(listCount: listCount, sets: [])
    }

    /// The terms as sets of lists: the intercept (0), main effects, interactions by order.
    public var terms: [Int] {
        (0..<(1 << listCount))
            .filter { set in generators.contains { $0 & set == set } }
            .sorted {
                $0.nonzeroBitCount != $1.nonzeroBitCount
                    ? $0.nonzeroBitCount < $1.nonzeroBitCount : Self.comesFirst($0, $1)
            }
    }

    /// The model in short: lists by number, generators in brackets, as in `[123,14,34]`.
    public var name: String {
        let sets = generators.map { set in
            (0..<listCount).filter { set & (1 << $0) != 0 }.map { String($0 + 1) }.joined()
        }
        return "[" + sets.joined(separator: ",") + "]"
    }

    /// The short name of the model with the given pairs of lists.
    public static func name(listCount: Int, pairs: [Int]) -> String {
        LogLinearModel(listCount: listCount, sets: pairs).name
    }

    /// Whether a set comes before another of its size: by the lowest list in which they differ.
    private static func comesFirst(_ a: Int, _ b: Int) -> Bool {
        let difference = a ^ b
        return a & (difference & -difference) != 0
    }

    /// All hierarchical models with a main effect for each list: 8 for three lists, 113 for four.
    ///
    /// - Parameters:
    ///   - listCount: The number of lists.
    ///   - order: The greatest number of lists in an interaction; nil for all but all of them. Five lists have 6,893
    ///     models, 1,024 of them with pairs only; six have 32,768 with pairs only.
    /// - Returns: The models, those with fewer interactions of low order first.
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` for an order below 1 or more than 100,000 models.
    public static func all(listCount: Int, order: Int? = nil) throws(EstimationError) -> [LogLinearModel] {
        _ = try LogLinearModel(listCount: listCount)
        let order = min(order ?? listCount - 1, listCount - 1)
        guard order >= 1 else {
            throw EstimationError(.settingOutOfRange, at: "order", "\(order); expected at least 1")
        }
        guard listCount <= 5 || (listCount == 6 && order <= 2) || order == 1 else {
            throw EstimationError(
                .settingOutOfRange,
                at: "order",
                "\(listCount) lists have more than 100,000 models of order \(order); choose stepwise instead"
            )
        }
        var models: [LogLinearModel] = []
        extend((0..<listCount).map { 1 << $0 }, listCount: listCount, order: 2, upTo: order, into: &models)
        return models
    }

    /// Adds interactions of one order in all ways that keep the model hierarchical, then goes to the next.
    private static func extend(
        _ sets: [Int],
        listCount: Int,
        order: Int,
        upTo last: Int,
        into models: inout [LogLinearModel]
    ) {
        let present = Set(sets)
        let possible = (1..<(1 << listCount)).filter { set in
            set.nonzeroBitCount == order
                && (0..<listCount).allSatisfy { set & (1 << $0) == 0 || present.contains(set ^ (1 << $0)) }
        }
        if order > last || possible.isEmpty {
            models.append(LogLinearModel(listCount: listCount, sets: sets))
            return
        }
        for choice in 0..<(1 << possible.count) {
            let chosen = possible.indices.filter { choice & (1 << $0) != 0 }.map { possible[$0] }
            if chosen.isEmpty {
                models.append(LogLinearModel(listCount: listCount, sets: sets))
            } else {
                extend(sets + chosen, listCount: listCount, order: order + 1, upTo: last, into: &models)
            }
        }
    }
}
