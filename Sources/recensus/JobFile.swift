/// Paths of job files among arguments.
enum JobFile {
    /// Whether a path is that of a job file, by its ending.
    static func isNamed(_ path: String) -> Bool {
        [".yaml", ".yml"].contains { path.lowercased().hasSuffix($0) }
    }

    /// The folder that a job file lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A path that a job file names, which is relative to its folder.
    static func beside(_ path: String, _ job: String) -> String {
        let folder = folder(of: job)
        return path.hasPrefix("/") || folder == "." ? path : folder + "/" + path
    }
}
