import Foundation
import Reporting
import RunStore

/// What a report is to be made of and where it goes.
public struct ReportOptions: Sendable {
    /// The folder that gets `index.html`, or the file (`.html`); nil for `report` in the run's folder.
    public var output: String?
    /// Whether a report that stands there is replaced.
    public var force = false
    /// Whether personal values are shown as they are.
    public var isRevealed = false
    /// How progress is told.
    public var progress: StageProgress
    /// Threads to read the run with.
    public var threads: Int

    /// Options for a report in the run's folder, values masked.
    public init(threads: Int, progress: StageProgress = StageProgress(.silent)) {
        self.threads = threads
        self.progress = progress
    }
}

/// Makes the report of a run: from the run's folder to one page.
public enum ReportRun {
    /// What was written.
    public struct Summary: Sendable {
        /// The page.
        public var path: String
        /// Its size in bytes.
        public var bytes: Int
        /// The identifiers and headings of its sections.
        public var sections: [(id: String, title: String)]
        /// Whether values are shown as they are.
        public var isRevealed: Bool
        /// What the user should know.
        public var remarks: [String]
    }

    /// The name of the page in its folder.
    static let pageName = RunDirectory.pageName

    /// Writes the report of a run.
    ///
    /// - Throws: ``RunStoreError`` if the folder holds no run, or the page may not be written there;
    ///   ``Interrupted`` if the user stops it. Nothing half-written is left.
    public static func run(_ folder: String, options: ReportOptions) throws -> Summary {
        let path = page(options.output ?? folder + "/" + RunDirectory.reportName)
        // Before anything is read: a refusal should not cost a minute.
        try PageFile.checkVacancy(path, force: options.force)
        let clock = StageClock(options.progress)
        let report = try ReportSource(folder, options: options, clock: clock).report()
        try clock.begin("write the report")
        let sections = report.sections
        let bytes = report.html(sections)
        try Interrupt.shared.check()
        try PageFile.write(
            bytes,
            to: path,
            force: options.force,
            // A masked page is made to be shown; a report's folder within its run is the owner's, as the run is.
            access: options.isRevealed ? .owner : .shared,
            folderAccess: options.isRevealed || options.output == nil ? .owner : .shared
        )
        clock.end()
        return Summary(
            path: path,
            bytes: bytes.count,
            sections: sections.map { ($0.id, $0.title) },
            isRevealed: options.isRevealed,
            remarks: [report.pairRemark].compactMap { $0 }
        )
    }

    /// The page that an output names: a file of HTML, or a folder.
    static func page(_ output: String) -> String {
        let isFile = [".html", ".htm"].contains { output.lowercased().hasSuffix($0) }
        if isFile { return output }
        return (output.hasSuffix("/") ? String(output.dropLast()) : output) + "/" + pageName
    }
}

extension ReportRun.Summary {
    /// The summary for programs.
    public var json: JSONText {
        .object([
            ("path", .string(path)), ("bytes", .integer(bytes)), ("revealed", .bool(isRevealed)),
            (
                "sections",
                .array(sections.map { .object([("id", .string($0.id)), ("title", .string($0.title))]) })
            ),
            ("remarks", .array(remarks.map { .string($0) })),
        ])
    }

    /// The summary for people.
    public var text: String {
        var text = remarks.map { TextTable.printable($0) + "\n" }.joined()
        if isRevealed {
            text += "the page shows personal data as they are; keep it as you keep the registers\n"
        }
        return text + "report in \(TextTable.printable(path))\n"
    }
}
