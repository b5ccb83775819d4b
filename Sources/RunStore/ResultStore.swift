import Foundation
import GRDB
import Schemas
import Synchronization

/// The results database of a run while it is being built.
///
/// Built in a staging folder and moved when whole, so it needs neither journal nor waiting for the
/// disk. The same rows in the same order give the same bytes. Tables and views are documented in
/// `Schemas/results.sql`.
public final class ResultStore: Sendable {
    /// The version of tables and views, kept in `user_version`.
    public static let schemaVersion = 5

    let path: String
    private let queue: DatabaseQueue
    /// Large tables, written once the connection is closed.
    private let pending = Mutex<[PendingTable]>([])

    /// Creates the database with empty tables.
    public convenience init(creatingAt path: String) throws(RunStoreError) {
        if FileSystem.entry(at: path) != .nothing {
            throw RunStoreError(.occupied, at: path, "exists already; a results database is made anew")
        }
        // SQLite would make it as the umask says.
        close(try FileSystem.makeFile(path, access: .owner))
        try self.init(opening: path)
        try inTransaction { try $0.execute(sql: Schemas.results) }
    }

    /// Opens a copy of a finished database to add to it.
    ///
    /// - Throws: ``RunStoreError/Code/malformed`` if it is of another version.
    public convenience init(updating path: String) throws(RunStoreError) {
        _ = try RunReader(database: path)
        try self.init(opening: path)
    }

    private init(opening path: String) throws(RunStoreError) {
        self.path = path
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA page_size = 8192;
                    PRAGMA journal_mode = OFF;
                    PRAGMA synchronous = OFF;
                    PRAGMA locking_mode = EXCLUSIVE;
                    PRAGMA cache_size = -65536;
                    PRAGMA temp_store = MEMORY;
                    """
            )
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw RunStoreError(database: error, at: path)
        }
    }

    /// Appends rows to the table they belong to.
    public func insert<Row: ResultRow>(_ rows: [Row]) throws(RunStoreError) {
        if rows.isEmpty { return }
        let columns = Row.columns.joined(separator: ", ")
        let places = Row.columns.map { _ in "?" }.joined(separator: ", ")
        try inTransaction { database in
            let statement = try database.makeStatement(
                sql: "INSERT INTO \(Row.table) (\(columns)) VALUES (\(places))"
            )
            for row in rows {
                let values = row.values
                precondition(values.count == Row.columns.count, "one value per column")
                try statement.execute(arguments: StatementArguments(values.map(\.databaseValue)))
            }
        }
    }

    /// Leaves a table, which must be empty, to be filled when the store is finished.
    func add(_ table: PendingTable) { pending.withLock { $0.append(table) } }

    /// Closes the database, writes its large tables and ends it; then it can be moved.
    public func finish() throws(RunStoreError) {
        let tables = pending.withLock { tables in
            defer { tables = [] }
            return tables
        }
        var roots: [Int] = []
        do {
            roots = try queue.read { database in
                try tables.map { table in
                    let sql = "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?"
                    return try Int.fetchOne(database, sql: sql, arguments: [table.name]) ?? 0
                }
            }
            try queue.close()
        } catch {
            throw RunStoreError(database: error, at: path)
        }
        if tables.isEmpty { return }
        var pages = try TablePages(path: path)
        for (table, root) in zip(tables, roots) { try table.fill(&pages, root) }
        try pages.finish()
    }

    /// Runs `body` in one transaction.
    func inTransaction(_ body: (Database) throws -> Void) throws(RunStoreError) {
        do {
            try queue.write { try body($0) }
        } catch {
            throw RunStoreError(database: error, at: path)
        }
    }
}

/// A large table to be written page by page.
struct PendingTable: Sendable {
    /// The table's name.
    let name: String
    /// Fills it, given its root page.
    let fill: @Sendable (inout TablePages, Int) throws(RunStoreError) -> Void
}

extension RunStoreError {
    /// What SQLite says, in our words.
    init(database error: any Error, at path: String) {
        if let known = error as? RunStoreError {
            self = known
            return
        }
        guard let failure = error as? DatabaseError else {
            self.init(.database, at: path, "\(error)")
            return
        }
        switch failure.resultCode {
        case .SQLITE_FULL:
            self = .system(ENOSPC, at: path, doing: "writing")
        case .SQLITE_IOERR:
            self.init(
                .diskFull,
                at: path,
                "the system would not read or write the database (\(failure.message ?? "no reason given")); "
                    + "check the space on the disk and the limit on the size of files"
            )
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            self.init(
                .notWritable,
                at: path,
                "cannot be opened or written (\(failure.message ?? "no reason given"))"
            )
        default:
            self.init(.database, at: path, "SQLite refused: \(failure)")
        }
    }
}
