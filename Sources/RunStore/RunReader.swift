import Columns
import Foundation
import GRDB

/// Reads the results database of a run.
public final class RunReader: Sendable {
    private let path: String
    private let queue: DatabaseQueue

    /// Opens the database of a finished run whose files were checked.
    ///
    /// - Throws: ``RunStoreError/Code/malformed`` if the run has no database, or one of a version this code does
    ///   not know.
    public convenience init(_ run: CheckedRun) throws(RunStoreError) {
        try self.init(database: try run.file(RunDirectory.databaseName))
    }

    /// Opens the database of a finished run directory for reading, after a look at whether it is the one that
    /// the run wrote.
    ///
    /// - Throws: ``RunStoreError/Code/malformed`` if the folder has no manifest or the database is
    ///   of a version this code does not know, ``RunStoreError/Code/changed`` if it was changed.
    public convenience init(run folder: String) throws(RunStoreError) {
        let run = try CheckedRun(
            folder,
            reading: { $0 == RunDirectory.databaseName },
            workers: Workers(threads: 1)
        )
        try self.init(run)
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
}
