/// Match weights counted in narrow bins, so that thresholds can be weighed without sorting pairs.
///
/// Bins are 1/64 bit wide from −64 to 64 bits; lower and higher weights count in the end bins. A
/// threshold at a bin's lower edge keeps exactly the pairs of that bin and those above, but for the
/// lowest bin.
struct PairWeightHistogram {
    /// Bins per bit; a power of two, so that edges are exact.
    static let binsPerBit: Float = 64
    /// Weights from −reach to reach bits have bins of their own.
    static let reach: Float = 64
    /// The number of bins.
    static let binCount = Int(2 * reach * binsPerBit)

    /// Pairs per bin.
    private(set) var pairs = [Int](repeating: 0, count: binCount)
    /// The sum over the pairs of a bin of whatever is summed: probabilities or true matches.
    private(set) var sums = [Double](repeating: 0, count: binCount)

    /// The bin of a finite weight.
    static func bin(_ weight: Float) -> Int {
        let place = ((weight + reach) * binsPerBit).rounded(.down)
        return Int(min(max(place, 0), Float(binCount - 1)))
    }

    /// The lowest weight of a bin.
    static func edge(_ bin: Int) -> Float {
        Float(bin) / binsPerBit - reach
    }

    /// Counts a pair.
    mutating func add(weight: Float, amount: Double) {
        let bin = Self.bin(weight)
        pairs[bin] &+= 1
        sums[bin] += amount
    }
}
