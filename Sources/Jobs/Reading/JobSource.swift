import Foundation
import Yams

/// Where a job was read from, so that mistakes found later can be shown in the file.
public struct JobSource: Sendable {
    /// A step down into a job.
    package enum Step: Sendable {
        /// The value of a key.
        case key(String)
        /// An item of a list, from 0.
        case item(Int)
    }

    /// The file, as the user named it; nil if the job was made of arguments.
    public let file: String?
    /// The file's text.
    public let text: String?

    /// A job of a file.
    public init(file: String, text: String) {
        self.file = file
        self.text = text
    }

    /// A job file's text.
    ///
    /// - Parameter waiting: Hears of what is waited for, where the file is a pipe that gives nothing.
    /// - Throws: ``JobError`` if it cannot be read.
    public static func load(_ file: String, waiting: WaitListener? = nil) throws(JobError) -> JobSource {
        JobSource(file: file, text: try JobParser.text(of: file, what: "job", waiting: waiting))
    }

    /// The job that the text says.
    ///
    /// - Throws: ``JobError`` with every mistake in it.
    public func job() throws(JobError) -> Job {
        try JobParser.parse(text ?? "", file: file ?? "arguments")
    }

    private init() {
        file = nil
        text = nil
    }

    /// A job made of a command's arguments.
    public static let arguments = JobSource()

    /// A mistake at a place of the job.
    package func mistake(
        _ steps: [Step],
        _ found: String,
        expected: String = "",
        suggestion: String? = nil
    ) -> JobError {
        var place = ""
        for step in steps {
            switch step {
            case .key(let key): place += place.isEmpty ? key : ".\(key)"
            case .item(let index): place += "[\(index + 1)]"
            }
        }
        let mark = position(steps)
        let mistake = JobMistake(
            line: mark?.line ?? 0,
            column: mark?.column ?? 0,
            place: place,
            found: found,
            expected: expected,
            suggestion: suggestion
        )
        return JobError(file: file ?? "arguments", mistakes: [mistake])
    }

    /// Where the deepest part of a place stands that is written in the file.
    private func position(_ steps: [Step]) -> Mark? {
        guard let text, var node = (try? Yams.compose(yaml: text)) ?? nil else { return nil }
        var mark = node.mark
        for step in steps {
            switch (step, node) {
            case (.key(let key), .mapping(let mapping)):
                guard let entry = mapping.first(where: { $0.key.string == key }) else { return mark }
                node = entry.value
            case (.item(let index), .sequence(let sequence)):
                guard index < sequence.count else { return mark }
                node = sequence[index]
            default: return mark
            }
            mark = node.mark ?? mark
        }
        return mark
    }
}
