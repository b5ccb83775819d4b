public import Columns

/// How a register file is to be read; every option has a default that fits most files.
public struct ReadOptions: Sendable {
    /// The byte between fields; nil finds it among comma, semicolon, tab and vertical bar.
    public var delimiter: UInt8?
    /// Whether the first row names the columns; nil looks at the first row, in doubt yes.
    public var hasHeader: Bool?
    /// The table of a SQLite database; nil takes the only one.
    public var table: String?
    /// The columns to keep, by name, in the order of the file; nil keeps all.
    public var columns: [String]?
    /// Columns without which the register is useless, by name.
    public var requiredColumns: [String]
    /// How many rows may be set aside before reading fails; nil sets no limit.
    ///
    /// Whatever the limit, reading fails when rows were found and every one of them was set aside.
    public var maximumQuarantine: Int?
    /// The threads to use; the result does not depend on them.
    public var workers: Workers
    /// Called on the calling thread after each block: bytes of the file read, and its size if known.
    public var progress: (@Sendable (_ bytesDone: Int, _ bytesTotal: Int?) -> Void)?
    /// Called on any thread a few times a second while nothing comes: what is waited for, and for how long in
    /// seconds.
    public var waiting: (@Sendable (_ what: String, _ seconds: Double) -> Void)?

    /// Options with their defaults: find out everything, keep all columns, use one thread.
    public init(
        delimiter: UInt8? = nil,
        hasHeader: Bool? = nil,
        table: String? = nil,
        columns: [String]? = nil,
        requiredColumns: [String] = [],
        maximumQuarantine: Int? = nil,
        workers: Workers = Workers(threads: 1),
        progress: (@Sendable (_ bytesDone: Int, _ bytesTotal: Int?) -> Void)? = nil,
        waiting: (@Sendable (_ what: String, _ seconds: Double) -> Void)? = nil
    ) {
        self.delimiter = delimiter
        self.hasHeader = hasHeader
        self.table = table
        self.columns = columns
        self.requiredColumns = requiredColumns
        self.maximumQuarantine = maximumQuarantine
        self.workers = workers
        self.progress = progress
        self.waiting = waiting
    }
}
