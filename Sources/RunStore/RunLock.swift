import Foundation

/// The right to write one run directory, held until released or until the process ends.
///
/// An advisory lock on a hidden file beside the folder: the system frees it when a process dies,
/// so a killed run never blocks the next.
struct RunLock: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Takes the lock at `path`, or throws ``RunStoreError/Code/inUse`` naming the process that has it.
    init(at path: String, for folder: String) throws(RunStoreError) {
        self.path = path
        while true {
            let candidate = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard candidate >= 0 else {
                throw .system(errno, at: folder, doing: "making a file beside the output folder")
            }
            if flock(candidate, LOCK_EX | LOCK_NB) != 0 {
                let holder = RunLock.holder(candidate)
                close(candidate)
                throw RunStoreError(
                    .inUse,
                    at: folder,
                    "another run\(holder) is writing here; wait for it to end, or choose another --output"
                )
            }
            // The holder before us may have removed the file between our opening and locking it.
            var ours = stat()
            var named = stat()
            if fstat(candidate, &ours) == 0, stat(path, &named) == 0, ours.st_ino == named.st_ino {
                descriptor = candidate
                break
            }
            close(candidate)
        }
        ftruncate(descriptor, 0)
        let note = Array("\(getpid())\n".utf8)
        // The number is a courtesy to whoever is refused; without it the lock holds all the same.
        _ = note.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    }

    deinit {
        unlink(path)
        close(descriptor)
    }

    private static func holder(_ descriptor: Int32) -> String {
        var text = [UInt8](repeating: 0, count: 20)
        let count = text.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        let digits = String(decoding: text.prefix(max(0, count)), as: UTF8.self).prefix { $0.isNumber }
        return digits.isEmpty ? "" : " (process \(digits))"
    }
}
