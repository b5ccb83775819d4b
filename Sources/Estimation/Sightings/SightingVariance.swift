/// The variance of N̂ = n₂/P₂ by the delta method.
///
/// n₂ is binomial, and P₂ a function of shares and chances whose variance is the inverse of their
/// information in n₂ histories, the prior's curvature added.
struct SightingVariance {
    /// The variance (persons squared).
    let variance: Double

    init(_ model: SightingModel, cases n: Double) {
        let (k, t) = (model.classes, model.lists)
        let size = k * t + k - 1
        let below = model.chancesBelowTwo.reduce(0, +)
        let seenTwice = max(1 - below, 1e-12)
        let binomial = n * below / (seenTwice * seenTwice)
        // Row 0 holds the derivatives of 1 − P₂ while the others are summed.
        var gradientBelow = [Double](repeating: 0, count: size)
        for place in 0...t {
            let history = place == 0 ? 0 : 1 << (place - 1)
            Self.addGradient(of: history, model, to: &gradientBelow, times: 1)
        }
        var information = [Double](repeating: 0, count: size * size)
        var gradient = [Double](repeating: 0, count: size)
        for history in 0..<(1 << t) where history.nonzeroBitCount >= 2 {
            let p = model.chance(of: history)
            if p < 1e-14 { continue }
            for i in 0..<size { gradient[i] = 0 }
            Self.addGradient(of: history, model, to: &gradient, times: 1)
            // The derivative of p/P₂, whose P₂ moves against the rest.
            for i in 0..<size {
                gradient[i] = gradient[i] / seenTwice + p * gradientBelow[i] / (seenTwice * seenTwice)
            }
            let scale = n / (p / seenTwice)
            for i in 0..<size {
                let factor = scale * gradient[i]
                if factor == 0 { continue }
                for j in 0...i { information[i * size + j] += factor * gradient[j] }
            }
        }
        for i in 0..<size {
            for j in 0..<i { information[j * size + i] = information[i * size + j] }
        }
        Self.addPrior(model, to: &information)
        var factor = Cholesky()
        guard size > 0, factor.factorise(information, order: size) else {
            variance = binomial
            return
        }
        var solved = gradientBelow
        factor.solve(&solved)
        var quadratic = 0.0
        for i in 0..<size { quadratic += solved[i] * gradientBelow[i] }
        let slope = n / (seenTwice * seenTwice)
        variance = binomial + slope * slope * max(0, quadratic)
    }

    /// Adds the derivatives of a history's chance: by shares but the last, then by chances.
    private static func addGradient(
        of history: Int,
        _ model: SightingModel,
        to gradient: inout [Double],
        times factor: Double
    ) {
        let (k, t) = (model.classes, model.lists)
        let last = model.chance(of: history, in: k - 1)
        for c in 0..<k {
            let p = c == k - 1 ? last : model.chance(of: history, in: c)
            if c < k - 1 { gradient[c] += factor * (p - last) }
            for list in 0..<t {
                let chance = model.chances[c * t + list]
                let slope = history >> list & 1 == 1 ? p / chance : -p / (1 - chance)
                gradient[k - 1 + c * t + list] += factor * model.shares[c] * slope
            }
        }
    }

    private static func addPrior(_ model: SightingModel, to information: inout [Double]) {
        let (k, t) = (model.classes, model.lists)
        let size = k * t + k - 1
        let a = SightingFitter.prior
        let last = model.shares[k - 1]
        for c in 0..<(k - 1) {
            for other in 0..<(k - 1) { information[c * size + other] += a / (last * last) }
            information[c * size + c] += a / (model.shares[c] * model.shares[c])
        }
        for c in 0..<k {
            for list in 0..<t {
                let p = model.chances[c * t + list]
                let place = k - 1 + c * t + list
                information[place * size + place] += a / (p * p) + a / ((1 - p) * (1 - p))
            }
        }
    }
}
