import ReportStyles
import RunStore

extension Report {
    /// The parts of the report, in order; those that the run has nothing for are left out.
    public var sections: [Section] {
        [
            summarySection, registersSection, columnsSection, standardisingSection, blockingSection,
            modelSection, weightsSection, pairsSection, peopleSection,
        ] + populationSections + [wordsSection, runSection]
    }

    /// What the page is called.
    var title: String {
        let names = registers.map { ShortText.cut($0.name, to: 40) }
        let shown = names.prefix(3).joined(separator: ", ")
        return "Recensus report: " + shown + (names.count > 3 ? " and \(names.count - 3) more" : "")
    }

    /// The page: one file of HTML that loads nothing.
    public func html(_ sections: [Section]) -> [UInt8] {
        let styles = StyleSheet(text: ReportStyles.report)
        let head: [Markup] = [
            .tag("meta", .init("charset", "utf-8")),
            .tag("meta", .init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")),
            .tag("meta", .init("name", "generator"), .init("content", Self.generator)),
            .tag("meta", .init("name", "color-scheme"), .init("content", "light dark")),
            .tag("meta", .init("name", "referrer"), .init("content", "no-referrer")),
            .tag("meta", .init("name", "robots"), .init("content", "noindex")),
            // Should anything have got past the escapes, it may still load and run nothing.
            .tag(
                "meta",
                .init("http-equiv", "Content-Security-Policy"),
                .init(
                    "content",
                    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
                )
            ),
            .tag("title", text: title), .tag("style", body: [.styles(styles)]),
        ]
        let page = Markup.tag(
            "html",
            .init("lang", "en"),
            body: [
                .tag("head", body: head),
                .tag(
                    "body",
                    body: [
                        .tag("a", .class("skip"), .link(to: "summary"), text: "Skip to the summary"),
                        header, contents(sections), .tag("main", body: sections.map(Self.markup)), footer,
                    ]
                ),
            ]
        )
        var writer = MarkupWriter()
        writer.put(Self.opening + "\n")
        writer.write(page)
        return writer.bytes + [10]
    }

    /// The first line of every page.
    static let opening = ReportMark.opening
    /// The name in the page's head by which a report is known again.
    static let generator = ReportMark.generator

    /// Whether a file begins like a report of Recensus.
    public static func isReport(_ beginning: [UInt8]) -> Bool {
        ReportMark.isReport(beginning)
    }

    private static func markup(_ section: Section) -> Markup {
        .tag(
            "section",
            .id(section.id),
            .init("aria-labelledby", section.id + "-heading"),
            body: [.tag("h2", .id(section.id + "-heading"), text: section.title)] + section.body
        )
    }

    private var header: Markup {
        let date = facts["reference_date"].map { ", reference date \($0)" } ?? ""
        let reveal =
            isRevealed
            ? Markup.tag(
                "p",
                .class("revealed"),
                text: "This page shows personal data as they are. Keep it as you keep the registers."
            )
            : Markup.tag(
                "p",
                .class("masked"),
                text: "Values of persons are masked on this page; lengths and agreement are true."
            )
        return .tag(
            "header",
            body: [
                .tag("p", .class("brand"), text: "Recensus"),
                .tag("h1", text: "Who is whom, and how sure that is"),
                .tag("p", .class("run"), text: "Report on the run \(runName)\(date)"), reveal,
            ]
        )
    }

    /// A name for the run that the same run has everywhere: the beginning of its job's digest.
    var runName: String { String(manifest.jobSHA256.prefix(12)) }

    private func contents(_ sections: [Section]) -> Markup {
        .tag(
            "nav",
            .init("aria-label", "Contents"),
            body: [
                .tag(
                    "ol",
                    body: sections.map { .tag("li", body: [.tag("a", .link(to: $0.id), text: $0.title)]) }
                )
            ]
        )
    }

    private var footer: Markup {
        .tag(
            "footer",
            body: [
                .tag(
                    "p",
                    body: [
                        .text("Recensus \(manifest.recensusVersion). Job "), Piece.code(manifest.jobSHA256),
                        .text(
                            ", seed \(manifest.seed). The page holds no time and no host: the same run makes the same page."
                        ),
                    ]
                )
            ]
        )
    }
}
