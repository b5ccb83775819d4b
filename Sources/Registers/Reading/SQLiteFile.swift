import GRDBSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A SQLite file that is whole, opened for reading: what is read from it is what its bytes say.
///
/// Changes that stand beside the file, in a write-ahead log or a journal, are not in its digest: with them it is
/// refused. The format is that of https://www.sqlite.org/fileformat2.html.
final class SQLiteFile {
    private let path: String
    /// The open database.
    private let database: OpaquePointer
    /// The state of the file when it was opened.
    private let opened: State
    private let watch: SQLiteWatch

    /// Bytes of the file's header.
    private static let headerSize = 100
    /// Steps of SQLite's machine between two looks at whether to go on: a few milliseconds.
    private static let stepsAtATime: Int32 = 1 << 18

    /// Opens a file after a look at whether it is whole.
    ///
    /// - Parameter waiting: Hears of what is waited for while a query gives nothing.
    init(path: String, waiting: (@Sendable (String, Double) -> Void)?) throws(RegisterError) {
        self.path = path
        opened = try State(path)
        let header = try Self.header(path)
        try Self.checkSize(header, opened.size, path)
        try Self.checkCompanions(path)
        // A database that keeps a log is read as it is: SQLite would make a new log beside it.
        let keepsLog = header[18] == 2 || header[19] == 2
        let name = Self.address(path) + (keepsLog ? "?immutable=1" : "")
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(name, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            let reason = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "there is no memory"
            sqlite3_close_v2(handle)
            throw Self.refused(reason, path)
        }
        database = handle
        watch = SQLiteWatch(waiting)
        let context = Unmanaged.passUnretained(watch).toOpaque()
        sqlite3_progress_handler(
            handle,
            Self.stepsAtATime,
            { context in
                // SAFETY: the watch lives as long as the database that calls this.
                if let context { Unmanaged<SQLiteWatch>.fromOpaque(context).takeUnretainedValue().look() }
                return 0
            },
            context
        )
    }

    deinit { sqlite3_close_v2(database) }

    /// Begins to wait for rows of `what`; a new row ends the wait.
    func await(_ what: String) { watch.begin(what) }

