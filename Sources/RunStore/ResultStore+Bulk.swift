public import Columns
import GRDB
import GRDBSQLite

extension ResultStore {
    /// Writes the tables `people` and `records`, every record exactly once, when the store is finished.
    ///
    /// - Complexity: about a fifth of a microsecond per record.
    public func insert(_ people: PeopleColumns, of records: Records) throws(RunStoreError) {
        precondition(people.personOfRecord.count == records.count, "one person per record")
        add(
            PendingTable(name: "people") { pages, root throws(RunStoreError) in
                let sizes = people.sizes
                try pages.fill(root: root, count: people.identifiers.count) { person, row in
                    row.base32(people.identifiers[person])
                    row.integer(Int64(sizes[person]))
                }
            }
        )
        let values = records.identifiers.values
        let longest = (0..<UInt32(values.count)).reduce(0) { max($0, values.length($1)) }
        if longest > Self.longestIdentifier {
            return try inTransaction { try Self.insertRecords(records, people, $0) }
        }
        add(
            PendingTable(name: "records") { pages, root throws(RunStoreError) in
                let registers = records.registerOfRecord()
                let codes = records.identifiers.codes
                try pages.fill(root: root, count: codes.count) { number, row in
                    row.integer(Int64(registers[number]))
                    row.integer(Int64(people.personOfRecord[number]))
                    values.withBytes(codes[number]) { row.text($0) }
                }
            }
        )
    }

    /// The longest identifier (bytes) for which a row surely fits a page.
    static let longestIdentifier = 4000

    /// Writes the tables `links`, when the store is finished, and `decisions`, links in the order given.
    ///
    /// - Complexity: about a fifth of a microsecond per link.
    public func insert(_ links: LinkColumns, names: LinkNames) throws(RunStoreError) {
        try insert(names.decisions.enumerated().map { DecisionRow(decision: $0.offset, name: $0.element) })
        add(
            PendingTable(name: "links") { pages, root throws(RunStoreError) in
                try pages.fill(root: root, count: links.count) { number, row in
                    row.integer(Int64(links.left[number]))
                    row.integer(Int64(links.right[number]))
                    row.integer(Int64(links.rule[number]))
                    row.integer(Int64(links.decision[number]))
                    row.integer(Int64(bitPattern: links.pattern[number]))
                    row.real(Double(links.weight[number]))
                    row.real(Double(links.probability[number]))
                }
            }
        )
    }

    private static func insertRecords(
        _ records: Records,
        _ people: PeopleColumns,
        _ database: Database
    ) throws {
        let registers = records.registerOfRecord()
        let codes = records.identifiers.codes
        let offsets = records.identifiers.values.offsets
        let arena = records.identifiers.values.bytes
        let bulk = try BulkInsert(into: "records", columns: 4, database)
        // SAFETY: SQLite reads the bound bytes in place while the arena is borrowed.
        try arena.withUnsafeBytes { raw in
            try bulk.insert(count: records.count) { row, insert, place in
                sqlite3_bind_int64(insert, place, Int64(row))
                sqlite3_bind_int64(insert, place + 1, Int64(registers[row]))
                sqlite3_bind_int64(insert, place + 2, Int64(people.personOfRecord[row]))
                let start = Int(offsets[Int(codes[row])])
                let count = Int(offsets[Int(codes[row]) + 1]) - start
                // An arena without values has no address, but a nil address would mean NULL.
                let text = raw.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
                if let text {
                    sqlite3_bind_text(insert, place + 3, text, Int32(count), nil)
                } else {
                    sqlite3_bind_text(insert, place + 3, "", 0, nil)
                }
            }
        }
    }
}
