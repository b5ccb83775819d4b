/// How frequent half-width kana are in names, by their bytes in Shift_JIS; rough figures.
enum HalfWidthKana {
    /// The share of a kana or voice mark among the characters of names; nil for other bytes.
    static func share(_ byte: UInt8) -> Double? {
        guard (0xa6...0xdf).contains(byte) else { return nil }
        if byte == 0xde { return 0.08 }
        return frequent.contains(byte) ? 0.6 / 29 : 0.12 / 28
    }

    // ｱｲｳｶｷｸｺｻｼｽｾﾀﾁﾂﾄﾅﾉﾊﾋﾏﾐﾓﾔﾖﾗﾘﾙﾛﾝ
    private static let frequent: Set<UInt8> = [
        0xb1, 0xb2, 0xb3, 0xb6, 0xb7, 0xb8, 0xba, 0xbb, 0xbc, 0xbd, 0xbe, 0xc0, 0xc1, 0xc2, 0xc4, 0xc5, 0xc9,
        0xca, 0xcb, 0xcf, 0xd0, 0xd3, 0xd4, 0xd6, 0xd7, 0xd8, 0xd9, 0xdb, 0xdd,
    ]
}
