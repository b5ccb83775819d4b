import Foundation

/// A file that a command reads, which its results must not take away.
public struct InputFile: Sendable, Equatable {
    /// The file.
    public var path: String
    /// Where the results hold the same bytes, as a path within their folder; nil if they do not.
    public var keptAs: String?

    /// A file that is read.
    public init(_ path: String, keptAs: String? = nil) {
        self.path = path
        self.keptAs = keptAs
    }
}

/// The files of a folder that Recensus wrote: they may be replaced and removed, and nothing else.
///
/// Links are never followed: one that stands in the folder is no file of ours.
struct OwnFiles: Sendable {
    /// What makes a file ours.
    enum Mark: Sendable, Equatable {
        /// Its name.
        case name
        /// Its name and its content: a text that users edit is theirs once it was.
        case digest(String)
        /// Its name and that the file that takes its place has the same content.
        case replaced
        /// Its name and that it is a page of a report.
        case page
    }

    /// Files by their path in the folder.
    private var marks: [String: Mark] = [:]
    private var folders: Set<String> = []
    /// Whether they are those of a process at work, or of a killed one: schemas of any name may be among them,
    /// and files that are not ready.
    private let isWork: Bool

    /// No files.
    init() { isWork = false }

    /// Files by name, as a process leaves them that is at work or was killed.
    init(written names: some Sequence<String>) {
        isWork = true
        folders = [RunDirectory.schemasName]
        for name in names { add(name, .name) }
    }

    /// What a manifest lists, and what is known to stand beside it.
    init(listedBy manifest: Manifest) {
        self.init()
        add(RunDirectory.manifestName, .name)
        add(RunDirectory.timingsName, .name)
        add("\(RunDirectory.reportName)/\(RunDirectory.pageName)", .page)
        for output in manifest.outputs {
            add(output.path, RunDirectory.isEdited(output.path) ? .digest(output.sha256) : .name)
        }
    }

    /// Adds a file and the folders above it.
    mutating func add(_ path: String, _ mark: Mark) {
        marks[path] = mark
        var folder = path[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            folders.insert(String(folder))
        }
    }

    /// Adds the files of a folder within.
    mutating func add(_ other: OwnFiles, below prefix: String) {
        for (path, mark) in other.marks { add(prefix + "/" + path, mark) }
    }

    /// Adds files of others by their names alone.
    mutating func addNames(of other: OwnFiles) {
        for path in other.marks.keys where marks[path] == nil { add(path, .name) }
    }

    /// Whether a folder is one that holds files of ours.
    private func owns(folder: String) -> Bool { folders.contains(folder) }

    /// Whether a file is ours: `replacement` is the digest of the file that takes its place.
    private func owns(_ entry: FolderEntry, in folder: String, replacement: String? = nil) -> Bool {
        guard entry.kind == .file else { return false }
        let whole = Self.whole(entry.path)
        let full = folder + "/" + entry.path
        if isWork, marks[whole] != nil || Self.isSchema(whole) || whole != entry.path { return true }
        switch marks[entry.path] ?? (marks[whole] == .page ? .page : nil) {
        case nil: return false
        case .name: return true
        case .page: return ReportMark.isReport(at: full)
        case .replaced: return replacement != nil && Self.digest(full) == replacement
        case .digest(let digest):
            let now = Self.digest(full)
            return now == digest || now != nil && now == replacement
        }
    }

    private static func digest(_ path: String) -> String? { try? FileDigest.sha256(ofFile: path).digest }

