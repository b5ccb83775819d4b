import Foundation

/// What went wrong with a run directory or one of its files.
public struct RunStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failure a caller may want to tell apart.
    public enum Code: String, Sendable, Hashable {
        /// The output folder holds something already.
        case occupied
        /// Another run is writing into the folder.
        case inUse
        /// The path is a file where a folder is needed.
        case notAFolder
        /// The folder or file must not be written.
        case notWritable
        /// The disk or the quota is full.
        case diskFull
        /// The run has been abandoned or finished already.
        case closed
        /// The operating system refused for another reason.
        case system
        /// SQLite refused, or the database is damaged.
        case database
        /// The manifest or another file does not hold what it should.
        case malformed
        /// A file of a run is not the one that the run wrote.
        case changed
    }

    /// The kind of failure.
    public var code: Code
    /// The file, folder or table concerned.
    public var location: String
    /// What was found, what was expected, and what to do.
    public var detail: String

    /// A failure at a place.
    public init(_ code: Code, at location: String, _ detail: String) {
        self.code = code
        self.location = location
        self.detail = detail
    }

    /// Place and detail in one line.
    public var description: String { "\(location): \(detail)" }
}

extension RunStoreError {
    /// The failure that `errno` tells about a file.
    static func system(_ number: Int32, at path: String, doing what: String) -> RunStoreError {
        switch number {
        case ENOSPC, EDQUOT:
            return RunStoreError(
                .diskFull,
                at: path,
                "the disk is full; free some space or choose an --output on another disk"
            )
        case EFBIG:
            return RunStoreError(
                .diskFull,
                at: path,
                "the file grew beyond what this process may write; raise the limit (ulimit -f)"
            )
        case EMFILE, ENFILE:
            return RunStoreError(
                .system,
                at: path,
                "\(what) failed, as too many files are open; raise the limit (ulimit -n)"
            )
        case EACCES, EPERM, EROFS:
            return RunStoreError(
                .notWritable,
                at: path,
                "\(what) is not permitted (\(text(number))); choose a folder you may write to"
            )
        case ENOTDIR:
            return RunStoreError(.notAFolder, at: path, "part of the path is a file, not a folder")
        default:
            return RunStoreError(.system, at: path, "\(what) failed: \(text(number))")
        }
    }

    private static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}
