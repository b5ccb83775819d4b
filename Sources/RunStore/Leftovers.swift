import Foundation

/// A hidden folder that a killed run left beside the place where its results should have gone.
public struct Leftover: Sendable, Equatable {
    /// The folder, as an absolute path.
    public var path: String
    /// The name of the folder that the results should have gone to.
    public var target: String
    /// Whether it is a run that was to be replaced, not one that was being written.
    public var isReplaced: Bool

    /// What it is, in words.
    var what: String {
        isReplaced
            ? "\(path) is what stood in “\(target)” before a run replaced it and was killed"
            : "\(path) is what a run into “\(target)” had written when it was killed"
    }

    /// What it is and how to be rid of it, in one line.
    public var advice: String {
        let target = (path as NSString).deletingLastPathComponent + "/" + target
        if isReplaced, FileSystem.entry(at: target) == .nothing {
            return "\(what); it is whole, bring it back: mv \(Self.quoted(path)) \(Self.quoted(target))"
        }
        return "\(what); look whether you need it, and remove it: rm -r \(Self.quoted(path))"
    }

    private static func quoted(_ path: String) -> String {
        "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

/// Finds what killed runs left.
public enum Leftovers {
    static func partialName(of name: String) -> String { ".\(name).partial-" }

    static func replacedName(of name: String) -> String { ".\(name).replaced" }

    /// What killed runs left in the folder that holds `path`, whatever they were to write; those of runs that are
    /// still at work are left out, and so are those that would have become `path` itself if `isWritten`, which the
    /// writing of it deals with.
    public static func around(_ path: String, isWritten: Bool) -> [Leftover] {
        let full = FileSystem.absolute(path)
        let parent = (full as NSString).deletingLastPathComponent
        let name = (full as NSString).lastPathComponent
        guard let names = try? FileSystem.names(in: parent) else { return [] }
        return names.compactMap { leftover($0, in: parent) }.filter { leftover in
            !(isWritten && leftover.target == name)
                && RunLock.isFree(at: RunLock.path(of: leftover.target, in: parent))
        }
    }

    /// What killed runs left of a folder whose lock this process holds.
    static func beside(_ output: OutputPath) throws(RunStoreError) -> [Leftover] {
        try FileSystem.names(in: output.parent).compactMap { leftover($0, in: output.parent) }
            .filter { $0.target == output.name }
    }

    /// Why a folder could not be removed whole.
    static func kept(_ folder: String, _ first: String) -> String {
        "\(folder) was not removed: it holds “\(first)”, which no run has written"
    }

    /// What a folder is by its name; nil if it is none of ours.
    private static func leftover(_ name: String, in parent: String) -> Leftover? {
        guard name.first == "." else { return nil }
        for (mark, isReplaced) in [(".partial-", false), (".replaced", true)] {
            guard let range = name.range(of: mark, options: .backwards), range.lowerBound > name.startIndex
            else { continue }
            let end = name[range.upperBound...]
            let isNumbered = end.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "-") }
            let target = name[name.index(after: name.startIndex)..<range.lowerBound]
            guard isNumbered, isReplaced || !end.isEmpty, !target.isEmpty else { continue }
            let path = parent + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
            return Leftover(path: path, target: String(target), isReplaced: isReplaced)
        }
        return nil
    }
}
