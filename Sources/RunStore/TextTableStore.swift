import GRDB
import GRDBSQLite

/// An SQLite file whose tables hold text as CSV rows give it.
package final class TextTableStore {
    private let path: String
    private let queue: DatabaseQueue
    private let tables: [(name: String, columns: Int)]

    /// Makes a file with a table of text columns for each entry.
    package init(path: String, tables: [(name: String, columns: [String])]) throws(RunStoreError) {
        self.path = path
        self.tables = tables.map { ($0.name, $0.columns.count) }
        do {
            var configuration = Configuration()
            configuration.journalMode = .default
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { database in
                // A killed run leaves no file under the output's name: there is nothing to roll back to.
                try database.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
                for table in tables {
                    let columns = table.columns.map { Self.quoted($0) + " TEXT" }.joined(separator: ", ")
                    try database.execute(sql: "CREATE TABLE \(Self.quoted(table.name)) (\(columns))")
                }
            }
        } catch {
            throw RunStoreError(.system, at: path, "SQLite could not make the file: \(error)")
        }
    }

    /// Appends rows given as CSV (comma, double quotes, line feeds) to the table with a number.
    package func insert(_ csv: [UInt8], into table: Int) throws(RunStoreError) {
        var bytes = csv
        let fields = Self.split(&bytes)
        let columns = tables[table].columns
        let rows = fields.count / columns
        do {
            try queue.write { database in
                try bytes.withUnsafeBytes { buffer in
                    guard let base = buffer.bindMemory(to: CChar.self).baseAddress else { return }
                    let name = Self.quoted(tables[table].name)
                    try BulkInsert(into: name, columns: columns, database).insert(count: rows) {
                        row,
                        insert,
                        place in
                        for column in 0..<columns {
                            let field = fields[row * columns + column]
                            if field.isEmpty {
                                sqlite3_bind_null(insert, place + Int32(column))
                            } else {
                                // SAFETY: the buffer outlives the statement's execution.
                                sqlite3_bind_text(
                                    insert,
                                    place + Int32(column),
                                    base + field.lowerBound,
                                    Int32(field.count),
                                    nil
                                )
                            }
                        }
                    }
                }
            }
        } catch {
            throw RunStoreError(.system, at: path, "SQLite could not write rows: \(error)")
        }
    }

    /// Closes the file.
    package func finish() throws(RunStoreError) {
        do {
            try queue.close()
        } catch {
            throw RunStoreError(.system, at: path, "SQLite could not close the file: \(error)")
        }
    }

    /// Where each field lies; quotes are taken away in place.
    private static func split(_ bytes: inout [UInt8]) -> [Range<Int>] {
        var fields: [Range<Int>] = []
        fields.reserveCapacity(bytes.count / 8)
        var read = 0
        var write = 0
        while read < bytes.count {
            let start = write
            if bytes[read] == UInt8(ascii: "\"") {
                read += 1
                while read < bytes.count {
                    if bytes[read] == UInt8(ascii: "\"") {
                        read += 1
                        if read >= bytes.count || bytes[read] != UInt8(ascii: "\"") { break }
                    }
                    bytes[write] = bytes[read]
                    write += 1
                    read += 1
                }
            } else {
                while read < bytes.count, bytes[read] != UInt8(ascii: ","), bytes[read] != UInt8(ascii: "\n")
                {
                    bytes[write] = bytes[read]
                    write += 1
                    read += 1
                }
            }
            fields.append(start..<write)
            read += 1
        }
        return fields
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
