import Foundation
import Synchronization

/// A folder that results are added to, piece by piece, until all are there.
///
/// Unlike a ``RunDirectory`` it keeps what was finished before the end came: each piece is on the disk before
/// the next begins. One process at a time writes into it. Its `manifest.json` is written last, and taken away
/// before anything is added.
package final class GrowingFolder: Sendable {
    /// The folder, as an absolute path.
    package let path: String
    private let shown: String
    private let lock: Mutex<RunLock?>

    /// Claims a folder and makes it if it is missing.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - names: What may stand in it; a folder with anything else is refused.
    ///   - kind: What writes such folders, for the message.
    /// - Throws: ``RunStoreError/Code/occupied``, ``RunStoreError/Code/inUse``,
    ///   ``RunStoreError/Code/notAFolder``, ``RunStoreError/Code/notWritable``.
    package init(at path: String, owning names: Set<String>, kind: String) throws(RunStoreError) {
        let output = try OutputPath(path)
        let full = output.full
        let lock = try output.lock()
        if FileSystem.entry(at: full) == .folder {
            let stranger = try FileSystem.names(in: full).first {
                !names.contains($0) && !$0.hasSuffix(".partial")
            }
            if let stranger {
                throw RunStoreError(
                    .occupied,
                    at: path,
                    "holds “\(stranger)”, which no \(kind) has written; choose a new or empty folder"
                )
            }
            if access(full, W_OK) != 0 { throw .system(errno, at: path, doing: "writing into the folder") }
        } else {
            try FileSystem.makeFolders(full)
        }
        self.path = full
        shown = path
        self.lock = Mutex(lock)
    }

    /// The path of a file within the folder.
    package func file(_ name: String) -> String { path + "/" + name }

    /// Whether there is such a file.
    package func holds(_ name: String) -> Bool { FileSystem.entry(at: file(name)) == .file }

    /// The bytes of a file; nil if there is none.
    package func bytes(of name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: file(name)).map { Array($0) }
    }

    /// Writes a small file, whole or not at all.
    package func write(_ text: String, to name: String) throws(RunStoreError) {
        try requireOpen()
        try FileSystem.write(Array(text.utf8), to: file(name))
    }

    /// Puts bytes after the first `offset` ones of a file, in place of all that follows, and waits for the disk.
    package func append(_ bytes: [UInt8], to name: String, at offset: Int) throws(RunStoreError) {
        try requireOpen()
        let path = file(name)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .system(errno, at: path, doing: "opening") }
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(offset)) == 0, lseek(descriptor, 0, SEEK_END) == off_t(offset)
        else {
            throw .system(errno, at: path, doing: "writing")
        }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                Foundation.write(descriptor, all.baseAddress?.advanced(by: done), all.count - done)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(errno, at: path, doing: "writing")
            }
            done += count
        }
        if fsync(descriptor) != 0, errno != EINVAL {
            throw .system(errno, at: path, doing: "writing to the disk")
        }
    }

    /// Removes a file, or a folder with all it holds, if it is there.
    package func remove(_ name: String) { FileSystem.remove(file(name)) }

    /// Moves a file or folder within the folder, in place of what stands there.
    package func move(_ name: String, to other: String) throws(RunStoreError) {
        try requireOpen()
        let target = file(other)
        FileSystem.remove(target)
        try FileSystem.makeFolders((target as NSString).deletingLastPathComponent)
        try FileSystem.rename(file(name), to: target)
    }

    /// Frees the folder for others; harmless when repeated, and from any thread.
    package func release() { lock.withLock { $0 = nil } }

    private func requireOpen() throws(RunStoreError) {
        if lock.withLock({ $0 == nil }) { throw RunStoreError(.closed, at: shown, "is not open any more") }
    }
}
