#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What is known of the number of records per person, as bits that a join of clusters gains.
///
/// Let μ(k) be the share of persons with k records. The prior of a partition of the records is proportional to
/// Π k! μ(k), so that a join of clusters of a and b records among N persons gains
/// log2[(a+b)! μ(a+b)] − log2[a! μ(a)] − log2[b! μ(b)] − log2 N − π, where π is the prior weight, which every
/// link's weight holds already.
struct PersonSizes: Sendable {
    /// log2(k! μ(k)) by k; entry 0 is not used.
    private let bits: [Double]
    /// log2 N + π, in bits.
    private let constant: Double
    /// How much of it counts, 0…1.
    private let share: Double

    /// The weight of a geometric distribution of the same mean, as a share of all persons.
    private static let smoothing = 0.001
    /// Beyond the size that this share of records reaches, the ratios of neighbouring shares may not rise.
    ///
    /// Else a few chained clusters would feed themselves: k! grows faster than any geometric tail falls.
    private static let bulk = 0.98

    /// Nothing is known: a join gains nothing.
    init() {
        bits = []
        constant = 0
        share = 0
    }

    /// From how many persons have k records.
    /// - Parameters:
    ///   - counts: Persons by number of records; entry 0 is not used.
    ///   - largest: The most records that a cluster may get.
    ///   - priorWeight: The log2 prior odds of a pair.
    init(counts: [Int], largest: Int, priorWeight: Double, share: Double) {
        let persons = Double(max(1, counts.dropFirst().reduce(0, +)))
        var records = 0.0
        for (size, count) in counts.enumerated() { records += Double(size * count) }
        let mean = max(1, records / persons)
        // A geometric distribution from 1 on with this mean.
        let stop = 1 / mean
        var shares = [0.0]
        for size in 1...max(1, largest) {
            let seen = size < counts.count ? Double(counts[size]) / persons : 0
            let smooth = stop * pow(1 - stop, Double(size - 1))
            shares.append((1 - Self.smoothing) * seen + Self.smoothing * smooth)
        }
        var reached = 0.0
        var bulk = 1
        while bulk < shares.count - 1 {
            reached += bulk < counts.count ? Double(bulk * counts[bulk]) : 0
            if reached >= Self.bulk * records { break }
            bulk += 1
        }
        if bulk >= 2 {
            var ratio = shares[bulk] / max(1e-300, shares[bulk - 1])
            for size in (bulk + 1)..<max(bulk + 1, shares.count) {
                ratio = min(ratio, shares[size] / max(1e-300, shares[size - 1]))
                shares[size] = shares[size - 1] * ratio
            }
        }
        var found = [0.0]
        var factorial = 0.0
        for size in 1..<shares.count {
            factorial += log2(Double(size))
            found.append(factorial + log2(max(1e-300, shares[size])))
        }
        bits = found
        constant = log2(persons) + priorWeight
        self.share = share
    }

    /// What a join of clusters of a and b records gains, in bits.
    func gain(_ a: Int, _ b: Int) -> Double {
        if bits.isEmpty { return 0 }
        let last = bits.count - 1
        let joint = bits[min(last, a + b)] - bits[min(last, a)] - bits[min(last, b)]
        return share * (joint - constant)
    }
}
