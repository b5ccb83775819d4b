import Foundation

/// The probabilities that Splink takes for levels of which nothing was learned.
struct SplinkDefaults {
    /// How many levels the comparison has, that of missing values left out.
    let levels: Int

    /// What agreement on the best level is taken to be among matches.
    private static let best = 0.95
    /// The weights of the worst and the best-but-one level, and of the best, in bits.
    private static let (worstWeight, nextWeight, bestWeight) = (-5.0, 3.0, 10.0)
    /// The smallest probability; 0 would make a weight infinite.
    private static let least = 1e-300

    /// Probabilities of which a weight can be taken, and the same weight: none is 0, none more than 1.
    ///
    /// Splink’s own u of *different* may be more than 1.
    static func usable(_ m: Double, _ u: Double) -> (m: Double, u: Double) {
        let scale = max(1, m, u)
        return (max(least, m / scale), max(least, u / scale))
    }

    /// The probability among matches of the level that is asked so many levels after the first.
    func m(_ place: Int) -> Double {
        place == 0 || levels < 2 ? Self.best : (1 - Self.best) / Double(levels - 1)
    }

    /// The same among others.
    func u(_ place: Int) -> Double { m(place) / exp2(weight(place)) }

    private func weight(_ place: Int) -> Double {
        if place == 0 { return Self.bestWeight }
        if levels <= 2 { return Self.worstWeight }
        // Evenly from the last level up to the second.
        let step = (Self.nextWeight - Self.worstWeight) / Double(levels - 2)
        return Self.worstWeight + step * Double(levels - 1 - place)
    }
}
