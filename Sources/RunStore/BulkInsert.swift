import GRDB
import GRDBSQLite

/// An INSERT of many rows at a time, bound through SQLite's own calls.
///
/// Statement arguments of GRDB would cost an array and boxed values per row. Each execution of a
/// statement opens and closes its cursor, so ``rowsPerStatement`` rows share one.
struct BulkInsert {
    /// Rows per statement: enough for the fixed cost to vanish.
    static let rowsPerStatement = 64

    private let table: String
    private let columns: Int
    private let database: Database
    private let statement: Statement
    private let handle: OpaquePointer

    /// Prepares inserts of `columns` values a row into a table.
    init(into table: String, columns: Int, _ database: Database) throws {
        self.table = table
        self.columns = columns
        self.database = database
        statement = try Self.prepare(table, columns, rows: Self.rowsPerStatement, database)
        handle = statement.sqliteStatement
    }

    /// Inserts rows `0..<count`, each bound by `bind`.
    ///
    /// `bind` gets the row, the statement and the place of the row's first value. Texts it binds
    /// must stay where they are until ``insert(count:_:)`` returns.
    @inline(__always)
    func insert(count: Int, _ bind: (Int, OpaquePointer, Int32) throws -> Void) throws {
        let whole = count - count % Self.rowsPerStatement
        var row = 0
        while row < whole {
            var place: Int32 = 1
            for offset in 0..<Self.rowsPerStatement {
                try bind(row + offset, handle, place)
                place &+= Int32(truncatingIfNeeded: columns)
            }
            try Self.step(handle)
            row += Self.rowsPerStatement
        }
        if row == count { return }
        let rest = try Self.prepare(table, columns, rows: count - whole, database)
        for offset in 0..<(count - whole) {
            try bind(row + offset, rest.sqliteStatement, Int32(1 + offset * columns))
        }
        try Self.step(rest.sqliteStatement)
    }

    private static func prepare(
        _ table: String,
        _ columns: Int,
        rows: Int,
        _ database: Database
    ) throws -> Statement {
        let row = "(" + (0..<columns).map { _ in "?" }.joined(separator: ",") + ")"
        let places = (0..<rows).map { _ in row }.joined(separator: ",")
        return try database.makeStatement(sql: "INSERT INTO \(table) VALUES \(places)")
    }

    private static func step(_ handle: OpaquePointer) throws {
        let code = sqlite3_step(handle)
        sqlite3_reset(handle)
        if code != SQLITE_DONE {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: "inserting rows failed")
        }
    }
}
