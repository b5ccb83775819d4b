import Foundation

/// The right to write one run directory, held until released or until the process ends.
///
/// An advisory lock on a hidden file beside the folder: the system frees it when a process dies,
/// so a killed run never blocks the next. A file of that name which is no lock stays as it is.
struct RunLock: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// The most bytes of a lock: the number of a process and a line feed.
    private static let mostBytes = 21

    /// The lock of a folder.
    static func path(of name: String, in parent: String) -> String { "\(parent)/.\(name).lock" }

    /// Takes the lock at `path`, or throws ``RunStoreError/Code/inUse`` naming the process that has it.
    init(at path: String, for folder: String) throws(RunStoreError) {
        self.path = path
        while true {
            let candidate = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
            guard candidate >= 0 else {
                if errno == ELOOP { throw Self.foreign(path) }
                throw .system(errno, at: folder, doing: "making a file beside the output folder")
            }
            if flock(candidate, LOCK_EX | LOCK_NB) != 0 {
                let holder = RunLock.note(candidate)
                close(candidate)
                throw RunStoreError(
                    .inUse,
                    at: folder,
                    "another run\(holder.isEmpty ? "" : " (process \(holder))") is writing here; "
                        + "wait for it to end, or choose another --output"
                )
            }
            var ours = stat()
            var named = stat()
            if fstat(candidate, &ours) != 0 || !Self.isLock(candidate, ours) {
                close(candidate)
                throw Self.foreign(path)
            }
            // The holder before us may have removed the file between our opening and locking it.
            if lstat(path, &named) == 0, ours.st_ino == named.st_ino {
                descriptor = candidate
                break
            }
            close(candidate)
        }
        ftruncate(descriptor, 0)
        let note = Array("\(getpid())\n".utf8)
        // The number is a courtesy to whoever is refused; without it the lock holds all the same.
        _ = note.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    deinit {
        unlink(path)
        close(descriptor)
    }

    /// Whether no process holds the lock at `path`.
    static func isFree(at path: String) -> Bool {
        let candidate = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard candidate >= 0 else { return errno == ENOENT }
        defer { close(candidate) }
        return flock(candidate, LOCK_SH | LOCK_NB) == 0
    }

    /// Removes a file if it is a lock that nobody holds; whether it is gone.
    static func remove(_ path: String) -> Bool {
        let candidate = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard candidate >= 0 else { return errno == ENOENT }
        defer { close(candidate) }
        var status = stat()
        guard path.hasSuffix(".lock"), fstat(candidate, &status) == 0, isLock(candidate, status),
            flock(candidate, LOCK_EX | LOCK_NB) == 0
        else { return false }
        return unlink(path) == 0
    }

    /// Whether a file is a lock: empty, or the number of a process.
    private static func isLock(_ descriptor: Int32, _ status: stat) -> Bool {
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= off_t(mostBytes) else { return false }
        return status.st_size == 0 || !note(descriptor).isEmpty
    }

    private static func foreign(_ path: String) -> RunStoreError {
        RunStoreError(
            .occupied,
            at: path,
            "is no lock of a run and would be overwritten; move it away, or choose another --output"
        )
    }

    /// The number of the process that has a lock; empty where the file says none.
    private static func note(_ descriptor: Int32) -> String {
        var text = [UInt8](repeating: 0, count: mostBytes)
        let count = text.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        let line = String(decoding: text.prefix(max(0, count)), as: UTF8.self)
        let digits = line.hasSuffix("\n") ? line.dropLast() : line[...]
        return digits.allSatisfy { $0.isASCII && $0.isNumber } ? String(digits) : ""
    }
}
