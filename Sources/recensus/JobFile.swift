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
}
