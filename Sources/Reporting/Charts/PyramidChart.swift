/// A population by age group, one sex to each side, with intervals where they are known.
struct PyramidChart {
    /// An age group.
    struct Group {
        var label: String
        var left: PopulationReport.Estimate?
        var right: PopulationReport.Estimate?
    }

    /// The groups, youngest first.
    var groups: [Group]
    var leftName: String
    var rightName: String

    private static let row = 20.0

    /// The chart.
    func markup(id: String, title: String, description: String) -> Markup {
        let width = 640.0
        let labels = groups.map { ShortText.cut($0.label, to: 12) }
        let gap = Double(labels.map(\.unicodeScalars.count).max() ?? 0) * Drawing.characterWidth + 16
        let most = groups.flatMap { [$0.left, $0.right] }.compactMap { $0?.upper ?? $0?.value }.max() ?? 1
        let middle = width / 2
        let toRight = Scale(0, most, from: middle + gap / 2, to: width - 14)
        let toLeft = Scale(0, most, from: middle - gap / 2, to: 14)
        let top = 26.0
        let bottom = top + Double(groups.count) * Self.row
        var drawing = Drawing(id: id, width: width, height: bottom + 38)
        for scale in [toLeft, toRight] {
            drawing.uprights(
                scale,
                ticks: 3,
                top: top,
                bottom: bottom,
                isZeroMarked: true,
                words: Numbers.cases
            )
        }
        drawing.text("people", x: middle, y: bottom + 34, "tick", anchor: .middle)
        drawing.text(leftName, x: toLeft.from - 4, y: 14, "heading", anchor: .end)
        drawing.text(rightName, x: toRight.from + 4, y: 14, "heading")
        for (index, group) in groups.enumerated() {
            // The oldest stand on top.
            let y = top + Double(groups.count - 1 - index) * Self.row
            drawing.text(labels[index], x: middle, y: y + 14, "tick", anchor: .middle)
            draw(group.left, toLeft, y, "fill", &drawing)
            draw(group.right, toRight, y, "second", &drawing)
        }
        return drawing.markup(title: title, description: description)
    }

    private func draw(
        _ estimate: PopulationReport.Estimate?,
        _ scale: Scale,
        _ y: Double,
        _ style: String,
        _ drawing: inout Drawing
    ) {
        guard let estimate, let value = estimate.value else { return }
        let end = scale(value)
        drawing.bar(
            x: min(scale.from, end),
            y: y + 2,
            width: (end - scale.from).magnitude,
            height: Self.row - 4,
            style
        )
        if let lower = estimate.lower, let upper = estimate.upper {
            drawing.line(scale(lower), y + Self.row / 2, scale(upper), y + Self.row / 2, "whisker")
        }
    }
}
