import Columns
import Comparison
import Foundation
import Registers
import Yams

/// Hears several times a second of what is waited for, and for how many seconds.
public typealias WaitListener = @Sendable (String, Double) -> Void

/// Reads job files.
public enum JobParser {
    /// The largest job file, in bytes.
    static let sizeLimit = 1 << 18
    /// The deepest nesting of brackets or dashes; more would exhaust the YAML parser's stack.
    static let depthLimit = 64

    /// Reads a job file.
    ///
    /// - Throws: ``JobError`` with every mistake in the file, each with line, column and what is valid.
    public static func load(_ path: String, waiting: WaitListener? = nil) throws(JobError) -> Job {
        try parse(try text(of: path, what: "job", waiting: waiting), file: path)
    }

    /// The text of a file.
    ///
    /// - Parameters:
    ///   - what: What messages call the file.
    ///   - waiting: Hears of what is waited for, where the file is a pipe that gives nothing.
    package static func text(of path: String, what: String, waiting: WaitListener? = nil) throws(JobError)
        -> String
    {
        let bytes: [UInt8]
        do throws(RegisterError) {
            bytes = try WholeFile.read(path, atMost: sizeLimit, waiting: waiting)
        } catch {
            if error.code == .tooLarge {
                throw fatal(
                    path,
                    1,
                    1,
                    "the file has more than \(sizeLimit) bytes",
                    expected: "a \(what) file in YAML"
                )
            }
            let reason =
                error.code == .notFound
                ? "there is no such file" : "the file cannot be read (\(error.detail))"
            throw fatal(path, 1, 1, reason, expected: "a \(what) file in YAML")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw fatal(path, 1, 1, "the file is not UTF-8", expected: "a \(what) file in YAML")
        }
        return text
    }

    /// Reads the text of a job file; `file` is what its mistakes are said to be in.
    ///
    /// - Throws: ``JobError`` with every mistake in the text.
    public static func parse(_ text: String, file: String) throws(JobError) -> Job {
        try parse(text, file: file, levels: .standard)
    }

    /// Reads the text of a job file whose comparisons have levels of some kinds.
    static func parse(_ text: String, file: String, levels: LevelRegistry) throws(JobError) -> Job {
        let root = try root(of: text, file: file, what: "job", expected: "at least `registers:`")
        var sections = JobSections()
        sections.levels = levels
        let job = sections.job(root)
        var mistakes = sections.reader.mistakes
        if let job, mistakes.isEmpty {
            // What is estimated and published is read when it is needed; its mistakes are told at once.
            let source = JobSource(file: file, text: text)
            mistakes = EstimateJob.mistakes(in: job, source) + PublishJob.mistakes(in: job, source)
            if mistakes.isEmpty { return job }
        }
        throw JobError(
            file: file,
            mistakes: mistakes.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        )
    }

    /// Whether a text is that of a job, with mistakes or without.
    package static func isJob(_ text: String) -> Bool {
        guard let root = try? root(of: text, file: "", what: "job", expected: ""),
            case .mapping(let mapping) = root
        else { return false }
        return mapping.contains { $0.key.string == "registers" }
    }

    /// The nodes of a YAML text that is safe to read and not empty; `what` is what messages call it.
    static func root(
        of text: String,
        file: String,
        what: String,
        expected: String
    ) throws(JobError) -> Node {
        try checkShape(text, file: file, what: what)
        do {
            // A file that says “nothing” is as empty as one without a word.
            if let node = try Yams.compose(yaml: text), !NodeReader.isNull(node) { return node }
        } catch {
            throw syntax(error, text: text, file: file)
        }
        throw fatal(file, 1, 1, "the \(what) is empty", expected: expected)
    }

    static func fatal(
        _ file: String,
        _ line: Int,
        _ column: Int,
        _ found: String,
        expected: String
    ) -> JobError {
        let mistake = JobMistake(line: line, column: column, place: "", found: found, expected: expected)
        return JobError(file: file, mistakes: [mistake])
    }

    /// Refuses texts that would drive a recursive parser too deep.
    private static func checkShape(_ text: String, file: String, what: String) throws(JobError) {
        if text.utf8.count > sizeLimit {
            throw fatal(
                file,
                1,
                1,
                "the \(what) has \(text.utf8.count) bytes",
                expected: "at most \(sizeLimit)"
            )
        }
        var line = 1
        var column = 0
        var brackets = 0
        var dashes = 0
        for byte in text.utf8 {
            column += 1
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                column = 0
                dashes = 0
            case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): dashes += 1
            default: break
            }
            if brackets > depthLimit || dashes > 4 * depthLimit {
                throw fatal(
                    file,
                    line,
                    column,
                    "the \(what) is nested too deep here",
                    expected: "a plain \(what)"
                )
            }
        }
    }

    /// What the YAML parser says, as a mistake.
    private static func syntax(_ error: any Error, text: String, file: String) -> JobError {
        guard let error = error as? YamlError else {
            return fatal(file, 1, 1, "the YAML cannot be read: \(error)", expected: "")
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let about = context.map { " (\($0.text))" } ?? ""
            return fatal(file, mark.line, mark.column, "\(problem)\(about)", expected: "valid YAML")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.sorted().first ?? ""
            let mark = repeated(key, after: context.mark, in: text)
            return fatal(
                file,
                mark.line,
                mark.column,
                "the key “\(key)” stands here a second time",
                expected: "each key once"
            )
        case .reader(let problem, let offset, _, _):
            let before = text.utf8.prefix(offset ?? 0)
            let line = before.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
            return fatal(file, line, 1, problem, expected: "printable UTF-8 text")
        default:
            return fatal(file, 1, 1, "the YAML cannot be read: \(error)", expected: "valid YAML")
        }
    }

    /// Where a key stands for the second time, in block style; the mapping's start if it is not found.
    private static func repeated(_ key: String, after mark: Mark, in text: String) -> (line: Int, column: Int)
    {
        let indent = String(repeating: " ", count: max(0, mark.column - 1))
        var isSecond = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard index + 1 >= mark.line, line.hasPrefix(indent + key) else { continue }
            guard line.dropFirst(indent.count + key.count).drop(while: { $0 == " " }).first == ":" else {
                continue
            }
            if isSecond { return (index + 1, mark.column) }
            isSecond = true
        }
        return (mark.line, mark.column)
    }
}
