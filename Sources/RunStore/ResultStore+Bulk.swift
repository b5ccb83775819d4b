public import Columns
import GRDB
import GRDBSQLite

extension ResultStore {
    /// Writes the tables `people` and `records`: every record exactly once.
    ///
    /// - Complexity: about half a microsecond per record.
    public func insert(_ people: PeopleColumns, of records: Records) throws(RunStoreError) {
        precondition(people.personOfRecord.count == records.count, "one person per record")
        let numbering = PersonNumbering(people.personOfRecord)
        try inTransaction { database in
            try Self.insertPeople(numbering, text: people.text, database)
            try Self.insertRecords(records, numbering, database)
        }
    }

    /// Writes the tables `links` and `decisions`, links in the order given.
    ///
    /// - Complexity: about half a microsecond per link.
    public func insert(_ links: LinkColumns, names: LinkNames) throws(RunStoreError) {
        try insert(names.decisions.enumerated().map { DecisionRow(decision: $0.offset, name: $0.element) })
        try inTransaction { database in
            try BulkInsert(into: "links", columns: 8, database).insert(count: links.count) {
                row,
                insert,
                place in
                sqlite3_bind_int64(insert, place, Int64(row))
                sqlite3_bind_int64(insert, place + 1, Int64(links.left[row]))
                sqlite3_bind_int64(insert, place + 2, Int64(links.right[row]))
                sqlite3_bind_int64(insert, place + 3, Int64(links.rule[row]))
                sqlite3_bind_int64(insert, place + 4, Int64(links.decision[row]))
                sqlite3_bind_int64(insert, place + 5, Int64(bitPattern: links.pattern[row]))
                sqlite3_bind_double(insert, place + 6, Double(links.weight[row]))
                sqlite3_bind_double(insert, place + 7, Double(links.probability[row]))
            }
        }
    }

    private static func insertPeople(
        _ numbering: PersonNumbering,
        text: (UInt64) -> String,
        _ database: Database
    ) throws {
        // SAFETY: -1 is SQLite's own mark for “copy the text”, never called as a function; the next text
        // takes this one's place.
        let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        try BulkInsert(into: "people", columns: 3, database).insert(
            count: numbering.identifiers.count
        ) { person, insert, place in
            var text = text(numbering.identifiers[person])
            sqlite3_bind_int64(insert, place, Int64(person))
            text.withUTF8 { bytes in
                // SAFETY: bytes are read as characters of the same size while they are borrowed.
                _ = bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(insert, place + 1, $0.baseAddress, Int32($0.count), copy)
                }
            }
            sqlite3_bind_int64(insert, place + 2, Int64(numbering.sizes[person]))
        }
    }

    private static func insertRecords(
        _ records: Records,
        _ numbering: PersonNumbering,
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
                sqlite3_bind_int64(insert, place + 2, Int64(numbering.numberOfRecord[row]))
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
