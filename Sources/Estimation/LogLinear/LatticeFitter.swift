/// Fits Poisson log-linear models whose columns are indicators “all lists of s caught the case”.
///
/// With such columns the linear predictor is a sum over subsets of a history, and score and information are sums
/// over supersets: XᵀWX at (s, u) is the sum of W over histories that hold s ∪ u. Each step costs t·2ᵗ + k³/6.
/// Holds its storage, so that many fits allocate little.
struct LatticeFitter {
    /// A fit that converged.
    struct Fit {
        /// Coefficients, one per term.
        let coefficients: [Double]
        /// Fitted counts by history; 0 where the history takes no part.
        let means: [Double]
        /// The variances of the coefficients.
        let variances: [Double]
        /// The variance of the first coefficient.
        var firstVariance: Double { variances[0] }
    }

    /// Whether the variances of all coefficients are wanted, or of the first alone.
    var wantsVariances = false
    private let listCount: Int
    private let size: Int
    private var predictor: [Double]
    private var means: [Double]
    private var lattice: [Double]
    private var information: [Double] = []
    private var step: [Double] = []
    private var cholesky = Cholesky()

    /// A fitter for t lists.
    init(listCount: Int) {
        self.listCount = listCount
        size = 1 << listCount
        predictor = [Double](repeating: 0, count: size)
        means = predictor
        lattice = predictor
    }

    /// Maximises the Poisson likelihood by Newton's method.
    ///
    /// - Parameters:
    ///   - counts: Counts by history (2ᵗ, need not be whole).
    ///   - terms: The columns as sets of lists, the first of them empty: the intercept.
    ///   - takesPart: Whether a history belongs to the table (2ᵗ).
    /// - Returns: The fit, or nil if the information is singular or the steps do not converge: where the estimate
    ///   exists and the model is identified neither happens.
    mutating func fit(counts: [Double], terms: [Int], takesPart: [Bool]) -> Fit? {
        let k = terms.count
        if information.count != k * k { information = [Double](repeating: 0, count: k * k) }
        step = [Double](repeating: 0, count: k)
        var coefficients = [Double](repeating: 0, count: k)

        // One weighted least squares step from means near the counts.
        for h in 0..<size {
            means[h] = takesPart[h] ? counts[h] + 0.1 : 0
            lattice[h] = takesPart[h] ? means[h] * Real.log(means[h]) + counts[h] - means[h] : 0
        }
        sumOverSupersets()
        for (i, term) in terms.enumerated() { step[i] = lattice[term] }
        guard factoriseInformation(terms) else { return nil }
        cholesky.solve(&step)
        coefficients = step
        evaluate(coefficients, terms, takesPart)
        var objective = logLikelihood(counts)

        var isNear = false
        for _ in 0..<200 {
            for h in 0..<size { lattice[h] = takesPart[h] ? counts[h] - means[h] : 0 }
            sumOverSupersets()
            for (i, term) in terms.enumerated() { step[i] = lattice[term] }
            var decrement = step
            guard factoriseInformation(terms) else { return nil }
            cholesky.solve(&step)
            for i in 0..<k { decrement[i] *= step[i] }
            let gain = decrement.reduce(0, +)
            guard gain.isFinite else { return nil }
            var share = 1.0
            while true {
                var candidate = coefficients
                for i in 0..<k { candidate[i] += share * step[i] }
                evaluate(candidate, terms, takesPart)
                let reached = logLikelihood(counts)
                if isNear || reached >= objective - 1e-9 * max(1, objective.magnitude) {
                    coefficients = candidate
                    objective = reached
                    break
                }
                share /= 2
                if share < 1e-10 { return nil }
            }
            if isNear {
                guard factoriseInformation(terms) else { return nil }
                return Fit(
                    coefficients: coefficients,
                    means: means,
                    variances: cholesky.inverseDiagonal(count: wantsVariances ? k : 1)
                )
            }
            // Newton's method is quadratic: one step after a gain this small is exact.
            isNear = share == 1 && gain < 1e-12
        }
        return nil
    }

    /// Σ y ln μ − μ over histories that take part.
    private func logLikelihood(_ counts: [Double]) -> Double {
        var sum = 0.0
        for h in 0..<size { sum += counts[h] * predictor[h] - means[h] }
        return sum.isNaN ? -.infinity : sum
    }

    private mutating func evaluate(_ coefficients: [Double], _ terms: [Int], _ takesPart: [Bool]) {
        let (n, t) = (size, listCount)
        predictor.withUnsafeMutableBufferPointer { eta in
            for h in 0..<n { eta[h] = 0 }
            for (i, term) in terms.enumerated() { eta[term] = coefficients[i] }
            for j in 0..<t {
                let bit = 1 << j
                for h in 0..<n where h & bit != 0 { eta[h] += eta[h ^ bit] }
            }
        }
        for h in 0..<n {
            if takesPart[h] {
                means[h] = Real.exp(predictor[h])
            } else {
                predictor[h] = 0
                means[h] = 0
            }
        }
    }

    private mutating func factoriseInformation(_ terms: [Int]) -> Bool {
        for h in 0..<size { lattice[h] = means[h] }
        sumOverSupersets()
        let k = terms.count
        lattice.withUnsafeBufferPointer { sums in
            information.withUnsafeMutableBufferPointer { target in
                for i in 0..<k {
                    for j in 0...i {
                        let value = sums[terms[i] | terms[j]]
                        target[i * k + j] = value
                        target[j * k + i] = value
                    }
                }
            }
        }
        return cholesky.factorise(information, order: k)
    }

    private mutating func sumOverSupersets() {
        let (n, t) = (size, listCount)
        lattice.withUnsafeMutableBufferPointer { values in
            for j in 0..<t {
                let bit = 1 << j
                for h in 0..<n where h & bit == 0 { values[h] += values[h | bit] }
            }
        }
    }
}
