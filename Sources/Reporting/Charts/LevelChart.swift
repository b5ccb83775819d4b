import RunStore

/// What each level of each comparison is worth: bars to the right for a match, to the left against it.
struct LevelChart {
    var comparisons: [ComparisonRow]
    var levels: [ComparisonLevelRow]

    private static let row = 22.0
    private static let longestLabel = 30

    /// The chart.
    func markup(id: String, title: String, description: String) -> Markup {
        let width = 530.0
        let shown = levels.filter { $0.level > 0 }
        let labels = shown.map { ShortText.cut($0.label, to: Self.longestLabel) }
        let room = Double(labels.map(\.unicodeScalars.count).max() ?? 0) * Drawing.characterWidth + 14
        let weights = shown.compactMap(\.weight)
        let scale = Scale(
            min(0, weights.min() ?? 0),
            max(1, weights.max() ?? 1),
            from: room + 46,
            to: width - 46
        )
        let heads = comparisons.filter { c in shown.contains { $0.comparison == c.comparison } }
        var drawing = Drawing(
            id: id,
            width: width,
            height: Double(shown.count) * Self.row + Double(heads.count) * 26 + 34
        )
        let bottom = drawing.height - 30
        drawing.uprights(scale, ticks: 6, top: 0, bottom: bottom, drop: 14, isZeroMarked: true) {
            Numbers.bits($0, 0)
        }
        drawing.text("bits", x: (scale.from + scale.to) / 2, y: bottom + 29, "tick", anchor: .middle)
        var y = 0.0
        for comparison in comparisons {
            let own = shown.filter { $0.comparison == comparison.comparison }
            if own.isEmpty { continue }
            drawing.text(ShortText.cut(comparison.name, to: Self.longestLabel), x: 0, y: y + 18, "heading")
            y += 26
            for level in own {
                drawing.text(
                    ShortText.cut(level.label, to: Self.longestLabel),
                    x: room,
                    y: y + 15,
                    anchor: .end
                )
                if let weight = level.weight {
                    let (from, to) = (scale(0), scale(weight))
                    drawing.bar(
                        x: min(from, to),
                        y: y + 3,
                        width: max(1, (to - from).magnitude),
                        height: Self.row - 6,
                        weight < 0 ? "against" : "for"
                    )
                    drawing.text(
                        Numbers.bits(weight),
                        x: to + (weight < 0 ? -5 : 5),
                        y: y + 15,
                        "number",
                        anchor: weight < 0 ? .end : .start
                    )
                } else {
                    drawing.text("not known", x: scale(0) + 5, y: y + 15, "tick")
                }
                y += Self.row
            }
        }
        return drawing.markup(title: title, description: description)
    }
}
