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
    ///   - files: The files that may stand in it; a folder with anything else is refused.
    ///   - folders: The folders that may stand in it, whatever they hold.
    ///   - kind: What writes such folders, for the message.
    /// - Throws: ``RunStoreError/Code/occupied``, ``RunStoreError/Code/inUse``,
    ///   ``RunStoreError/Code/notAFolder``, ``RunStoreError/Code/notWritable``.
    package init(
        at path: String,
        files: Set<String>,
        folders: Set<String>,
        kind: String
    ) throws(RunStoreError) {
        let output = try OutputPath(path)
        let full = output.full
        let lock = try output.lock()
        if FileSystem.entry(at: full) == .folder {
            var foreign: String?
            try FolderEntry.forEach(in: full) { entry in
                if entry.path.contains("/") { return .stop }
                let isKnown =
                    entry.kind == .folder ? folders.contains(entry.path) : files.contains(entry.path)
                if isKnown && entry.kind != .other || Self.isPartial(entry.path, of: files) { return .goOn }
                foreign = entry.path
                return .stop
            }
            if let foreign {
                throw RunStoreError(
                    .occupied,
                    at: path,
                    "holds “\(foreign)”, which no \(kind) has written; choose a new or empty folder"
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

    /// Whether a file is one that was being written when the end came.
    private static func isPartial(_ name: String, of files: Set<String>) -> Bool {
        files.contains { name.hasPrefix($0 + OutputFile.partialSuffix) }
    }

    /// The path of a file within the folder.
    package func file(_ name: String) -> String { path + "/" + name }

    /// Whether there is such a file.
    package func holds(_ name: String) -> Bool { FileSystem.entry(at: file(name)) == .file }

    /// Whether there is such a folder.
    package func hasFolder(_ name: String) -> Bool { FileSystem.entry(at: file(name)) == .folder }

    /// The bytes of a file; nil if there is none.
    package func bytes(of name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: file(name)).map { Array($0) }
    }

    /// Writes a small file, whole or not at all.
    package func write(_ text: String, to name: String) throws(RunStoreError) {
        try requireOpen()
        try FileSystem.write(Array(text.utf8), to: file(name), access: .shared)
    }

    /// Puts bytes after the first `offset` ones of a file, in place of all that follows, and waits for the disk.
    package func append(_ bytes: [UInt8], to name: String, at offset: Int) throws(RunStoreError) {
        try requireOpen()
        let path = file(name)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw .system(errno, at: path, doing: "opening") }
        defer { close(descriptor) }
        var status = stat()
        if fstat(descriptor, &status) != 0 || status.st_nlink > 1 {
            throw RunStoreError(
                .occupied,
                at: path,
                "is a file under another name, too, and would be changed there; copy it to a name of its own"
            )
        }
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

    /// Removes a file, if it is there.
    package func remove(_ name: String) { FileSystem.removeFile(file(name)) }

    /// Removes a folder of runs and of synthetic registers, with what killed processes left of them; nothing else.
    ///
    /// - Parameter registers: The names of the files of synthetic registers.
    /// - Returns: What was left, by its path in the folder; nil if all is gone.
    @discardableResult
    package func removeRuns(_ name: String, registers: Set<String>) -> String? {
        let folder = file(name)
        guard let children = try? FileSystem.names(in: folder) else { return nil }
        var left: [String] = []
        for child in children {
            let path = folder + "/" + child
            if FileSystem.entry(at: path) == .folder {
                left += Self.own(path, child, registers).remove(from: path).map { "\(name)/\(child)/\($0)" }
            } else if !RunLock.remove(path) {
                left.append("\(name)/\(child)")
            }
        }
        if left.isEmpty, rmdir(folder) != 0 { left.append(name) }
        return left.first
    }

    /// The first file in a folder of runs and of synthetic registers that none of them has written; nil if there
    /// is none.
    package func foreignFile(inRuns name: String, registers: Set<String>) throws(RunStoreError) -> String? {
        let folder = file(name)
        switch FileSystem.entry(at: folder) {
        case .folder: break
        case .nothing: return nil
        default: return name
        }
        for child in try FileSystem.names(in: folder) {
            let path = folder + "/" + child
            guard FileSystem.entry(at: path) == .folder else { return "\(name)/\(child)" }
            let own = Self.own(path, child, registers)
            if let foreign = try own.firstForeign(in: path, inputs: InputIdentities([])) {
                return "\(name)/\(child)/\(foreign.path)"
            }
        }
        return nil
    }

    /// What of a folder is ours: what its manifest lists, or what a process writes that did not come to an end.
    private static func own(_ path: String, _ name: String, _ registers: Set<String>) -> OwnFiles {
        if let manifest = try? Manifest.read(from: path) { return OwnFiles(listedBy: manifest) }
        let isRun = name == "run" || name.hasPrefix(".run.")
        return (isRun ? RunDirectory.Kind.run : .synthetic(names: registers)).written
    }

    /// The names in a folder within; none if it is not there.
    package func names(in name: String) throws(RunStoreError) -> [String] {
        FileSystem.entry(at: file(name)) == .folder ? try FileSystem.names(in: file(name)) : []
    }

    /// Removes a folder within if it is empty.
    package func removeEmpty(_ name: String) { rmdir(file(name)) }

    /// Moves a file or folder within the folder to a place where nothing stands.
    package func move(_ name: String, to other: String) throws(RunStoreError) {
        try requireOpen()
        let target = file(other)
        try FileSystem.makeFolders((target as NSString).deletingLastPathComponent)
        if FileSystem.entry(at: target) != .nothing {
            throw RunStoreError(.occupied, at: target, "stands in the way; move it elsewhere")
        }
        try FileSystem.rename(file(name), to: target)
    }

    /// Frees the folder for others; harmless when repeated, and from any thread.
    package func release() { lock.withLock { $0 = nil } }

    private func requireOpen() throws(RunStoreError) {
        if lock.withLock({ $0 == nil }) { throw RunStoreError(.closed, at: shown, "is not open any more") }
    }
}
