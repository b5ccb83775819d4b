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
        return Self.boosted(jaro, prefix: Self.boostedPrefix(text, pattern, textLength))
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
        if textLength | patternLength == Self.longMark { return withSpans(a, b) { $0.jaro($1) } }
        return Self.slotJaro(text, textLength, pattern, patternLength)
    }

    /// False only if the Jaro–Winkler similarity of two values is below a threshold.
    ///
    /// A bound from the symbols that both have, much cheaper than the similarity: it spares most kernels where
    /// most pairs are unrelated. Always true for values of more than ``SymbolBag/capacity`` symbols.
    @inline(__always) func couldReachJaroWinkler(_ a: UInt32, _ b: UInt32, _ threshold: Float) -> Bool {
        let text = slot(a)
        let pattern = slot(b)
        var textLength = Self.lengthByte(text)
        var patternLength = Self.lengthByte(pattern)
        if textLength | patternLength == Self.longMark {
            textLength = UInt32(truncatingIfNeeded: length(a))
            patternLength = UInt32(truncatingIfNeeded: length(b))
            if max(textLength, patternLength) > SymbolBag.capacity { return true }
        }
        let most = Float(Int32(truncatingIfNeeded: SymbolBag.mostShared(bags[Int(a)], bags[Int(b)])))
        let product = Float(Int32(truncatingIfNeeded: textLength &* patternLength))
        if product == 0 { return textLength == patternLength || threshold <= 0 }
        let jaro =
            (most * Float(Int32(truncatingIfNeeded: textLength &+ patternLength)) / product + 1) * (1 / 3)
        // Of a long value's first symbols only the low bytes are seen: more may look alike, never fewer.
        let bound = most == 0 ? 0 : Self.boosted(jaro, prefix: Self.boostedPrefix(text, pattern, textLength))
        // Rounding may put the similarity a last place above its bound.
        return bound + 1e-6 >= threshold
    }

    @inline(never) private func longJaroWinkler(_ a: UInt32, _ b: UInt32) -> Float {
        withSpans(a, b) { text, pattern in
            Self.boosted(text.jaro(pattern), prefix: UInt32(text.commonPrefix(pattern, most: 4)))
        }
    }

    /// The number of symbols, at most four, at which two slots begin alike.
    @inline(__always) private static func boostedPrefix(
        _ text: UnsafePointer<UInt8>,
        _ pattern: UnsafePointer<UInt8>,
        _ textLength: UInt32
    ) -> UInt32 {
        // SAFETY: a slot has 16 bytes.
        let difference =
            UnsafeRawPointer(text).loadUnaligned(as: UInt32.self)
            ^ UnsafeRawPointer(pattern).loadUnaligned(as: UInt32.self)
        // Equal values run into equal padding, hence the length.
        let alike = UInt32(UInt32(littleEndian: difference).trailingZeroBitCount) &>> 3
        return min(alike, textLength)
    }

    @inline(__always) private static func boosted(_ jaro: Float, prefix: UInt32) -> Float {
        jaro + Float(Int32(truncatingIfNeeded: prefix)) * 0.1 * (1 - jaro)
    }

    /// The Jaro similarity of two short values.
    ///
    /// Each symbol of the text takes the first free equal position of the pattern inside its window. Padding
    /// of the text equals none of the pattern, so that the steps need not stop at the text's end: eight are
    /// done without a branch, and seven more for the longer texts.
    @inline(__always) private static func slotJaro(
        _ text: UnsafePointer<UInt8>,
        _ textLength: UInt32,
        _ pattern: UnsafePointer<UInt8>,
        _ patternLength: UInt32
    ) -> Float {
        let half = max(textLength, patternLength) &>> 1
        var steps = JaroSteps(reach: half &- (half == 0 ? 0 : 1))
        let places = bm_pattern(pattern, patternLength)
        // SAFETY: a slot has 16 bytes.
        let first = bm_spread4(text)
        let second = bm_spread4(text + 4)
        steps.take(0, bm_positions0(places, first))
        steps.take(1, bm_positions1(places, first))
        steps.take(2, bm_positions2(places, first))
        steps.take(3, bm_positions3(places, first))
        steps.take(4, bm_positions0(places, second))
        steps.take(5, bm_positions1(places, second))
        steps.take(6, bm_positions2(places, second))
        steps.take(7, bm_positions3(places, second))
        if textLength > 8 {
            let third = bm_spread4(text + 8)
            let fourth = bm_spread4(text + 12)
            steps.take(8, bm_positions0(places, third))
            steps.take(9, bm_positions1(places, third))
            steps.take(10, bm_positions2(places, third))
            steps.take(11, bm_positions3(places, third))
            steps.take(12, bm_positions0(places, fourth))
            steps.take(13, bm_positions1(places, fourth))
            steps.take(14, bm_positions2(places, fourth))
        }
        let matches = Int32(truncatingIfNeeded: steps.matched.nonzeroBitCount)
        if matches == 0 { return textLength | patternLength == 0 ? 1 : 0 }
        var transposed: Int32 = 0
        if steps.disorder != 0 {
            // SAFETY: both masks have as many bits, each the position of a symbol.
            var left = steps.matched
            var right = steps.taken &>> JaroSteps.offset
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
///
/// Positions of the pattern are bits 16…30 here, so that a window that begins before the pattern is a word too.
struct JaroSteps {
    /// The bit of the pattern's first position.
    static let offset: UInt32 = 16

    /// The window of step 0; that of step i lies i bits higher.
    let window: UInt32
    /// Positions of the pattern that are taken.
    var taken: UInt32 = 0
    /// Positions of the text that found a partner, from bit 0.
    var matched: UInt32 = 0
    /// Not 0 if a partner lies before that of an earlier symbol; otherwise nothing is transposed.
    var disorder: UInt32 = 0

    /// The state before the first step, for partners at most `reach` (0…6) positions away.
    @inline(__always) init(reach: UInt32) {
        window = ((2 &<< (reach &+ reach)) &- 1) &<< (Self.offset &- reach)
    }

    /// Matches the text's symbol at `index`, a constant of the call, which the pattern has at `positions`.
    @inline(__always) mutating func take(_ index: UInt32, _ positions: UInt32) {
        let free = (positions &<< Self.offset) & (window &<< index) & ~taken
        let first = free & (0 &- free)
        disorder |= taken & (0 &- first)
        taken |= first
        matched |= first == 0 ? 0 : 1 &<< index
    }
}
