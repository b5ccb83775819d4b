/// One chain of the latent class sampler.
struct LatentClassSampler {
    /// The unseen persons drawn last.
    private(set) var unseen = 0

    private let listCount: Int
    private let observed: Int
    private let cells: [(history: Int, count: Int)]
    private let settings: LatentClassEstimate.Settings
    private var generator: KeyedGenerator
    private var alpha: Double
    private var weights: [Double]
    /// Chances of capture by class and list.
    private var chances: [Double]
    private var members: [Int]
    private var caught: [Int]
    private var hidden: [Int]
    private var shares: [Double]
    /// The share of what is left of the stick that each class takes.
    private var sticks: [Double]

    /// A chain at its start: each class takes half of what is left, chances drawn at random.
    init(_ counts: CaptureCounts, _ settings: LatentClassEstimate.Settings, seed: UInt64, chain: UInt64) {
        let k = settings.classes
        listCount = counts.listCount
        observed = counts.observed
        cells = counts.counts.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
        self.settings = settings
        generator = KeyedGenerator(seed: seed, purpose: .latentClasses, entity: chain)
        alpha = settings.shape / settings.rate
        sticks = [Double](repeating: 0.5, count: k - 1) + [1]
        weights = (0..<k).map { Real.exp(-Real.log(2) * Double(min($0 + 1, k - 1))) }
        chances = []
        for _ in 0..<(k * counts.listCount) { chances.append(0.05 + 0.9 * generator.unit()) }
        members = [Int](repeating: 0, count: k)
        caught = [Int](repeating: 0, count: k * counts.listCount)
        hidden = members
        shares = weights
    }

    /// Draws all unknowns once, each given the others.
    mutating func iterate() {
        drawUnseen()
        drawClasses()
        exchangeLabels()
        drawChances()
        drawWeights()
    }

    /// The unseen, negative binomial given how likely a person is missed, and their classes.
    private mutating func drawUnseen() {
        for k in weights.indices { shares[k] = weights[k] * likelihood(history: 0, of: k) }
        let missed = min(shares.reduce(0, +), 1 - 1e-12)
        let mean = generator.gamma(Double(observed)) * missed / (1 - missed)
        // Beyond a trillion the chain has left any population; it comes back, and integers hold.
        unseen = generator.poisson(min(mean, 1e12))
        for k in hidden.indices { hidden[k] = 0 }
        if unseen > 0, missed > 0 { generator.multinomial(unseen, shares, addingTo: &hidden) }
    }

    /// The classes of the observed, history by history.
    private mutating func drawClasses() {
        for k in members.indices { members[k] = 0 }
        for i in caught.indices { caught[i] = 0 }
        var drawn = [Int](repeating: 0, count: weights.count)
        for (history, count) in cells {
            var sum = 0.0
            for k in weights.indices {
                shares[k] = weights[k] * likelihood(history: history, of: k)
                sum += shares[k]
            }
            if sum <= 0 { for k in shares.indices { shares[k] = weights[k] } }
            for k in drawn.indices { drawn[k] = 0 }
            generator.multinomial(count, shares, addingTo: &drawn)
            for k in drawn.indices where drawn[k] > 0 {
                members[k] += drawn[k]
                for j in 0..<listCount where history & (1 << j) != 0 { caught[k * listCount + j] += drawn[k] }
            }
        }
    }

    /// Exchanges the contents of two classes, so that a large class does not stay late on the stick.
    ///
    /// The two Metropolis moves of Papaspiliopoulos and Roberts (2008), Biometrika 95, 169–186: any two classes at given
    /// weights, and neighbours together with their shares of the stick.
    private mutating func exchangeLabels() {
        let k = weights.count
        let a = min(Int(generator.unit() * Double(k)), k - 1)
        let b = (a + 1 + min(Int(generator.unit() * Double(k - 1)), k - 2)) % k
        let (inA, inB) = (Double(members[a] + hidden[a]), Double(members[b] + hidden[b]))
        let ratio = (inB - inA) * (Real.log(max(weights[a], 1e-300)) - Real.log(max(weights[b], 1e-300)))
        if ratio >= 0 || generator.unit() < Real.exp(ratio) { exchange(a, b) }
        if k < 3 { return }
        let first = min(Int(generator.unit() * Double(k - 2)), k - 3)
        let (here, next) = (
            Double(members[first] + hidden[first]), Double(members[first + 1] + hidden[first + 1])
        )
        let change =
            here * Real.log(max(1 - sticks[first + 1], 1e-300)) - next
            * Real.log(max(1 - sticks[first], 1e-300))
        if change >= 0 || generator.unit() < Real.exp(change) { exchange(first, first + 1) }
    }

    private mutating func exchange(_ a: Int, _ b: Int) {
        members.swapAt(a, b)
        hidden.swapAt(a, b)
        for j in 0..<listCount { caught.swapAt(a * listCount + j, b * listCount + j) }
    }

    private mutating func drawChances() {
        for k in members.indices {
            for j in 0..<listCount {
                let hits = caught[k * listCount + j]
                chances[k * listCount + j] = generator.beta(
                    1 + Double(hits),
                    1 + Double(members[k] - hits + hidden[k])
                )
            }
        }
    }

    /// Stick-breaking weights, and the prior's concentration.
    private mutating func drawWeights() {
        let k = weights.count
        var left = members.reduce(0, +) + hidden.reduce(0, +)
        var logRest = 0.0
        for place in 0..<(k - 1) {
            let here = members[place] + hidden[place]
            left -= here
            let (x, y) = (generator.gamma(1 + Double(here)), generator.gamma(alpha + Double(left)))
            sticks[place] = x / (x + y)
            weights[place] = Real.exp(logRest) * sticks[place]
            logRest += max(Real.log(y / (x + y)), -700)
        }
        weights[k - 1] = Real.exp(logRest)
        let rate = settings.rate - logRest
        alpha = max(generator.gamma(settings.shape - 1 + Double(k)) / rate, 1e-10)
    }

    private func likelihood(history: Int, of k: Int) -> Double {
        var product = 1.0
        for j in 0..<listCount {
            let chance = chances[k * listCount + j]
            product *= history & (1 << j) != 0 ? chance : 1 - chance
        }
        return product
    }
}
