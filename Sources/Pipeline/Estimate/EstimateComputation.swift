import Columns
import Estimation
import Population

/// Estimates cells from people: counts by stratum, an estimate for each, and people weighted to meet it.
///
/// Every person who counts stands for as many people as the estimate of its stratum says, so that all
/// tables add up to the same total.
struct EstimateComputation: Sendable {
    let builder: PeopleBuilder
    let strata: Strata
    /// The groupings; the first is the total.
    var groupings: [Grouping]
    let listCount: Int
    let method: EstimateJob.Method
    let classes: Int
    let seed: UInt64
    /// Expected people who count and should not.
    var overcoverage: ResidualOvercoverage
    /// Per stratum: how far the people on fewer than two lists may be off, as a share of them.
    var foretellingError: [Double] = []
    /// What areas hold beyond what their strata say; nil for synthetic estimates.
    var areas: AreaFactors?
    /// Totals that estimates are made to meet.
    var known: [KnownMargin] = []

    /// Of as many as records that were not linked, and are on one list, so large a part may count twice at most.
    private static let mostTwice = 0.25

    /// What people say.
    ///
    /// - Parameters:
    ///   - view: The people.
    ///   - draw: The number of the draw, for what is drawn; 0 for accepted links.
    ///   - start: A result for similar people, from which fits start.
    ///   - fits: A result whose estimates of strata are taken as they are.
    ///   - factor: As for ``StratumEstimate``.
    func result(
        _ view: PeopleView,
        draw: Int,
        method: EstimateJob.Method? = nil,
        classes: Int? = nil,
        from start: DrawResult? = nil,
        fits: DrawResult? = nil,
        factor: Double = 1
    ) throws(EstimationError) -> DrawResult {
        let values = completed(view, draw: draw)
        var stratumOf = [Int32](repeating: -1, count: view.count)
        var histories = strata.lists.map { [Double](repeating: 0, count: 1 << $0.count) }
        var people = [Int](repeating: 0, count: strata.count)
        for person in 0..<view.count where view.isCounted[person] {
            guard let stratum = strata.stratum(person, values) else { continue }
            stratumOf[person] = Int32(stratum)
            people[stratum] += 1
            histories[stratum][Self.history(view.lists[person], strata.lists[stratum])] += 1
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

    /// Checks how well people on few lists are foretold, by those on more.
    ///
    /// - Parameter result: A result for the people of accepted links.
    func foretelling(_ result: DrawResult) -> [Double] {
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
    private func byLeader(_ numbers: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: numbers.count)
        for s in numbers.indices { sums[strata.cell[s]] += numbers[s] }
        return sums
    }

    /// Per stratum that leads others: the share of its estimate who should count.
    private func kept(_ estimates: [StratumEstimate]) -> [Double] {
        let people = byLeader(overcoverage.byStratum)
        return estimates.indices.map { s in
            people.isEmpty || estimates[s].value <= 0 ? 1 : max(0, 1 - people[s] / estimates[s].value)
        }
    }

    /// The values of people, those not known drawn.
    func completed(_ view: PeopleView, draw: Int) -> [[UInt32]] {
        DonorImputation.complete(view, dimensions: builder.dimensions, seed: seed, draw: draw)
    }

    /// A set of lists as a set of some of them.
    static func history(_ set: UInt32, _ lists: [Int]) -> Int {
        var history = 0
        for (bit, list) in lists.enumerated() { history |= Int((set &>> UInt32(list)) & 1) << bit }
        return history
    }

    private func sums(
        _ view: PeopleView,
        _ values: [[UInt32]],
        _ stratumOf: [Int32],
        _ estimates: [StratumEstimate],
        _ histories: [[Double]],
        _ people: [Int]
    ) -> DrawResult {
        let kept = kept(estimates)
        let mistaken = byLeader(overcoverage.mistakenByStratum)
        var weight = [Double](repeating: 0, count: view.count)
        for person in 0..<view.count where stratumOf[person] >= 0 {
            let leader = strata.cell[Int(stratumOf[person])]
            let history = Self.history(view.lists[person], strata.lists[leader])
            let estimate = estimates[leader]
            switch history.nonzeroBitCount {
            case 0: weight[person] = kept[leader] * estimate.weightNone
            case 1: weight[person] = kept[leader] * estimate.weightOnce[history.trailingZeroBitCount]
            default: weight[person] = kept[leader] * estimate.weight
            }
        }
        adjust(&weight, values)
        var result = DrawResult(
            totals: [],
            variances: [],
            found: [],
            onLists: [],
            strata: estimates,
            histories: histories,
            peopleOfStratum: people
        )
        let everybody = people.reduce(0, +)
        for grouping in groupings {
            let cells = grouping.cellCount
            var totals = [Double](repeating: 0, count: cells)
            var found = [Int](repeating: 0, count: cells)
            var onLists = [Int](repeating: 0, count: cells * listCount)
            // How much of each stratum's estimate lies in each cell.
            var parts = [Double](repeating: 0, count: cells * strata.count)
            for person in 0..<view.count where stratumOf[person] >= 0 {
                guard let cell = grouping.cell(of: person, values) else { continue }
                totals[cell] += weight[person]
                found[cell] += 1
                parts[cell * strata.count + strata.cell[Int(stratumOf[person])]] += weight[person]
                var rest = view.lists[person]
                while rest != 0 {
                    onLists[cell * listCount + rest.trailingZeroBitCount] += 1
                    rest &= rest &- 1
                }
            }
            var variances = (0..<cells).map { cell in
                variance(
                    ofParts: parts[(cell * strata.count)..<((cell + 1) * strata.count)],
                    estimates,
                    mistaken: mistaken,
                    share: Double(found[cell]) / Double(max(1, everybody))
                )
            }
            if let areas, let axis = grouping.dimensions.firstIndex(of: areas.dimension) {
                for cell in 0..<cells {
                    let area = grouping.places(of: cell)[axis]
                    variances[cell].model += totals[cell] * totals[cell] * areas.variances[area]
                }
            }
            result.totals.append(totals)
            result.variances.append(variances)
            result.found.append(found)
            result.onLists.append(onLists)
        }
        return result
    }

    /// The variance of a cell.
    ///
    /// - Parameters:
    ///   - parts: Per stratum: how much of its estimate lies in the cell.
    ///   - mistaken: Per stratum: expected people of whom the evidence says the wrong thing; empty if there are none.
    ///   - found: The cell's share of all people found.
    private func variance(
        ofParts parts: ArraySlice<Double>,
        _ estimates: [StratumEstimate],
        mistaken: [Double],
        share found: Double
    ) -> CellVariance {
        var result = CellVariance()
        var (doubtful, discrepancy, wrong) = (0.0, 0.0, 0.0)
        for (s, part) in parts.enumerated() {
            let estimate = estimates[s]
            if part <= 0 || estimate.value <= 0 { continue }
            let share = min(1, part / estimate.value)
            // The estimate of the stratum moves all its cells; which cell those estimated belong to is a matter of
            // chance besides.
            result.sampling += share * share * estimate.variance + share * (1 - share) * estimate.estimated
            result.model += share * share * estimate.modelVariance
            if !foretellingError.isEmpty { doubtful += share * estimate.estimated * foretellingError[s] }
            discrepancy += share * estimate.discrepancy
            if !mistaken.isEmpty { wrong += share * mistaken[s] }
        }
        // What foretells those on fewer than two lists errs alike in all strata.
        result.model += doubtful * doubtful
        // Those on one list alone whom neither the model nor lost evidence explains are records that were not
        // linked. Up to a share of as many may be two on lists besides, of people who count twice: from none,
        // evenly. That, too, errs alike everywhere.
        let most = Self.mostTwice * max(0, discrepancy - found * overcoverage.goneFromOneList)
        result.splits = most * most / 12
        // People are mistaken one by one; what is not known of their number errs alike everywhere.
        if overcoverage.mistaken > 0 {
            let part = wrong / overcoverage.mistaken
            result.evidence = part * part * max(0, overcoverage.variance - overcoverage.mistaken) + wrong
        }
        return result
    }

    /// Makes people's weights meet what areas hold and what is known, in this order.
    private func adjust(_ weight: inout [Double], _ values: [[UInt32]]) {
        if let areas {
            for person in weight.indices where weight[person] > 0 {
                let area = Int(values[areas.dimension][person])
                if area < areas.factors.count { weight[person] *= areas.factors[area] }
            }
        }
        if known.isEmpty { return }
        let factors = KnownMargin.factors(known, weight, values, builder.dimensions)
        for person in weight.indices where weight[person] > 0 {
            if let cell = factors.grouping.cell(of: person, values) { weight[person] *= factors.factor[cell] }
        }
    }
}
