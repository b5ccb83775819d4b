import Estimation
import Population

/// From estimates of strata to those of cells.
extension EstimateComputation {
    /// Of as many as records that were not linked, and are on one list, so large a part may count twice at most.
    private static let mostTwice = 0.25

    /// The result that estimates of strata lead to.
    ///
    /// - Parameters:
    ///   - values: The values of people, those not known completed.
    ///   - stratumOf: Per person: its stratum; -1 if it does not count or has none.
    ///   - estimates: Per stratum that leads a cell of strata: its estimate.
    ///   - histories: Per stratum: people by history.
    ///   - people: Per stratum: people who count.
    func sums(
        _ view: PeopleView,
        _ values: [[UInt32]],
        _ stratumOf: [Int32],
        _ estimates: [StratumEstimate],
        _ histories: [[Double]],
        _ people: [Int]
    ) -> DrawResult {
        var weight = weights(view, stratumOf, estimates)
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
        let doubtful = DoubtfulPeople(self)
        let all = weight.reduce(0, +)
        let everybody = people.reduce(0, +)
        for grouping in groupings {
            let sums = sums(view, values, stratumOf, weight, grouping)
            var variances = (0..<grouping.cellCount).map { cell in
                variance(
                    ofParts: sums.parts[(cell * strata.count)..<((cell + 1) * strata.count)],
                    estimates,
                    doubtful,
                    size: all > 0 ? sums.totals[cell] / all : 0,
                    share: Double(sums.found[cell]) / Double(max(1, everybody))
                )
            }
            if let areas, let axis = grouping.dimensions.firstIndex(of: areas.dimension) {
                for cell in variances.indices {
                    let area = grouping.places(of: cell)[axis]
                    variances[cell].areas += sums.totals[cell] * sums.totals[cell] * areas.variances[area]
                }
            }
            result.totals.append(sums.totals)
            result.variances.append(variances)
            result.found.append(sums.found)
            result.onLists.append(sums.onLists)
        }
        return result
    }

    /// Per person: how many people it stands for; 0 if it does not count.
    private func weights(
        _ view: PeopleView,
        _ stratumOf: [Int32],
        _ estimates: [StratumEstimate]
    ) -> [Double] {
        let kept = kept(estimates)
        var weight = [Double](repeating: 0, count: view.count)
        let reader = strata.lists.map { HistoryReader($0) }
        // By leader: the weight of people on none, on each one, and on two lists or more.
        let byHistory = estimates.indices.map { leader in
            let estimate = estimates[leader]
            return [kept[leader] * estimate.weightNone, kept[leader] * estimate.weight]
                + estimate.weightOnce.map { kept[leader] * $0 }
        }
        for person in 0..<view.count where stratumOf[person] >= 0 {
            let leader = strata.cell[Int(stratumOf[person])]
            let history = reader[leader].history(view.lists[person])
            let place = history == 0 ? 0 : history & (history - 1) != 0 ? 1 : 2 + history.trailingZeroBitCount
            weight[person] = byHistory[leader][place]
        }
        return weight
    }

    /// What the people in the cells of a grouping sum to.
    private struct Sums {
        /// Per cell: the sum of weights.
        var totals: [Double]
        /// Per cell: people found.
        var found: [Int]
        /// Per cell and list: people on the list.
        var onLists: [Int]
        /// Per cell and stratum that leads others: how much of the stratum's estimate lies in the cell.
        var parts: [Double]
    }

    private func sums(
        _ view: PeopleView,
        _ values: [[UInt32]],
        _ stratumOf: [Int32],
        _ weight: [Double],
        _ grouping: Grouping
    ) -> Sums {
        let cells = grouping.cellCount
        var sums = Sums(
            totals: [Double](repeating: 0, count: cells),
            found: [Int](repeating: 0, count: cells),
            onLists: [Int](repeating: 0, count: cells * listCount),
            parts: [Double](repeating: 0, count: cells * strata.count)
        )
        let cellOf = grouping.cells(values, count: view.count)
        let leader = strata.cell
        for person in 0..<view.count where stratumOf[person] >= 0 && cellOf[person] >= 0 {
            let cell = Int(cellOf[person])
            sums.totals[cell] += weight[person]
            sums.found[cell] += 1
            sums.parts[cell &* leader.count &+ leader[Int(stratumOf[person])]] += weight[person]
            var rest = view.lists[person]
            while rest != 0 {
                sums.onLists[cell &* listCount &+ rest.trailingZeroBitCount] += 1
                rest &= rest &- 1
            }
        }
        return sums
    }

    /// The variance of a cell.
    ///
    /// - Parameters:
    ///   - parts: Per stratum: how much of its estimate lies in the cell.
    ///   - doubtful: Per stratum: expected people of whom the evidence says the wrong thing, or nothing.
    ///   - size: The cell's share of the total.
    ///   - found: The cell's share of all people found.
    private func variance(
        ofParts parts: ArraySlice<Double>,
        _ estimates: [StratumEstimate],
        _ doubtful: DoubtfulPeople,
        size: Double,
        share found: Double
    ) -> CellVariance {
        var result = CellVariance()
        var (predicted, discrepancy, value) = (0.0, 0.0, 0.0)
        var (wrong, left, unchecked) = (0.0, 0.0, 0.0)
        for (s, part) in parts.enumerated() {
            let estimate = estimates[s]
            value += part
            if part <= 0 || estimate.value <= 0 { continue }
            let share = min(1, part / estimate.value)
            // The estimate of the stratum moves all its cells; which cell those estimated belong to is a matter of
            // chance besides.
            result.sampling += share * share * estimate.variance + share * (1 - share) * estimate.estimated
            result.model += share * share * estimate.modelVariance
            if !predictionError.isEmpty { predicted += share * estimate.estimated * predictionError[s] }
            result.unseen += share * estimate.estimated
            discrepancy += share * estimate.discrepancy
            wrong += share * doubtful.mistaken[s]
            left += share * doubtful.left[s]
            unchecked += share * doubtful.unchecked[s]
        }
        // What predicts those on fewer than two lists errs alike in all strata.
        result.model += predicted * predicted
        // Those on one list alone whom neither the model nor lost evidence explains are records that were not
        // linked. Up to a share of as many may be two on lists besides, of people who count twice: from none,
        // evenly. That, too, errs alike everywhere.
        let most = Self.mostTwice * max(0, discrepancy - found * overcoverage.goneFromOneList)
        result.splits = most * most / 12
        result.evidence = overcoverage.evidence.variance(of: wrong, spread: 0)
        result.leavers = overcoverage.leavers.variance(of: left, spread: Overcoverage.cellSpread)
        result.unchecked = unchecked * unchecked
        if let prior = overcoverage.prior {
            let error = prior.error(size: size) * value / max(1e-9, 1 - prior.share)
            result.prior = error * error
        }
        return result
    }

    /// Per stratum that leads others: people of whom the evidence says the wrong thing, or nothing.
    private struct DoubtfulPeople {
        let mistaken: [Double]
        let left: [Double]
        let unchecked: [Double]

        init(_ computation: EstimateComputation) {
            func people(_ byStratum: [Double]) -> [Double] {
                byStratum.isEmpty
                    ? [Double](repeating: 0, count: computation.strata.count)
                    : computation.byLeader(byStratum)
            }
            mistaken = people(computation.overcoverage.evidence.byStratum)
            left = people(computation.overcoverage.leavers.byStratum)
            unchecked = people(computation.overcoverage.unchecked)
        }
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
