/// People by the set of registers they are found in: a row per set, a dot per register in it, a bar for its people.
///
/// After Lex, Gehlenborg, Strobelt, Vuillemot and Pfister (2014), “UpSet: visualization of intersecting sets”.
struct SetChart {
    var names: [String]
    var sets: [Report.Presence]

    private static let row = 22.0
    private static let column = 24.0
    private static let longestLabel = 18

    /// The chart.
    func markup(id: String, title: String, description: String) -> Markup {
        let labels = names.map { ShortText.cut($0, to: Self.longestLabel) }
        let longest = Double(labels.map(\.unicodeScalars.count).max() ?? 0)
        // Names climb at 45 degrees above their columns.
        let head = longest * Drawing.characterWidth * 0.72 + 16
        let dots = Double(names.count) * Self.column + 12
        let numbers =
            Double(sets.map { Numbers.count($0.people).count }.max() ?? 0) * Drawing.characterWidth + 12
        let width = max(440, dots + longest * 5 + 240)
        let bars = Scale(0, Double(sets.map(\.people).max() ?? 1), from: dots + 8, to: width - numbers)
        var drawing = Drawing(id: id, width: width, height: head + Double(sets.count) * Self.row + 6)
        for (index, label) in labels.enumerated() {
            drawing.slanted(label, x: Double(index) * Self.column + 14, y: head - 8)
        }
        for (index, set) in sets.enumerated() {
            let y = head + Double(index) * Self.row
            if index % 2 == 0 { drawing.bar(x: 0, y: y, width: dots, height: Self.row, "stripe") }
            let middle = y + Self.row / 2
            let places = set.registers.map { Double($0) * Self.column + 12 }
            if let first = places.first, let last = places.last, first < last {
                drawing.line(first, middle, last, middle, "fill-line")
            }
            for register in names.indices {
                let isIn = set.registers.contains(register)
                drawing.dot(
                    x: Double(register) * Self.column + 12,
                    y: middle,
                    radius: isIn ? 6 : 3,
                    isIn ? "fill" : "empty"
                )
            }
            let end = max(bars.from + 1.5, bars(Double(set.people)))
            drawing.bar(x: bars.from, y: y + 3, width: end - bars.from, height: Self.row - 6, "fill")
            drawing.text(Numbers.count(set.people), x: end + 6, y: middle + 5, "number")
        }
        return drawing.markup(title: title, description: description)
    }
}

extension Drawing {
    /// A text that climbs to the right.
    mutating func slanted(_ text: String, x: Double, y: Double) {
        let place = "rotate(-45 \(Numbers.coordinate(x)) \(Numbers.coordinate(y)))"
        add(
            .tag(
                "text",
                .init("x", Numbers.coordinate(x)),
                .init("y", Numbers.coordinate(y)),
                .init("transform", place),
                text: text
            )
        )
    }
}
