import Jobs
import Linkage
import Registers
import Resolution
import RunStore

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
        case is JobError, is SchemaError: self = .usage
        case is Interrupted: self = .interrupted
        case let error as PipelineError where error.code == .usage: self = .usage
        case let error as RunStoreError where error.code == .occupied || error.code == .notAFolder:
            self = .usage
        case let error as RegisterError where error.code == .missingColumn || error.code == .missingTable:
            self = .usage
        case let error as LinkageError where error.code == .badComparison: self = .usage
        case let error as ResolutionError where error.code == .unsuitableMethod: self = .usage
        default: self = .failed
        }
    }
}
