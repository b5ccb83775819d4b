/// Why a register could not be read or understood: where, what was found, what was expected, what to do.
public struct RegisterError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure, for callers that act on it.
    public enum Code: String, Sendable, CaseIterable {
        /// There is no file at the path.
        case notFound = "not_found"
        /// The file may not be opened by this user.
        case permissionDenied = "permission_denied"
        /// The path names a directory.
        case isDirectory = "is_directory"
        /// The operating system failed while the file was read.
        case unreadable
        /// The text is UTF-16 or UTF-32.
        case unsupportedEncoding = "unsupported_encoding"
        /// The file holds a format that is not read, or not from this kind of input.
        case unsupportedFormat = "unsupported_format"
        /// The file holds no row at all, not even a header.
        case emptyFile = "empty_file"
        /// The header row cannot be used.
        case badHeader = "bad_header"
        /// A column that was asked for is not there.
        case missingColumn = "missing_column"
        /// Compressed data end before their end mark.
        case truncated
        /// Compressed data contradict their format or checksum.
        case corrupt
        /// A quoted field never ends.
        case unclosedQuote = "unclosed_quote"
        /// One row is longer than rows may be.
        case rowTooLong = "row_too_long"
        /// More rows were set aside than allowed, or all of them.
        case tooManyQuarantined = "too_many_quarantined"
        /// A column has more than 4 GiB of distinct text, or the table more rows than codes can count.
        case tooLarge = "too_large"
        /// SQLite reported an error.
        case database
        /// The database has no such table, or several and none was named.
        case missingTable = "missing_table"
        /// An option contradicts itself or the file.
        case invalidOption = "invalid_option"
    }

    /// The kind of failure.
    public let code: Code
    /// Where: `file`, `file:line`, `file:line:column` or `file: table.column`.
    public let location: String
    /// What was found, what was expected and what to do.
    public let detail: String

    /// An error from its parts.
    public init(_ code: Code, at location: String, _ detail: String) {
        self.code = code
        self.location = location
        self.detail = detail
    }

    /// The message a user sees: the place, a colon, the explanation.
    public var description: String { "\(location): \(detail)" }
}
