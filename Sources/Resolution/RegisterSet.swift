/// A set of registers without duplicates.
///
/// A register may be any of 256, as a record's register is one byte.
struct RegisterSet: Sendable {
    private var words = SIMD4<UInt64>()

    /// The empty set.
    init() {}

    /// The set of one register.
    init(_ register: UInt8) {
        words[Int(register &>> 6)] = 1 &<< UInt64(register & 63)
    }

    /// True if both sets hold a register.
    func overlaps(_ other: RegisterSet) -> Bool {
        let both = words & other.words
        return (both[0] | both[1] | both[2] | both[3]) != 0
    }

    /// Adds the registers of another set.
    mutating func formUnion(_ other: RegisterSet) {
        words |= other.words
    }
}
