public import Columns

/// Which row of a text names the columns.
public enum HeaderChoice: Sendable, Equatable {
    /// The first row, or one below title lines; a row that looks like values is an error.
    case automatic
    /// The first row, whatever it looks like.
    case firstRow
    /// The row that starts on a line, from 1, whatever it looks like.
    case line(Int)
    /// None: columns are called `column_1`, `column_2`, ….
    case absent
    /// None: columns have these names, in the order of the fields.
    case names([String])

    /// Whether a row of the file names the columns.
    var isInFile: Bool {
        switch self {
        case .automatic, .firstRow, .line: true
        case .absent, .names: false
        }
    }
}

/// How a register file is to be read; every option has a default that fits most files.
public struct ReadOptions: Sendable {
    /// The byte between fields; nil finds it among comma, semicolon, tab and vertical bar.
    public var delimiter: UInt8?
    /// Which row names the columns.
    public var header: HeaderChoice
    /// The encoding of the text; nil finds it.
    public var encoding: TextEncoding?
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
        header: HeaderChoice = .automatic,
        encoding: TextEncoding? = nil,
        table: String? = nil,
        columns: [String]? = nil,
        requiredColumns: [String] = [],
        maximumQuarantine: Int? = nil,
        workers: Workers = Workers(threads: 1),
        progress: (@Sendable (_ bytesDone: Int, _ bytesTotal: Int?) -> Void)? = nil,
        waiting: (@Sendable (_ what: String, _ seconds: Double) -> Void)? = nil
    ) {
        self.delimiter = delimiter
        self.header = header
        self.encoding = encoding
        self.table = table
        self.columns = columns
        self.requiredColumns = requiredColumns
        self.maximumQuarantine = maximumQuarantine
        self.workers = workers
        self.progress = progress
        self.waiting = waiting
    }
}
