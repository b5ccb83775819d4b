/// Classes of people by their lists, of which one is known: that of people who have left.
///
/// Among people of whom evidence says nothing some may have left unseen. Their lists are taken to be like those of
/// people known to have left, and those of the others a mixture of the classes of people known to be here:
///
/// P(h | g) = Σ_k π_gk Π_j p_kj^h_j (1 − p_kj)^(1 − h_j) / Σ_k π_gk P2_k,
///
/// g the group (here, unseen, left), k a class (two of residents, one of leavers), P2_k the chance of two lists or
/// more. Fitted by expectation and maximisation with expected people on fewer than two lists.
/// - SeeAlso: Di Cecco, Di Zio, Filipponi and Rocchetti (2018), Journal of Official Statistics 34, 557–572: a latent
///   class of people out of scope; here it has labels.
package struct KnownLeaverClasses: Sendable {
    /// How residents among the unseen are spread over the classes of residents.
    package enum Shares: Sendable {
        /// By shares of their own.
        case free
        /// By those of people known to be here.
        case tied
    }

    /// What is assumed before data are seen.
    package struct Prior: Sendable, Equatable {
        /// Both parameters of the beta prior of chances to be on a list: it keeps them off 0 and 1.
        ///
        /// The same Beta(1½, 1½) as in the estimate of those who were missed.
        package var chance = 1.5
        /// The second parameter of the prior Beta(1, b) of the share of leavers among the unseen.
        ///
        /// Beta(1, 19): its mean is 5 %, above the 2 to 4 % by which population registers without checks were
        /// too large (Ireland 3.5 %, New Zealand 2 %), and it is highest at none.
        package var share = 19.0

        /// The default.
        package init() {}
    }

    private static let residentClasses = 2
    private static let leavers = 2
    private static let classCount = 3
    /// Steps from a start that knows nothing, and from a fit to similar counts.
    private static let coldSteps = 500
    private static let warmSteps = 150
    /// The fit ends when the share of leavers changes by less in a step.
    private static let tolerance = 1e-6

    /// Per class and list: the chance to be on it.
    private var chance: [[Double]]
    /// The shares of the classes of residents among those known to be here.
    private var confirmed: [Double]
    /// The shares of all classes among the unseen.
    private var unseen: [Double]

    /// Expected leavers among the unseen.
    package private(set) var expected = 0.0
    /// Per history: the probability that an unseen person has left.
    package private(set) var probabilities: [Double] = []

    /// Fits classes to counts.
    ///
    /// - Parameters:
    ///   - shares: How residents among the unseen are spread.
    ///   - start: A fit to similar counts, from which this one starts.
    /// - Complexity: O(steps · histories · lists).
    package init(
        _ counts: KnownLeaverCounts,
        shares: Shares,
        prior: Prior = Prior(),
        from start: KnownLeaverClasses? = nil
    ) {
        if let start {
            self = start
        } else {
            (chance, confirmed, unseen) = Self.start(counts)
        }
        var last = -1.0
        for _ in 0..<(start == nil ? Self.coldSteps : Self.warmSteps) {
            step(counts, shares, prior)
            if abs(unseen[Self.leavers] - last) < Self.tolerance { break }
            last = unseen[Self.leavers]
        }
        let likelihood = likelihoods(counts)
        probabilities = counts.histories.indices.map { h in
            let weights = (0..<Self.classCount).map { unseen[$0] * likelihood[$0][h] }
            let sum = weights.reduce(0, +)
            return sum > 0 ? weights[Self.leavers] / sum : 0
        }
        expected = zip(counts.unseen, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// Chances from how often lists have people of each group; the second class of residents is on fewer lists.
    private static func start(_ counts: KnownLeaverCounts) -> ([[Double]], [Double], [Double]) {
        func frequencies(_ people: [Double]) -> [Double] {
            let all = people.reduce(0, +)
            return (0..<counts.lists).map { list in
                var on = 0.0
                for (h, history) in counts.histories.enumerated() where history >> UInt32(list) & 1 == 1 {
                    on += people[h]
                }
                return min(0.97, max(0.01, all > 0 ? on / all : 0.5))
            }
        }
        let here = frequencies(zip(counts.confirmed, counts.unseen).map(+))
        let chance = [here.map { min(0.97, $0 * 1.1) }, here.map { $0 * 0.6 }, frequencies(counts.left)]
        return (chance, [0.7, 0.3], [0.665, 0.285, 0.05])
    }

    /// Per class and history: its probability.
    private func likelihoods(_ counts: KnownLeaverCounts) -> [[Double]] {
        chance.map { chance in
            counts.histories.map { history in
                var product = 1.0
                for list in 0..<counts.lists {
                    product *= history >> UInt32(list) & 1 == 1 ? chance[list] : 1 - chance[list]
                }
                return product
            }
        }
    }

    /// Per class: the chance of no list, then of each list alone.
    private func belowTwo(_ lists: Int) -> [[Double]] {
        chance.map { chance in
            var none = 1.0
            for list in 0..<lists { none *= 1 - chance[list] }
            return [none] + (0..<lists).map { none * chance[$0] / (1 - chance[$0]) }
        }
    }

    /// Expected people by class, and on each list by class.
    private struct Sums {
        var people: [Double]
        var onList: [[Double]]
    }

    /// Adds a group's people to sums; returns its people by class.
    private func add(
        _ people: [Double],
        _ shares: [Double],
        _ counts: KnownLeaverCounts,
        _ likelihood: [[Double]],
        _ below: [[Double]],
        to sums: inout Sums
    ) -> [Double] {
        var own = [Double](repeating: 0, count: Self.classCount)
        var all = 0.0
        for (h, history) in counts.histories.enumerated() where people[h] > 0 {
            all += people[h]
            var total = 0.0
            for k in 0..<Self.classCount { total += shares[k] * likelihood[k][h] }
            if total <= 0 { continue }
            for k in 0..<Self.classCount where shares[k] > 0 {
                let part = people[h] * shares[k] * likelihood[k][h] / total
                own[k] += part
                var rest = history
                while rest != 0 {
                    sums.onList[k][rest.trailingZeroBitCount] += part
                    rest &= rest &- 1
                }
            }
        }
        var seen = 0.0
        for k in 0..<Self.classCount { seen += shares[k] * (1 - below[k].reduce(0, +)) }
        if seen > 0 {
            for k in 0..<Self.classCount where shares[k] > 0 {
                let scale = all * shares[k] / seen
                own[k] += scale * below[k].reduce(0, +)
                for list in 0..<counts.lists { sums.onList[k][list] += scale * below[k][list + 1] }
            }
        }
        for k in 0..<Self.classCount { sums.people[k] += own[k] }
        return own
    }

    private mutating func step(_ counts: KnownLeaverCounts, _ shares: Shares, _ prior: Prior) {
        let likelihood = likelihoods(counts)
        let below = belowTwo(counts.lists)
        var sums = Sums(
            people: [Double](repeating: 0, count: Self.classCount),
            onList: [[Double]](
                repeating: [Double](repeating: 0, count: counts.lists),
                count: Self.classCount
            )
        )
        let here = add(counts.confirmed, confirmed + [0], counts, likelihood, below, to: &sums)
        let mixed = add(counts.unseen, unseen, counts, likelihood, below, to: &sums)
        _ = add(counts.left, [0, 0, 1], counts, likelihood, below, to: &sums)
        for k in 0..<Self.classCount {
            for list in 0..<counts.lists {
                // The mode under the prior.
                let chance =
                    (sums.onList[k][list] + prior.chance - 1) / (sums.people[k] + 2 * (prior.chance - 1))
                self.chance[k][list] = min(1 - 1e-9, max(1e-9, chance))
            }
        }
        let all = mixed.reduce(0, +)
        let left = all > 0 ? mixed[Self.leavers] / (all + prior.share - 1) : 0
        func normal(_ a: Double, _ b: Double) -> [Double] {
            a + b > 0 ? [a / (a + b), b / (a + b)] : [0.5, 0.5]
        }
        let residents: [Double]
        switch shares {
        case .free:
            confirmed = normal(here[0], here[1])
            residents = normal(mixed[0], mixed[1])
        case .tied:
            confirmed = normal(here[0] + mixed[0], here[1] + mixed[1])
            residents = confirmed
        }
        unseen = residents.map { $0 * (1 - left) } + [left]
    }
}
