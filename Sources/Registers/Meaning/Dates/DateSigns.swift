/// What the bytes of a text say about being a date, before it is taken apart.
struct DateSigns {
    /// Whether all bytes are ASCII; others may be numerals, months or eras.
    let isASCII: Bool
    /// Whether a text in ASCII has a digit, or a mark that may stand in the place of digits: nothing else is a date.
    let mayBeDate: Bool

    init(_ text: ByteView) {
        var all: UInt8 = 0
        var isFound = false
        for byte in text {
            all |= byte
            // “??/??/????” and “XX-XX-XXXX” stand for no date.
            isFound = isFound || byte &- 48 < 10 || byte == 0x3f || byte == 0x2a || byte | 0x20 == 0x78
        }
        isASCII = all < 0x80
        // “UN-UNK-UNK” is the same in clinical data.
        mayBeDate = isFound || text.first.map { $0 | 0x20 == 0x75 } ?? false
    }
}
