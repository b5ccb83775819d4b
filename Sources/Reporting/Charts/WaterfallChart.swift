/// How a pair's weight comes about, step by step, from the prior to the sum.
struct WaterfallChart {
    /// A step and what it adds.
    struct Step {
        var name: String
        var bits: Double
    }

    var prior: Double
    var steps: [Step]
    var total: Double
    var threshold: Double?

    private static let row = 19.0
    private static let longestLabel = 24

    /// The chart.
    func markup(id: String, title: String, description: String) -> Markup {
        let width = 440.0
        let rows = [Step(name: "prior", bits: prior)] + steps
        let labels = rows.map { ShortText.cut($0.name, to: Self.longestLabel) } + ["weight"]
        let room = Double(labels.map(\.unicodeScalars.count).max() ?? 0) * Drawing.characterWidth + 6
        var levels = [0.0]
        for row in rows { levels.append((levels.last ?? 0) + row.bits) }
        let ends = levels + [total, threshold ?? 0]
        let scale = Scale(ends.min() ?? 0, ends.max() ?? 1, from: room + 46, to: width - 44)
        let bottom = Double(rows.count + 1) * Self.row + 6
        var drawing = Drawing(id: id, width: width, height: bottom + 18)
        drawing.line(scale(0), 0, scale(0), bottom, "axis")
        drawing.text("0", x: scale(0), y: bottom + 13, "tick", anchor: .middle)
        if let threshold {
            drawing.line(scale(threshold), 0, scale(threshold), bottom, "threshold")
            let isClear = (scale(threshold) - scale(0)).magnitude > 24
            if isClear {
                drawing.text(
                    "threshold",
                    x: scale(threshold),
                    y: bottom + 13,
                    "threshold-name",
                    anchor: .middle
                )
            }
        }
        for (index, row) in rows.enumerated() {
            let y = Double(index) * Self.row + 2
            let (from, to) = (scale(levels[index]), scale(levels[index + 1]))
            drawing.text(labels[index], x: room, y: y + 13, anchor: .end)
            drawing.line(to, y + Self.row - 4, to, y + Self.row + 3, "joint")
            drawing.bar(
                x: min(from, to),
                y: y + 2,
                width: max(1, (to - from).magnitude),
                height: Self.row - 5,
                index == 0 ? "prior" : row.bits < 0 ? "against" : "for"
            )
            let isLeft = row.bits < 0
            drawing.text(
                Numbers.bits(row.bits),
                x: isLeft ? min(from, to) - 4 : max(from, to) + 4,
                y: y + 13,
                "number",
                anchor: isLeft ? .end : .start
            )
        }
        let y = Double(rows.count) * Self.row + 2
        let (zero, end) = (scale(0), scale(total))
        drawing.text("weight", x: room, y: y + 13, "strong", anchor: .end)
        drawing.bar(
            x: min(zero, end),
            y: y + 2,
            width: max(1.5, (end - zero).magnitude),
            height: Self.row - 5,
            "total"
        )
        drawing.text(
            Numbers.bits(total),
            x: total < 0 ? end - 4 : end + 4,
            y: y + 13,
            "number strong",
            anchor: total < 0 ? .end : .start
        )
        return drawing.markup(title: title, description: description)
    }
}
