/// A choice among numbered options with unequal shares.
struct WeightedChoice: Sendable {
    /// Running totals of the shares, the last one 1.
    private let limits: [Double]

    /// Options whose shares are proportional to `weights`; these need not sum to 1.
    init(weights: [Double]) {
        precondition(!weights.isEmpty, "a choice needs an option")
        let total = weights.reduce(0, +)
        var sum = 0.0
        limits = weights.map { weight in
            sum += weight / total
            return sum
        }
    }

    /// The share of an option.
    func share(_ option: Int) -> Double { limits[option] - (option > 0 ? limits[option - 1] : 0) }

    /// The option that holds `unit`, a number from 0 up to 1.
    /// - Complexity: O(log options).
    func pick(_ unit: Double) -> Int {
        limits.withUnsafeBufferPointer { limits in
            var low = 0
            var high = limits.count - 1
            while low < high {
                let middle = (low + high) / 2
                if limits[middle] <= unit { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
