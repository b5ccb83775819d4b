import Foundation

/// An axis of persons: even, or by powers where estimates differ by factors.
struct PlotScale {
    /// Whether equal distances are equal factors.
    let isLogarithmic: Bool
    /// The values that are labelled, ascending.
    let ticks: [Double]
    private let low: Double
    private let high: Double
    private let from: Double
    private let to: Double

    /// The greatest ratio of values on an even axis.
    private static let evenRatio = 12.0
    /// The most digits before values are taken for no persons at all.
    private static let greatest = 1e15

    /// An axis that shows all values.
    ///
    /// - Parameters:
    ///   - values: Persons; what is not finite or beyond 10¹⁵ is left out.
    ///   - from: Where the axis begins in the picture.
    ///   - to: Where it ends.
    init(_ values: [Double], from: Double, to: Double) {
        let shown = values.filter { $0.isFinite && $0 >= 0 && $0 < Self.greatest }
        let least = shown.min() ?? 0
        let most = max(shown.max() ?? 1, least + 1)
        (self.from, self.to) = (from, to)
        isLogarithmic = least >= 1 && most / least > Self.evenRatio
        if isLogarithmic {
            low = least * 0.95
            high = most * 1.05
            ticks = Self.powers(from: least * 0.95, to: most * 1.05)
        } else {
            let margin = (most - least) * 0.04
            low = max(0, least - margin)
            high = most + margin
            ticks = Self.even(from: low, to: high)
        }
    }

    /// Where a value stands in the picture; what is beyond the axis stands at its end.
    func place(_ value: Double) -> Double {
        let share =
            isLogarithmic
            ? log(max(value, 1e-9) / low) / log(high / low) : (value - low) / (high - low)
        return from + min(max(share, 0), 1) * (to - from)
    }

    /// A length to two decimals.
    static func short(_ value: Double) -> String { Plain.fixed(value, decimals: 2) }

    /// 1, 2 and 5 times powers of ten; powers alone where these are too many.
    private static func powers(from low: Double, to high: Double) -> [Double] {
        var all: [Double] = []
        var power = 1.0
        while power < high {
            all += [power, 2 * power, 5 * power].filter { $0 >= low && $0 <= high }
            power *= 10
        }
        let few = all.filter { isPower($0) }
        return all.count <= 7 || few.count < 2 ? Array(all.prefix(7)) : Array(few.prefix(10))
    }

    private static func isPower(_ value: Double) -> Bool {
        var power = 1.0
        while power < value { power *= 10 }
        return power == value
    }

    /// Whole multiples of a round step, some five of them.
    private static func even(from low: Double, to high: Double) -> [Double] {
        var step = 1.0
        while (high - low) / step > 6 {
            for factor in [2, 2.5, 2] where (high - low) / step > 6 { step *= factor }
        }
        step = max(1, step.rounded())
        var ticks: [Double] = []
        var next = (low / step).rounded(.up) * step
        while next <= high {
            ticks.append(next)
            next += step
        }
        return ticks
    }
}
