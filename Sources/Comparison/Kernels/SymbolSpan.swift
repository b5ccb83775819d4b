import CByteMask

/// The symbols of one value in an arena of two-byte symbols.
///
/// Sixty-four units past the last value are readable, so that blocks of 16 may be read from any value's end.
struct SymbolSpan {
    let base: UnsafePointer<UInt16>
    let count: Int

    /// The symbol at a position.
    @inline(__always) subscript(_ index: Int) -> UInt16 { base[index] }

    /// Bit i is set where symbol i is `symbol`; for values of 1…64 symbols.
    @inline(__always) func positions(of symbol: UInt16) -> UInt64 {
        // SAFETY: blocks start below `count`, and 64 units past the arena's last value are readable.
        var mask = UInt64(bm_equal16_units(base, symbol))
        if count > 16 { mask |= UInt64(bm_equal16_units(base + 16, symbol)) &<< 16 }
        if count > 32 { mask |= UInt64(bm_equal16_units(base + 32, symbol)) &<< 32 }
        if count > 48 { mask |= UInt64(bm_equal16_units(base + 48, symbol)) &<< 48 }
        return mask & Self.lowBits(count)
    }

    /// A word whose lowest `count` bits are set, for 1…64.
    @inline(__always) static func lowBits(_ count: Int) -> UInt64 {
        ~0 &>> UInt64(truncatingIfNeeded: 64 &- count)
    }

    /// The number of symbols, at most `most`, at which two values begin alike.
    func commonPrefix(_ other: SymbolSpan, most: Int = .max) -> Int {
        let limit = min(most, min(count, other.count))
        var length = 0
        while length < limit && base[length] == other.base[length] { length &+= 1 }
        return length
    }
}
