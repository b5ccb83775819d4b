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
        drawing.levels(up, ticks: 6, left: left, right: right) { Numbers.count(Int($0.rounded())) }
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
        drawing.ground(across, ticks: 8, y: bottom, unit: "match weight, bits")
        if let threshold {
            let name = "threshold \(Numbers.fixed(threshold, 1))"
            drawing.mark(threshold, name, on: across, top: top, bottom: bottom)
        }
        drawing.bar(x: left, y: 2, width: 14, height: 12, "pale")
        drawing.text("pairs kept", x: left + 20, y: 13)
        drawing.bar(x: left + 110, y: 2, width: 14, height: 12, "fill")
        drawing.text("of these, expected matches", x: left + 130, y: 13)
        return drawing.markup(title: title, description: description)
    }
}
