/// Lower bounds of a population from how many cases were caught once and twice.
///
/// Whatever the chances of capture, as long as lists are independent for each person, the expected unseen are at least
/// these. Where lists help each other (positive dependence of lists) the bounds hold all the more; where being on one
/// keeps people off another they may not. Source: Chao (1987), Biometrics 43, 783–791; Chao (1989), Biometrics 45.
public struct ChaoBounds: Sendable, Equatable {
    /// Cases caught by exactly one list, f₁.
    public let once: Int
    /// Cases caught by exactly two lists, f₂.
    public let twice: Int
    /// n + f₁²/(2 f₂), for capture in continuous time; nil if nobody was caught twice.
    public let continuous: Double?
    /// n + f₁(f₁−1)/(2(f₂+1)), corrected for bias; always there.
    public let biasCorrected: Double
    /// n + (t−1)/t·f₁²/(2 f₂), for t lists with equal chances; nil if nobody was caught twice.
    public let lists: Double?

    /// The variance of ``biasCorrected``, with f₂ + 1 in place of f₂ so that it exists where nobody was caught twice.
    ///
    /// (f₂ + 1)(r²/2 + r³ + r⁴/4) with r = f₁/(f₂ + 1). Source: Chao (1987), Biometrics 43, 783–791.
    package var biasCorrectedVariance: Double {
        let f2 = Double(twice)
        let ratio = Double(once) / (f2 + 1)
        return (f2 + 1) * (ratio * ratio / 2 + ratio * ratio * ratio + ratio * ratio * ratio * ratio / 4)
    }
}

extension CaptureCounts {
    /// The lower bounds of Chao.
    public var chaoBounds: ChaoBounds {
        let frequencies = frequencies
        let (f1, f2) = (Double(frequencies[1]), Double(frequencies[2]))
        let (n, t) = (Double(observed), Double(listCount))
        return ChaoBounds(
            once: frequencies[1],
            twice: frequencies[2],
            continuous: f2 > 0 ? n + f1 * f1 / (2 * f2) : nil,
            biasCorrected: n + f1 * (f1 - 1) / (2 * (f2 + 1)),
            lists: f2 > 0 ? n + (t - 1) / t * f1 * f1 / (2 * f2) : nil
        )
    }
}
