import CByteMask

extension PreparedText {
    /// The least number of inserted, deleted and replaced symbols between two values.
    ///
    /// Bit-parallel over the columns of the distance matrix: bit j of `up` (`down`) says that the distance
    /// rises (falls) by one between rows j and j + 1.
    /// - SeeAlso: Myers (1999); Hyyrö (2003), “A bit-vector algorithm for computing Levenshtein and Damerau
    ///   edit distances”.
    @inline(__always) func levenshtein(_ a: UInt32, _ b: UInt32) -> Int {
        let text = slot(a)
        let pattern = slot(b)
        let textLength = Self.lengthByte(text)
        let patternLength = Self.lengthByte(pattern)
        if textLength | patternLength == Self.longMark { return withSpans(a, b) { $0.levenshtein($1) } }
        let places = bm_pattern(pattern, patternLength)
        var up = ~UInt32(0)
        var down: UInt32 = 0
        var i = 0
        while i < Int(textLength) {
            let match = bm_positions(places, text[i]) | down
            let diagonal = (((match & up) &+ up) ^ up) | match
            let risen = ((down | ~(up | diagonal)) &<< 1) | 1
            let fallen = (up & diagonal) &<< 1
            down = risen & diagonal
            up = fallen | ~(risen | diagonal)
            i &+= 1
        }
        return Self.bottom(textLength, patternLength, up, down)
    }

    /// The least number of inserted, deleted, replaced and swapped neighbouring symbols between two values.
    ///
    /// The optimal string alignment distance, also called restricted Damerau distance: no symbol is edited
    /// twice, so that “ca” and “abc” are three edits apart. It is symmetric but no metric.
    /// - SeeAlso: Hyyrö (2003), “A bit-vector algorithm for computing Levenshtein and Damerau edit distances”.
    @inline(__always) func osa(_ a: UInt32, _ b: UInt32) -> Int {
        let text = slot(a)
        let pattern = slot(b)
        let textLength = Self.lengthByte(text)
        let patternLength = Self.lengthByte(pattern)
        if textLength | patternLength == Self.longMark { return withSpans(a, b) { $0.osa($1) } }
        let places = bm_pattern(pattern, patternLength)
        var up = ~UInt32(0)
        var down: UInt32 = 0
        var diagonal: UInt32 = 0
        var equalBefore: UInt32 = 0
        var i = 0
        while i < Int(textLength) {
            let equal = bm_positions(places, text[i])
            let swapped = ((~diagonal & equal) &<< 1) & equalBefore
            let match = equal | down
            diagonal = (((match & up) &+ up) ^ up) | match | swapped
            let risen = ((down | ~(up | diagonal)) &<< 1) | 1
            let fallen = (up & diagonal) &<< 1
            down = risen & diagonal
            up = fallen | ~(risen | diagonal)
            equalBefore = equal
            i &+= 1
        }
        return Self.bottom(textLength, patternLength, up, down)
    }

    /// No more edits of any kind than two values are apart: symbols of the longer that the other lacks.
    @inline(__always) func leastEdits(_ a: UInt32, _ b: UInt32) -> Int {
        let longer = max(length(a), length(b))
        if longer > SymbolBag.capacity { return 0 }
        return longer &- SymbolBag.mostShared(bags[Int(a)], bags[Int(b)])
    }

    /// The Levenshtein distance, or `limit + 1` where it is larger.
    @inline(__always) func levenshtein(_ a: UInt32, _ b: UInt32, limit: Int) -> Int {
        if leastEdits(a, b) > limit { return limit &+ 1 }
        return min(levenshtein(a, b), limit &+ 1)
    }

    /// The optimal string alignment distance, or `limit + 1` where it is larger.
    @inline(__always) func osa(_ a: UInt32, _ b: UInt32, limit: Int) -> Int {
        if leastEdits(a, b) > limit { return limit &+ 1 }
        return min(osa(a, b), limit &+ 1)
    }

    /// The distance in the last row: that of the first row and all steps down the last column.
    @inline(__always) private static func bottom(
        _ textLength: UInt32,
        _ patternLength: UInt32,
        _ up: UInt32,
        _ down: UInt32
    ) -> Int {
        let valid: UInt32 = (1 &<< patternLength) &- 1
        // One count of bits for both: a step that does not fall counts 1, which the length takes off.
        let steps = (up & valid) | ((~down & valid) &<< 16)
        return Int(textLength) &- Int(patternLength) &+ steps.nonzeroBitCount
    }
}
