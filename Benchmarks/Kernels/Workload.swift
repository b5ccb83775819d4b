import Columns

/// A dictionary and pairs of its codes, the same on every machine.
struct Workload {
    let values: ValueDictionary
    let lefts: [UInt32]
    let rights: [UInt32]

    private static let pairCount = 1_000_000
    /// How many pairs share a left value where pairs are grouped.
    private static let groupSize = 20
    /// How far apart in sort order a near pair's values may lie.
    private static let reach = 40

    /// Lower-case names of about seven letters, of syllables that recur.
    static func names(grouped: Bool, near: Bool) -> Workload {
        let starts = [
            "b", "br", "ch", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st", "t", "w",
        ]
        let vowels = ["a", "e", "i", "o", "u", "ai", "ee"]
        let ends = ["", "", "n", "r", "s", "t", "ll", "ng", "ck"]
        return Workload(count: 200_000, grouped: grouped, near: near) { random in
            var name = ""
            for _ in 0..<(2 + random.nextIndex(below: 2)) {
                name += pick(starts, &random) + pick(vowels, &random) + pick(ends, &random)
            }
            return String(name.prefix(15))
        }
    }

    /// Names of two to four Han characters out of two thousand.
    static func hanNames() -> Workload {
        let characters = (UInt32(0x4e00)..<0x4e00 + 2000).compactMap { Unicode.Scalar($0).map(String.init) }
        return Workload(count: 200_000, grouped: true, near: true) { random in
            var name = characters[random.nextIndex(below: 100)]
            for _ in 0..<(1 + random.nextIndex(below: 3)) { name += pick(characters, &random) }
            return name
        }
    }

    /// Addresses of about thirty symbols.
    static func addresses() -> Workload {
        let names = Workload.names(grouped: true, near: true).values
        let kinds = ["street", "road", "avenue", "lane", "terrace"]
        return Workload(count: 200_000, grouped: true, near: true) { random in
            let street = names.string(1 + UInt32(random.nextIndex(below: 2000)))
            let town = names.string(1 + UInt32(random.nextIndex(below: 50)))
            return "\(1 + random.nextIndex(below: 300)) \(street) \(pick(kinds, &random)) \(town)"
        }
    }

    /// Dates of a century.
    static func dates() -> Workload {
        Workload(count: 30_000, grouped: true, near: true) { random in
            CivilDate(daysSince1970: random.nextIndex(below: 36_525) - 20_000).iso
        }
    }

    /// The first `count` distinct values of `make`, sorted, and pairs of them.
    private init(count: Int, grouped: Bool, near: Bool, make: (inout KeyedRandom) -> String) {
        var random = KeyedRandom(seed: 1, purpose: 1, entity: UInt64(count))
        var distinct: Set<String> = []
        while distinct.count < count { distinct.insert(make(&random)) }
        var interner = ValueInterner(capacity: count)
        for name in distinct.sorted() { _ = interner.intern(name) }
        values = interner.finish()
        var lefts: [UInt32] = []
        var rights: [UInt32] = []
        var left = 1
        for index in 0..<Self.pairCount {
            if !grouped || index % Self.groupSize == 0 { left = 1 + random.nextIndex(below: count) }
            let right = near ? left + 1 + random.nextIndex(below: Self.reach) : random.nextIndex(below: count)
            lefts.append(UInt32(left))
            rights.append(UInt32(1 + right % count))
        }
        self.lefts = lefts
        self.rights = rights
    }

    private static func pick(_ choices: [String], _ random: inout KeyedRandom) -> String {
        choices[random.nextIndex(below: choices.count)]
    }
}
