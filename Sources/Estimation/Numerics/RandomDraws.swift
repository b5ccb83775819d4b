/// Draws from the distributions that samplers and bootstraps need.
extension KeyedGenerator {
    /// A draw from the standard normal distribution, by the polar method.
    mutating func normal() -> Double {
        while true {
            let (u, v) = (2 * unit() - 1, 2 * unit() - 1)
            let s = u * u + v * v
            if s < 1 { return u * (-2 * Real.log(s) / s).squareRoot() }
        }
    }

    /// A draw from the exponential distribution with mean 1.
    mutating func exponential() -> Double { -Real.log(unit()) }

    /// A draw from the gamma distribution with the given shape, above 0, and scale 1.
    ///
    /// Marsaglia and Tsang (2000), ACM Transactions on Mathematical Software 26, 363–372.
    mutating func gamma(_ shape: Double) -> Double {
        if shape < 1 {
            let logarithm = Real.log(unit()) / shape
            return gamma(shape + 1) * Real.exp(logarithm)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            if root <= 0 { continue }
            let v = root * root * root
            let u = unit()
            if u < 1 - 0.0331 * x * x * x * x { return d * v }
            if Real.log(u) < 0.5 * x * x + d * (1 - v + Real.log(v)) { return d * v }
        }
    }

    /// A draw from the beta distribution, by two gamma draws.
    mutating func beta(_ a: Double, _ b: Double) -> Double {
        let (x, y) = (gamma(a), gamma(b))
        return x + y > 0 ? x / (x + y) : (unit() < a / (a + b) ? 1 : 0)
    }

    /// The number of successes in n trials.
    ///
    /// By inversion where few are expected, else by transformed rejection (BTRS of Hörmann 1993, Journal of Statistical
    /// Computation and Simulation 46, 101–110).
    mutating func binomial(_ trials: Int, _ probability: Double) -> Int {
        guard trials > 0, probability > 0 else { return 0 }
        guard probability < 1 else { return trials }
        if probability > 0.5 { return trials - binomial(trials, 1 - probability) }
        let n = Double(trials)
        let p = probability
        let odds = p / (1 - p)
        if n * p < 10 {
            var mass = Real.exp(n * Real.log(1 - p))
            var u = unit()
            var k = 0
            while u > mass && k < trials {
                u -= mass
                k += 1
                mass *= odds * (n - Double(k) + 1) / Double(k)
                if mass < 1e-300 { break }
            }
            return k
        }
        let deviation = (n * p * (1 - p)).squareRoot()
        let b = 1.15 + 2.53 * deviation
        let a = -0.0873 + 0.0248 * b + 0.01 * p
        let scale = (2.83 + 5.1 / b) * deviation
        let mode = ((n + 1) * p).rounded(.down)
        while true {
            let u = unit() - 0.5
            let v = unit()
            let edge = 0.5 - u.magnitude
            let k = ((2 * a / edge + b) * u + n * p + 0.5).rounded(.down)
            guard k >= 0, k <= n else { continue }
            if edge >= 0.07 && v <= 0.92 - 4.2 / b { return Int(k) }
            let height = Real.log(v * scale / (a / (edge * edge) + b))
            let ratio =
                Real.logFactorial(mode) + Real.logFactorial(n - mode) - Real.logFactorial(k)
                - Real.logFactorial(n - k) + (k - mode) * Real.log(odds)
            if height <= ratio { return Int(k) }
        }
    }

    /// A draw from the Poisson distribution; a mean beyond 10¹⁵ gives the mean.
    ///
    /// By inversion for small means, else by transformed rejection (PTRS of Hörmann 1993, Insurance: Mathematics and
    /// Economics 12, 39–45).
    mutating func poisson(_ mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        guard mean < 1e15 else { return Int(1e15) }
        if mean < 10 {
            var mass = Real.exp(-mean)
            var u = unit()
            var k = 0
            while u > mass && k < 200 {
                u -= mass
                k += 1
                mass *= mean / Double(k)
            }
            return k
        }
        let b = 0.931 + 2.53 * mean.squareRoot()
        let a = -0.059 + 0.02483 * b
        let inverse = 1.1239 + 1.1328 / (b - 3.4)
        while true {
            let u = unit() - 0.5
            let v = unit()
            let edge = 0.5 - u.magnitude
            let k = ((2 * a / edge + b) * u + mean + 0.43).rounded(.down)
            guard k >= 0, k < 9e15 else { continue }
            if edge >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2) { return Int(k) }
            if edge < 0.013 && v > edge { continue }
            let height = Real.log(v * inverse / (a / (edge * edge) + b))
            if height <= k * Real.log(mean) - mean - Real.logFactorial(k) { return Int(k) }
        }
    }

    /// Splits n cases among classes with the given weights (not all 0), adding to the totals.
    mutating func multinomial(_ n: Int, _ weights: [Double], addingTo totals: inout [Int]) {
        var left = n
        var weight = weights.reduce(0, +)
        for (place, share) in weights.enumerated() {
            if left == 0 { return }
            if place == weights.count - 1 {
                totals[place] += left
                return
            }
            let drawn = weight > 0 ? binomial(left, min(1, share / weight)) : 0
            totals[place] += drawn
            left -= drawn
            weight = max(0, weight - share)
        }
    }
}
