import Columns
import GRDBSQLite

/// Reads one table or view of a SQLite database, opened read-only; one that is cut short, or has changes beside it
/// that are not in its digest, is refused.
///
/// Rows come in the database's own order. Every value is taken as the text SQLite gives for it.
struct SQLiteReader {
    let path: String
    let options: ReadOptions
    private let size: Int?

    /// Rows read before they are added to the columns.
    private static let batchRows = 1 &<< 15
    /// Bytes of the file digested beside each batch.
    private static let digestBlock = 1 &<< 22

    init(path: String, options: ReadOptions, size: Int?) throws(RegisterError) {
        if path == "-" {
            throw RegisterError(
                .unsupportedFormat,
                at: "standard input",
                "a SQLite database cannot be read from standard input; name its file"
            )
        }
        self.path = path
        self.options = options
        self.size = size
    }

    /// Reads all rows.
    func read(table name: String) throws(RegisterError) -> ReadResult {
        let database = try SQLiteFile(path: path, waiting: options.waiting)
        let result = try read(database, table: name)
        try database.checkUnchanged()
        return result
    }

    private func read(_ database: SQLiteFile, table name: String) throws(RegisterError) -> ReadResult {
        let (table, isView) = try chosenTable(database)
        let place = "\(path): \(table)"
        let quoted = Self.quoted(table)
        let headers = try database.statement("SELECT * FROM \(quoted)").columnNames
        let layout = try TableLayout(headers: headers, options: options, location: place)
        if layout.kept.isEmpty { throw RegisterError(.missingColumn, at: place, "no column is asked for") }
        let selected = layout.kept.map { Self.quoted(headers[$0]) }.joined(separator: ", ")
        let statement = try database.statement("SELECT \(selected) FROM \(quoted)")

        let cursor = SQLiteCursor(statement.handle, names: layout.names)
        let builders = layout.kept.map { _ in ColumnBuilder() }
        let file = try FileSource(path: path)
        let digest = DigestedFile(file)
        let batches = [SQLiteBatch(columns: builders.count), SQLiteBatch(columns: builders.count)]
        var rows = 0
        var merging: SQLiteBatch?
        var step = 0
        var isDone = false
        // A view may give rows for ever.
        if isView { database.await("the end of the view \(place)") }
        while !isDone || merging != nil {
            if !isView { database.await("rows of \(place)") }
            let filling = isDone ? nil : batches[step & 1]
            let merge = merging
            options.workers.run(pieces: 2 + (merge == nil ? 0 : builders.count)) { piece in
                switch piece {
                case 0: if let filling { cursor.fill(filling, rows: Self.batchRows) }
                case 1: digest.advance(Self.digestBlock)
                default: if let merge { builders[piece - 2].append(merge.columns[piece - 2]) }
                }
            }
            if let code = cursor.failure {
                throw RegisterError(
                    .database,
                    at: "\(place): row \(cursor.rowsSeen + 1)",
                    "SQLite stopped: \(code); check the database with “PRAGMA integrity_check”"
                )
            }
            if let limit = options.maximumQuarantine, cursor.quarantined > limit {
                throw RegisterError(
                    .tooManyQuarantined,
                    at: place,
                    "more than \(limit) rows have a NUL byte. Correct the table or raise the limit"
                )
            }
            for (builder, column) in zip(builders, layout.names) where builder.isFull {
                throw RegisterError(
                    .tooLarge,
                    at: "\(path): \(table).\(column)",
                    "the column's distinct values exceed 4 GiB; leave the column out"
                )
            }
            rows += filling?.rowCount ?? 0
            if rows > Int(UInt32.max) - 1 {
                throw RegisterError(
                    .tooLarge,
                    at: place,
                    "there are more than 4 294 967 294 rows; split the table"
                )
            }
            merging = filling
            isDone = cursor.isDone
            step += 1
            options.progress?(file.bytesRead, size)
        }
        try digest.finish()
        if rows == 0 && cursor.quarantined > 0 {
            throw RegisterError(.tooManyQuarantined, at: place, "every row has a NUL byte; correct the table")
        }
        options.progress?(file.bytesRead, size)
        let columns = MendedColumn.finish(builders, names: layout.names, workers: options.workers)
        var notices = ReadNotices(register: name)
        notices.addText(ReadPlan(), columns)
        return ReadResult(
            table: Table(name: name, columns: columns.map(\.column), rowCount: rows),
            quarantined: QuarantineReason.allCases.map { ($0, $0 == .nulByte ? cursor.quarantined : 0) },
            examples: cursor.examples,
            renamedColumns: layout.renamed,
            bytesRead: file.bytesRead,
            sha256: digest.hexadecimal,
            delimiter: nil,
            hadHeader: true,
            hadBOM: false,
            repairedUTF8Count: columns.reduce(0) { $0 + $1.repaired },
            encoding: .utf8,
            isHeaderDoubtful: false,
            notices: notices.all
        )
    }

