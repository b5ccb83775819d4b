/// A part of the report.
public struct Section: Sendable {
    /// What links within the page go to.
    public let id: String
    /// Its heading.
    public let title: String
    let body: [Markup]

    init(_ id: String, _ title: String, _ body: [Markup]) {
        self.id = id
        self.title = title
        self.body = body
    }
}

/// A table with a caption, headings for its columns and its rows.
struct DataTable {
    /// A column.
    struct Column {
        var title: String
        var isNumber: Bool

        static func text(_ title: String) -> Column { Column(title: title, isNumber: false) }
        static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
    }

    var caption: String
    var columns: [Column]
    /// The cells; the first of each row is its heading.
    var rows: [[Markup]]
    /// Rows that are set off, by index.
    var marked: Set<Int> = []
    /// Whether the last row is the sum of those above.
    var endsInSum = false
    /// More rows than this are put into a box that scrolls.
    static let rowsInSight = 14

    private static func look(_ column: Column) -> [Markup.Attribute] { column.isNumber ? [.class("n")] : [] }

    /// The table; a long one in a box that scrolls on a screen and not on paper.
    var markup: Markup {
        let head = columns.map { column in
            Markup.element("th", [.init("scope", "col")] + Self.look(column), [.text(column.title)])
        }
        let body = rows.enumerated().map { index, row -> Markup in
            let cells = row.enumerated().map { position, cell -> Markup in
                let look = Self.look(columns[position])
                return position == 0
                    ? .element("th", [.init("scope", "row")] + look, [cell]) : .element("td", look, [cell])
            }
            let isSum = endsInSum && index == rows.count - 1
            let look = isSum ? "sum" : marked.contains(index) ? "marked" : nil
            return .element("tr", look.map { [.class($0)] } ?? [], cells)
        }
        let table = Markup.tag(
            "table",
            body: [
                .tag("caption", text: caption), .tag("thead", body: [.tag("tr", body: head)]),
                .tag("tbody", body: body),
            ]
        )
        if endsInSum { return .tag("div", .class("table"), body: [table]) }
        // Whoever has no mouse reaches what is out of sight by the keyboard.
        return .tag(
            "div",
            .class(rows.count > Self.rowsInSight ? "table long" : "table"),
            .init("role", "region"),
            .init("aria-label", caption),
            .init("tabindex", "0"),
            body: [table]
        )
    }
}

/// Pieces that sections are made of.
enum Piece {
    /// A paragraph.
    static func paragraph(_ parts: Markup...) -> Markup { .tag("p", body: parts) }

    /// A paragraph of one text.
    static func paragraph(_ text: String) -> Markup { .tag("p", text: text) }

    /// A remark in small letters, of one text.
    static func note(_ text: String) -> Markup { .tag("p", .class("note"), text: text) }

    /// A remark in small letters.
    static func note(_ parts: Markup...) -> Markup { .tag("p", .class("note"), body: parts) }

    /// A heading within a section.
    static func heading(_ title: String) -> Markup { .tag("h3", text: title) }

    /// A picture with a caption, and the table of its numbers beside it.
    ///
    /// A narrow picture leaves the table more room.
    static func figure(
        _ caption: String,
        _ picture: Markup,
        beside table: DataTable,
        isNarrow: Bool = false
    ) -> Markup {
        .tag(
            "div",
            .class(isNarrow ? "beside narrow" : "beside"),
            body: [
                .tag(
                    "figure",
                    body: [
                        // Pictures with sums beside them are small enough for any screen.
                        table.endsInSum
                            ? .tag("div", .class("picture"), body: [picture])
                            : .tag(
                                "div",
                                .class("picture"),
                                .init("role", "region"),
                                .init("aria-label", caption),
                                .init("tabindex", "0"),
                                body: [picture]
                            ),
                        .tag("figcaption", text: caption),
                    ]
                ),
                table.markup,
            ]
        )
    }

    /// A table that opens when it is asked for, and on paper.
    static func fold(_ title: Markup, _ remark: String, _ table: DataTable) -> Markup {
        .tag(
            "details",
            .class("fold"),
            body: [
                .tag(
                    "summary",
                    body: [.tag("strong", body: [title]), " ", .tag("span", .class("soft"), text: remark)]
                ),
                table.markup,
            ]
        )
    }

    /// Terms and what they are.
    static func terms(_ terms: [(String, Markup)]) -> Markup {
        .tag(
            "dl",
            body: terms.map { .tag("div", body: [.tag("dt", text: $0.0), .tag("dd", body: [$0.1])]) }
        )
    }

    /// A code, a digest or the like.
    static func code(_ text: String) -> Markup { .tag("code", body: [.value(text)]) }

    /// Nothing to see.
    static let dash: Markup = "–"

    /// A number if there is one.
    static func number(_ value: Double?, _ words: (Double) -> String) -> Markup {
        value.map { .text(words($0)) } ?? dash
    }
}
