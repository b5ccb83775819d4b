public import Columns

/// Why a row was set aside instead of being read.
public enum QuarantineReason: String, Sendable, CaseIterable {
    /// The row has fewer fields than the header.
    case tooFewFields = "too_few_fields"
    /// The row has more fields than the header.
    case tooManyFields = "too_many_fields"
    /// The row contains a NUL byte.
    case nulByte = "nul_byte"
    /// A quoted field goes on after its closing quote.
    case textAfterQuote = "text_after_quote"

    /// The reason in words.
    public var text: String {
        switch self {
        case .tooFewFields: "fewer fields than the header"
        case .tooManyFields: "more fields than the header"
        case .nulByte: "a NUL byte"
        case .textAfterQuote: "text after a closing quote"
        }
    }
}

/// A row that was set aside.
public struct QuarantinedRow: Sendable, Equatable {
    /// The line the row starts on, from 1; in a database the row's number, from 1.
    public let line: Int
    /// The lines the row spans; more than 1 when a quoted field contains line ends.
    public let lineCount: Int
    /// Where the row starts in the (decompressed) text, in bytes; 0 in a database.
    public let byteOffset: Int
    /// Why it was set aside.
    public let reason: QuarantineReason
    /// The number of fields found.
    public let fieldCount: Int
    /// The beginning of the row, printable.
    public let excerpt: String
}

/// A column whose header could not be used as it stands.
public struct RenamedColumn: Sendable, Equatable {
    /// The column's place in the file, from 1.
    public let position: Int
    /// The header as found, blanks trimmed.
    public let found: String
    /// The name given instead.
    public let used: String
}

/// A table and what happened while it was read.
public struct ReadResult: Sendable {
    /// The register's rows.
    public private(set) var table: Table
    /// How many rows were set aside for each reason, in the order of ``QuarantineReason``.
    public let quarantined: [(reason: QuarantineReason, count: Int)]
    /// The first 100 rows set aside, in the order of the file.
    public let examples: [QuarantinedRow]
    /// Headers that were blank or not unique, and what they became.
    public let renamedColumns: [RenamedColumn]
    /// The size of the file as stored, in bytes.
    public let bytesRead: Int
    /// The SHA-256 digest of the file as stored, in lower-case hexadecimal.
    public let sha256: String
    /// The byte between fields; nil for a database.
    public let delimiter: UInt8?
    /// Whether the first row named the columns.
    public let hadHeader: Bool
    /// Whether the text began with a UTF-8 byte order mark.
    public let hadBOM: Bool
    /// The values, counted by row, that got U+FFFD in the place of bytes that are no character.
    public let repairedUTF8Count: Int
    /// The encoding of the text; UTF-8 for a database.
    public let encoding: TextEncoding
    /// Whether the header may hold values instead of names: then its cells are to be shown like values.
    public let isHeaderDoubtful: Bool
    /// What was assumed, mended or passed over, in the order of the columns.
    public let notices: [RegisterNotice]
    /// The line of the first record, from 1, where each record is one line and none was passed over; else nil.
    public var firstLine: Int?

    /// Keeps of the table its name and the number of its rows alone.
    public mutating func letRowsGo() {
        table = Table(name: table.name, columns: [], rowCount: table.rowCount)
    }

    /// The number of rows set aside for whatever reason.
    public var quarantinedCount: Int { quarantined.reduce(0) { $0 + $1.count } }
}
