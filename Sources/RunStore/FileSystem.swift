import Foundation

/// The few file operations a run needs, with errors that say what to do.
enum FileSystem {
    /// What stands at a path.
    enum Entry { case nothing, folder, file }

    /// What stands at `path`, symbolic links followed.
    static func entry(at path: String) -> Entry {
        var status = stat()
        guard stat(path, &status) == 0 else { return .nothing }
        return (status.st_mode & S_IFMT) == S_IFDIR ? .folder : .file
    }

    /// The names in a folder, sorted by their bytes.
    static func names(in folder: String) throws(RunStoreError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw RunStoreError.system(errno, at: folder, doing: "reading the folder")
        }
    }

    /// The folder that a path lies in; empty for a name alone.
    ///
    /// Foundation’s own traps on a name of one letter.
    static func parent(of path: String) -> String {
        path.utf8.count == 1 ? (path == "/" ? "/" : "") : (path as NSString).deletingLastPathComponent
    }

    /// Makes a folder and those above it; `access` is for those that are not there yet.
    static func makeFolders(_ path: String, access: FileAccess = .shared) throws(RunStoreError) {
        if entry(at: path) == .folder { return }
        let parent = parent(of: path)
        if !parent.isEmpty, parent != path { try makeFolders(parent, access: access) }
        do throws(RunStoreError) {
            try makeFolder(path, access: access)
        } catch {
            if entry(at: path) == .nothing { throw error }
        }
        if entry(at: path) != .folder {
            throw RunStoreError(.notAFolder, at: path, "is a file where a folder is needed")
        }
    }

    /// Makes a folder that is not there yet.
    static func makeFolder(_ path: String, access: FileAccess) throws(RunStoreError) {
        if mkdir(path, access.folderMode) != 0 {
            throw .system(errno, at: path, doing: "making the folder")
        }
        // The umask may have taken rights away that the owner needs.
        if access == .owner, chmod(path, access.folderMode) != 0 {
            throw .system(errno, at: path, doing: "setting the mode of the folder")
        }
    }

    /// Makes a file that is not there yet, and opens it for reading and writing; links are not followed.
    ///
    /// - Returns: The descriptor, which the caller closes.
    static func makeFile(_ path: String, access: FileAccess) throws(RunStoreError) -> Int32 {
        let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = open(path, flags, access.fileMode)
        guard descriptor >= 0 else { throw .system(errno, at: path, doing: "creating the file") }
        var status = stat()
        // The umask may have taken rights away that the owner needs.
        let mode = access == .owner || fstat(descriptor, &status) != 0 ? 0 : status.st_mode & 0o777
        if fchmod(descriptor, mode | FileAccess.owner.fileMode) != 0 {
            let code = errno
            close(descriptor)
            throw .system(code, at: path, doing: "setting the mode of the file")
        }
        return descriptor
    }

    /// Renames within one file system.
    static func rename(_ old: String, to new: String) throws(RunStoreError) {
        if Foundation.rename(old, new) != 0 {
            throw RunStoreError.system(errno, at: new, doing: "renaming \(old)")
        }
    }

    /// Removes a file, if it is there; links are not followed.
    static func removeFile(_ path: String) { unlink(path) }

    /// Waits until a file or folder is on the disk.
    static func synchronise(_ path: String) throws(RunStoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno, at: path, doing: "opening") }
        defer { close(descriptor) }
        // A file system that cannot synchronise folders says EINVAL; there is nothing to wait for then.
        if fsync(descriptor) != 0, errno != EINVAL {
            throw .system(errno, at: path, doing: "writing to the disk")
        }
    }

    /// Writes a whole file: first beside its place, on the disk, then under its name.
    static func write(
        _ bytes: [UInt8],
        to path: String,
        access: FileAccess = .owner
    ) throws(RunStoreError) {
        let file = try OutputFile(path: path, compression: .none, inBackground: false, access: access)
        try file.write(bytes)
        try file.finish(synchronise: true)
    }

    /// Copies a file to a place where there is none; its bytes are on the disk then.
    static func copy(_ path: String, to target: String, access: FileAccess) throws(RunStoreError) {
        let source = open(path, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw .system(errno, at: path, doing: "opening") }
        defer { close(source) }
        let file = try OutputFile(path: target, compression: .none, inBackground: false, access: access)
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = block.withUnsafeMutableBytes { read(source, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(errno, at: path, doing: "reading")
            }
            if count == 0 { break }
            try block.withUnsafeBufferPointer { (bytes: UnsafeBufferPointer<UInt8>) throws(RunStoreError) in
                try file.write(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[..<count])))
            }
        }
        try file.finish(synchronise: true)
    }

    /// Takes a file over to a place where there is none: linked where it can be, and is the owner's alone as it
    /// should be, copied elsewhere.
    static func take(_ path: String, to target: String, access: FileAccess) throws(RunStoreError) {
        var status = stat()
        let isFit =
            lstat(path, &status) == 0 && status.st_nlink == 1 && access == .owner
            && status.st_mode & (S_IFMT | 0o777) == S_IFREG | access.fileMode
        if !isFit || link(path, target) != 0 { try copy(path, to: target, access: access) }
    }

    /// An absolute path without `.` and `..`, symbolic links resolved as far as the path exists.
    ///
    /// As the system itself resolves it: `..` after a link leads above the link's target.
    static func absolute(_ path: String) -> String {
        var known = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        var rest: [Substring] = []
        while true {
            if let real = realpath(known, nil) {
                defer { free(real) }
                known = String(cString: real)
                break
            }
            guard let slash = known.lastIndex(of: "/"), known != "/" else { break }
            rest.insert(known[known.index(after: slash)...], at: 0)
            known = slash == known.startIndex ? "/" : String(known[..<slash])
        }
        var parts = known.split(separator: "/")
        for part in rest where !part.isEmpty && part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}

/// Who may read and write a file or folder that is made.
public enum FileAccess: Sendable {
    /// Its owner alone, whatever the umask: what holds records of persons.
    case owner
    /// Its owner, and others as the umask says: what is made to be shared.
    case shared

    /// The mode of a file, before the umask.
    var fileMode: mode_t { self == .owner ? 0o600 : 0o666 }
    /// The mode of a folder, before the umask.
    var folderMode: mode_t { self == .owner ? 0o700 : 0o777 }
}
