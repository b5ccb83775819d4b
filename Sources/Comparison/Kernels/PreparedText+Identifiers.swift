import CByteMask

extension PreparedText {
    /// Whether two values are of one length and differ in exactly one symbol.
    @inline(__always) func differInOneSymbol(_ a: UInt32, _ b: UInt32) -> Bool {
        let left = slot(a)
        let right = slot(b)
        if Self.lengthByte(left) | Self.lengthByte(right) == Self.longMark {
            return withSpans(a, b) { $0.differsInOneSymbol(from: $1) }
        }
        // The length is the last byte, so that a difference of length shows in the mask, in bit 15.
        let different = ~bm_same16(left, right) & 0xffff
        return different != 0 && different & (different &- 1) == 0
    }

    /// Whether two values differ only in that two neighbouring symbols have changed places.
    @inline(__always) func differInSwappedNeighbours(_ a: UInt32, _ b: UInt32) -> Bool {
        let left = slot(a)
        let right = slot(b)
        if Self.lengthByte(left) | Self.lengthByte(right) == Self.longMark {
            return withSpans(a, b) { $0.differsInSwappedNeighbours(from: $1) }
        }
        let different = ~bm_same16(left, right) & 0xffff
        let first = different & (0 &- different)
        if different == 0 || different != first &* 3 || different > 0x7fff { return false }
        // SAFETY: bits `i` and `i + 1` are set, both below 15.
        let i = first.trailingZeroBitCount
        return left[i] == right[i &+ 1] && left[i &+ 1] == right[i]
    }
}

extension SymbolSpan {
    /// Whether two values are of one length and differ in exactly one symbol.
    @inline(never) func differsInOneSymbol(from other: SymbolSpan) -> Bool {
        if count != other.count { return false }
        let first = commonPrefix(other)
        return first < count && rest(first + 1).isEqual(to: other.rest(first + 1))
    }

    /// Whether two values differ only in that two neighbouring symbols have changed places.
    @inline(never) func differsInSwappedNeighbours(from other: SymbolSpan) -> Bool {
        if count != other.count { return false }
        let first = commonPrefix(other)
        if first + 1 >= count { return false }
        return base[first] == other.base[first + 1] && base[first + 1] == other.base[first]
            && rest(first + 2).isEqual(to: other.rest(first + 2))
    }

    private func rest(_ start: Int) -> SymbolSpan {
        SymbolSpan(base: base + start, count: count - start)
    }

    private func isEqual(to other: SymbolSpan) -> Bool {
        count == other.count && commonPrefix(other) == count
    }
}
