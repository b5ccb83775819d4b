/// Fits classes of people to the histories of those on two lists or more, or another number.
///
/// Expectation and maximisation over everybody, those on fewer lists included: these are
/// expected anew in each step. Chances have a weak prior, Beta(1½, 1½), so that none is 0 or 1.
struct SightingFitter {
    /// Cases that the prior adds for and against each chance.
    static let prior = 0.5
    private static let steps = 4000
    private static let tolerance = 1e-9
    private static let trialSteps = 25

    private let lists: Int
    private let histories: [Int]
    private let cases: [Double]
    private let total: Double
    /// The histories that are not read.
    private let hidden: [Int]

    /// Prepares the histories with enough lists.
    ///
    /// - Parameters:
    ///   - counts: People by history, 2 to the number of lists; the others are not read.
    ///   - least: The fewest lists of a history that is read.
    init(lists: Int, counts: [Double], least: Int = 2) {
        self.lists = lists
        let seen = counts.indices.filter { $0.nonzeroBitCount >= least && counts[$0] > 0 }
        hidden = counts.indices.filter { $0.nonzeroBitCount < least }
        histories = seen
        cases = seen.map { counts[$0] }
        total = cases.reduce(0, +)
    }

    /// The best model of so many classes, by the log-likelihood of histories given that they are read.
    func fit(classes: Int, from start: SightingModel? = nil) -> (model: SightingModel, logLikelihood: Double)
    {
        if let start { return run(start, steps: Self.steps) }
        if classes == 1 { return run(first(split: { _ in 0 }, classes: 1), steps: Self.steps) }
        // Several ways to tell people apart at first; the most promising is followed to its end.
        var best: (model: SightingModel, logLikelihood: Double)?
        for way in 0...lists {
            let start = first(
                split: { history in
                    if way < lists { return history >> way & 1 == 1 ? 0 : 1 + way % (classes - 1) }
                    return min(classes - 1, max(0, (lists + 1 - history.nonzeroBitCount) * classes / lists))
                },
                classes: classes
            )
            let trial = run(start, steps: Self.trialSteps)
            if trial.logLikelihood > best?.logLikelihood ?? -.infinity { best = trial }
        }
        return run(best?.model ?? first(split: { _ in 0 }, classes: classes), steps: Self.steps)
    }

    /// A model from a rough division of the histories.
    private func first(split: (Int) -> Int, classes: Int) -> SightingModel {
        // Nine parts of the division, one of everybody: no class starts empty.
        var shares = [Double](repeating: 0, count: classes)
        var on = [Double](repeating: 0, count: classes * lists)
        for (history, n) in zip(histories, cases) {
            for c in 0..<classes {
                let part = n * ((split(history) == c ? 0.9 : 0) + 0.1 / Double(classes))
                shares[c] += part
                for list in 0..<lists where history >> list & 1 == 1 { on[c * lists + list] += part }
            }
        }
        for c in 0..<classes {
            for list in 0..<lists {
                on[c * lists + list] =
                    (on[c * lists + list] + Self.prior) / (shares[c] + 2 * Self.prior)
            }
        }
        return SightingModel(lists: lists, shares: shares.map { $0 / max(total, 1e-300) }, chances: on)
    }

    private func run(_ start: SightingModel, steps: Int) -> (model: SightingModel, logLikelihood: Double) {
        var model = start
        var last = -Double.infinity
        var value = last
        for step in 0..<steps {
            let next = improved(model)
            value = next.logLikelihood
            if step > 0 && value - last < Self.tolerance * (abs(value) + 1) && step + 1 < steps {
                // The value is that of the model before the step.
                return (model, value)
            }
            last = value
            model = next.model
        }
        return (model, value)
    }

    /// One step, and the log-likelihood before it.
    private func improved(_ model: SightingModel) -> (model: SightingModel, logLikelihood: Double) {
        let k = model.classes
        let weight = weights(model)
        var shares = [Double](repeating: 0, count: k)
        var on = [Double](repeating: 0, count: k * lists)
        var logLikelihood = 0.0
        weight.withUnsafeBufferPointer { weight in
            shares.withUnsafeMutableBufferPointer { shares in
                on.withUnsafeMutableBufferPointer { on in
                    // SAFETY: histories are below 2 to the number of lists; there is a weight of each per class.
                    func sum(_ history: Int) -> Double {
                        var sum = 0.0
                        for c in 0..<k { sum += weight[history &* k &+ c] }
                        return sum
                    }
                    func add(_ history: Int, _ n: Double, _ sum: Double) {
                        for c in 0..<k {
                            let expected = n * weight[history &* k &+ c] / sum
                            shares[c] += expected
                            var rest = history
                            while rest != 0 {
                                on[c &* lists &+ rest.trailingZeroBitCount] += expected
                                rest &= rest &- 1
                            }
                        }
                    }
                    var below = 0.0
                    for history in hidden { below += sum(history) }
                    let read = max(1 - below, 1e-12)
                    for i in histories.indices {
                        let own = max(sum(histories[i]), 1e-300)
                        logLikelihood += cases[i] * Real.log(own / read)
                        add(histories[i], cases[i], own)
                    }
                    let everybody = total / read
                    for history in hidden {
                        let own = sum(history)
                        if own > 0 { add(history, everybody * own, own) }
                    }
                }
            }
        }
        return (model.fitting(shares: shares, on: on, prior: Self.prior), logLikelihood)
    }

    /// Per history and class: the chance that a person is of the class and has the history.
    ///
    /// - Complexity: O(classes · 2^lists): each list doubles the histories.
    private func weights(_ model: SightingModel) -> [Double] {
        let k = model.classes
        let size = 1 << lists
        return [Double](unsafeUninitializedCapacity: size * k) { weight, filled in
            for c in 0..<k {
                weight[c] = 1
                for list in 0..<lists {
                    let p = model.chances[c * lists + list]
                    let half = 1 << list
                    // SAFETY: histories of the lists so far, and as many with this list, are below `size`.
                    for history in 0..<half {
                        let known = weight[history &* k &+ c]
                        weight[(history &+ half) &* k &+ c] = known * p
                        weight[history &* k &+ c] = known * (1 - p)
                    }
                }
                for history in 0..<size {
                    weight[history &* k &+ c] = model.shares[c] * weight[history &* k &+ c]
                }
            }
            filled = size * k
        }
    }
}

extension SightingModel {
    /// The model that expected people lead to.
    ///
    /// - Parameters:
    ///   - shares: Expected people per class.
    ///   - on: Expected people per class and list.
    ///   - prior: Cases added for and against each chance.
    fileprivate func fitting(shares: [Double], on: [Double], prior: Double) -> SightingModel {
        var result = self
        var all = 0.0
        for c in shares.indices { all += shares[c] + prior }
        for c in shares.indices {
            result.shares[c] = (shares[c] + prior) / all
            for list in 0..<lists {
                result.chances[c * lists + list] = (on[c * lists + list] + prior) / (shares[c] + 2 * prior)
            }
        }
        return result
    }
}
