extension SymbolSpan {
    /// The Levenshtein distance of two values of any length.
    ///
    /// - Complexity: O(longer) if the shorter has at most 64 symbols, O(product of lengths) beyond.
    @inline(never) func levenshtein(_ other: SymbolSpan) -> Int {
        let (pattern, text) = count < other.count ? (self, other) : (other, self)
        if pattern.count == 0 { return text.count }
        if pattern.count > PreparedText.wordCapacity { return text.plainLevenshtein(pattern) }
        let valid = Self.lowBits(pattern.count)
        var up = ~UInt64(0)
        var down: UInt64 = 0
        for i in 0..<text.count {
            let match = pattern.positions(of: text.base[i]) | down
            let diagonal = (((match & up) &+ up) ^ up) | match
            let risen = ((down | ~(up | diagonal)) &<< 1) | 1
            let fallen = (up & diagonal) &<< 1
            down = risen & diagonal
            up = fallen | ~(risen | diagonal)
        }
        return text.count &+ (up & valid).nonzeroBitCount &- (down & valid).nonzeroBitCount
    }

    /// The optimal string alignment distance of two values of any length.
    ///
    /// - Complexity: O(longer) if the shorter has at most 64 symbols, O(product of lengths) beyond.
    @inline(never) func osa(_ other: SymbolSpan) -> Int {
        let (pattern, text) = count < other.count ? (self, other) : (other, self)
        if pattern.count == 0 { return text.count }
        if pattern.count > PreparedText.wordCapacity { return text.plainOSA(pattern) }
        let valid = Self.lowBits(pattern.count)
        var up = ~UInt64(0)
        var down: UInt64 = 0
        var diagonal: UInt64 = 0
        var equalBefore: UInt64 = 0
        for i in 0..<text.count {
            let equal = pattern.positions(of: text.base[i])
            let swapped = ((~diagonal & equal) &<< 1) & equalBefore
            let match = equal | down
            diagonal = (((match & up) &+ up) ^ up) | match | swapped
            let risen = ((down | ~(up | diagonal)) &<< 1) | 1
            let fallen = (up & diagonal) &<< 1
            down = risen & diagonal
            up = fallen | ~(risen | diagonal)
            equalBefore = equal
        }
        return text.count &+ (up & valid).nonzeroBitCount &- (down & valid).nonzeroBitCount
    }

    /// The Levenshtein distance, row by row in one row of memory.
    private func plainLevenshtein(_ other: SymbolSpan) -> Int {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: other.count + 1) { row in
            // SAFETY: `row` has an entry per prefix of `other`, the empty one included.
            for j in 0...other.count { row.initializeElement(at: j, to: Int32(truncatingIfNeeded: j)) }
            for i in 0..<count {
                var diagonal = row[0]
                row[0] = Int32(truncatingIfNeeded: i &+ 1)
                for j in 0..<other.count {
                    let replaced = diagonal &+ (base[i] == other.base[j] ? 0 : 1)
                    diagonal = row[j &+ 1]
                    row[j &+ 1] = min(replaced, min(diagonal, row[j]) &+ 1)
                }
            }
            return Int(row[other.count])
        }
    }

    /// The optimal string alignment distance, row by row in three rows of memory.
    private func plainOSA(_ other: SymbolSpan) -> Int {
        let width = other.count + 1
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * width) { rows in
            // SAFETY: row i of the distance matrix lies in third i mod 3; each has `width` entries.
            rows.initialize(repeating: 0)
            for j in 0..<width { rows[j] = Int32(truncatingIfNeeded: j) }
            for i in 1...count {
                let current = (i % 3) &* width
                let before = ((i &+ 2) % 3) &* width
                let beforeThat = ((i &+ 1) % 3) &* width
                rows[current] = Int32(truncatingIfNeeded: i)
                for j in 1..<width {
                    let same = base[i &- 1] == other.base[j &- 1]
                    var least = rows[before &+ j &- 1] &+ (same ? 0 : 1)
                    least = min(least, min(rows[before &+ j], rows[current &+ j &- 1]) &+ 1)
                    let swapped =
                        i > 1 && j > 1 && base[i &- 1] == other.base[j &- 2]
                        && base[i &- 2] == other.base[j &- 1]
                    if swapped { least = min(least, rows[beforeThat &+ j &- 2] &+ 1) }
                    rows[current &+ j] = least
                }
            }
            return Int(rows[(count % 3) &* width &+ other.count])
        }
    }
}