    /// A statement, ready to be stepped through.
    func statement(_ sql: String) throws(RegisterError) -> SQLiteStatement {
        var handle: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &handle, nil) == SQLITE_OK, let handle else {
            throw Self.refused(String(cString: sqlite3_errmsg(database)), path)
        }
        return SQLiteStatement(handle: handle)
    }

    /// The texts of the first two columns of a query.
    func texts(_ sql: String) throws(RegisterError) -> [(first: String, second: String)] {
        let statement = try statement(sql)
        var rows: [(first: String, second: String)] = []
        while true {
            switch sqlite3_step(statement.handle) {
            case SQLITE_DONE: return rows
            case SQLITE_ROW: rows.append((statement.text(0), statement.text(1)))
            default: throw Self.refused(String(cString: sqlite3_errmsg(database)), path)
            }
        }
    }

    /// Fails if the file was written to since it was opened.
    func checkUnchanged() throws(RegisterError) {
        try Self.checkCompanions(path)
        if try State(path) != opened {
            throw RegisterError(
                .database,
                at: path,
                "the database was written to while it was read; read it when nobody writes, or a copy of it"
            )
        }
    }

    // MARK: Whole or not

    /// What tells a file that was written to.
    private struct State: Equatable {
        var size = 0
        private var seconds = 0
        private var nanoseconds = 0
        private var number: UInt64 = 0

        init(_ path: String) throws(RegisterError) {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                throw RegisterError(
                    .unsupportedFormat,
                    at: path,
                    "a SQLite database is read from a file only; write it to one"
                )
            }
            size = Int(status.st_size)
            number = UInt64(truncatingIfNeeded: status.st_ino)
            #if canImport(Darwin)
                (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
            #else
                (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
            #endif
        }
    }

    private static func header(_ path: String) throws(RegisterError) -> [UInt8] {
        let file = try FileSource(path: path)
        let buffer = TextBuffer(capacity: headerSize)
        let count = try file.read(into: buffer.base, count: headerSize)
        if count < headerSize {
            throw RegisterError(.truncated, at: path, "the database ends in its header; get the file again")
        }
        return Array(UnsafeBufferPointer(start: buffer.base, count: count))
    }

    /// Compares the size that the header tells with that of the file.
    private static func checkSize(_ header: [UInt8], _ size: Int, _ path: String) throws(RegisterError) {
        func number(_ place: Int, _ count: Int) -> Int {
            header[place..<place + count].reduce(0) { $0 &<< 8 | Int($1) }
        }
        let pageSize = number(16, 2) == 1 ? 65536 : number(16, 2)
        guard pageSize >= 512, pageSize & (pageSize - 1) == 0 else {
            throw RegisterError(.database, at: path, "the database's header is damaged; get the file again")
        }
        // Programs of before 2010 leave the number of pages as it was: it holds if the change counters agree.
        let pages = number(24, 4) == number(92, 4) ? number(28, 4) : 0
        let isCut = pages > 0 ? size < pages * pageSize : size % pageSize != 0
        if isCut {
            let expected =
                pages > 0 ? "\(pages) pages of \(pageSize) bytes" : "whole pages of \(pageSize) bytes"
            throw RegisterError(
                .truncated,
                at: path,
                "the database is cut short: it has \(size) bytes, expected \(expected); get the file again"
            )
        }
    }

    /// Refuses a database whose last changes are not in its file.
    private static func checkCompanions(_ path: String) throws(RegisterError) {
        if size(path + "-wal") > 0 {
            throw RegisterError(
                .database,
                at: path + "-wal",
                "holds changes that are not in the database yet; close the programs that use it, then bring them in: "
                    + "sqlite3 FILE 'PRAGMA wal_checkpoint(TRUNCATE)'"
            )
        }
        let journal = path + "-journal"
        guard size(journal) > 0 else { return }
        let file = try FileSource(path: journal)
        let first = TextBuffer(capacity: 1)
        // The journal of a change that is done begins with a zero.
        if try file.read(into: first.base, count: 1) == 1, first.base[0] != 0 {
            throw RegisterError(
                .database,
                at: journal,
                "belongs to a change of the database that was not finished; close the programs that use it, then have "
                    + "the change undone: sqlite3 FILE 'PRAGMA schema_version'"
            )
        }
    }

    /// The size of a regular file; 0 if there is none.
    private static func size(_ path: String) -> Int {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
        return Int(status.st_size)
    }

    /// A path as SQLite takes an address: what means something there is escaped.
    private static func address(_ path: String) -> String {
        var text: [UInt8] = Array("file:".utf8)
        let digits = Array("0123456789abcdef".utf8)
        // Two slashes at the start would be followed by the name of a machine.
        if path.hasPrefix("//") { text += Array("/.".utf8) }
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"):
                text += [UInt8(ascii: "%"), digits[Int(byte &>> 4)], digits[Int(byte & 15)]]
            default: text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func refused(_ reason: String, _ path: String) -> RegisterError {
        RegisterError(.database, at: path, "SQLite cannot read the database: \(reason)")
    }
}

/// A statement of SQLite, given back when it is no longer used.
final class SQLiteStatement {
    let handle: OpaquePointer

    fileprivate init(handle: OpaquePointer) { self.handle = handle }

    deinit { sqlite3_finalize(handle) }

    /// The names of the columns.
    var columnNames: [String] {
        (0..<sqlite3_column_count(handle)).map { index in
            sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
        }
    }

    /// A value of the present row as text; empty for NULL and for a column that is not there.
    fileprivate func text(_ column: Int32) -> String {
        guard column < sqlite3_column_count(handle), let start = sqlite3_column_text(handle, column) else {
            return ""
        }
        return String(cString: start)
    }
}

/// Tells how long a query has given nothing.
private final class SQLiteWatch: @unchecked Sendable {
    // @unchecked: used by the one thread that steps through the statement.
    private let waiting: (@Sendable (String, Double) -> Void)?
    private var what = ""
    private var began = 0.0

    init(_ waiting: (@Sendable (String, Double) -> Void)?) { self.waiting = waiting }

    func begin(_ what: String) {
        self.what = what
        began = Self.seconds()
    }

    func look() {
        if !what.isEmpty { waiting?(what, Self.seconds() - began) }
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
