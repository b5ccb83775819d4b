/// The gamma distribution, and limits of numbers that cannot be negative.
package enum GammaDistribution {
    /// The regularised lower incomplete gamma function P(a, x): the share of Gamma(a, 1) below x.
    ///
    /// By its series below a + 1, by Lentz's continued fraction above. Source: Abramowitz and Stegun (1964), 6.5.29
    /// and 6.5.31.
    /// - Parameters:
    ///   - shape: a, above 0.
    ///   - x: 0 or more.
    package static func share(_ shape: Double, below x: Double) -> Double {
        if x <= 0 { return 0 }
        let front = Real.exp(shape * Real.log(x) - x - Real.logGamma(shape))
        if x < shape + 1 {
            var term = 1 / shape
            var sum = term
            var n = shape
            for _ in 0..<steps(shape) {
                n += 1
                term *= x / n
                sum += term
                if term < sum * 1e-16 { break }
            }
            return min(1, front * sum)
        }
        let tiny = 1e-300
        var b = x + 1 - shape
        var c = 1 / tiny
        var d = 1 / (b == 0 ? tiny : b)
        var h = d
        for i in 1...steps(shape) {
            let n = Double(i)
            let a = -n * (n - shape)
            b += 2
            d = a * d + b
            d = 1 / (abs(d) < tiny ? tiny : d)
            c = b + a / c
            if abs(c) < tiny { c = tiny }
            h *= c * d
            if abs(c * d - 1) < 1e-15 { break }
        }
        return max(0, 1 - front * h)
    }

    private static func steps(_ shape: Double) -> Int { 1000 + Int(min(1e7, 20 * shape.squareRoot())) }

    /// The value below which a share of Gamma(shape, 1) lies, by halving.
    ///
    /// Shapes above a million are normal by Wilson and Hilferty's cube root.
    /// - Parameter p: The share, above 0 and below 1.
    package static func quantile(_ p: Double, shape: Double) -> Double {
        if shape > 1e6 {
            let z = p >= 0.5 ? Real.normalQuantile(p) : -Real.normalQuantile(1 - p)
            let root = 1 - 1 / (9 * shape) + z / (9 * shape).squareRoot()
            return shape * root * root * root
        }
        var (low, high) = (0.0, max(1, shape))
        while share(shape, below: high) < p && high < 1e300 { high *= 2 }
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if middle == low || middle == high { break }
            if share(shape, below: middle) < p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The limits of a number of people who were not seen.
    ///
    /// Gamma with the mean and variance of the estimate and half a person more of both, so that nobody and few can be
    /// within: shape (u + ½)²/(v + ½), scale (v + ½)/(u + ½); the lower limit is half a person less, not below 0.
    /// - Parameters:
    ///   - unseen: The expected people u, 0 or more.
    ///   - variance: The variance v, 0 or more.
    ///   - level: The probability, above 0 and below 1.
    package static func unseenLimits(_ unseen: Double, variance: Double, level: Double) -> (
        lower: Double, upper: Double
    ) {
        let (u, v) = (max(0, unseen) + 0.5, max(0, variance) + 0.5)
        let (shape, scale) = (u * u / v, v / u)
        let tail = (1 - level) / 2
        let lower = max(0, scale * quantile(tail, shape: shape) - 0.5)
        return (min(lower, unseen), max(unseen, scale * quantile(1 - tail, shape: shape)))
    }
}
