/// A pair kept, as the database holds it.
public struct StoredLink: Sendable, Equatable {
    /// Its number, from 0.
    public var link: Int
    /// The row of the one record among all records.
    public var rowA: Int
    /// The row of the other.
    public var rowB: Int
    /// The blocking rule's number.
    public var rule: Int
    /// The decision's number.
    public var decision: Int
    /// The levels of all comparisons in one word.
    public var pattern: UInt64
    /// The weight, in bits.
    public var weight: Double
    /// The probability of a match, 0…1.
    public var probability: Double
}

extension RunReader {
    /// All rows of a small table, in the order of its key.
    public func all<Row: ReadableRow>(_ type: Row.Type = Row.self) throws(RunStoreError) -> [Row] {
        let columns = Row.columns.joined(separator: ", ")
        // Each small table's key is a run of its first columns, so that this order is total.
        let sql = "SELECT \(columns) FROM \(Row.table) ORDER BY \(columns)"
        var result: [Row] = []
        for values in try rows(sql) {
            if result.count == StoredFields.mostRows {
                throw RunStoreError(
                    .malformed,
                    at: Row.table,
                    "has more than \(StoredFields.mostRows) rows; the results database was changed, run again"
                )
            }
            result.append(try Row(StoredFields(table: Row.table, columns: Row.columns, values: values)))
        }
        return result
    }

    /// The rows that a query gives, each value to be asked for as what it should be; `table` is named in errors.
    public func fields(_ sql: String, of table: String) throws(RunStoreError) -> [StoredFields] {
        var result: [StoredFields] = []
        for values in try rows(sql) {
            let columns = values.indices.map { "column \($0 + 1)" }
            result.append(StoredFields(table: table, columns: columns, values: values))
        }
        return result
    }

    /// Calls `body` for every pair kept, with its number and weight; nothing is held in memory.
    public func forEachWeight(_ body: (_ link: Int, _ weight: Double) -> Void) throws(RunStoreError) {
        let sql = "SELECT link, match_weight FROM links ORDER BY link"
        try forEach(sql, of: "links") { row throws(RunStoreError) in
            body(try row.whole(0, in: 0...Int(UInt32.max)), try row.real(1))
        }
    }

    /// Calls `body` for every record, with its person and register; nothing is held in memory.
    public func forEachRecord(_ body: (_ person: Int, _ register: Int) -> Void) throws(RunStoreError) {
        let sql = "SELECT person, register FROM records ORDER BY row"
        try forEach(sql, of: "records") { row throws(RunStoreError) in
            body(try row.whole(0, in: 0...Int(UInt32.max)), try row.whole(1, in: 0...Int(UInt8.max)))
        }
    }

    /// The pairs of the given numbers, in the order of the numbers.
    public func links(_ numbers: [Int]) throws(RunStoreError) -> [StoredLink] {
        var result: [StoredLink] = []
        let columns = [
            "link", "row_a", "row_b", "rule", "decision", "pattern", "match_weight", "match_probability",
        ]
        for number in numbers {
            let sql = "SELECT \(columns.joined(separator: ", ")) FROM links WHERE link = ?"
            for values in try rows(sql, [.integer(number)]) {
                let fields = StoredFields(table: "links", columns: columns, values: values)
                result.append(
                    StoredLink(
                        link: try fields.count(0),
                        rowA: try fields.count(1),
                        rowB: try fields.count(2),
                        rule: try fields.count(3),
                        decision: try fields.count(4),
                        pattern: UInt64(bitPattern: Int64(try fields.word(5))),
                        weight: try fields.real(6),
                        probability: try fields.real(7)
                    )
                )
            }
        }
        return result
    }

    /// The identifier of a record, as its register has it; nil if there is no such row.
    public func recordIdentifier(_ row: Int) throws(RunStoreError) -> String? {
        let found = try rows("SELECT record_id FROM records WHERE row = ?", [.integer(row)])
        guard case .text(let text)? = found.first?.first else { return nil }
        return text
    }
}
