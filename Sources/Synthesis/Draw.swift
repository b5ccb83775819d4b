import Columns

/// What a random draw is for: each purpose has streams of its own, so that a new one moves no other.
///
/// The numbers are part of what a seed means: they are never reused.
enum Draw: UInt32 {
    case assembly = 1001
    case household
    case person
    case name
    case life
    case travel
    case tenure
    case site
    case identifier
    case dwelling
    case visitor
    case extra
    case lineage
    case recordNumber
    /// A register draws under this and the key of its name, see ``RegisterPlan/key``, and the numbers after it.
    case register = 4096

    /// The stream of an entity's draws for this purpose; `part` tells several of one purpose apart.
    @inline(__always)
    func stream(_ seed: UInt64, _ entity: UInt64, part: UInt32 = 0) -> KeyedRandom {
        KeyedRandom(seed: seed, purpose: rawValue &+ part, entity: entity)
    }
}

extension KeyedRandom {
    /// A whole number in a range.
    @inline(__always)
    mutating func next(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + nextIndex(below: range.count)
    }

    /// A number from 0 up to 1 with 32 random bits.
    @inline(__always)
    mutating func nextShare() -> Double { Double(nextWord()) * 0x1p-32 }

    /// True with the given probability, to 2⁻³²; half the cost of `nextBool`.
    @inline(__always)
    mutating func nextChance(_ probability: Double) -> Bool { nextShare() < probability }
}
