import Columns
import Foundation
import Synchronization

/// The folder of one run, written beside its place and moved there only when it is whole.
///
/// Everything goes into ``staging``, a hidden folder next to the output. ``finish(_:)`` writes
/// `manifest.json` last and renames the folder into place. A run that ends in any other way
/// leaves nothing under the output's name; the next run into it sweeps up the staging folder.
/// A folder without `manifest.json` is not a whole run.
public final class RunDirectory: Sendable {
    /// The file whose presence says that a run is whole.
    public static let manifestName = "manifest.json"
    /// The file of times taken: in the run directory, but outside what is equal to the byte.
    public static let timingsName = "timings.json"
    /// The job of the run.
    public static let jobName = "job.yaml"
    /// The results database.
    public static let databaseName = "recensus.sqlite"
    /// The folder of the registers' schemas.
    public static let schemasName = "schemas"
    /// The model that scored the pairs.
    public static let modelName = "model.json"

    /// The folder of the report.
    public static let reportName = "report"
    /// The published estimates.
    public static let estimatesName = "estimates.csv"
    /// The published estimates in SDMX-CSV.
    public static let sdmxName = "estimates.sdmx.csv"

    /// What runs write; only a folder that holds nothing else is ever replaced.
    static let ownNames: Set<String> = [
        manifestName, timingsName, jobName, databaseName, schemasName, "people.csv", "people.csv.zst",
        "links.csv",
        "links.csv.zst", estimatesName, sdmxName, reportName, modelName, "tables", "review.csv",
    ]

    /// Where the run will be, as an absolute path.
    public let path: String
    /// Where the run is written meanwhile, as an absolute path.
    public let staging: String
    private let state: Mutex<RunLock?>
    /// Files that are complete and digested already.
    private let digested = Mutex<[Manifest.Output]>([])

    private init(path: String, staging: String, lock: consuming RunLock) {
        self.path = path
        self.staging = staging
        state = Mutex(lock)
    }

    deinit { abandon() }

    /// Claims `path` for a new run and makes its staging folder.
    ///
    /// - Parameters:
    ///   - path: The run's folder, to be made if it is missing; it may hold a `job.yaml` and nothing else.
    ///   - force: Whether a run that stands there already, finished or not, may be replaced. It stays
    ///     as it is until the new one is whole. A folder with files that no run writes is never replaced.
    /// - Throws: ``RunStoreError/Code/occupied``, ``RunStoreError/Code/inUse``,
    ///   ``RunStoreError/Code/notAFolder``, ``RunStoreError/Code/notWritable``.
    public static func create(at path: String, force: Bool) throws(RunStoreError) -> RunDirectory {
        try create(at: path, force: force, owning: ownNames)
    }

    /// Claims `path` for results of another kind than a run's: `names` are those that may be replaced.
    package static func create(
        at path: String,
        force: Bool,
        owning names: Set<String>
    ) throws(RunStoreError) -> RunDirectory {
        let output = try OutputPath(path)
        let (full, parent, name) = (output.full, output.parent, output.name)
        let lock = try output.lock()
        try sweep(name, in: parent)
        try checkVacancy(of: full, as: path, force: force, owning: names)
        let staging = "\(parent)/.\(name).partial-\(getpid())"
        if mkdir(staging, 0o777) != 0 {
            throw .system(errno, at: path, doing: "making the output folder")
        }
        return RunDirectory(path: full, staging: staging, lock: lock)
    }

    /// The path of a file within the staging folder.
    public func file(_ name: String) -> String { staging + "/" + name }

    /// Makes a folder outside any run, and those above it.
    package static func makeFolders(at path: String) throws(RunStoreError) {
        try FileSystem.makeFolders(path)
    }

    /// Makes a folder within the staging folder.
    package func makeFolder(_ name: String) throws(RunStoreError) {
        try requireOpen()
        try FileSystem.makeFolders(file(name))
    }

    /// Writes a small file into the staging folder; its name may lead into a folder of its own.
    public func write(_ text: String, to name: String) throws(RunStoreError) {
        try requireOpen()
        let path = file(name)
        try FileSystem.makeFolders((path as NSString).deletingLastPathComponent)
        try FileSystem.write(Array(text.utf8), to: path)
    }

    /// Digests a file to which nothing will be added and brings it to the disk, so that ``finish(_:)`` need not.
    public func complete(_ name: String) throws(RunStoreError) {
        let outputs = try Workers(threads: 2).map(pieces: 2) {
            piece throws(RunStoreError) -> Manifest.Output? in
            if piece == 1 { return try digest(of: name) }
            try FileSystem.synchronise(file(name))
            return nil
        }
        digested.withLock { $0 += outputs.compactMap { $0 } }
    }

    private func digest(of name: String) throws(RunStoreError) -> Manifest.Output {
        let (digest, bytes) = try FileDigest.sha256(ofFile: file(name))
        return Manifest.Output(path: name, bytes: bytes, sha256: digest)
    }

    /// Takes over the files of the run that stands here, but for its manifest: what is written next replaces them.
    ///
    /// Files are linked where the file system can, the database is copied, as it is to be written to. A report
    /// stays behind: it tells of the run as it was.
    public func takeOver() throws(RunStoreError) {
        try requireOpen()
        for name in try FileSystem.names(in: path) where name != Self.manifestName && name != Self.reportName
        {
            do {
                if name == Self.databaseName {
                    try FileManager.default.copyItem(atPath: path + "/" + name, toPath: file(name))
                } else {
                    try FileManager.default.linkItem(atPath: path + "/" + name, toPath: file(name))
                }
            } catch {
                FileSystem.remove(file(name))
                do {
                    try FileManager.default.copyItem(atPath: path + "/" + name, toPath: file(name))
                } catch {
                    throw RunStoreError(.system, at: path + "/" + name, "cannot be copied: \(error)")
                }
            }
        }
    }

