/// Why a run could not go on, where no room below says it.
public struct PipelineError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable {
        /// The arguments or the job ask for what cannot be.
        case usage
        /// A file cannot be read.
        case unreadable
        /// A file does not hold what it should.
        case malformed
        /// There is nothing to link.
        case noRecords
        /// No two registers have anything in common that could be compared.
        case nothingShared
        /// Standard output did not take what was to be printed.
        case unwritten
        /// The system does not let the process have what it needs.
        case resources
        /// Some replicates of a simulation came to nothing.
        case replicatesFailed
    }

    /// The kind of failure.
    public let code: Code
    /// The file or setting concerned.
    public let location: String
    /// What was found, what was expected, what to do.
    public let detail: String

    /// A failure at a place.
    public init(_ code: Code, at location: String, _ detail: String) {
        self.code = code
        self.location = location
        self.detail = detail
    }

    /// Place and detail in one line.
    public var description: String { "\(location): \(detail)" }
}
