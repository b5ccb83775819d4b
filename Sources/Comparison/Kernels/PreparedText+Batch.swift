/// A similarity or distance of two prepared values that can be computed over many pairs at once.
public enum TextKernel: String, Sendable, CaseIterable {
    /// Jaro–Winkler similarity, 0…1.
    case jaroWinkler = "jaro_winkler"
    /// Jaro–Winkler similarity where it may reach 0.85, otherwise 0.
    case boundedJaroWinkler = "bounded_jaro_winkler"
    /// Jaro similarity, 0…1.
    case jaro
    /// Levenshtein distance in edits.
    case levenshtein
    /// Optimal string alignment distance in edits.
    case osa
    /// Common beginning in symbols.
    case commonPrefix = "common_prefix"
}

extension PreparedText {
    /// Computes a kernel for pairs of codes: entry i of `results` is that of `lefts[i]` and `rights[i]`.
    ///
    /// The three arrays must be of one length and the codes below ``count``.
    /// - Complexity: O(pairs), no allocation for values of up to 64 symbols.
    public func compute(
        _ kernel: TextKernel,
        _ lefts: [UInt32],
        _ rights: [UInt32],
        into results: inout [Float]
    ) {
        switch kernel {
        case .jaroWinkler: fill(&results, lefts, rights) { self.jaroWinkler($0, $1) }
        case .boundedJaroWinkler:
            fill(&results, lefts, rights) {
                self.couldReachJaroWinkler($0, $1, Self.batchThreshold) ? self.jaroWinkler($0, $1) : 0
            }
        case .jaro: fill(&results, lefts, rights) { self.jaro($0, $1) }
        case .levenshtein: fill(&results, lefts, rights) { Float(self.levenshtein($0, $1)) }
        case .osa: fill(&results, lefts, rights) { Float(self.osa($0, $1)) }
        case .commonPrefix: fill(&results, lefts, rights) { Float(self.commonPrefix($0, $1)) }
        }
    }

    /// The threshold of ``TextKernel/boundedJaroWinkler``.
    static let batchThreshold: Float = 0.85

    @inline(__always) private func fill(
        _ results: inout [Float],
        _ lefts: [UInt32],
        _ rights: [UInt32],
        _ kernel: (UInt32, UInt32) -> Float
    ) {
        PairBatch.fill(&results, lefts, rights, codes: count, prefetch: { self.prefetch($0) }, kernel)
    }
}
