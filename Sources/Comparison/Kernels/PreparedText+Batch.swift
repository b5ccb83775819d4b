/// A similarity or distance of two prepared values that can be computed over many pairs at once.
public enum TextKernel: String, Sendable, CaseIterable {
    /// Jaro–Winkler similarity, 0…1.
    case jaroWinkler = "jaro_winkler"
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
        precondition(lefts.count == rights.count && lefts.count == results.count)
        precondition(max(lefts.max() ?? 0, rights.max() ?? 0) < count)
        switch kernel {
        case .jaroWinkler: fill(&results, lefts, rights) { self.jaroWinkler($0, $1) }
        case .jaro: fill(&results, lefts, rights) { self.jaro($0, $1) }
        case .levenshtein: fill(&results, lefts, rights) { Float(self.levenshtein($0, $1)) }
        case .osa: fill(&results, lefts, rights) { Float(self.osa($0, $1)) }
        case .commonPrefix: fill(&results, lefts, rights) { Float(self.commonPrefix($0, $1)) }
        }
    }

    @inline(__always) private func fill(
        _ results: inout [Float],
        _ lefts: [UInt32],
        _ rights: [UInt32],
        _ kernel: (UInt32, UInt32) -> Float
    ) {
        lefts.withUnsafeBufferPointer { left in
            rights.withUnsafeBufferPointer { right in
                results.withUnsafeMutableBufferPointer { result in
                    // SAFETY: the caller has checked that the three arrays are of one length.
                    for i in 0..<left.count {
                        let soon = min(i &+ 8, left.count &- 1)
                        prefetch(left[soon])
                        prefetch(right[soon])
                        result[i] = kernel(left[i], right[i])
                    }
                }
            }
        }
    }
}
