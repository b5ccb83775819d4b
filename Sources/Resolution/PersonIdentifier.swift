public import Columns

/// Identifiers of persons that stay the same from run to run.
///
/// A person is named after the lowest of its records by register name, then record identifier, as bytes:
/// the same records give the same identifier in any order of registers or rows, and so does a person
/// that gains a record which is not the lowest.
public enum PersonIdentifier {
    /// The length of an identifier as text.
    public static let textLength = 13
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The identifier of a person whose lowest record this is.
    public static func make(register: String, record: UnsafeBufferPointer<UInt8>) -> UInt64 {
        Hash64.bytes(record, seed: Hash64.text(register))
    }

    /// The identifier of a person whose lowest record this is, the record's identifier given as text.
    public static func make(register: String, record: String) -> UInt64 {
        Hash64.text(record, seed: Hash64.text(register))
    }

    /// An identifier as text: 13 characters of Crockford's base 32, the first of them 0…F.
    public static func text(_ identifier: UInt64) -> String {
        var bytes: [UInt8] = []
        append(identifier, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends an identifier's 13 characters.
    public static func append(_ identifier: UInt64, to bytes: inout [UInt8]) {
        for place in stride(from: textLength - 1, through: 0, by: -1) {
            bytes.append(alphabet[Int((identifier &>> UInt64(place &* 5)) & 31)])
        }
    }

    /// The identifier behind a text, or nil if it is none.
    ///
    /// Lower case is read as upper, O as 0, I and L as 1.
    public static func parse(_ text: String) -> UInt64? {
        if text.utf8.count != textLength { return nil }
        var value: UInt64 = 0
        for (place, byte) in text.utf8.enumerated() {
            var letter = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte
            if letter == UInt8(ascii: "O") { letter = UInt8(ascii: "0") }
            if letter == UInt8(ascii: "I") || letter == UInt8(ascii: "L") { letter = UInt8(ascii: "1") }
            guard let digit = alphabet.firstIndex(of: letter), place > 0 || digit < 16 else { return nil }
            value = (value &<< 5) | UInt64(digit)
        }
        return value
    }

    /// The identifier of every record's person.
    ///
    /// Should two persons' identifiers collide, the one with the lower record keeps it and the other gets
    /// the next free hash of its own, so that identifiers are distinct and depend on nothing but the
    /// persons' lowest records.
    /// - Parameters:
    ///   - records: The records with the names of their registers and their identifiers.
    ///   - person: Per record: the lowest row of its person, as in ``Resolution/person``.
    /// - Returns: One identifier per record.
    /// - Throws: ``ResolutionError`` when `person` does not fit the records.
    /// - Complexity: O(records · length of identifiers); some 50 bytes per person, no text per record.
    public static func ofPersons(
        in records: Records,
        person: [UInt32]
    ) throws(ResolutionError) -> [UInt64] {
        try ofPersons(in: records, person: person) { record, seed in Hash64.bytes(record, seed: seed) }
    }

    /// The same with another hash, so that collisions can be tried.
    static func ofPersons(
        in records: Records,
        person: [UInt32],
        hash: (UnsafeBufferPointer<UInt8>, UInt64) -> UInt64
    ) throws(ResolutionError) -> [UInt64] {
        try check(records, person)
        let order = RecordOrder(records)
        var lowest = [UInt32](repeating: .max, count: person.count)
        for row in 0..<UInt32(truncatingIfNeeded: person.count) {
            let top = Int(person[Int(row)])
            if lowest[top] == .max || order.precedes(row, lowest[top]) { lowest[top] = row }
        }
        var keyed: [KeyedRow] = []
        for row in 0..<person.count where lowest[row] != .max {
            keyed.append(KeyedRow(key: order.hash(lowest[row], hash), row: UInt32(truncatingIfNeeded: row)))
        }
        RadixSort.sort(&keyed)
        var identifiers = [UInt64](repeating: 0, count: person.count)
        for entry in keyed { identifiers[Int(entry.row)] = entry.key }
        separate(keyed, lowest, order, &identifiers, hash)
        for row in 0..<person.count where Int(person[row]) != row {
            identifiers[row] = identifiers[Int(person[row])]
        }
        return identifiers
    }

    /// Gives new identifiers to persons that share one.
    private static func separate(
        _ sorted: [KeyedRow],
        _ lowest: [UInt32],
        _ order: RecordOrder,
        _ identifiers: inout [UInt64],
        _ hash: (UnsafeBufferPointer<UInt8>, UInt64) -> UInt64
    ) {
        var losers: [UInt32] = []
        var start = 0
        for i in 0..<sorted.count where i + 1 == sorted.count || sorted[i + 1].key != sorted[i].key {
            if i > start {
                let rivals = sorted[start...i].map(\.row).sorted {
                    order.precedes(lowest[Int($0)], lowest[Int($1)])
                }
                losers.append(contentsOf: rivals.dropFirst())
            }
            start = i + 1
        }
        losers.sort { order.precedes(lowest[Int($0)], lowest[Int($1)]) }
        // Collisions of 64-bit hashes are next to none, so a list will do.
        var given: [UInt64] = []
        for loser in losers {
            var candidate = identifiers[Int(loser)]
            repeat {
                candidate = Hash64.mix(candidate)
            } while contains(sorted, candidate)
                || given.contains(candidate)
            given.append(candidate)
            identifiers[Int(loser)] = candidate
        }
    }

    private static func contains(_ sorted: [KeyedRow], _ key: UInt64) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low].key == key
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
