import Blocking
import Columns

/// The keys of a sample of the records, on which the pairs of many rules are counted quickly.
struct SampledKeys: Sendable {
    /// How many pairs of all records stand behind each pair of the sample.
    let scale: Double
    /// The sampled records with the features' values that occur among them.
    let records: Records
    private let topology: Topology
    private let registerOf: [Int]
    /// The key of each sampled record under each part, 0 where it has none.
    private var keys: [[UInt32]] = []

    /// More pairs than these are not listed.
    private static let longestList = 100_000
    /// For fewer further parts the pairs that agree on the base are not listed.
    private static let fewParts = 3

    init(_ all: Records, topology: Topology, size: Int, seed: UInt64, workers: Workers) {
        let share = min(1, Double(size) / Double(max(1, all.count)))
        let bound = share >= 1 ? UInt64.max : UInt64(share * 0x1p64)
        let rows = (0..<all.count).filter { bound == .max || Hash64.mix(seed ^ UInt64($0)) < bound }
        records = all.subset(rows, workers: workers)
        let registers = records.registers
        self.topology = topology
        registerOf = registers.indices.flatMap { r in registers[r].rows.map { _ in r } }
        let here = topology.pairs(registers.map(\.rows.count))
        scale = Double(topology.pairs(all.registers.map(\.rows.count))) / Double(max(1, here))
    }

    /// Computes the keys of the given parts; rules then name parts by their place among these.
    mutating func prepare(_ parts: [KeyPart], workers: Workers) {
        let records = records
        keys = workers.map(pieces: parts.count) { index in
            guard let feature = records.feature(parts[index].feature) else {
                return [UInt32](repeating: 0, count: records.count)
            }
            let table = parts[index].transform.keys(of: feature.values).map { key in
                key == 0 ? 0 : UInt32(truncatingIfNeeded: key &>> 32) | 1
            }
            return feature.codes.map { table[Int($0)] }
        }
    }

    /// Keeps the keys of some of the parts, by their places; the first of them is then part 0.
    mutating func keep(_ parts: [Int]) { keys = parts.map { keys[$0] } }

    /// How many pairs of the sample agree, and which.
    struct Meetings {
        /// Their number; if it exceeds what was asked for, not all were counted.
        var count: Int
        /// A keyed sample of them, the rows in one word; empty if they are too many to list.
        var listed: [UInt64] = []
    }

    /// The pairs of the sample that agree on the parts of `base` and on one more part, for each of `others`.
    ///
    /// A count that exceeds `enough` is not carried on. Where few pairs agree on the base they are listed
    /// once, and each further part is looked up for them alone. Of the pairs the given share is listed.
    func meetings(on base: [Int], and others: [Int], enough: Int, share: Double) -> [Meetings] {
        let bound = share >= 1 ? UInt64.max : UInt64(share * 0x1p64)
        let baseKeys = (0..<records.count).map { key(base, $0) }
        let together =
            others.count < Self.fewParts ? nil : listed(baseKeys, and: nil, atMost: Self.longestList)
        return others.map { other in
            var meetings = Meetings(count: 0)
            var pairs: [(UInt32, UInt32)]?
            if let together {
                let keys = keys[other]
                var found: [(UInt32, UInt32)] = []
                for (a, b) in together where keys[Int(a)] == keys[Int(b)] && keys[Int(a)] != 0 {
                    found.append((a, b))
                    if found.count > enough { break }
                }
                meetings.count = found.count
                pairs = found
            } else {
                // A list that breaks off at `enough` need not be counted to its end.
                let most = min(enough, Self.longestList)
                pairs = listed(baseKeys, and: keys[other], atMost: most)
                meetings.count =
                    pairs?.count
                    ?? (most == enough ? enough + 1 : self.pairs(agreeingOn: base + [other], enough: enough))
            }
            if meetings.count > enough { return meetings }
            for (a, b) in pairs ?? [] {
                let word = UInt64(a) << 32 | UInt64(b)
                if bound == .max || Hash64.mix(word) < bound { meetings.listed.append(word) }
            }
            return meetings
        }
    }

