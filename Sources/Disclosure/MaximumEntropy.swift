#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The noise of one count: of all distributions that meet the conditions, the one of greatest entropy.
///
/// The conditions: mean 0, a variance of at most V, and probabilities that rise up to no change at all.
/// Without the last the solution is p(v) = exp(λ₀ + λ₁v + λ₂v²). The last pools neighbours whose
/// exponents would fall (isotonic regression), so that the dual stays smooth in three unknowns, and
/// Newton's method finds them.
/// - SeeAlso: Giessing (2016), “Computational issues in the design of transition probabilities”.
struct MaximumEntropy {
    /// The possible changes of the count, ascending.
    let changes: [Int]
    /// The most the variance may be.
    let variance: Double
    /// The probability of no change, if it is prescribed.
    let stay: Double?

    private static let precision = 1e-14
    private static let accepted = 1e-11
    private static let stepLimit = 500

    /// One probability per change; nil if there is no such distribution.
    func solve() -> [Double]? {
        let fixed = changes.contains(0) ? stay : nil
        let dual = EntropyDual(changes: changes, variance: variance, stay: fixed)
        guard let loose = minimise(dual, unknowns: 2) else { return nil }
        if loose.secondMoment <= variance { return loose.probabilities }
        return minimise(dual, unknowns: 3)?.probabilities
    }

    private func minimise(_ dual: EntropyDual, unknowns: Int) -> EntropyDual.Point? {
        var lambda = [-log(Double(changes.count)), 0, 0]
        var point = dual.point(lambda, unknowns)
        for _ in 0..<Self.stepLimit {
            let size = point.gradient.reduce(0) { max($0, abs($1)) }
            if size <= Self.precision { return point }
            guard let step = Self.step(point, unknowns) else { break }
            let slope = zip(step, point.gradient).reduce(0) { $0 + $1.0 * $1.1 }
            var length = 1.0
            var next = point
            var moved = false
            while length > 1e-10 {
                let trial = lambda.indices.map { lambda[$0] - length * ($0 < unknowns ? step[$0] : 0) }
                next = dual.point(trial, unknowns)
                let smaller = next.gradient.reduce(0) { max($0, abs($1)) } < size / 2
                if next.value.isFinite && (next.value < point.value - 1e-4 * length * slope || smaller) {
                    lambda = trial
                    moved = true
                    break
                }
                length /= 2
            }
            if !moved { break }
            point = next
        }
        return point.gradient.allSatisfy { abs($0) <= Self.accepted } ? point : nil
    }

    /// Newton's step; where pooled changes leave the curvature flat, a slightly damped one.
    private static func step(_ point: EntropyDual.Point, _ unknowns: Int) -> [Double]? {
        if let step = solve(point.curvature, point.gradient, unknowns) { return step }
        var curvature = point.curvature
        for i in 0..<unknowns { curvature[i * 4] += 1e-8 }
        return solve(curvature, point.gradient, unknowns)
    }

    /// Solves a system of at most three equations by elimination with pivots; nil if it is singular.
    private static func solve(_ matrix: [Double], _ right: [Double], _ n: Int) -> [Double]? {
        var a = matrix
        var b = right
        for column in 0..<n {
            var pivot = column
            for row in column..<n where abs(a[row * 3 + column]) > abs(a[pivot * 3 + column]) { pivot = row }
            if !(abs(a[pivot * 3 + column]) > 1e-14) { return nil }
            for k in 0..<3 { a.swapAt(column * 3 + k, pivot * 3 + k) }
            b.swapAt(column, pivot)
            for row in (column + 1)..<max(n, column + 1) {
                let factor = a[row * 3 + column] / a[column * 3 + column]
                for k in column..<n { a[row * 3 + k] -= factor * a[column * 3 + k] }
                b[row] -= factor * b[column]
            }
        }
        for row in (0..<n).reversed() {
            for k in (row + 1)..<max(n, row + 1) { b[row] -= a[row * 3 + k] * b[k] }
            b[row] /= a[row * 3 + row]
        }
        return b.allSatisfy { $0.isFinite } ? b : nil
    }
}

/// The dual of the entropy problem: a convex function of the multipliers.
private struct EntropyDual {
    let changes: [Int]
    /// The moments wanted: mass, mean, second moment, in units of the largest change.
    private let targets: [Double]
    private let unit: Double
    private let cap: Double?
    private let stay: Double?

    struct Point {
        var probabilities: [Double]
        var value: Double
        var gradient: [Double]
        /// Three by three, row after row.
        var curvature: [Double]
        /// The variance of the change.
        var secondMoment: Double
    }

    init(changes: [Int], variance: Double, stay: Double?) {
        self.changes = changes
        self.stay = stay
        unit = changes.reduce(1) { max($0, abs(Double($1))) }
        targets = [1 - (stay ?? 0), 0, variance / (unit * unit)]
        cap = stay.map { log($0) }
    }

    private func moments(_ change: Int) -> [Double] {
        let v = Double(change) / unit
        return [1, v, v * v]
    }

    /// Function, gradient and curvature; only the first `unknowns` conditions count.
    func point(_ lambda: [Double], _ unknowns: Int) -> Point {
        var result = Point(
            probabilities: [],
            value: 0,
            gradient: [0, 0, 0],
            curvature: [Double](repeating: 0, count: 9),
            secondMoment: 0
        )
        for block in blocks(lambda) {
            let count = Double(block.members)
            let mean = block.moments.map { $0 / count }
            let exponent = block.exponent / count
            let isCapped = cap.map { block.isOrdered && exponent > $0 } ?? false
            let logarithm = isCapped ? (cap ?? 0) : exponent
            let p = exp(logarithm)
            result.probabilities.append(contentsOf: repeatElement(p, count: block.members))
            result.value += count * p * (exponent - logarithm + 1)
            for i in 0..<3 {
                result.gradient[i] += count * p * mean[i]
                if isCapped { continue }
                for j in 0..<3 { result.curvature[i * 3 + j] += count * p * mean[i] * mean[j] }
            }
        }
        result.secondMoment = result.gradient[2] * unit * unit
        for i in 0..<3 {
            if i < unknowns {
                result.value -= lambda[i] * targets[i]
                result.gradient[i] -= targets[i]
            } else {
                result.gradient[i] = 0
            }
        }
        if let stay, let zero = changes.firstIndex(of: 0) { result.probabilities.insert(stay, at: zero) }
        return result
    }

    private struct Block {
        var members: Int
        var exponent: Double
        var moments: [Double]
        var isOrdered: Bool
    }

    /// Changes pooled so that exponents do not fall up to no change.
    private func blocks(_ lambda: [Double]) -> [Block] {
        let isOrdered = changes.contains(0)
        var result: [Block] = []
        for change in changes where !(change == 0 && stay != nil) {
            let moments = moments(change)
            var block = Block(
                members: 1,
                exponent: lambda[0] * moments[0] + lambda[1] * moments[1] + lambda[2] * moments[2],
                moments: moments,
                isOrdered: isOrdered && change <= 0
            )
            while block.isOrdered, let last = result.last, last.isOrdered,
                last.exponent / Double(last.members) > block.exponent / Double(block.members)
            {
                block.members += last.members
                block.exponent += last.exponent
                for i in 0..<3 { block.moments[i] += last.moments[i] }
                result.removeLast()
            }
            result.append(block)
        }
        return result
    }
}
