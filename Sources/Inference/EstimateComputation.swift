package import Estimation
package import Population

/// Estimates cells from people: counts by stratum, an estimate for each, and people weighted to meet it.
///
/// Every person who counts stands for as many people as the estimate of its stratum says, so that all
/// tables add up to the same total.
package struct EstimateComputation: Sendable {
    /// How people are made of records.
    package let builder: PeopleBuilder
    /// The strata within which lists are compared.
    package let strata: Strata
    /// The groupings; the first is the total.
    package var groupings: [Grouping]
    /// The number of lists.
    package let listCount: Int
    /// The estimator.
    package let method: EstimationMethod
    /// The most classes of people that the estimator fits.
    package let classes: Int
    /// The seed of what is drawn.
    package let seed: UInt64
    /// Expected people who count and should not.
    package var overcoverage: Overcoverage
    /// Per stratum: how far the people on fewer than two lists may be off, as a share of them.
    var predictionError: [Double] = []
    /// What areas hold beyond what their strata say; nil for synthetic estimates.
    package var areas: AreaFactors?
    /// Totals that estimates are made to meet.
    package var known: [KnownMargin] = []

    /// A computation that knows of no areas, no known totals and no errors of prediction.
    ///
    /// - Parameters:
    ///   - builder: How people are made of records.
    ///   - strata: The strata.
    ///   - groupings: The groupings; the first is the total.
    ///   - listCount: The number of lists.
    ///   - method: The estimator.
    ///   - classes: The most classes of people that the estimator fits.
    ///   - seed: The seed of what is drawn.
    ///   - overcoverage: Expected people who count and should not.
    package init(
        builder: PeopleBuilder,
        strata: Strata,
        groupings: [Grouping],
        listCount: Int,
        method: EstimationMethod,
        classes: Int,
        seed: UInt64,
        overcoverage: Overcoverage
    ) {
        self.builder = builder
        self.strata = strata
        self.groupings = groupings
        self.listCount = listCount
        self.method = method
        self.classes = classes
        self.seed = seed
        self.overcoverage = overcoverage
    }

    /// What people say.
    ///
    /// - Parameters:
    ///   - view: The people.
    ///   - draw: The number of the draw, for what is drawn; 0 for accepted links.
    ///   - start: A result for similar people, from which fits start.
    ///   - fits: A result whose estimates of strata are taken as they are.
    ///   - factor: As for ``StratumEstimate``.
    package func result(
        _ view: PeopleView,
        draw: Int,
        method: EstimationMethod? = nil,
        classes: Int? = nil,
        from start: DrawResult? = nil,
        fits: DrawResult? = nil,
        factor: Double = 1
    ) throws(EstimationError) -> DrawResult {
        let values = completed(view, draw: draw)
        var stratumOf = strata.ofPeople(view.count, values)
        var people = [Int](repeating: 0, count: strata.count)
        var histories = strata.lists.map { [Double](repeating: 0, count: 1 << $0.count) }
        let reader = strata.lists.map { HistoryReader($0) }
        for person in 0..<view.count {
            if !view.isCounted[person] { stratumOf[person] = -1 }
            if stratumOf[person] < 0 { continue }
            let stratum = Int(stratumOf[person])
            people[stratum] += 1
            histories[stratum][reader[stratum].history(view.lists[person])] += 1
        }
        var estimates = fits?.strata ?? [StratumEstimate](repeating: StratumEstimate(), count: strata.count)
        for leader in 0..<strata.count where fits == nil && strata.cell[leader] == leader {
            do throws(EstimationError) {
                estimates[leader] = try StratumEstimate(
                    counts: joined(histories, leader),
                    lists: strata.lists[leader].count,
                    method: method ?? self.method,
                    classes: classes ?? self.classes,
                    from: start?.strata[leader],
                    factor: factor
                )
            } catch {
                throw EstimationError(error.code, at: "stratum \(strata.labels[leader])", error.description)
            }
        }
        return sums(view, values, stratumOf, estimates, histories, people)
    }

    /// What accepted links say, with the error of predicting people on few lists, which is noted for draws too.
    ///
    /// - Parameter view: The people that accepted links make.
    package mutating func accept(_ view: PeopleView) throws(EstimationError) -> DrawResult {
        let fitted = try result(view, draw: 0)
        predictionError = predictionErrors(fitted)
        return try result(view, draw: 0, fits: fitted)
    }

    /// Lets areas differ from what their strata say, as far as their own people show it.
    ///
    /// - Parameters:
    ///   - area: The dimension of areas.
    ///   - view: The people that accepted links make.
    package mutating func learnAreas(_ area: Int, _ view: PeopleView) throws {
        var plain = self
        plain.groupings = [groupings[0], Grouping([area], of: builder.dimensions)]
        let synthetic = try plain.result(view, draw: 0)
        areas = try AreaFactors(plain, view, synthetic, grouping: 1)
    }

    /// Checks how well people on few lists are predicted, by those on more.
    ///
    /// - Parameter result: A result for the people of accepted links.
    /// - Returns: Per stratum: the error, as a share of the people predicted; empty for methods that predict none.
    func predictionErrors(_ result: DrawResult) -> [Double] {
        if method != .repeatedSightings { return [] }
        var check = ExtrapolationCheck()
        for leader in 0..<strata.count where strata.cell[leader] == leader {
            let counts = joined(result.histories, leader)
            check.add(counts: counts, lists: strata.lists[leader].count, classes: 1...classes)
        }
        return (0..<strata.count).map { s in
            // With two lists the dual system is used, whose variance holds what it assumes.
            let lists = strata.lists[strata.cell[s]].count
            if lists < 3 { return 0 }
            return lists < ExtrapolationCheck.fewestLists
                ? ExtrapolationCheck().relativeError : check.relativeError
        }
    }

    /// People by history of all strata that are estimated with one.
    private func joined(_ histories: [[Double]], _ leader: Int) -> [Double] {
        var counts = [Double](repeating: 0, count: histories[leader].count)
        for s in leader..<strata.count where strata.cell[s] == leader {
            for h in counts.indices { counts[h] += histories[s][h] }
        }
        return counts
    }

    /// Numbers per stratum, summed over those that are estimated together.
    func byLeader(_ numbers: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: numbers.count)
        for s in numbers.indices { sums[strata.cell[s]] += numbers[s] }
        return sums
    }

    /// Per stratum that leads others: the share of its estimate who should count.
    ///
    /// People are taken off those that the estimate grows from; as many of those who were missed go with them.
    func kept(_ estimates: [StratumEstimate]) -> [Double] {
        let people = byLeader(overcoverage.byStratum)
        let others = 1 - (overcoverage.prior?.share ?? 0)
        return estimates.indices.map { s in
            people.isEmpty || estimates[s].seen <= 0
                ? others : others * max(0, 1 - people[s] / estimates[s].seen)
        }
    }

    /// The values of people, those not known drawn.
    package func completed(_ view: PeopleView, draw: Int) -> [[UInt32]] {
        DonorImputation.complete(view, dimensions: builder.dimensions, seed: seed, draw: draw)
    }
}
