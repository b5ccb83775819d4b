import CByteMask

/// Follows quotes through text, 64 bytes at a time.
///
/// A quote opens a quoted part only as the first byte of a field, or straight after a closing quote (which
/// together are a doubled quote). Any other quote outside a quoted part is an ordinary byte. In a block that
/// keeps to this, quoted bytes are those with an odd number of quotes up to them, one prefix-xor; the rare
/// block that does not is followed quote by quote.
struct QuoteMask {
    /// Whether the next byte lies in a quoted part.
    var inside = false
    /// Whether a quote as the next byte would open a quoted part.
    var canOpen = true
    /// Whether the byte before was a closing quote.
    var afterClose = false
    /// Whether a quote was seen that is not one of the pair around a whole field.
    var irregular = false

    /// The quoted bytes of a block, given its quotes and its separators (delimiters and line ends).
    @inline(__always)
    mutating func quoted(quotes: UInt64, separators: UInt64) -> UInt64 {
        if quotes == 0 {
            if afterClose && separators & 1 == 0 { irregular = true }
            afterClose = false
            canOpen = separators &>> 63 == 1
            return inside ? ~0 : 0
        }
        let mask = bm_prefix_xor(quotes) ^ (inside ? ~0 : 0)
        let opening = quotes & mask
        let closing = quotes & ~mask
        let behindClosing = (closing &<< 1) | (afterClose ? 1 : 0)
        let mayOpen = (separators &<< 1) | behindClosing | (canOpen ? 1 : 0)
        if opening & ~mayOpen != 0 { return quotedByQuote(quotes: quotes, separators: separators) }
        if behindClosing & ~separators != 0 { irregular = true }
        inside = mask &>> 63 == 1
        afterClose = closing &>> 63 == 1
        canOpen = afterClose || separators &>> 63 == 1
        return mask
    }

    /// The same for a block with a quote inside an unquoted field.
    @inline(never)
    private mutating func quotedByQuote(quotes: UInt64, separators: UInt64) -> UInt64 {
        irregular = true
        var rest = quotes
        var mask: UInt64 = 0
        var closed = afterClose ? -1 : -2
        var opened = 0
        while rest != 0 {
            let i = rest.trailingZeroBitCount
            rest &= rest &- 1
            if inside {
                inside = false
                closed = i
                mask |= (1 &<< UInt64(i)) &- (1 &<< UInt64(opened))
            } else if closed == i - 1 || (i == 0 ? canOpen : (separators &>> UInt64(i - 1)) & 1 == 1) {
                inside = true
                opened = i
            }
        }
        if inside { mask |= ~0 &<< UInt64(opened) }
        afterClose = closed == 63
        canOpen = afterClose || separators &>> 63 == 1
        return mask
    }
}
