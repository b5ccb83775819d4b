import Columns
import Foundation
import Synchronization

/// The folder of one run, written beside its place and moved there only when it is whole.
///
/// Everything goes into ``staging``, a hidden folder next to the output. ``finish(_:)`` writes
/// `manifest.json` last and renames the folder into place. A run that ends in any other way
/// leaves nothing under the output's name. A folder without `manifest.json` is not a whole run.
/// Whatever is replaced or removed is what Recensus wrote, file by file; the folder and all that
/// holds records of persons can be read by the owner alone.
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
    /// The ending of a schema's name.
    public static let schemaSuffix = ".schema.json"
    /// The model that scored the pairs.
    public static let modelName = "model.json"
    /// The folder of the report.
    public static let reportName = "report"
    /// The page of the report in its folder.
    public static let pageName = "index.html"
    /// The published estimates.
    public static let estimatesName = "estimates.csv"
    /// The published estimates in SDMX-CSV.
    public static let sdmxName = "estimates.sdmx.csv"

    /// What stands in a folder, and what may replace it.
    public enum Kind: Sendable, Equatable {
        /// A linkage and what was made of it; its files are the owner's alone.
        case run
        /// Synthetic registers, which hold nobody; `names` are those of their files.
        case synthetic(names: Set<String>)

        var access: FileAccess { self == .run ? .owner : .shared }
    }

    /// Where the run will be, as an absolute path.
    public let path: String
    /// Where the run is written meanwhile, as an absolute path.
    public let staging: String
    let shown: String
    let kind: Kind
    /// What stands at ``path`` and may be replaced.
    let replaced: OwnFiles
    let tell: @Sendable (String) -> Void
    private let state: Mutex<RunLock?>
    /// Files that are complete and digested already.
    private let digested = Mutex<[Manifest.Output]>([])

    private init(
        _ place: Place,
        kind: Kind,
        tell: @escaping @Sendable (String) -> Void,
        lock: consuming RunLock
    ) {
        path = place.path
        staging = place.staging
        shown = place.shown
        replaced = place.replaced
        self.kind = kind
        self.tell = tell
        state = Mutex(lock)
    }

    deinit { abandon() }

    /// Claims `path` for a new run and makes its staging folder.
    ///
    /// - Parameters:
    ///   - path: The run's folder, to be made if it is missing; it may hold files that the run reads and keeps.
    ///   - force: Whether a run that stands there already may be replaced. It stays as it is until the new one
    ///     is whole. A folder with files that its manifest does not list is never replaced.
    ///   - kind: What is written; only a folder of the same kind is replaced.
    ///   - inputs: The files that the run reads: none of them is ever lost by it.
    ///   - tell: Hears of what killed runs left, in one line each.
    /// - Throws: ``RunStoreError/Code/occupied``, ``RunStoreError/Code/inUse``,
    ///   ``RunStoreError/Code/notAFolder``, ``RunStoreError/Code/notWritable``.
    public static func create(
        at path: String,
        force: Bool,
        kind: Kind = .run,
        inputs: [InputFile] = [],
        tell: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(RunStoreError) -> RunDirectory {
        let output = try OutputPath(path)
        let lock = try output.lock()
        let identities = InputIdentities(inputs)
        try sweep(output, kind, identities, tell)
        let replaced = try checkVacancy(of: output, force: force, kind: kind, inputs: identities)
        let place = Place(
            path: output.full,
            staging: try makeStaging(of: output, kind.access),
            shown: path,
            replaced: replaced
        )
        return RunDirectory(place, kind: kind, tell: tell, lock: lock)
    }

    /// Where a run is written and goes, and what stands there.
    private struct Place {
        var path: String
        var staging: String
        var shown: String
        var replaced: OwnFiles
    }

    /// The folder that a path lies in; empty for a name alone.
    package static func parent(of path: String) -> String { FileSystem.parent(of: path) }

    /// Makes a folder outside any run, and those above it.
    package static func makeFolders(at path: String, access: FileAccess = .shared) throws(RunStoreError) {
        try FileSystem.makeFolders(path, access: access)
    }

    /// Writes a small file outside any run, whole or not at all; one that is there is replaced.
    package static func writeFile(_ text: String, at path: String) throws(RunStoreError) {
        try FileSystem.write(Array(text.utf8), to: path, access: .shared)
    }

    /// The path of a file within the staging folder.
    public func file(_ name: String) -> String { staging + "/" + name }

    /// Makes a folder within the staging folder.
    package func makeFolder(_ name: String) throws(RunStoreError) {
        try requireOpen()
        try FileSystem.makeFolders(file(name), access: kind.access)
    }

    /// Writes a small file into the staging folder; its name may lead into a folder of its own.
    public func write(_ text: String, to name: String) throws(RunStoreError) {
        try requireOpen()
        let path = file(name)
        try FileSystem.makeFolders((path as NSString).deletingLastPathComponent, access: kind.access)
        try FileSystem.write(Array(text.utf8), to: path, access: access(of: name))
    }

    /// Who may read a file: what is published may be shared, as far as its folder lets.
    private func access(of name: String) -> FileAccess {
        [Self.estimatesName, Self.sdmxName].contains(name) ? .shared : kind.access
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

    /// Takes over the files of the run that stands here: what is written next replaces them.
    ///
    /// Files are linked where the file system can, the database is copied, as it is to be written to. A report
    /// stays behind: it tells of the run as it was. What is taken over keeps the digest that it has in the
    /// manifest: a file that is not written here is not signed here.
    /// - Parameter run: The run that stands here, its files checked.
    /// - Throws: ``RunStoreError/Code/changed`` if the database was changed since it was checked.
    public func takeOver(_ run: CheckedRun) throws(RunStoreError) {
        try requireOpen()
        for output in run.manifest.outputs {
            let source = path + "/" + output.path
            let target = file(output.path)
            let access = access(of: output.path)
            try FileSystem.makeFolders((target as NSString).deletingLastPathComponent, access: kind.access)
            if output.path != Self.databaseName {
                try FileSystem.take(source, to: target, access: access)
                digested.withLock { $0.append(output) }
                continue
            }
            try FileSystem.copy(source, to: target, access: access)
            let now = try digest(of: output.path)
            if now != output { throw CheckedRun.difference(output, found: now, in: shown) }
        }
        if FileSystem.entry(at: path + "/" + Self.timingsName) == .file {
            try FileSystem.take(
                path + "/" + Self.timingsName,
                to: file(Self.timingsName),
                access: kind.access
            )
        }
    }

    /// Writes a small file in place of one that was taken over, which stays as it is where it came from.
    public func replace(_ text: String, in name: String) throws(RunStoreError) {
        try forget(name)
        try write(text, to: name)
    }

    /// Takes away a file that was taken over, if it was; it stays as it is where it came from.
    public func forget(_ name: String) throws(RunStoreError) {
        try requireOpen()
        FileSystem.removeFile(file(name))
        digested.withLock { $0.removeAll { $0.path == name } }
    }

    /// Lists and digests the outputs, writes the manifest and moves the run into place.
    ///
    /// - Returns: The manifest as written, outputs included.
    @discardableResult
    public func finish(_ manifest: Manifest) throws(RunStoreError) -> Manifest {
        try requireOpen()
        var manifest = manifest
        manifest.outputs = try outputs()
        try FileSystem.write(try manifest.json(), to: file(Self.manifestName), access: kind.access)
        try FileSystem.synchronise(staging)
        try moveIntoPlace(manifest)
        state.withLock { $0 = nil }
        return manifest
    }

    /// Removes what was written so far and frees the folder for other runs; harmless when repeated.
    ///
    /// May be called from any thread, for instance upon an interrupt.
    public func abandon() {
        state.withLock { lock in
            if lock == nil { return }
            // Another thread may still be writing: what it has just made goes the next time round.
            var own = kind.written
            own.addNames(of: replaced)
            var left: [String] = []
            for _ in 0..<3 {
                left = own.remove(from: staging)
                if left.isEmpty { break }
            }
            if let first = left.first { tell(Leftovers.kept(staging, first)) }
            lock = nil
        }
    }

    private func requireOpen() throws(RunStoreError) {
        if state.withLock({ $0 == nil }) {
            throw RunStoreError(.closed, at: path, "this run has been finished or abandoned already")
        }
    }

    /// Every file in the staging folder but the times taken, by path; all of them are on the disk then.
    ///
    /// The disk is waited for while digests are computed.
    private func outputs() throws(RunStoreError) -> [Manifest.Output] {
        var paths: [String] = []
        try FolderEntry.forEach(in: staging) { entry in
            let isListed = entry.path != Self.timingsName && entry.path != Self.manifestName
            if entry.kind == .file, isListed { paths.append(entry.path) }
            return .goOn
        }
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
}
