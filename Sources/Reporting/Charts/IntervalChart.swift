/// Estimates as dots, their intervals as lines.
struct IntervalChart {
    /// An estimate.
    struct Row {
        var label: String
        var value: Double
        var lower: Double?
        var upper: Double?
        /// What is printed beside it.
        var text: String
        /// Whether it is the one that others are compared with.
        var isMarked = false
        /// A heading above it, where a group of rows begins.
        var heading: String?
    }

    var rows: [Row]
    /// What the axis counts.
    var unit: String
    /// A value marked by a line.
    var reference: Double?

    /// The part of the axis shown; all of it if nothing is said.
    var window: ClosedRange<Double>?

    private static let row = 24.0
    private static let longestLabel = 34

    /// The chart.
    func markup(id: String, title: String, description: String, width: Double = 640) -> Markup {
        let labels = rows.map { ShortText.cut($0.label, to: Self.longestLabel) }
        let room = max(
            40,
            Double(labels.map(\.unicodeScalars.count).max() ?? 0) * Drawing.characterWidth + 14
        )
        let numbers = Double(rows.map(\.text.unicodeScalars.count).max() ?? 0) * Drawing.characterWidth + 14
        let ends = rows.flatMap { [$0.value, $0.lower ?? $0.value, $0.upper ?? $0.value] }
        let low = max(ends.min() ?? 0, window?.lowerBound ?? -.infinity)
        let high = min(ends.max() ?? 1, window?.upperBound ?? .infinity)
        let margin = max((high - low) * 0.04, high == low ? max(1, high.magnitude * 0.01) : 0)
        // An axis that could begin at 0 without squeezing the rest does so.
        let start = low > 0 && low < 0.35 * high ? 0 : low - margin
        let scale = Scale(start, high + margin, from: room, to: max(room + 80, width - numbers))
        let headings = rows.count { $0.heading != nil }
        let bottom = Double(rows.count) * Self.row + Double(headings) * 22 + 8
        var drawing = Drawing(id: id, width: width, height: bottom + 40)
        drawing.uprights(scale, ticks: 4, top: 4, bottom: bottom)
        drawing.text(unit, x: (scale.from + scale.to) / 2, y: bottom + 34, "tick", anchor: .middle)
        if let reference { drawing.line(scale(reference), 4, scale(reference), bottom, "threshold") }
        var y = 4.0
        for (index, row) in rows.enumerated() {
            if let heading = row.heading {
                drawing.text(heading, x: 0, y: y + 16, "heading")
                y += 22
            }
            let middle = y + Self.row / 2
            let style = row.isMarked ? "mark" : "fill"
            drawing.text(
                labels[index],
                x: room - 12,
                y: middle + 5,
                row.isMarked ? "strong" : "",
                anchor: .end
            )
            let isBeyond = row.value < scale.low || row.value > scale.high
            if let lower = row.lower, let upper = row.upper, !isBeyond {
                drawing.line(scale(lower), middle, scale(upper), middle, style + "-line")
                for end in [lower, upper] {
                    drawing.line(scale(end), middle - 5, scale(end), middle + 5, style + "-line")
                }
            }
            drawing.dot(
                x: scale(row.value),
                y: middle,
                radius: isBeyond ? 4 : 3.5,
                isBeyond ? "beyond" : style
            )
            drawing.text(
                row.text,
                x: width - 2,
                y: middle + 5,
                row.isMarked ? "number strong" : "number",
                anchor: .end
            )
            y += Self.row
        }
        return drawing.markup(title: title, description: description)
    }
}
