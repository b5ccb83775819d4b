#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Student's t distribution, and the beta function behind it.
package enum StudentT {
    /// Degrees of freedom from which it is the normal distribution to six digits.
    private static let many = 1e6

    /// The value that a share `p`, ½ or more, lies below.
    package static func quantile(_ p: Double, _ degrees: Double) -> Double {
        let degrees = min(max(degrees, 1e-3), many)
        var low = 0.0
        var high = 1.0
        while tail(high, degrees) > 1 - p && high < 1e150 { high *= 2 }
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if middle == low || middle == high { break }
            if tail(middle, degrees) > 1 - p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The share above t ≥ 0.
    static func tail(_ t: Double, _ degrees: Double) -> Double {
        0.5 * incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
    }

    /// The regularised incomplete beta function, by Lentz's continued fraction.
    package static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        let factor = exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)
        )
        if x < (a + 1) / (a + b + 2) { return factor * fraction(x, a, b) / a }
        return 1 - factor * fraction(1 - x, b, a) / b
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        d = 1 / (abs(d) < tiny ? tiny : d)
        var result = d
        for m in 1...10_000 {
            let m = Double(m)
            for step in [
                m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
            ] {
                d = 1 + step * d
                d = 1 / (abs(d) < tiny ? tiny : d)
                c = 1 + step / c
                if abs(c) < tiny { c = tiny }
                result *= d * c
            }
            if abs(d * c - 1) < 1e-15 { break }
        }
        return result
    }

    /// ln Γ(x) for x > 0, by Stirling's series beyond 10.
    private static func logGamma(_ x: Double) -> Double {
        var x = x
        var shift = 0.0
        while x < 10 {
            shift -= log(x)
            x += 1
        }
        let y = 1 / (x * x)
        let series =
            (1.0 / 12 - y
                * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188 - y * 691 / 360_360)))))
            / x
        return shift + (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + series
    }
}
