import Foundation
import GRDB

/// Reads the results database of a run.
public final class RunReader: Sendable {
    private let path: String
    private let queue: DatabaseQueue

    /// Opens the database of a finished run directory for reading.
    ///
    /// - Throws: ``RunStoreError/Code/malformed`` if the folder has no manifest or the database is
    ///   of a version this code does not know.
    public convenience init(run folder: String) throws(RunStoreError) {
        _ = try Manifest.read(from: folder)
        try self.init(database: folder + "/" + RunDirectory.databaseName)
    }

    /// Opens a results database for reading.
    public init(database path: String) throws(RunStoreError) {
        self.path = path
        var configuration = Configuration()
        configuration.readonly = true
        let version: Int
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        } catch {
            throw RunStoreError(database: error, at: path)
        }
        if version != ResultStore.schemaVersion {
            throw RunStoreError(
                .malformed,
                at: path,
                "is of schema version \(version); this program reads version \(ResultStore.schemaVersion)"
            )
        }
    }

    /// The rows that a query gives, each value in the order of the columns.
    public func rows(
        _ sql: String,
        _ arguments: [ResultValue] = []
    ) throws(RunStoreError) -> [[ResultValue]] {
        do {
            return try queue.read { database in
                let cursor = try Row.fetchCursor(
                    database,
                    sql: sql,
                    arguments: StatementArguments(arguments.map(\.databaseValue))
                )
                var result: [[ResultValue]] = []
                while let row = try cursor.next() { result.append(row.databaseValues.map(ResultValue.init)) }
                return result
            }
        } catch {
            throw RunStoreError(database: error, at: path)
        }
    }

    /// Calls `body` for each row that a query gives; the row is valid within the call alone.
    func forEach(_ sql: String, _ body: (StoredRow) -> Void) throws(RunStoreError) {
        do {
            try queue.read { database in
                let cursor = try Row.fetchCursor(database, sql: sql)
                while let row = try cursor.next() { body(StoredRow(row: row)) }
            }
        } catch {
            throw RunStoreError(database: error, at: path)
        }
    }
}

/// A row of numbers while a query is under way.
struct StoredRow {
    fileprivate let row: Row

    /// A whole number; 0 where there is no value.
    func integer(_ column: Int) -> Int64 { row[column] ?? 0 }
    /// A number; 0 where there is no value.
    func real(_ column: Int) -> Double { row[column] ?? 0 }
}
