import Foundation

/// A folder that results may be written to, as the user named it, in its parts.
struct OutputPath {
    /// The folder, as an absolute path, and its parts.
    let full: String
    let parent: String
    let name: String
    /// The folder as the user named it.
    let shown: String

    /// Takes a path apart.
    ///
    /// - Throws: ``RunStoreError/Code/occupied`` for the root, ``RunStoreError/Code/notAFolder`` for a file.
    init(_ path: String) throws(RunStoreError) {
        full = FileSystem.absolute(path)
        parent = (full as NSString).deletingLastPathComponent
        name = (full as NSString).lastPathComponent
        shown = path
        if full == "/" || name.isEmpty {
            throw RunStoreError(.occupied, at: path, "the root folder cannot be an output; name a new folder")
        }
        if FileSystem.entry(at: full) == .file {
            throw RunStoreError(.notAFolder, at: path, "is a file; --output must name a folder")
        }
    }

    /// Makes the folders above, and takes the right to write into this one.
    func lock() throws(RunStoreError) -> RunLock {
        try FileSystem.makeFolders(parent)
        return try RunLock(at: RunLock.path(of: name, in: parent), for: shown)
    }
}
