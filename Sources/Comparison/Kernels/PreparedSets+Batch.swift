extension PreparedQGrams {
    /// Computes the Jaccard similarity of pairs of codes, which must lie below ``count``.
    public func computeJaccard(_ lefts: [UInt32], _ rights: [UInt32], into results: inout [Float]) {
        PairBatch.fill(&results, lefts, rights, codes: count, prefetch: { _ in }, { self.jaccard($0, $1) })
    }

    /// Computes the cosine similarity of pairs of codes, which must lie below ``count``.
    public func computeCosine(_ lefts: [UInt32], _ rights: [UInt32], into results: inout [Float]) {
        PairBatch.fill(&results, lefts, rights, codes: count, prefetch: { _ in }, { self.cosine($0, $1) })
    }
}

extension PreparedTokens {
    /// Computes the number of shared words of pairs of codes, which must lie below ``count``.
    public func computeIntersection(_ lefts: [UInt32], _ rights: [UInt32], into results: inout [Float]) {
        PairBatch.fill(&results, lefts, rights, codes: count, prefetch: { _ in }) {
            Float(self.intersectionCount($0, $1))
        }
    }

    /// Computes the best Jaro–Winkler similarity of two words of pairs of codes, which must lie below ``count``.
    public func computeBestJaroWinkler(_ lefts: [UInt32], _ rights: [UInt32], into results: inout [Float]) {
        PairBatch.fill(&results, lefts, rights, codes: count, prefetch: { _ in }) {
            self.bestJaroWinkler($0, $1)
        }
    }
}

extension PreparedDates {
    /// Computes how pairs of codes, which must lie below ``count``, resemble each other as dates.
    ///
    /// 5 for the same parts where both know them, 4 for day and month exchanged, 3 for one different digit,
    /// 2 for exchanged digits, 1 for at most a year apart, otherwise 0.
    public func computeLikeness(_ lefts: [UInt32], _ rights: [UInt32], into results: inout [Float]) {
        PairBatch.fill(&results, lefts, rights, codes: count, prefetch: { _ in }, { self.likeness($0, $1) })
    }

    @inline(__always) private func likeness(_ a: UInt32, _ b: UInt32) -> Float {
        if agreeWhereKnown(a, b) { return 5 }
        if dayAndMonthSwapped(a, b) { return 4 }
        if differInOneDigit(a, b) { return 3 }
        if differInSwappedDigits(a, b) { return 2 }
        return yearsBetween(a, b) <= 1 ? 1 : 0
    }
}
