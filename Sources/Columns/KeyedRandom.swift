/// Random numbers that depend only on what they are for: seed, purpose and entity.
///
/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw (2011), “Parallel random numbers: as easy as 1, 2, 3”:
/// a counter-based generator. Two draws with the same key and counter are equal, on any thread, in any
/// order; a new purpose moves no other draw.
public struct KeyedRandom: Sendable {
    @usableFromInline let key: SIMD2<UInt32>
    @usableFromInline let entity: UInt64
    @usableFromInline let purpose: UInt32
    @usableFromInline var block: UInt32 = 0
    @usableFromInline var words = SIMD4<UInt32>()
    @usableFromInline var used = 4

    /// The stream of draws of one entity for one purpose.
    @inlinable public init(seed: UInt64, purpose: UInt32, entity: UInt64) {
        key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed &>> 32))
        self.entity = entity
        self.purpose = purpose
    }

    /// The next 32 random bits.
    @inlinable public mutating func nextWord() -> UInt32 {
        if used == 4 { refill() }
        defer { used &+= 1 }
        return words[used]
    }

    @usableFromInline mutating func refill() {
        let low = UInt32(truncatingIfNeeded: entity)
        let high = UInt32(truncatingIfNeeded: entity &>> 32)
        words = Self.philox(counter: SIMD4(block, purpose, low, high), key: key)
        block &+= 1
        used = 0
    }

    /// A number from 0 up to, not including, 1, with 53 random bits.
    @inlinable public mutating func nextUnit() -> Double {
        let high = UInt64(nextWord())
        let low = UInt64(nextWord())
        return Double(((high &<< 32) | low) &>> 11) * 0x1p-53
    }

    /// A number below a bound of at least 1, uniform to 2⁻³² (Lemire's multiplication).
    @inlinable public mutating func nextIndex(below bound: Int) -> Int {
        Int((UInt64(nextWord()) &* UInt64(bound)) &>> 32)
    }

    /// True with the given probability.
    @inlinable public mutating func nextBool(_ probability: Double) -> Bool {
        nextUnit() < probability
    }

    /// One Philox4x32-10 block.
    public static func philox(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
        // Words of their own, not a vector's: the 64-bit products need scalar registers anyway.
        var (x0, x1, x2, x3) = (counter.x, counter.y, counter.z, counter.w)
        var (k0, k1) = (key.x, key.y)
        for _ in 0..<10 {
            let first = UInt64(0xd251_1f53) &* UInt64(x0)
            let second = UInt64(0xcd9e_8d57) &* UInt64(x2)
            x0 = UInt32(truncatingIfNeeded: second &>> 32) ^ x1 ^ k0
            x1 = UInt32(truncatingIfNeeded: second)
            x2 = UInt32(truncatingIfNeeded: first &>> 32) ^ x3 ^ k1
            x3 = UInt32(truncatingIfNeeded: first)
            k0 &+= 0x9e37_79b9
            k1 &+= 0xbb67_ae85
        }
        return SIMD4(x0, x1, x2, x3)
    }
}
