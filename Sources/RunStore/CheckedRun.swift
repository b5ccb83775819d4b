public import Columns
import Foundation

/// A finished run whose files are those that its manifest lists.
///
/// Whoever reads a run reads it through this: a file that was changed after the run is an error, not a result.
public struct CheckedRun: Sendable {
    /// The run's folder.
    public let folder: String
    /// Its manifest.
    public let manifest: Manifest

    /// Files of SQLite beside a database that would change what is read from it.
    private static let databaseCompanions = ["-wal", "-journal"]

    /// Checks files of a run.
    ///
    /// - Parameters:
    ///   - folder: The run's folder.
    ///   - wanted: Whether a file will be read, by its path in the folder; nil for all files.
    ///   - workers: Files are digested side by side.
    /// - Throws: ``RunStoreError/Code/malformed`` if the folder holds no run, ``RunStoreError/Code/changed`` with the
    ///   first file that is not as the run wrote it, what was expected and what was found.
    /// - Complexity: O(bytes of the files), about a second for a gigabyte.
    public init(
        _ folder: String,
        reading wanted: ((String) -> Bool)? = nil,
        workers: Workers
    ) throws(RunStoreError) {
        self.folder = folder
        manifest = try Manifest.read(from: folder)
        let outputs = manifest.outputs.filter { wanted?($0.path) ?? true }
        // Sizes cost nothing, so that a file that was cut short is told at once.
        for output in outputs {
            var status = stat()
            let path = folder + "/" + output.path
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                throw RunStoreError(
                    .changed,
                    at: path,
                    "is missing, or no file any more; expected \(Self.words(output.bytes, output.sha256)), as "
                        + "\(RunDirectory.manifestName) lists. \(Self.advice)"
                )
            }
            if Int(status.st_size) != output.bytes {
                let (digest, bytes) = try FileDigest.sha256(ofFile: path)
                let found = Manifest.Output(path: output.path, bytes: bytes, sha256: digest)
                throw Self.difference(output, found: found, in: folder)
            }
        }
        _ = try workers.map(pieces: outputs.count) { index throws(RunStoreError) in
            let output = outputs[index]
            let (digest, bytes) = try FileDigest.sha256(ofFile: folder + "/" + output.path)
            let found = Manifest.Output(path: output.path, bytes: bytes, sha256: digest)
            if found != output { throw Self.difference(output, found: found, in: folder) }
        }
        for output in outputs where output.path == RunDirectory.databaseName {
            try Self.checkCompanions(folder + "/" + output.path)
        }
    }

    /// The file of a run by one of its names; an error if the manifest lists none of them.
    public func file(_ names: String...) throws(RunStoreError) -> String {
        guard let output = manifest.outputs.first(where: { names.contains($0.path) }) else {
            throw RunStoreError(.malformed, at: folder, "the run has no \(names[0]); link again")
        }
        return folder + "/" + output.path
    }

    /// Checks one file if it is listed by a run's manifest that stands in its folder; other files pass.
    ///
    /// - Throws: ``RunStoreError/Code/changed`` if it is not as the run wrote it.
    public static func checkFile(_ path: String) throws(RunStoreError) {
        let full = FileSystem.absolute(path)
        let folder = (full as NSString).deletingLastPathComponent
        let name = (full as NSString).lastPathComponent
        guard FileSystem.entry(at: folder + "/" + RunDirectory.manifestName) == .file,
            let manifest = try? Manifest.read(from: folder), !manifest.isSynthetic,
            let output = manifest.outputs.first(where: { $0.path == name })
        else { return }
        let (digest, bytes) = try FileDigest.sha256(ofFile: full)
        let found = Manifest.Output(path: name, bytes: bytes, sha256: digest)
        if found != output { throw difference(output, found: found, in: folder) }
    }

    /// The error for a file that is not the one listed.
    static func difference(
        _ output: Manifest.Output,
        found: Manifest.Output,
        in folder: String
    ) -> RunStoreError {
        RunStoreError(
            .changed,
            at: folder + "/" + output.path,
            "is not as the run wrote it: expected \(words(output.bytes, output.sha256)), as "
                + "\(RunDirectory.manifestName) lists; found \(words(found.bytes, found.sha256)). \(advice)"
        )
    }

    private static let advice =
        "Get the file back, or link again; a text to be edited is copied elsewhere first"

    private static func words(_ bytes: Int, _ digest: String) -> String {
        "\(bytes) bytes with SHA-256 \(digest)"
    }

    /// Refuses a database whose content is not all in its file.
    private static func checkCompanions(_ database: String) throws(RunStoreError) {
        for suffix in databaseCompanions {
            var status = stat()
            guard lstat(database + suffix, &status) == 0, status.st_size > 0 else { continue }
            throw RunStoreError(
                .changed,
                at: database + suffix,
                "holds changes to the database that the run did not write; expected no such file. \(advice)"
            )
        }
    }
}
