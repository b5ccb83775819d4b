import Columns
import RunStore

/// The tables of people by their records and registers.
enum PeopleTables {
    /// How many people have how many records.
    static func bySize(_ people: PeopleColumns) -> [PeopleBySizeRow] {
        var counts: [Int: Int] = [:]
        for size in people.sizes { counts[Int(size), default: 0] += 1 }
        return counts.map { PeopleBySizeRow(size: $0.key, people: $0.value) }.sorted { $0.size < $1.size }
    }

    /// In which registers people are found, the most frequent sets first.
    ///
    /// - Complexity: O(records · registers / 64).
    static func byRegisters(_ people: PeopleColumns, _ registers: [RegisterSpan]) -> [PeopleByRegistersRow] {
        let words = max(1, (registers.count + 63) / 64)
        var sets = [UInt64](repeating: 0, count: people.identifiers.count * words)
        for (index, register) in registers.enumerated() {
            let (word, bit) = (index / 64, UInt64(1) << UInt64(index % 64))
            for row in register.rows { sets[Int(people.personOfRecord[row]) * words + word] |= bit }
        }
        var counts: [[UInt64]: Int] = [:]
        for person in people.identifiers.indices {
            counts[Array(sets[person * words..<(person + 1) * words]), default: 0] += 1
        }
        let rows = counts.map { set, people -> (registers: [Int], people: Int) in
            (registers.indices.filter { set[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }, people)
        }.sorted { a, b in
            a.people != b.people
                ? a.people > b.people : a.registers.lexicographicallyPrecedes(b.registers)
        }
        return rows.enumerated().map { position, row in
            PeopleByRegistersRow(
                position: position,
                registers: row.registers,
                names: row.registers.map { registers[$0].name },
                people: row.people
            )
        }
    }
}