    /// The pairs of the sample that agree on all the given parts, or more than `enough` of them.
    ///
    /// Records are taken register by register; each meets those of its key that came before it.
    /// - Complexity: O(records · registers) at most, and no sort.
    func pairs(agreeingOn parts: [Int], enough: Int) -> Int {
        let width = topology.count
        var slots = KeySlots(count: records.count)
        var met = [UInt16](repeating: 0, count: slots.count * width)
        var pairs = 0
        for (register, span) in records.registers.enumerated() {
            let partners = (0...register).filter { topology.allows($0, register) }
            for row in span.rows {
                let key = key(parts, row)
                if key == 0 { continue }
                let slot = slots.slot(key) &* width
                for partner in partners { pairs &+= Int(met[slot &+ partner]) }
                met[slot &+ register] &+= 1
                if pairs > enough { return pairs }
            }
        }
        return pairs
    }

    /// The pairs of the sample that agree on the keys of both columns; nil if they are more than `most`.
    private func listed(_ base: [UInt64], and other: [UInt32]?, atMost most: Int) -> [(UInt32, UInt32)]? {
        var size = 64
        while size < 2 * records.count { size *= 2 }
        // Of each slot the upper half of its key and its last row, of each row the one of its slot before it;
        // rows are counted from 1.
        var slots = [UInt64](repeating: 0, count: size)
        var before = [UInt32](repeating: 0, count: records.count)
        var pairs: [(UInt32, UInt32)] = []
        let isComplete = slots.withUnsafeMutableBufferPointer { slots in
            before.withUnsafeMutableBufferPointer { before in
                for (register, span) in records.registers.enumerated() {
                    // SAFETY: all columns have an entry per row; what is masked is below the number of slots.
                    for row in span.rows {
                        var key = base[row]
                        if key == 0 { continue }
                        if let other {
                            if other[row] == 0 { continue }
                            key = Self.combined(key, other[row])
                        }
                        let tag = key & 0xffff_ffff_0000_0000
                        var slot = Int(truncatingIfNeeded: key) & (size &- 1)
                        while slots[slot] != 0 && (slots[slot] ^ tag) &>> 32 != 0 {
                            slot = (slot &+ 1) & (size &- 1)
                        }
                        var met = UInt32(truncatingIfNeeded: slots[slot])
                        before[row] = met
                        slots[slot] = tag | UInt64(row &+ 1)
                        while met != 0 {
                            let place = Int(met) &- 1
                            if topology.allows(registerOf[place], register) {
                                if pairs.count == most { return false }
                                pairs.append((UInt32(place), UInt32(row)))
                            }
                            met = before[place]
                        }
                    }
                }
                return true
            }
        }
        return isComplete ? pairs : nil
    }

    /// The combined key of a row, 0 if it lacks a part.
    @inline(__always) private func key(_ parts: [Int], _ row: Int) -> UInt64 {
        var key: UInt64 = 0x51ed_270b | 1 << 32
        for part in parts {
            let value = keys[part][row]
            if value == 0 { return 0 }
            key = Self.combined(key, value)
        }
        return key
    }

    /// A key with one more part; its upper half is not 0.
    @inline(__always) private static func combined(_ key: UInt64, _ value: UInt32) -> UInt64 {
        Hash64.combine(key, UInt64(value)) | 1 << 32
    }
}

/// Where keys stand in a table twice as large as there are rows: open addressing.
private struct KeySlots {
    /// 32 bits of each key, which tell some ten thousand apart; 0 is free.
    private var tags: [UInt32]
    private let mask: Int

    var count: Int { tags.count }

    init(count: Int) {
        var size = 64
        while size < 2 * count { size *= 2 }
        tags = [UInt32](repeating: 0, count: size)
        mask = size - 1
    }

    /// The slot of a key that is not 0 in its upper half.
    @inline(__always) mutating func slot(_ key: UInt64) -> Int {
        let tag = UInt32(truncatingIfNeeded: key &>> 32)
        var slot = Int(truncatingIfNeeded: key) & mask
        while tags[slot] != 0 && tags[slot] != tag { slot = (slot &+ 1) & mask }
        tags[slot] = tag
        return slot
    }
}
