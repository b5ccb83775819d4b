#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Functions of real numbers.
enum Real {
    /// The natural logarithm.
    @inline(__always) static func log(_ x: Double) -> Double { logarithmOfLibrary(x) }

    /// The exponential function.
    @inline(__always) static func exp(_ x: Double) -> Double { exponentialOfLibrary(x) }

    /// x·ln(y), and 0 where x is 0.
    @inline(__always) static func xlog(_ x: Double, _ y: Double) -> Double { x == 0 ? 0 : x * log(y) }

    /// ½·ln(2π).
    static let halfLogTwoPi = 0.918938533204672741780329736406

    /// The logarithm of the gamma function, for x > 0, to about 1e-15 of its size or 1e-14.
    ///
    /// Stirling's series from 12 upwards, the recurrence below. Source: Abramowitz and Stegun (1964), 6.1.40.
    static func logGamma(_ x: Double) -> Double {
        guard x > 0 else { return .infinity }
        var shift = 1.0
        var z = x
        while z < 12 {
            shift *= z
            z += 1
        }
        let inverse = 1 / z
        let square = inverse * inverse
        var series = 1.0 / 156
        series = series * square - 691.0 / 360360
        series = series * square + 1.0 / 1188
        series = series * square - 1.0 / 1680
        series = series * square + 1.0 / 1260
        series = series * square - 1.0 / 360
        series = series * square + 1.0 / 12
        let large = (z - 0.5) * log(z) - z + halfLogTwoPi + series * inverse
        return x < 12 ? large - log(shift) : large
    }

    /// ln Γ(x + d) − ln Γ(x) for x > 0 and whole d ≥ 1, without the loss of a difference of large numbers.
    ///
    /// By Stirling's series, whose terms beyond the second are below 1e-15 from 10⁴ upwards.
    static func logGammaRise(_ x: Double, by d: Double) -> Double {
        if d == 1 { return log(x) }
        guard x > 1e4 else { return logGamma(x + d) - logGamma(x) }
        let end = x + d
        return (x - 0.5) * logOnePlus(d / x) + d * log(end) - d + (1 / end - 1 / x) / 12
            - (1 / (end * end * end) - 1 / (x * x * x)) / 360
    }

    /// ln(1 + x), right for small x.
    @inline(__always) static func logOnePlus(_ x: Double) -> Double { logarithmOfOnePlus(x) }

    /// The logarithm of n!.
    @inline(__always) static func logFactorial(_ n: Double) -> Double { logGamma(n + 1) }

    /// The derivative of the logarithm of the gamma function, for x > 0.
    ///
    /// Source: Abramowitz and Stegun (1964), 6.3.18.
    static func digamma(_ x: Double) -> Double {
        var z = x
        var sum = 0.0
        while z < 12 {
            sum -= 1 / z
            z += 1
        }
        let square = 1 / (z * z)
        var series = 1.0 / 12
        series = series * square - 691.0 / 32760
        series = series * square + 1.0 / 132
        series = series * square - 1.0 / 240
        series = series * square + 1.0 / 252
        series = series * square - 1.0 / 120
        series = series * square + 1.0 / 12
        return sum + log(z) - 0.5 / z - series * square
    }

    /// The distribution function of the standard normal distribution.
    static func normalDistribution(_ z: Double) -> Double {
        0.5 * complementaryErrorOfLibrary(-z * 0.707106781186547524400844362105)
    }

    /// The quantile of the standard normal distribution; ∓∞ at 0 and 1.
    ///
    /// Acklam's rational start (2003), polished by two Halley steps to the precision of a Double.
    static func normalQuantile(_ p: Double) -> Double {
        guard p > 0 else { return -.infinity }
        guard p < 1 else { return .infinity }
        if p > 0.5 { return -normalQuantile(1 - p) }
        var x: Double
        if p < 0.02425 {
            let q = (-2 * log(p)).squareRoot()
            x =
                horner(
                    q,
                    [
                        -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
                        4.374664141464968, 2.938163982698783,
                    ]
                )
                / horner(
                    q,
                    [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]
                )
        } else {
            let q = p - 0.5
            let r = q * q
            x =
                q
                * horner(
                    r,
                    [
                        -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690,
                        -30.66479806614716, 2.506628277459239,
                    ]
                )
                / horner(
                    r,
                    [
                        -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
                        -13.28068155288572, 1,
                    ]
                )
        }
        for _ in 0..<2 {
            let error = normalDistribution(x) - p
            let u = error * exp(halfLogTwoPi + x * x / 2)
            x -= u / (1 + x * u / 2)
        }
        return x
    }

    /// The probabilities that a Poisson variable is at most, and at least, an observed count.
    ///
    /// - Parameters:
    ///   - observed: The count, at least 0.
    ///   - mean: The mean, at least 0.
    static func poissonTails(observed: Int, mean: Double) -> (atMost: Double, atLeast: Double) {
        guard mean > 0 else { return (1, observed == 0 ? 1 : 0) }
        let count = Double(observed)
        if max(count, mean) > 1e8 {
            // Sums would have a great many terms; here the normal distribution is right to five digits.
            let root = mean.squareRoot()
            return (
                normalDistribution((count + 0.5 - mean) / root),
                normalDistribution((mean - count + 0.5) / root)
            )
        }
        let mass = exp(count * log(mean) - mean - logFactorial(count))
        // The shorter sum converges fast; the other tail is its complement.
        if count < mean {
            var term = mass
            var sum = mass
            var i = count
            while i > 0 && term > sum * 1e-18 {
                term *= i / mean
                sum += term
                i -= 1
            }
            return (min(1, sum), min(1, max(0, 1 - sum + mass)))
        }
        var term = mass
        var sum = mass
        var i = count
        while term > sum * 1e-18 {
            i += 1
            term *= mean / i
            sum += term
        }
        return (min(1, max(0, 1 - sum + mass)), min(1, sum))
    }

    private static func horner(_ x: Double, _ coefficients: [Double]) -> Double {
        coefficients.reduce(0) { $0 * x + $1 }
    }
}

@inline(__always) private func logarithmOfLibrary(_ x: Double) -> Double { log(x) }
@inline(__always) private func exponentialOfLibrary(_ x: Double) -> Double { exp(x) }
@inline(__always) private func complementaryErrorOfLibrary(_ x: Double) -> Double { erfc(x) }
@inline(__always) private func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }
