/// Keys of people for disclosure control: secret, the same in every table and every run.
///
/// A person's key is a keyed hash (SipHash-2-4) of a stable identifier, and a cell's key the sum of its
/// people's keys modulo 2³². The same people in a cell thus mean the same noise, in whatever table the
/// cell stands: noise cannot be averaged away by asking again. Who knows the secret can take noise off:
/// it is kept apart from the output, and one secret serves all releases of the same people.
/// - SeeAlso: Aumasson and Bernstein (2012), “SipHash: a fast short-input PRF”; Fraser and Wooton (2006).
public struct RecordKeys: Sendable, CustomStringConvertible {
    private let first: UInt64
    private let second: UInt64

    /// Keys under a secret of 128 bits.
    public init(secret: (UInt64, UInt64)) {
        (first, second) = secret
    }

    /// Says nothing about the secret.
    public var description: String { "keys under a secret" }

    /// The key of the person with a numeric identifier.
    public func key(of identifier: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: hash([identifier], lastWord: 8 &<< 56))
    }

    /// The key of the person with a text identifier.
    public func key(of identifier: String) -> UInt32 {
        UInt32(truncatingIfNeeded: hash(bytes: Array(identifier.utf8)))
    }

    /// The keys of people with numeric identifiers.
    public func keys(of identifiers: [UInt64]) -> [UInt32] {
        identifiers.map { key(of: $0) }
    }

    /// A number in 0 up to, not including, 1 for a cell, of which its key tells nothing without the secret.
    func unit(cellKey: UInt32, purpose: UInt64) -> Double {
        let word = hash([UInt64(cellKey), purpose], lastWord: 16 &<< 56)
        return Double(word &>> 11) * 0x1p-53
    }

    func hash(bytes: [UInt8]) -> UInt64 {
        var words: [UInt64] = []
        let whole = bytes.count / 8
        func word(_ range: Range<Int>) -> UInt64 {
            var value: UInt64 = 0
            for i in range.reversed() { value = (value &<< 8) | UInt64(bytes[i]) }
            return value
        }
        for i in 0..<whole { words.append(word(i * 8..<i * 8 + 8)) }
        let tail = word(whole * 8..<bytes.count) | (UInt64(truncatingIfNeeded: bytes.count) &<< 56)
        return hash(words, lastWord: tail)
    }

    private func hash(_ words: [UInt64], lastWord: UInt64) -> UInt64 {
        var v0 = first ^ 0x736f_6d65_7073_6575
        var v1 = second ^ 0x646f_7261_6e64_6f6d
        var v2 = first ^ 0x6c79_6765_6e65_7261
        var v3 = second ^ 0x7465_6462_7974_6573
        func rotate(_ x: UInt64, _ by: UInt64) -> UInt64 { (x &<< by) | (x &>> (64 &- by)) }
        func round() {
            v0 = v0 &+ v1
            v1 = rotate(v1, 13) ^ v0
            v0 = rotate(v0, 32)
            v2 = v2 &+ v3
            v3 = rotate(v3, 16) ^ v2
            v0 = v0 &+ v3
            v3 = rotate(v3, 21) ^ v0
            v2 = v2 &+ v1
            v1 = rotate(v1, 17) ^ v2
            v2 = rotate(v2, 32)
        }
        for word in words + [lastWord] {
            v3 ^= word
            round()
            round()
            v0 ^= word
        }
        v2 ^= 0xff
        for _ in 0..<4 { round() }
        return v0 ^ v1 ^ v2 ^ v3
    }
}
