import Foundation

extension RunDirectory {
    /// Texts that users are told to edit, so that they may hold more than a run wrote.
    static func isEdited(_ path: String) -> Bool {
        path == jobName || path == "scenario.yaml" || path.hasPrefix(schemasName + "/")
    }

    /// Makes the folder that a run is written in; one that a killed run left is not taken.
    static func makeStaging(
        of output: OutputPath,
        _ access: FileAccess
    ) throws(RunStoreError) -> String {
        var number = 1
        while true {
            let end = number == 1 ? "" : "-\(number)"
            let staging = "\(output.parent)/\(Leftovers.partialName(of: output.name))\(getpid())\(end)"
            do throws(RunStoreError) {
                try FileSystem.makeFolder(staging, access: access)
                return staging
            } catch {
                if FileSystem.entry(at: staging) == .nothing || number == 100 {
                    throw RunStoreError(error.code, at: output.shown, error.detail)
                }
            }
            number += 1
        }
    }

    /// What stands at a place and may be replaced.
    ///
    /// - Throws: ``RunStoreError/Code/occupied`` with the name of what may not.
    static func checkVacancy(
        of output: OutputPath,
        force: Bool,
        kind: Kind,
        inputs: InputIdentities
    ) throws(RunStoreError) -> OwnFiles {
        let (full, shown) = (output.full, output.shown)
        guard FileSystem.entry(at: full) == .folder else { return OwnFiles() }
        if access(full, W_OK) != 0 { throw .system(errno, at: shown, doing: "writing into the folder") }
        guard FileSystem.entry(at: full + "/" + manifestName) == .file else {
            // What stays, as `recensus init` leaves it, is no obstacle.
            if let foreign = try OwnFiles().firstForeign(in: full, inputs: inputs) {
                throw occupied(shown, by: foreign, kind)
            }
            return keptFiles(inputs)
        }
        guard let manifest = try? Manifest.read(from: full), manifest.isSynthetic == (kind != .run) else {
            throw occupied(shown, by: Foreign(path: manifestName, isInput: false, isEdited: false), kind)
        }
        var own = OwnFiles(listedBy: manifest)
        if let foreign = try own.firstForeign(in: full, inputs: inputs) {
            throw occupied(shown, by: foreign, kind)
        }
        if !force {
            throw RunStoreError(
                .occupied,
                at: shown,
                "holds \(kind == .run ? "a finished run" : "synthetic registers"); "
                    + "choose another --output, or replace it with --force"
            )
        }
        for path in inputs.keptPaths { own.add(path, .replaced) }
        return own
    }

    private static func keptFiles(_ inputs: InputIdentities) -> OwnFiles {
        var own = OwnFiles()
        for path in inputs.keptPaths { own.add(path, .replaced) }
        return own
    }

    private static func occupied(_ shown: String, by foreign: Foreign, _ kind: Kind) -> RunStoreError {
        let name = "“\(foreign.path)”"
        let run = kind == .run ? "run" : "making of synthetic registers"
        let detail =
            foreign.isInput
            ? "holds \(name), which is read and would be lost; choose another --output"
            : foreign.isEdited
                ? "holds \(name), which is not as the \(run) wrote it; keep it elsewhere, or choose another --output"
                : "holds \(name), which no \(run) has written; choose a new or empty folder"
        return RunStoreError(.occupied, at: shown, detail)
    }

    /// Moves the staging folder into its place and removes what stood there, as far as it is ours.
    func moveIntoPlace(_ manifest: Manifest) throws(RunStoreError) {
        let parent = (path as NSString).deletingLastPathComponent
        var old: String?
        if FileSystem.entry(at: path) == .folder {
            let name = Self.replacedName(of: path)
            try FileSystem.rename(path, to: name)
            old = name
        }
        do throws(RunStoreError) {
            try FileSystem.rename(staging, to: path)
        } catch {
            if let old { try FileSystem.rename(old, to: path) }
            throw error
        }
        if let old {
            let digests = Dictionary(manifest.outputs.map { ($0.path, $0.sha256) }) { first, _ in first }
            // Files that came while the run went on, or were edited meanwhile, are not lost.
            if let first = replaced.remove(from: old, replacements: digests).first {
                tell(Leftovers.kept(old, first))
            }
        }
        try FileSystem.synchronise(parent)
    }

    /// A free name for the folder that a run replaces, beside it.
    private static func replacedName(of path: String) -> String {
        let parent = (path as NSString).deletingLastPathComponent
        let name = parent + "/" + Leftovers.replacedName(of: (path as NSString).lastPathComponent)
        var number = 1
        var free = name
        var status = stat()
        while lstat(free, &status) == 0 {
            number += 1
            free = "\(name)-\(number)"
        }
        return free
    }

    /// Clears away what killed runs left beside the folder; the lock says that none of them lives.
    ///
    /// Only what is certainly theirs goes; what is left is told.
    static func sweep(
        _ output: OutputPath,
        _ kind: Kind,
        _ inputs: InputIdentities,
        _ tell: (String) -> Void
    ) throws(RunStoreError) {
        for leftover in try Leftovers.beside(output) {
            let folder = leftover.path
            if leftover.isReplaced, FileSystem.entry(at: output.full) == .nothing {
                // Killed between the two renames: the run that was to be replaced is the only whole one.
                try FileSystem.rename(folder, to: output.full)
                continue
            }
            var own = kind.written
            if let manifest = try? Manifest.read(from: folder) { own = OwnFiles(listedBy: manifest) }
            if let foreign = try own.firstForeign(in: folder, inputs: inputs) {
                tell(leftover.what + "; it stays, as it holds “\(foreign.path)”, which no run has written")
            } else if own.remove(from: folder).isEmpty {
                tell(leftover.what + "; it has been removed")
            } else {
                tell(leftover.advice)
            }
        }
    }
}

extension RunDirectory.Kind {
    /// The files that are written, those that are not ready included.
    var written: OwnFiles {
        var names: Set<String>
        switch self {
        case .run:
            names = [
                RunDirectory.jobName, RunDirectory.databaseName, RunDirectory.modelName,
                "people.csv", "people.csv.zst", "links.csv", "links.csv.zst",
                RunDirectory.estimatesName, RunDirectory.sdmxName,
            ]
        case .synthetic(let own): names = own
        }
        if self == .run { names.formUnion(RunTable.allCases.map(\.path)) }
        names.formUnion([RunDirectory.manifestName, RunDirectory.timingsName])
        return OwnFiles(written: names)
    }
}
