/// Bars that lie on their side, each with its name and its number.
struct BarChart {
    /// A bar.
    struct Bar {
        var label: String
        /// Its length.
        var value: Double
        /// The number beside it.
        var text: String
        /// A part of the bar that is set off, from its start.
        var part: Double?
        /// Whether the bar is set off as a whole.
        var isMarked = false
    }

    var bars: [Bar]
    /// Whether lengths are logarithms.
    var isLogarithmic = false

    private static let row = 26.0
    private static let longestLabel = 30

    /// The chart.
    func markup(id: String, title: String, description: String, width: Double = 560) -> Markup {
        let labels = bars.map { ShortText.cut($0.label, to: Self.longestLabel) }
        let room = Double(labels.map(\.unicodeScalars.count).max() ?? 0) * Drawing.characterWidth + 10
        let numbers = Double(bars.map(\.text.unicodeScalars.count).max() ?? 0) * Drawing.characterWidth + 10
        let most = bars.map(\.value).max() ?? 1
        let length = max(60, width - room - numbers)
        let scale =
            isLogarithmic
            ? Scale(logarithmic: 0.5, max(most, 1), from: 0, to: length)
            : Scale(0, most, from: 0, to: length)
        var drawing = Drawing(id: id, width: width, height: Double(bars.count) * Self.row + 6)
        drawing.line(room, 2, room, drawing.height - 2, "axis")
        for (index, bar) in bars.enumerated() {
            let y = Double(index) * Self.row + 4
            drawing.text(labels[index], x: room - 8, y: y + 15, anchor: .end)
            let end = bar.value > 0 ? max(1.5, scale(bar.value)) : 0
            drawing.bar(
                x: room,
                y: y + 2,
                width: end,
                height: 18,
                bar.isMarked ? "mark" : bar.part == nil ? "fill" : "pale"
            )
            if let part = bar.part, part > 0 {
                drawing.bar(x: room, y: y + 2, width: max(1, scale(part)), height: 18, "fill")
            }
            drawing.text(bar.text, x: room + end + 6, y: y + 15, "number")
        }
        return drawing.markup(title: title, description: description)
    }
}