    /// The table to read, and whether it is a view; every other outcome lists the tables there are.
    func chosenTable(_ database: SQLiteFile) throws(RegisterError) -> (name: String, isView: Bool) {
        let sql = """
            SELECT name, type FROM sqlite_master
            WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
            """
        let tables = try database.texts(sql)
        let list = tables.isEmpty ? "it has none" : "its tables are \(TableLayout.list(tables.map(\.first)))"
        func table(_ chosen: (first: String, second: String)) -> (name: String, isView: Bool) {
            (chosen.first, chosen.second == "view")
        }
        if let wanted = options.table {
            if let chosen = tables.first(where: { $0.first == wanted }) { return table(chosen) }
            throw RegisterError(
                .missingTable,
                at: path,
                "there is no table “\(wanted)” in the database; \(list)"
            )
        }
        if tables.count == 1 { return table(tables[0]) }
        throw RegisterError(.missingTable, at: path, "name the table of the database to read; \(list)")
    }

    static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

/// Some rows of a database, encoded column by column.
final class SQLiteBatch: @unchecked Sendable {
    let columns: [ChunkColumn]
    fileprivate(set) var rowCount = 0

    init(columns: Int) { self.columns = (0..<columns).map { _ in ChunkColumn() } }
}

/// Steps through a statement; used by one thread at a time.
private final class SQLiteCursor: @unchecked Sendable {
    private let statement: OpaquePointer
    private let names: [String]
    private let scratch = TextBuffer(capacity: 1024)
    private(set) var isDone = false
    private(set) var failure: String?
    private(set) var rowsSeen = 0
    private(set) var quarantined = 0
    private(set) var examples: [QuarantinedRow] = []

    init(_ statement: OpaquePointer, names: [String]) {
        self.statement = statement
        self.names = names
    }

    /// Reads up to `rows` rows into a batch.
    func fill(_ batch: SQLiteBatch, rows: Int) {
        for column in batch.columns { column.rows.reset(rows: rows) }
        batch.rowCount = 0
        while batch.rowCount < rows {
            let status = sqlite3_step(statement)
            if status == SQLITE_DONE {
                isDone = true
                break
            }
            if status != SQLITE_ROW {
                failure = String(cString: sqlite3_errmsg(sqlite3_db_handle(statement)))
                isDone = true
                break
            }
            rowsSeen += 1
            if let column = columnWithNUL() {
                quarantined += 1
                if examples.count < ParsedChunk.maximumExamples { examples.append(example(column)) }
                continue
            }
            for index in 0..<batch.columns.count { append(Int32(index), to: batch.columns[index]) }
            batch.rowCount += 1
        }
        for column in batch.columns { column.rows.repairUTF8() }
    }

    /// The bytes of a value as text; nil for NULL.
    private func bytes(_ index: Int32) -> UnsafeBufferPointer<UInt8>? {
        // SAFETY: SQLite keeps the text until the next step or conversion of the same value.
        guard let start = sqlite3_column_text(statement, index) else { return nil }
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
    }

    private func columnWithNUL() -> Int? {
        for index in names.indices {
            let kind = sqlite3_column_type(statement, Int32(index))
            if kind != SQLITE_TEXT && kind != SQLITE_BLOB { continue }
            if let value = bytes(Int32(index)), value.contains(0) { return index }
        }
        return nil
    }

    private func append(_ index: Int32, to column: ChunkColumn) {
        guard var value = bytes(index), !value.isEmpty else { return column.rows.appendMissing() }
        while let last = value.last, Dialect.isBlank(last) {
            value = UnsafeBufferPointer(rebasing: value.dropLast())
        }
        while let first = value.first, Dialect.isBlank(first) {
            value = UnsafeBufferPointer(rebasing: value.dropFirst())
        }
        guard let start = value.baseAddress, !value.isEmpty else { return column.rows.appendMissing() }
        // The column reads words beyond the value's end, which SQLite's memory does not allow.
        scratch.reserve(value.count, keeping: 0)
        scratch.base.update(from: start, count: value.count)
        column.rows.append(scratch.base, value.count)
    }

    private func example(_ column: Int) -> QuarantinedRow {
        let value = bytes(Int32(column)).map { Array($0.prefix(120)) } ?? []
        let excerpt = value.withUnsafeBufferPointer { text in
            text.baseAddress.map { RowCheck.excerpt($0, 0..<text.count) } ?? ""
        }
        return QuarantinedRow(
            line: rowsSeen,
            lineCount: 1,
            byteOffset: 0,
            reason: .nulByte,
            fieldCount: names.count,
            excerpt: "\(names[column]): \(excerpt)"
        )
    }
}

/// Digests a file block by block; used by one thread at a time.
private final class DigestedFile: @unchecked Sendable {
    private let file: FileSource
    private let buffer = TextBuffer(capacity: 1 &<< 18)
    private var digest = FileDigest()
    private var failure: RegisterError?
    private var isDone = false

    init(_ file: FileSource) { self.file = file }

    /// Digests about `count` more bytes.
    func advance(_ count: Int) {
        var left = count
        while left > 0 && !isDone {
            do throws(RegisterError) {
                let got = try file.read(into: buffer.base, count: buffer.capacity)
                digest.update(buffer.base, got)
                isDone = got < buffer.capacity
                left -= got
            } catch {
                failure = error
                isDone = true
            }
        }
    }

    /// Digests the rest.
    func finish() throws(RegisterError) {
        while !isDone { advance(1 &<< 30) }
        if let failure { throw failure }
    }

    var hexadecimal: String { digest.hexadecimal }
}