    private static func isSchema(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0] == RunDirectory.schemasName
            && path.hasSuffix(RunDirectory.schemaSuffix)
    }

    /// A name without the ending that it has while it is written.
    private static func whole(_ path: String) -> String {
        guard let range = path.range(of: OutputFile.partialSuffix, options: .backwards) else { return path }
        let rest = path[range.upperBound...]
        let isNumbered = rest.first == "-" && rest.count > 1 && rest.dropFirst().allSatisfy(\.isNumber)
        return rest.isEmpty || isNumbered ? String(path[..<range.lowerBound]) : path
    }

    /// The first thing in a folder that is not ours, from above; nil if there is none.
    ///
    /// - Parameter inputs: Files that are read: they are foreign, but for those that stay where they are.
    func firstForeign(in folder: String, inputs: InputIdentities) throws(RunStoreError) -> Foreign? {
        var found: Foreign?
        try FolderEntry.forEach(in: folder) { entry in
            if let input = inputs[entry] {
                if input.keptAs == entry.path { return .goOn }
                found = Foreign(path: entry.path, isInput: true, isEdited: false)
                return .stop
            }
            if entry.kind == .folder ? owns(folder: entry.path) : owns(entry, in: folder) {
                return .goOn
            }
            if entry.kind == .folder, inputs.keepsFile(below: entry.path) { return .goOn }
            found = Foreign(path: entry.path, isInput: false, isEdited: marks[entry.path] != nil)
            return .stop
        }
        return found
    }

    /// Removes the files of ours from a folder, and the folder if nothing else is in it.
    ///
    /// - Parameter replacements: Digests of the files that take the place of those that users edit.
    /// - Returns: What was left, by path within the folder; empty if the folder is gone.
    func remove(from folder: String, replacements: [String: String] = [:]) -> [String] {
        var entries: [FolderEntry] = []
        // What cannot be looked into stays.
        try? FolderEntry.forEach(in: folder) { entry in
            entries.append(entry)
            return .goOn
        }
        var left: [String] = []
        // The manifest goes last: while it stands, the rest is known.
        let files = entries.filter { $0.kind != .folder && $0.path != RunDirectory.manifestName }
        for entry in files + entries.filter({ $0.path == RunDirectory.manifestName }) {
            let isOurs = owns(entry, in: folder, replacement: replacements[entry.path])
            if !isOurs || unlink(folder + "/" + entry.path) != 0 { left.append(entry.path) }
        }
        for entry in entries.reversed() where entry.kind == .folder {
            if !owns(folder: entry.path) || rmdir(folder + "/" + entry.path) != 0 {
                left.append(entry.path)
            }
        }
        if left.isEmpty, rmdir(folder) != 0 { left.append(".") }
        return left.sorted()
    }
}

/// Something in a folder that Recensus did not write.
struct Foreign: Equatable {
    /// Its path in the folder.
    var path: String
    /// Whether the command reads it.
    var isInput: Bool
    /// Whether it was ours and has been changed since.
    var isEdited: Bool
}

/// The files that a command reads, known again whatever name leads to them.
struct InputIdentities {
    private var inputs: [FileIdentity: InputFile] = [:]
    private let kept: [String]

    init(_ files: [InputFile]) {
        kept = files.compactMap(\.keptAs)
        for file in files where file.path != "-" {
            guard let identity = FileIdentity(file.path) else { continue }
            // One that is kept by one name and read by another is kept.
            if inputs[identity]?.keptAs == nil { inputs[identity] = file }
        }
    }

    subscript(entry: FolderEntry) -> InputFile? { entry.kind == .file ? inputs[entry.identity] : nil }

    /// The paths, within the folder of results, of the files that are kept.
    var keptPaths: [String] { kept }

    func keepsFile(below folder: String) -> Bool { kept.contains { $0.hasPrefix(folder + "/") } }
}

/// What makes a file one and the same, whatever it is called.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }

    /// The file that a path leads to, links followed; nil if there is none.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }
}

/// Something that stands in a folder, at any depth.
struct FolderEntry {
    enum Kind { case file, folder, other }
    /// What a walk does next.
    enum Step { case goOn, stop }

    /// The path from the folder.
    var path: String
    var kind: Kind
    var identity: FileIdentity

    /// Calls `body` for all that stands in a folder, level by level in the order of names; links are not followed.
    static func forEach(
        in folder: String,
        _ body: (FolderEntry) throws(RunStoreError) -> Step
    ) throws(RunStoreError) {
        var level = [""]
        while !level.isEmpty {
            var next: [String] = []
            for prefix in level {
                for name in try FileSystem.names(in: folder + "/" + prefix) {
                    let path = prefix + name
                    var status = stat()
                    guard lstat(folder + "/" + path, &status) == 0 else { continue }
                    let format = status.st_mode & S_IFMT
                    let kind: Kind = format == S_IFREG ? .file : format == S_IFDIR ? .folder : .other
                    let entry = FolderEntry(path: path, kind: kind, identity: FileIdentity(status))
                    if try body(entry) == .stop { return }
                    if kind == .folder { next.append(path + "/") }
                }
            }
            level = next
        }
    }
}
