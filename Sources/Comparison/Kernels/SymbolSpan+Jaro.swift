extension SymbolSpan {
    /// The Jaro similarity of two values of any length; `self` is the text.
    ///
    /// - Complexity: O(length) up to 64 symbols of the pattern and the text, O(length²) beyond.
    @inline(never) func jaro(_ pattern: SymbolSpan) -> Float {
        if count == 0 || pattern.count == 0 { return count == pattern.count ? 1 : 0 }
        let reach = max(0, max(count, pattern.count) / 2 - 1)
        let (matches, transposed) =
            max(count, pattern.count) <= PreparedText.wordCapacity
            ? wordMatches(pattern, reach: reach) : plainMatches(pattern, reach: reach)
        if matches == 0 { return 0 }
        // In 64 bits, because the product of two long lengths need not fit 32.
        let shares = Float(matches) * Float(count + pattern.count) / Float(count * pattern.count)
        return (shares + Float(matches - transposed / 2) / Float(matches)) * (1 / 3 as Float)
    }

    /// Matches and symbols out of order, with the positions of each value in one word.
    private func wordMatches(_ pattern: SymbolSpan, reach: Int) -> (matches: Int, displaced: Int) {
        var taken: UInt64 = 0
        var matched: UInt64 = 0
        var disorder: UInt64 = 0
        // Beyond this the window lies behind the pattern.
        for i in 0..<min(count, pattern.count &+ reach) {
            let high = min(pattern.count, i &+ reach &+ 1)
            let window = Self.lowBits(high) & (~0 &<< UInt64(truncatingIfNeeded: max(0, i &- reach)))
            let free = pattern.positions(of: base[i]) & window & ~taken
            let first = free & (0 &- free)
            // A partner before that of an earlier symbol; without one nothing is transposed.
            disorder |= taken & (0 &- first)
            taken |= first
            matched |= first == 0 ? 0 : 1 &<< UInt64(truncatingIfNeeded: i)
        }
        let matches = matched.nonzeroBitCount
        var displaced = 0
        while disorder != 0 && matched != 0 {
            // SAFETY: both masks have as many bits, each the position of a symbol.
            if base[matched.trailingZeroBitCount] != pattern.base[taken.trailingZeroBitCount] {
                displaced &+= 1
            }
            matched &= matched &- 1
            taken &= taken &- 1
        }
        return (matches, displaced)
    }

    /// Matches and symbols out of order, with a flag per symbol.
    private func plainMatches(_ pattern: SymbolSpan, reach: Int) -> (matches: Int, displaced: Int) {
        withUnsafeTemporaryAllocation(of: Bool.self, capacity: count + pattern.count) { flags in
            flags.initialize(repeating: false)
            // SAFETY: the first `count` flags are the text's, the others the pattern's.
            var matches = 0
            for i in 0..<count {
                let low = max(0, i &- reach)
                let high = min(pattern.count, i &+ reach &+ 1)
                var j = low
                while j < high && (flags[count &+ j] || pattern.base[j] != base[i]) { j &+= 1 }
                if j >= high { continue }
                flags[i] = true
                flags[count &+ j] = true
                matches &+= 1
            }
            var displaced = 0
            var j = 0
            for i in 0..<count where flags[i] {
                while !flags[count &+ j] { j &+= 1 }
                if base[i] != pattern.base[j] { displaced &+= 1 }
                j &+= 1
            }
            return (matches, displaced)
        }
    }
}
