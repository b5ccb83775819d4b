/// What a command's exit code says; others script against these.
public enum CommandOutcome: Int32, Sendable, CaseIterable {
    /// Done.
    case done = 0
    /// Failed on data or computation.
    case failed = 1
    /// Wrong usage or job file; nothing was done.
    case usage = 2
    /// Interrupted; nothing half-written is left.
    case interrupted = 3

    /// The exit code that an error of a command asks for.
    public init(for error: any Error) {
        switch error {
        case is JobError: self = .usage
        case is Interrupted: self = .interrupted
        default: self = .failed
        }
    }
}
