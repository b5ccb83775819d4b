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

    /// Makes a folder and those above it.
    static func makeFolders(_ path: String) throws(RunStoreError) {
        if entry(at: path) == .folder { return }
        let parent = (path as NSString).deletingLastPathComponent
        if !parent.isEmpty, parent != path { try makeFolders(parent) }
        if mkdir(path, 0o777) != 0, errno != EEXIST {
            throw RunStoreError.system(errno, at: path, doing: "making the folder")
        }
        if entry(at: path) != .folder {
            throw RunStoreError(.notAFolder, at: path, "is a file where a folder is needed")
        }
    }

    /// Renames within one file system.
    static func rename(_ old: String, to new: String) throws(RunStoreError) {
        if Foundation.rename(old, new) != 0 {
            throw RunStoreError.system(errno, at: new, doing: "renaming \(old)")
        }
    }

    /// Removes a file or a folder with all it holds, if it is there; links are not followed.
    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

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

    /// Writes a whole file: first as `.partial`, on the disk, then under its name.
    static func write(_ bytes: [UInt8], to path: String) throws(RunStoreError) {
        let file = try OutputFile(path: path, compression: .none, inBackground: false)
        try file.write(bytes)
        try file.finish(synchronise: true)
    }

    /// An absolute path without `.` and `..`, symbolic links resolved as far as the path exists.
    static func absolute(_ path: String) -> String {
        let full =
            path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        return URL(fileURLWithPath: full).standardizedFileURL.resolvingSymlinksInPath().path
    }
}