    /// Writes a small file in place of one that was taken over, which stays as it is where it came from.
    public func replace(_ text: String, in name: String) throws(RunStoreError) {
        try requireOpen()
        FileSystem.remove(file(name))
        try write(text, to: name)
    }

    /// Lists and digests the outputs, writes the manifest and moves the run into place.
    ///
    /// - Returns: The manifest as written, outputs included.
    @discardableResult
    public func finish(_ manifest: Manifest) throws(RunStoreError) -> Manifest {
        try requireOpen()
        var manifest = manifest
        manifest.outputs = try outputs()
        try FileSystem.write(try manifest.json(), to: file(Self.manifestName))
        try FileSystem.synchronise(staging)
        try moveIntoPlace()
        state.withLock { $0 = nil }
        return manifest
    }

    /// Removes what was written so far and frees the folder for other runs; harmless when repeated.
    ///
    /// May be called from any thread, for instance upon an interrupt.
    public func abandon() {
        state.withLock { lock in
            if lock == nil { return }
            FileSystem.remove(staging)
            lock = nil
        }
    }

    private func requireOpen() throws(RunStoreError) {
        if state.withLock({ $0 == nil }) {
            throw RunStoreError(.closed, at: path, "this run has been finished or abandoned already")
        }
    }
}

extension RunDirectory {
    /// Every file in the staging folder but the times taken, by path; all of them are on the disk then.
    ///
    /// The disk is waited for while digests are computed.
    private func outputs() throws(RunStoreError) -> [Manifest.Output] {
        let paths = try outputPaths()
        let known = digested.withLock { $0 }
        let rest = paths.filter { path in !known.contains { $0.path == path } }
        let digests = try Workers(threads: 2).map(pieces: 2) {
            piece throws(RunStoreError) -> [Manifest.Output] in
            if piece == 1 { return try rest.map { path throws(RunStoreError) in try digest(of: path) } }
            for path in rest { try FileSystem.synchronise(file(path)) }
            return []
        }
        return (known + digests[1]).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private func outputPaths() throws(RunStoreError) -> [String] {
        var result: [String] = []
        var folders = [""]
        while let folder = folders.popLast() {
            for name in try FileSystem.names(in: file(folder)) {
                let relative = folder + name
                if FileSystem.entry(at: file(relative)) == .folder {
                    folders.append(relative + "/")
                } else if relative != Self.timingsName, relative != Self.manifestName {
                    result.append(relative)
                }
            }
        }
        return result
    }

    private func moveIntoPlace() throws(RunStoreError) {
        let parent = (path as NSString).deletingLastPathComponent
        let job = path + "/" + Self.jobName
        if FileSystem.entry(at: job) == .file, FileSystem.entry(at: file(Self.jobName)) == .nothing {
            try FileSystem.rename(job, to: file(Self.jobName))
        }
        let old = Self.replacedName(of: path)
        if FileSystem.entry(at: path) == .folder { try FileSystem.rename(path, to: old) }
        try FileSystem.rename(staging, to: path)
        FileSystem.remove(old)
        try FileSystem.synchronise(parent)
    }

    private static func replacedName(of path: String) -> String {
        let parent = (path as NSString).deletingLastPathComponent
        return "\(parent)/.\((path as NSString).lastPathComponent).replaced"
    }

    /// Clears away what killed runs left beside the folder; the lock says that none of them lives.
    private static func sweep(_ name: String, in parent: String) throws(RunStoreError) {
        let full = parent + "/" + name
        let old = replacedName(of: full)
        if FileSystem.entry(at: old) == .folder {
            // Killed between the two renames: the run that was to be replaced is the only whole one.
            if FileSystem.entry(at: full) == .nothing {
                try FileSystem.rename(old, to: full)
            } else {
                FileSystem.remove(old)
            }
        }
        for other in try FileSystem.names(in: parent) where other.hasPrefix(".\(name).partial-") {
            FileSystem.remove(parent + "/" + other)
        }
    }

    private static func checkVacancy(
        of full: String,
        as shown: String,
        force: Bool,
        owning ownNames: Set<String>
    ) throws(RunStoreError) {
        guard FileSystem.entry(at: full) == .folder else { return }
        let names = try FileSystem.names(in: full)
        if access(full, W_OK) != 0 { throw .system(errno, at: shown, doing: "writing into the folder") }
        // What `recensus init` leaves is no run yet.
        if names.allSatisfy({ $0 == jobName || $0 == schemasName }) { return }
        if let stranger = names.first(where: { !ownNames.contains($0) && !$0.hasSuffix(".partial") }) {
            throw RunStoreError(
                .occupied,
                at: shown,
                "holds “\(stranger)”, which no run has written; choose a new or empty folder"
            )
        }
        if force { return }
        let what = names.contains(manifestName) ? "a finished run" : "an unfinished run (no \(manifestName))"
        throw RunStoreError(
            .occupied,
            at: shown,
            "holds \(what); choose another --output, or replace it with --force"
        )
    }
}
