public import Columns

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Changes bytes at random, in the same way in every run: what hands and disks do to files, and what attackers do.
public struct Mutator {
    /// Where the changes come from.
    public var random: KeyedRandom

    /// Changes that depend on seed and number alone.
    public init(seed: UInt64, number: Int) {
        random = KeyedRandom(seed: seed, purpose: 0x6d75_7461, entity: UInt64(number))
    }

    /// Numbers at the ends of what fits.
    private static let numbers = [
        "0", "-1", "1e999", "-1e999", "nan", "9223372036854775807", "-9223372036854775808",
        "18446744073709551616", "4294967296", "0x7fffffff", "1e-320", "00", "1.", ".5", "1,5",
    ].map { Array($0.utf8) }

    /// The bytes, changed in one to four places; `scraps` is what means something in the format.
    public mutating func mutate(_ bytes: [UInt8], scraps: [String]) -> [UInt8] {
        var result = bytes
        for _ in 0...random.nextIndex(below: 4) { change(&result, scraps) }
        return result
    }

    /// One of some values.
    public mutating func pick<T>(_ values: [T]) -> T { values[random.nextIndex(below: values.count)] }

    private mutating func change(_ bytes: inout [UInt8], _ scraps: [String]) {
        let place = random.nextIndex(below: bytes.count + 1)
        let end = min(bytes.count, place + 1 + random.nextIndex(below: 24))
        switch random.nextIndex(below: 11) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: random.nextIndex(below: bytes.count + 1))
        case 2: bytes.removeLast(bytes.count - place)
        case 3: bytes.replaceSubrange(place..<end, with: pick(Self.numbers))
        case 4: if place < bytes.count { bytes[place] ^= 1 &<< UInt8(random.nextIndex(below: 8)) }
        case 5: if place < bytes.count { bytes[place] = UInt8(random.nextIndex(below: 256)) }
        case 6: for i in place..<end { bytes[i] = UInt8(random.nextIndex(below: 256)) }
        case 7: bytes += bytes.prefix(place)
        case 8: swapLines(&bytes)
        case 9: bytes.replaceSubrange(place..<end, with: Array(pick(scraps).utf8))
        default: bytes.insert(contentsOf: Array(pick(scraps).utf8), at: place)
        }
    }

    private mutating func swapLines(_ bytes: inout [UInt8]) {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        lines.swapAt(random.nextIndex(below: lines.count), random.nextIndex(below: lines.count))
        bytes = Array(lines.joined(separator: [10]))
    }
}

/// How many inputs a test tries: as many as it says, or a multiple of it where a long search is asked for by
/// `RECENSUS_MUTATIONS`.
public func mutationCount(_ count: Int) -> Int {
    guard let text = getenv("RECENSUS_MUTATIONS"), let factor = Int(String(cString: text)) else {
        return count
    }
    return count * max(1, factor)
}
