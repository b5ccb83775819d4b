import Columns

/// Dense numbers for people, in the order of their first record.
struct PersonNumbering {
    /// The person identifier behind each number.
    private(set) var identifiers: [UInt64] = []
    /// The number of records of each person.
    private(set) var sizes: [UInt32] = []
    /// The number of each record's person.
    private(set) var numberOfRecord: [UInt32] = []

    /// Numbers the people of all records.
    ///
    /// - Complexity: O(records) expected, by open addressing.
    init(_ personOfRecord: [UInt64]) {
        var size = 64
        while size < personOfRecord.count * 2 { size *= 2 }
        let free = UInt32.max
        var slots = [UInt32](repeating: free, count: size)
        numberOfRecord.reserveCapacity(personOfRecord.count)
        for identifier in personOfRecord {
            var slot = Int(truncatingIfNeeded: Hash64.mix(identifier)) & (size - 1)
            while slots[slot] != free, identifiers[Int(slots[slot])] != identifier {
                slot = (slot + 1) & (size - 1)
            }
            if slots[slot] == free {
                slots[slot] = UInt32(identifiers.count)
                identifiers.append(identifier)
                sizes.append(0)
            }
            sizes[Int(slots[slot])] += 1
            numberOfRecord.append(slots[slot])
        }
    }
}
