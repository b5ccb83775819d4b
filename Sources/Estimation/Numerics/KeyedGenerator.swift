/// Random bits that depend only on seed, purpose and entity: the draws of one entity are the same on any thread.
///
/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw (2011), “Parallel random numbers: as easy as 1, 2, 3”. This room
/// imports nothing, hence a generator of its own.
struct KeyedGenerator: Sendable {
    /// What draws are for; a new purpose moves no other draw.
    enum Purpose: UInt32 {
        case sparseBootstrap = 1
        case coverageBootstrap = 2
        case latentClasses = 3
        case graphDraws = 4
        case selectionBootstrap = 5
    }

    private let key: (UInt32, UInt32)
    private let purpose: UInt32
    private let entity: UInt64
    private var block: UInt32 = 0
    private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    private var hasHalf = false

    /// The stream of one entity for one purpose.
    init(seed: UInt64, purpose: Purpose, entity: UInt64) {
        key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        self.purpose = purpose.rawValue
        self.entity = entity
    }

    /// 64 random bits.
    mutating func next() -> UInt64 {
        if hasHalf {
            hasHalf = false
            return UInt64(words.2) << 32 | UInt64(words.3)
        }
        let counter = (
            block, purpose, UInt32(truncatingIfNeeded: entity), UInt32(truncatingIfNeeded: entity >> 32)
        )
        words = Self.philox(counter, key: key)
        block &+= 1
        hasHalf = true
        return UInt64(words.0) << 32 | UInt64(words.1)
    }

    /// A number strictly between 0 and 1, of 52 random bits.
    mutating func unit() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

    /// One block of Philox4x32-10.
    static func philox(_ counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32))
        -> (UInt32, UInt32, UInt32, UInt32)
    {
        var x = counter
        var k = key
        for _ in 0..<10 {
            let first = UInt64(0xd251_1f53) &* UInt64(x.0)
            let second = UInt64(0xcd9e_8d57) &* UInt64(x.2)
            x = (
                UInt32(truncatingIfNeeded: second >> 32) ^ x.1 ^ k.0, UInt32(truncatingIfNeeded: second),
                UInt32(truncatingIfNeeded: first >> 32) ^ x.3 ^ k.1, UInt32(truncatingIfNeeded: first)
            )
            k = (k.0 &+ 0x9e37_79b9, k.1 &+ 0xbb67_ae85)
        }
        return x
    }
}
