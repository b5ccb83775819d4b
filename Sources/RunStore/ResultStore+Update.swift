import GRDB

/// Rows for one table of the results database, column by name.
public struct TableRows: Sendable {
    /// The table.
    public let table: String
    /// The columns filled.
    public let columns: [String]
    /// The rows, a value per column.
    public var rows: [[ResultValue]]

    /// Rows of a table.
    public init(_ table: String, _ columns: [String], _ rows: [[ResultValue]] = []) {
        self.table = table
        self.columns = columns
        self.rows = rows
    }
}

extension ResultStore {
    /// Appends rows to a table.
    public func insert(_ table: TableRows) throws(RunStoreError) {
        if table.rows.isEmpty { return }
        let columns = table.columns.joined(separator: ", ")
        let places = table.columns.map { _ in "?" }.joined(separator: ", ")
        try inTransaction { database in
            let statement = try database.makeStatement(
                sql: "INSERT INTO \(table.table) (\(columns)) VALUES (\(places))"
            )
            for row in table.rows {
                precondition(row.count == table.columns.count, "one value per column")
                statement.setUncheckedArguments(StatementArguments(row.map(\.databaseValue)))
                try statement.execute()
            }
        }
    }

    /// Writes facts into the table `run`, in place of those of the same keys.
    public func replace(_ facts: [RunFact]) throws(RunStoreError) {
        try inTransaction { database in
            for fact in facts {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO run (key, value) VALUES (?, ?)",
                    arguments: [fact.key, fact.value]
                )
            }
        }
    }

    /// Empties tables.
    public func clear(_ tables: [String]) throws(RunStoreError) {
        try inTransaction { database in
            for table in tables { try database.execute(sql: "DELETE FROM \(table)") }
        }
    }
}
