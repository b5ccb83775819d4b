/// What is believed of the population's size before the counts are seen.
///
/// Only ratios matter: a prior is used over the range of unseen persons that is tried, and normalised there.
public enum GraphPrior: Sendable, Equatable {
    /// 1/N, as in Madigan and York (1997) and as the package dga has it unless told otherwise.
    case inverse
    /// All sizes alike.
    case uniform
    /// Negative binomial: N is Poisson with a mean from a gamma distribution of the given shape and scale.
    ///
    /// ln p(N) = N·ln b − (N + a)·ln(1 + b) + ln Γ(N + a) − ln Γ(N + 1) − ln Γ(a); mean a·b. The informative prior of
    /// Madigan and York (1997), section 4, on the spina bifida counts: a = 13.14, b = 55.17.
    case negativeBinomial(shape: Double, scale: Double)
    /// Log-normal: ln N is normal with the given mean and standard deviation.
    case logNormal(mean: Double, deviation: Double)

    /// Whether the parameters are in range.
    var isInRange: Bool {
        switch self {
        case .inverse, .uniform: true
        case .negativeBinomial(let shape, let scale):
            shape > 0 && scale > 0 && shape.isFinite && scale.isFinite
        case .logNormal(let mean, let deviation): mean.isFinite && deviation > 0 && deviation.isFinite
        }
    }

    /// ln p(N), up to a constant.
    func logarithm(_ population: Double) -> Double {
        let size = max(population, 1)
        switch self {
        case .inverse: return -Real.log(size)
        case .uniform: return 0
        case .negativeBinomial(let shape, let scale):
            return size * (Real.log(scale) - Real.log(1 + scale)) + Real.logGamma(size + shape)
                - Real.logGamma(size + 1)
        case .logNormal(let mean, let deviation):
            let z = (Real.log(size) - mean) / deviation
            return -Real.log(size) - z * z / 2
        }
    }
}

extension GraphPrior {
    /// The prior of a text: `1/n`, `uniform`, `negative-binomial:SHAPE,SCALE` or `log-normal:MEAN,SD`.
    ///
    /// - Returns: The prior, or nil if the text is none of these or its numbers are out of range.
    public init?(_ text: String) {
        let parts = text.lowercased().split(separator: ":", maxSplits: 1).map(String.init)
        let numbers = parts.count > 1 ? parts[1].split(separator: ",").map { Double($0) } : []
        switch (parts.first ?? "", numbers.count) {
        case ("1/n", 0): self = .inverse
        case ("uniform", 0): self = .uniform
        case ("negative-binomial", 2):
            guard let shape = numbers[0], let scale = numbers[1] else { return nil }
            self = .negativeBinomial(shape: shape, scale: scale)
        case ("log-normal", 2), ("lognormal", 2):
            guard let mean = numbers[0], let deviation = numbers[1] else { return nil }
            self = .logNormal(mean: mean, deviation: deviation)
        default: return nil
        }
        guard isInRange else { return nil }
    }
}
