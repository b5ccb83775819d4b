import CByteMask

extension PreparedText {
    /// The Jaro similarity of two values, 0…1, with the boost for a common beginning.
    ///
    /// The boost is a tenth of what misses to 1 per common leading symbol, of at most four, whatever the
    /// similarity. `a` is the text and `b` the pattern: in rare cases swapping them changes the result.
    /// - SeeAlso: Winkler (1990), “String comparator metrics and enhanced decision rules”.
    @inline(__always) func jaroWinkler(_ a: UInt32, _ b: UInt32) -> Float {
        let text = slot(a)
        let pattern = slot(b)
        let textLength = Self.lengthByte(text)
        let patternLength = Self.lengthByte(pattern)
        if textLength | patternLength == Self.longMark { return longJaroWinkler(a, b) }
        let jaro = Self.slotJaro(text, textLength, pattern, patternLength)
        // SAFETY: a slot has 16 bytes.
        let difference =
            UnsafeRawPointer(text).loadUnaligned(as: UInt32.self)
            ^ UnsafeRawPointer(pattern).loadUnaligned(as: UInt32.self)
        // Equal values run into equal padding, hence the length.
        let alike = UInt32(UInt32(littleEndian: difference).trailingZeroBitCount) &>> 3
        return Self.boosted(jaro, prefix: min(alike, textLength))
    }

    /// The Jaro similarity of two values, 0…1; `a` is the text and `b` the pattern.
    ///
    /// Half the symbols that match out of order count as transposed, rounded down. Two empty values are
    /// alike, an empty and another value are not.
    /// - SeeAlso: Jaro (1989), “Advances in record-linkage methodology”.
    @inline(__always) func jaro(_ a: UInt32, _ b: UInt32) -> Float {
        let text = slot(a)
        let pattern = slot(b)
        let textLength = Self.lengthByte(text)
        let patternLength = Self.lengthByte(pattern)
        if textLength | patternLength == Self.longMark { return span(a).jaro(span(b)) }
        return Self.slotJaro(text, textLength, pattern, patternLength)
    }

    @inline(never) private func longJaroWinkler(_ a: UInt32, _ b: UInt32) -> Float {
        let text = span(a)
        let pattern = span(b)
        return Self.boosted(text.jaro(pattern), prefix: UInt32(min(4, text.commonPrefix(pattern))))
    }

    @inline(__always) private static func boosted(_ jaro: Float, prefix: UInt32) -> Float {
        jaro + Float(Int32(truncatingIfNeeded: prefix)) * 0.1 * (1 - jaro)
    }

    /// The Jaro similarity of two short values.
    ///
    /// Each symbol of the text takes the first free equal position of the pattern inside its window. Positions
    /// are bits, moved up by the window's reach so that the window of step i is a constant moved up by i.
    /// Padding equals no symbol of the pattern, so that the steps need not stop at the text's end: eight
    /// are done without a branch, and seven more for the longer texts.
    @inline(__always) private static func slotJaro(
        _ text: UnsafePointer<UInt8>,
        _ textLength: UInt32,
        _ pattern: UnsafePointer<UInt8>,
        _ patternLength: UInt32
    ) -> Float {
        let half = max(textLength, patternLength) &>> 1
        let reach = half &- (half == 0 ? 0 : 1)
        let window: UInt32 = (2 &<< (reach &+ reach)) &- 1
        let valid: UInt32 = (1 &<< patternLength) &- 1
        var steps = JaroSteps(reach: reach, window: window, valid: valid)
        steps.take(text, 0, pattern)
        steps.take(text, 1, pattern)
        steps.take(text, 2, pattern)
        steps.take(text, 3, pattern)
        steps.take(text, 4, pattern)
        steps.take(text, 5, pattern)
        steps.take(text, 6, pattern)
        steps.take(text, 7, pattern)
        if textLength > 8 {
            steps.take(text, 8, pattern)
            steps.take(text, 9, pattern)
            steps.take(text, 10, pattern)
            steps.take(text, 11, pattern)
            steps.take(text, 12, pattern)
            steps.take(text, 13, pattern)
            steps.take(text, 14, pattern)
        }
        let matches = Int32(truncatingIfNeeded: steps.matched.nonzeroBitCount)
        if matches == 0 { return textLength | patternLength == 0 ? 1 : 0 }
        var transposed: Int32 = 0
        if steps.disorder != 0 {
            // SAFETY: both masks have as many bits, each the position of a symbol.
            var left = steps.matched
            var right = steps.taken &>> reach
            while left != 0 {
                let differs = text[left.trailingZeroBitCount] != pattern[right.trailingZeroBitCount]
                transposed &+= differs ? 1 : 0
                left &= left &- 1
                right &= right &- 1
            }
            transposed = transposed &>> 1
        }
        return similarity(
            matches,
            transposed,
            Int32(truncatingIfNeeded: textLength),
            Int32(truncatingIfNeeded: patternLength)
        )
    }

    /// The mean of the matched shares and the ordered share, with two divisions and exactly 1 for equals.
    @inline(__always) static func similarity(
        _ matches: Int32,
        _ transposed: Int32,
        _ textLength: Int32,
        _ patternLength: Int32
    ) -> Float {
        let found = Float(matches)
        let shares = found * Float(textLength &+ patternLength) / Float(textLength &* patternLength)
        return (shares + Float(matches &- transposed) / found) * (1 / 3 as Float)
    }
}

/// The state of a bit-parallel Jaro matching of two short values.
struct JaroSteps {
    let reach: UInt32
    let window: UInt32
    let valid: UInt32
    /// Positions of the pattern that are taken, moved up by the reach.
    var taken: UInt32 = 0
    /// Positions of the text that found a partner.
    var matched: UInt32 = 0
    /// Not 0 if a partner lies before that of an earlier symbol; otherwise nothing is transposed.
    var disorder: UInt32 = 0

    @inline(__always) init(reach: UInt32, window: UInt32, valid: UInt32) {
        self.reach = reach
        self.window = window
        self.valid = valid
    }

    /// Matches the text's symbol at `index`, a constant of the call.
    @inline(__always) mutating func take(
        _ text: UnsafePointer<UInt8>,
        _ index: UInt32,
        _ pattern: UnsafePointer<UInt8>
    ) {
        let equal = (bm_equal16(pattern, text[Int(index)]) & valid) &<< reach
        let free = equal & (window &<< index) & ~taken
        let first = free & (0 &- free)
        disorder |= taken & (0 &- first)
        taken |= first
        matched |= first == 0 ? 0 : 1 &<< index
    }
}
