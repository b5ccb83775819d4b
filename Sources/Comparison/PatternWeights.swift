/// What lately met patterns weigh: most pairs show one of a few thousand patterns.
///
/// A pattern has one place, and the last that came keeps it; what is found never depends on what is kept.
final class PatternWeights {
    private static let bits = 12
    private static var size: Int { 1 << bits }

    let plan: ScoringPlan
    private let layout: PatternLayout
    private let terms: Int
    private let patterns: UnsafeMutablePointer<UInt64>
    private let weights: UnsafeMutablePointer<ScoringPlan.PatternWeight>
    private let shares: UnsafeMutablePointer<Float>

    init(_ plan: ScoringPlan, layout: PatternLayout) {
        self.plan = plan
        self.layout = layout
        terms = plan.termed.count
        patterns = .allocate(capacity: Self.size)
        weights = .allocate(capacity: Self.size)
        shares = .allocate(capacity: Self.size * max(1, terms))
        // A pattern in a place that is not its own is never asked for there.
        patterns.initialize(repeating: 0, count: Self.size)
        var other: UInt64 = 1
        while Self.place(of: other) == Self.place(of: 0) { other += 1 }
        patterns[Self.place(of: 0)] = other
    }

    deinit {
        patterns.deallocate()
        weights.deallocate()
        shares.deallocate()
    }

    @inline(__always) private static func place(of pattern: UInt64) -> Int {
        Int(truncatingIfNeeded: (pattern &* 0x9e37_79b9_7f4a_7c15) &>> UInt64(64 &- bits))
    }

    /// The weight of a pair from its pattern; `codes` are those of one of its records.
    @inline(__always)
    func weight(of pattern: UInt64, codes: UnsafePointer<UInt32>) -> Float {
        let place = Self.place(of: pattern)
        let shares = self.shares + place &* terms
        if patterns[place] != pattern {
            weights[place] = plan.weigh(pattern, layout: layout, shares: shares)
            patterns[place] = pattern
        }
        var total = weights[place].strangers
        for term in 0..<terms where shares[term] != 0 {
            // SAFETY: a comparison on level 1 has a value, whose code both records have in the slot.
            total += plan.termed[term].adjustments[Int(codes[plan.termed[term].slot])] * shares[term]
        }
        return ScoringPlan.together(total, weights[place].likenesses)
    }
}
