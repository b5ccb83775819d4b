import Columns

/// Small numbers for the Unicode scalars that occur in a dictionary.
///
/// Kernels only ask whether two symbols are equal, so that any one-to-one numbering serves: ASCII keeps its
/// codes, other scalars get the free numbers below 255 by falling frequency and then those from 256 on.
/// Up to 254 distinct scalars each symbol fits one byte. Numbers 0 and 255 stand for no symbol and pad values.
/// Beyond 65 535 distinct scalars, more than any script has, the rarest would share the last number.
struct SymbolAlphabet {
    private static let scalarLimit = 0x11_0000
    private var symbols: [UInt16]

    /// The alphabet of all values of a dictionary.
    init(_ values: ValueDictionary) {
        if values.bytes.reduce(0, |) < 128 {
            // The symbol of an ASCII character is its number.
            symbols = (0..<128).map { UInt16($0) }
            return
        }
        var counts = [UInt32](repeating: 0, count: Self.scalarLimit)
        var seen: [Int] = []
        for code in 0..<UInt32(values.count) {
            values.forEachScalar(of: code) { scalar in
                if counts[Int(scalar)] == 0 { seen.append(Int(scalar)) }
                counts[Int(scalar)] &+= 1
            }
        }
        symbols = [UInt16](repeating: 0, count: Self.scalarLimit)
        var free: [UInt16] = (128...254).map { $0 }
        for ascii in 1..<128 {
            if counts[ascii] > 0 { symbols[ascii] = UInt16(ascii) } else { free.append(UInt16(ascii)) }
        }
        let others =
            seen
            .filter { symbols[$0] == 0 }
            .sorted { (counts[$1], $0) < (counts[$0], $1) }
        for (rank, scalar) in others.enumerated() {
            symbols[scalar] =
                rank < free.count
                ? free[rank] : UInt16(min(256 + rank - free.count, Int(UInt16.max)))
        }
    }

    /// The symbol of a scalar; 0 if it does not occur in the dictionary.
    func symbol(_ scalar: UInt32) -> UInt16 {
        symbols[Int(scalar)]
    }
}
