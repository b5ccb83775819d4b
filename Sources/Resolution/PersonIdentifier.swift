public import Columns

/// Identifiers of persons that stay the same from run to run.
///
/// A person is named after the lowest of its records by register name, then record identifier, as bytes:
/// the same records give the same identifier in any order of registers or rows, and so does a person
/// that gains a record which is not the lowest.
public enum PersonIdentifier {
    /// The identifier of a person whose lowest record this is.
    public static func make(register: String, record: UnsafeBufferPointer<UInt8>) -> UInt64 {
        Hash64.bytes(record, seed: Hash64.text(register))
    }

    /// The identifier of a person whose lowest record this is, the record's identifier given as text.
    public static func make(register: String, record: String) -> UInt64 {
        Hash64.text(record, seed: Hash64.text(register))
    }

    /// The identifier of every record's person; see ``Base32`` for how it is written.
    ///
    /// Should two persons' identifiers collide, the one with the lower record keeps it and the other gets
    /// the next free hash of its own, so that identifiers are distinct and depend on nothing but the
    /// persons' lowest records.
    /// - Parameters:
    ///   - records: The records with the names of their registers and their identifiers.
    ///   - person: Per record: the lowest row of its person, as in ``Resolution/person``.
    /// - Returns: One identifier per record.
    /// - Throws: ``ResolutionError`` when `person` does not fit the records.
    /// - Complexity: O(records · length of identifiers); some 16 bytes per record, no text.
    public static func ofPersons(
        in records: Records,
        person: [UInt32],
        workers: Workers = Workers(threads: 1)
    ) throws(ResolutionError) -> [UInt64] {
        try ofPersons(in: records, person: person, workers: workers) { Hash64.bytes($0, seed: $1) }
    }

    /// Rows in a piece of work.
    private static let rowsPerPiece = 1 << 16

    /// The same with another hash, so that collisions can be tried.
    static func ofPersons(
        in records: Records,
        person: [UInt32],
        workers: Workers,
        hash: @Sendable (UnsafeBufferPointer<UInt8>, UInt64) -> UInt64
    ) throws(ResolutionError) -> [UInt64] {
        try check(records, person)
        let order = RecordOrder(records)
        var lowest = person
        for row in person.indices where Int(person[row]) != row {
            let top = Int(person[row])
            let row = UInt32(truncatingIfNeeded: row)
            if order.precedes(row, lowest[top]) { lowest[top] = row }
        }
        let found = lowest
        var identifiers = workers.fill(count: person.count, pieceSize: rowsPerPiece, with: UInt64(0)) {
            range,
            part in
            for row in range where Int(person[row]) == row {
                part[row - range.lowerBound] = order.hash(found[row], hash)
            }
        }
        separate(person, lowest, order, &identifiers)
        for row in person.indices where Int(person[row]) != row {
            identifiers[row] = identifiers[Int(person[row])]
        }
        return identifiers
    }

    /// Gives new identifiers to persons that share one.
    private static func separate(
        _ person: [UInt32],
        _ lowest: [UInt32],
        _ order: RecordOrder,
        _ identifiers: inout [UInt64]
    ) {
        let suspects = suspects(person, identifiers)
            .sorted { (identifiers[$0], $0) < (identifiers[$1], $1) }
        var losers: [Int] = []
        var start = 0
        for i in suspects.indices
        where i + 1 == suspects.count || identifiers[suspects[i + 1]] != identifiers[suspects[i]] {
            if i > start {
                let rivals = suspects[start...i].sorted { order.precedes(lowest[$0], lowest[$1]) }
                losers.append(contentsOf: rivals.dropFirst())
            }
            start = i + 1
        }
        losers.sort { order.precedes(lowest[$0], lowest[$1]) }
        // Collisions of 64-bit hashes are next to none, so that a look at all identifiers will do.
        var given: [UInt64] = []
        let taken = identifiers
        for loser in losers {
            var candidate = identifiers[loser]
            repeat {
                candidate = Hash64.mix(candidate)
            } while taken.contains(candidate) || given.contains(candidate)
            given.append(candidate)
            identifiers[loser] = candidate
        }
    }

    /// The persons' rows among which are all that share an identifier, and few others.
    ///
    /// Identifiers fall into some forty buckets per person; those alone in theirs are unique.
    private static func suspects(_ person: [UInt32], _ identifiers: [UInt64]) -> [Int] {
        var bits: UInt64 = 10
        while bits < 40, 1 << bits < 20 * person.count { bits += 1 }
        var once = [UInt64](repeating: 0, count: 1 << (bits - 6))
        var twice = once
        func place(_ identifier: UInt64) -> (word: Int, bit: UInt64) {
            let bucket = identifier &>> (64 &- bits)
            return (Int(truncatingIfNeeded: bucket &>> 6), 1 &<< (bucket & 63))
        }
        for row in person.indices where Int(person[row]) == row {
            let (word, bit) = place(identifiers[row])
            twice[word] |= once[word] & bit
            once[word] |= bit
        }
        return person.indices.filter { row in
            if Int(person[row]) != row { return false }
            let (word, bit) = place(identifiers[row])
            return twice[word] & bit != 0
        }
    }

    private static func check(_ records: Records, _ person: [UInt32]) throws(ResolutionError) {
        if person.count != records.count {
            throw ResolutionError(
                .unequalColumns,
                at: "person",
                "found \(person.count) entries; expected \(records.count), one per record; "
                    + "use the resolution of these records"
            )
        }
        for (row, top) in person.enumerated()
        where Int(top) >= person.count || person[Int(top)] != top {
            throw ResolutionError(
                .rowOutOfRange,
                at: "person[\(row)]",
                "found row \(top), which is not a person's own; expected a row that names itself; "
                    + "use the resolution of these records"
            )
        }
    }
}
