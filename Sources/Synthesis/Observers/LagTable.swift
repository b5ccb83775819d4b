/// Exponential lags from uniform draws, by linear interpolation between tabulated quantiles.
///
/// A table instead of a logarithm: the same bytes on every machine and with every mathematical library.
enum LagTable {
    /// -log2(1 - i/32) for i in 0…31, and the value taken for the last thirty-second.
    private static let quantiles: [Double] = [
        0, 0.04580, 0.09311, 0.14201, 0.19265, 0.24511, 0.29956, 0.35614, 0.41504, 0.47643, 0.54057, 0.60768,
        0.67807, 0.75207, 0.83007, 0.91254, 1, 1.09311, 1.19265, 1.29956, 1.41504, 1.54057, 1.67807, 1.83007,
        2,
        2.19265, 2.41504, 2.67807, 3, 3.41504, 4, 5, 8,
    ]

    /// Days of delay with a heavy tail: log-logistic of shape 1, so that one delay in a hundred is 99 medians.
    static func heavyDays(_ share: Double, median: Double) -> Int {
        let share = min(0.999_999, max(0, share))
        return Int(min(36_500, median * share / (1 - share)))
    }

    /// Days of delay at a share from 0 up to 1; half of all delays are shorter than the median.
    static func days(_ share: Double, median: Double) -> Int {
        let place = min(31.999, max(0, share * 32))
        let index = Int(place)
        let rest = place - Double(index)
        let value = quantiles[index] + (quantiles[index + 1] - quantiles[index]) * rest
        return Int(min(36_500, value * median))
    }
}
