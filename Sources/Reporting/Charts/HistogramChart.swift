import RunStore

/// Pairs by weight on a logarithmic scale, with the matches expected among them, and the threshold.
struct HistogramChart {
    var bins: [WeightBinRow]
    var threshold: Double?

    /// The lowest count that has a height: one case stands above the ground.
    private static let ground = 0.5

    /// The chart.
    func markup(id: String, title: String, description: String) -> Markup {
        let width = 680.0
        let height = 330.0
        let left = 66.0
        let right = width - 10
        let top = 52.0
        let bottom = height - 42
        var drawing = Drawing(id: id, width: width, height: height)
        guard let first = bins.first, let last = bins.last else {
            return drawing.markup(title: title, description: description)
        }
        let most = Double(bins.map(\.pairs).max() ?? 1)
        let across = Scale(first.lower, last.upper, from: left, to: right)
        let up = Scale(logarithmic: Self.ground, max(most, 1), from: bottom, to: top)
        for tick in up.ticks(6) {
            drawing.line(left, up(tick), right, up(tick), "grid")
            drawing.text(
                Numbers.count(Int(tick.rounded())),
                x: left - 8,
                y: up(tick) + 4,
                "tick",
                anchor: .end
            )
        }
        for bin in bins {
            let from = across(bin.lower)
            let breadth = max(1, across(bin.upper) - from - 1)
            if bin.pairs > 0 {
                let peak = up(Double(bin.pairs))
                drawing.bar(x: from, y: peak, width: breadth, height: bottom - peak, "pale")
            }
            if bin.matches > Self.ground {
                let peak = up(bin.matches)
                drawing.bar(x: from, y: peak, width: breadth, height: bottom - peak, "fill")
            }
        }
        let ticks = across.ticks(8)
        let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
        for tick in ticks {
            drawing.line(across(tick), bottom, across(tick), bottom + 5, "axis")
            drawing.text(
                Scale.words(tick, step: step),
                x: across(tick),
                y: bottom + 19,
                "tick",
                anchor: .middle
            )
        }
        drawing.line(left, bottom, right, bottom, "axis")
        drawing.text("match weight, bits", x: (left + right) / 2, y: height - 5, "tick", anchor: .middle)
        if let threshold {
            let place = across(threshold)
            drawing.line(place, top - 8, place, bottom, "threshold")
            drawing.text(
                "threshold \(Numbers.fixed(threshold, 1))",
                x: place,
                y: top - 14,
                "threshold-name",
                anchor: LineChart.anchor(place, left, right)
            )
        }
        drawing.bar(x: left, y: 2, width: 14, height: 12, "pale")
        drawing.text("pairs kept", x: left + 20, y: 13)
        drawing.bar(x: left + 110, y: 2, width: 14, height: 12, "fill")
        drawing.text("of these, expected matches", x: left + 130, y: 13)
        return drawing.markup(title: title, description: description)
    }
}
