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
}
