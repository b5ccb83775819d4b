#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How late a register hears of a move: never, or after a delay that is exponential.
///
/// Time since the move is evenly spread over the years that registers remember, which are its unit.
struct ReportingDelay: Sendable, Equatable {
    /// The chance that it never hears.
    private(set) var never = 0.1
    /// The rate of hearing, per unit of time.
    private(set) var rate = 8.0

    /// Times since a move, closer to each other for recent moves.
    static let times: [Double] = edges.indices.dropLast().map { (edges[$0] + edges[$0 + 1]) / 2 }
    /// The share of moves at each time.
    static let shares: [Double] = edges.indices.dropLast().map { edges[$0 + 1] - edges[$0] }
    private static let edges: [Double] = (0...16).map { Double($0 * $0) / 256 }

    /// How far steps of expectation and maximisation go, next to their own length: they are short where the data
    /// say little, and up to twice as far they converge all the same.
    /// - SeeAlso: Redner and Walker (1984), SIAM Review 26, 195–239.
    static let stride = 1.7

    /// Limits of both numbers: a register that hears of fewer moves says nothing of where people are.
    private static let neverLimits = (0.001, 0.6)
    private static let rateLimits = (0.2, 500.0)
    /// Cases added before any is seen: moves never heard of and heard of, and the rate's gamma prior.
    private static let prior = (never: 0.5, heard: 1.5, shape: 1.0, scale: 0.1)

    /// Per time: the chance that a register has not heard of a move.
    var chances: [Double] { Self.times.map { never + (1 - never) * exp(-rate * $0) } }

    /// A step of expectation and maximisation.
    ///
    /// - Parameters:
    ///   - late: Per time: expected moves not heard of.
    ///   - heard: Per time: expected moves heard of.
    mutating func improve(late: ArraySlice<Double>, heard: ArraySlice<Double>) {
        var neverSum = Self.prior.never
        var all = Self.prior.never + Self.prior.heard
        var waiting: [Double] = []
        for ((chance, l), h) in zip(zip(chances, late), heard) {
            neverSum += l * never / chance
            waiting.append(l * (1 - never / chance))
            all += l + h
        }
        let old = never
        never = min(max(old + Self.stride * (neverSum / all - old), Self.neverLimits.0), Self.neverLimits.1)
        // Waiting longer than t, or having heard before t: the likelihood's slope falls with the rate.
        func slope(_ rate: Double) -> Double {
            var sum = Self.prior.shape / rate - Self.prior.scale
            for ((t, w), h) in zip(zip(Self.times, waiting), heard) {
                sum -= w * t
                if h > 0 { sum += h * t / (exp(rate * t) - 1) }
            }
            return sum
        }
        var (low, high) = Self.rateLimits
        for _ in 0..<40 {
            let middle = (low * high).squareRoot()
            if slope(middle) > 0 { low = middle } else { high = middle }
        }
        let target = (low * high).squareRoot()
        rate = min(max(rate * pow(target / rate, Self.stride), Self.rateLimits.0), Self.rateLimits.1)
    }
}
