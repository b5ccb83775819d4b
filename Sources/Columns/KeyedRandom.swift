/// Random numbers that depend only on what they are for: seed, purpose and entity.
///
/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw (2011), “Parallel random numbers: as easy as 1, 2, 3”:
/// a counter-based generator. Two draws with the same key and counter are equal, on any thread, in any
/// order; a new purpose moves no other draw.
public struct KeyedRandom: Sendable {
    private let key: SIMD2<UInt32>
    private let entity: UInt64
    private let purpose: UInt32
    private var block: UInt32 = 0
    private var words = SIMD4<UInt32>()
    private var used = 4

    /// The stream of draws of one entity for one purpose.
    public init(seed: UInt64, purpose: UInt32, entity: UInt64) {
        key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed &>> 32))
        self.entity = entity
        self.purpose = purpose
    }

    /// The next 32 random bits.
    public mutating func nextWord() -> UInt32 {
        if used == 4 {
            let low = UInt32(truncatingIfNeeded: entity)
            let high = UInt32(truncatingIfNeeded: entity &>> 32)
            words = Self.philox(counter: SIMD4(block, purpose, low, high), key: key)
            block &+= 1
            used = 0
        }
        defer { used += 1 }
        return words[used]
    }

    /// A number from 0 up to, not including, 1, with 53 random bits.
    public mutating func nextUnit() -> Double {
        let high = UInt64(nextWord())
        let low = UInt64(nextWord())
        return Double(((high &<< 32) | low) &>> 11) * 0x1p-53
    }

    /// A number below a bound of at least 1, uniform to 2⁻³² (Lemire's multiplication).
    public mutating func nextIndex(below bound: Int) -> Int {
        Int((UInt64(nextWord()) &* UInt64(bound)) &>> 32)
    }

    /// True with the given probability.
    public mutating func nextBool(_ probability: Double) -> Bool {
        nextUnit() < probability
    }

    /// One Philox4x32-10 block.
    public static func philox(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
        var x = counter
        var k = key
        for _ in 0..<10 {
            let first = UInt64(0xd251_1f53) &* UInt64(x[0])
            let second = UInt64(0xcd9e_8d57) &* UInt64(x[2])
            x = SIMD4(
                UInt32(truncatingIfNeeded: second &>> 32) ^ x[1] ^ k[0],
                UInt32(truncatingIfNeeded: second),
                UInt32(truncatingIfNeeded: first &>> 32) ^ x[3] ^ k[1],
                UInt32(truncatingIfNeeded: first)
            )
            k = SIMD2(k[0] &+ 0x9e37_79b9, k[1] &+ 0xbb67_ae85)
        }
        return x
    }
}
