import Estimation

/// The estimates as dots and their intervals as lines, in one SVG file that needs nothing else.
///
/// Each estimate is told in words too: the file has a title, a description, and a title on each row, so that it can be
/// read without being seen.
public struct EstimatePlot: Sendable {
    /// An estimate.
    struct Row: Sendable {
        var label: String
        var value: Double
        var lower: Double?
        /// Nil where the data set no upper limit: the line then leaves the picture.
        var upper: Double?
        /// Whether an interval was given.
        var hasInterval: Bool
    }

    /// Estimates under a heading.
    struct Section: Sendable {
        var heading: String
        var rows: [Row]
    }

    private let sections: [Section]
    private let observed: Int
    private let level: Double

    /// The plot of estimates, and of groups and their sums where there are some.
    public init(_ result: CaptureRecapture, groups: StratifiedRecapture?) {
        observed = result.counts.observed
        level = result.settings.level
        var sections = [
            Section(heading: "Estimates", rows: result.lines.compactMap { Self.row($0.method, $0) }),
            Section(
                heading: "Chances of capture",
                rows: result.chances.compactMap { model in
                    model.population.map { Self.row(model.name, $0, model.interval) }
                }
            ),
        ]
        for total in groups?.totals ?? [] {
            var rows = (groups?.strata ?? []).compactMap { stratum in
                stratum.result.lines.first { $0.method == total.method }
                    .flatMap { Self.row(stratum.name, $0) }
            }
            if let population = total.population { rows.append(Self.row("all", population, total.interval)) }
            sections.append(Section(heading: total.method, rows: rows))
        }
        self.sections = sections.filter { !$0.rows.isEmpty }
    }

    private static func row(_ label: String, _ line: CaptureRecapture.Line) -> Row? {
        line.population.map { row(label, $0, line.interval) }
    }

    private static func row(_ label: String, _ value: Double, _ interval: ConfidenceInterval?) -> Row {
        Row(
            label: label,
            value: value,
            lower: interval?.lower,
            upper: interval?.upper,
            hasInterval: interval != nil
        )
    }

    /// Writes the plot to a file.
    ///
    /// - Throws: ``PipelineError/Code/unwritten`` where it cannot be written.
    public func write(to path: String) throws(PipelineError) { try CaptureTables.write(svg, to: path) }

    private static let (width, left, right) = (860.0, 230.0, 670.0)
    private static let (rowHeight, headingHeight, top) = (22.0, 30.0, 52.0)

    /// The picture.
    public var svg: String {
        let scale = PlotScale(values, from: Self.left, to: Self.right)
        let rows = sections.reduce(0) { $0 + $1.rows.count }
        let bottom =
            Self.top + Double(rows) * Self.rowHeight + Double(sections.count) * Self.headingHeight
        var text = opening(height: bottom + 44)
        for tick in scale.ticks {
            let x = PlotScale.short(scale.place(tick))
            text += "<line class=\"grid\" x1=\"\(x)\" y1=\"\(Self.top)\" x2=\"\(x)\" y2=\"\(bottom)\"/>\n"
            text += Self.label(Plain.count(Int(tick)), x: scale.place(tick), y: bottom + 18, "middle", "tick")
        }
        let seen = PlotScale.short(scale.place(Double(observed)))
        text += "<line class=\"seen\" x1=\"\(seen)\" y1=\"\(Self.top)\" x2=\"\(seen)\" y2=\"\(bottom)\"/>\n"
        text += Self.label(
            scale.isLogarithmic ? "persons, logarithmic scale" : "persons",
            x: (Self.left + Self.right) / 2,
            y: bottom + 36,
            "middle",
            "tick"
        )
        var y = Self.top
        for section in sections {
            text += Self.label(section.heading, x: 12, y: y + 20, "start", "heading")
            y += Self.headingHeight
            for row in section.rows {
                text += markup(row, y: y + Self.rowHeight / 2, scale)
                y += Self.rowHeight
            }
        }
        return text + "</svg>\n"
    }

    private var values: [Double] {
        [Double(observed)]
            + sections.flatMap { $0.rows.flatMap { [$0.value, $0.lower, $0.upper].compactMap { $0 } } }
    }

    private var percent: String {
        Plain.fixed(level * 100, decimals: level * 100 == (level * 100).rounded() ? 0 : 1)
    }

    private func opening(height: Double) -> String {
        let all = sections.flatMap(\.rows).map(\.value)
        let ends =
            "from \(Self.persons(all.min() ?? 0)) to \(Self.persons(all.max() ?? 0)) persons"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(height))" \
            width="\(Int(Self.width))" height="\(Int(height))" role="img" aria-labelledby="title desc">
            <title id="title">Estimated persons with \(percent) % intervals</title>
            <desc id="desc">\(all.count) estimates \(ends); \(Plain.count(observed)) were observed, which the dashed line \
            marks. A dot is an estimate, the line through it its interval.</desc>
            <style>
            svg { background: #fff; font: 13px sans-serif; }
            text { fill: #1b1b1b; } .tick { fill: #555; } .heading { font-weight: 600; }
            .grid { stroke: #ddd; } .seen { stroke: #777; stroke-dasharray: 4 3; }
            .interval { stroke: #0b5394; stroke-width: 2; } circle { fill: #0b5394; }
            </style>
            \(Self.label("Estimated persons with \(percent) % intervals", x: 12, y: 24, "start", "heading"))
            """
    }

    private func markup(_ row: Row, y: Double, _ scale: PlotScale) -> String {
        let limits =
            row.hasInterval
            ? " (\(Self.persons(row.lower ?? row.value))–\(row.upper.map(Self.persons) ?? "no limit"))" : ""
        let words = Self.persons(row.value) + limits
        var text = "<g><title>\(Self.escaped("\(row.label): \(words)"))</title>\n"
        text += Self.label(Self.cut(row.label), x: Self.left - 12, y: y + 4, "end", "")
        if row.hasInterval {
            let low = PlotScale.short(scale.place(row.lower ?? row.value))
            let high = PlotScale.short(row.upper.map(scale.place) ?? Self.right)
            text += "<line class=\"interval\" x1=\"\(low)\" y1=\"\(y)\" x2=\"\(high)\" y2=\"\(y)\"/>\n"
        }
        text += "<circle cx=\"\(PlotScale.short(scale.place(row.value)))\" cy=\"\(y)\" r=\"4\"/>\n"
        text += Self.label(words, x: Self.right + 12, y: y + 4, "start", "tick")
        return text + "</g>\n"
    }

    private static func label(_ text: String, x: Double, y: Double, _ anchor: String, _ style: String)
        -> String
    {
        let kind = style.isEmpty ? "" : " class=\"\(style)\""
        return
            "<text\(kind) x=\"\(PlotScale.short(x))\" y=\"\(PlotScale.short(y))\" text-anchor=\"\(anchor)\">"
            + escaped(text) + "</text>\n"
    }

    private static func persons(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 9e15 else { return "\(value)" }
        return value < 1000 ? Plain.fixed(value, decimals: 1) : Plain.count(Int(value.rounded()))
    }

    /// A label that leaves room for the picture.
    private static func cut(_ text: String) -> String {
        text.count <= 30 ? text : String(text.prefix(29)) + "…"
    }

    /// Names come from a file: no mark-up, no control characters.
    private static func escaped(_ text: String) -> String {
        TextTable.printable(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
