/// One thing in a job file that cannot be carried out as written.
public struct JobMistake: Sendable, Hashable, CustomStringConvertible {
    /// The line in the file, from 1; 0 if the job was not read from a file.
    public var line: Int
    /// The column in the line, from 1, counted in Unicode scalars.
    public var column: Int
    /// Where in the job it stands, such as `link.block[2]`.
    public var place: String
    /// What was found, and why it cannot be used.
    public var found: String
    /// What would be valid.
    public var expected: String
    /// The valid word nearest to what was written, if one is near.
    public var suggestion: String?

    /// The mistake without the file's name.
    public var description: String {
        let at = place.isEmpty ? "" : "\(place): "
        let hint = suggestion.map { "; did you mean “\($0)”?" } ?? ""
        let valid = expected.isEmpty ? "" : "; expected \(expected)"
        let position = line > 0 ? "\(line):\(column): " : " "
        return "\(position)\(at)\(found)\(valid)\(hint)"
    }
}

/// A job file that cannot be carried out, with every mistake in it.
public struct JobError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file, as the user named it.
    public var file: String
    /// All mistakes, in the order of the file; at least one.
    public var mistakes: [JobMistake]

    /// One line per mistake: `file:line:column: what`.
    public var description: String {
        mistakes.map { "\(file):\($0)" }.joined(separator: "\n")
    }
}
