/// Lines over one axis, each named at its end.
struct LineChart {
    /// A line.
    struct Line {
        var name: String
        var style: String
        var points: [(x: Double, y: Double)]
    }

    var lines: [Line]
    var xUnit: String
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>
    var isLogarithmic = false
    /// Whether x counts, so that only whole numbers are named.
    var isWhole = false
    /// Whether the least value of y stands on top.
    var isTurned = false
    /// A place on the axis that is marked, and its name.
    var mark: (x: Double, name: String)?
    /// How values of y are written.
    var yWords: (Double) -> String

    private static let nameHeight = 15.0

    /// The chart.
    func markup(id: String, title: String, description: String, width: Double = 640, height: Double = 300)
        -> Markup
    {
        let left = 68.0
        let right = Double(lines.map(\.name.count).max() ?? 0) * Drawing.characterWidth + 14
        let top = mark == nil ? 10.0 : 30.0
        let bottom = height - 42
        let across = Scale(x.lowerBound, x.upperBound, from: left, to: width - right)
        let (low, high) = isTurned ? (top, bottom) : (bottom, top)
        let up =
            isLogarithmic
            ? Scale(logarithmic: y.lowerBound, y.upperBound, from: low, to: high)
            : Scale(y.lowerBound, y.upperBound, from: low, to: high)
        var drawing = Drawing(id: id, width: width, height: height)
        drawing.levels(up, ticks: 6, left: left, right: width - right, words: yWords)
        drawing.ground(across, ticks: 7, y: bottom, unit: xUnit, isWhole: isWhole)
        if let mark { drawing.mark(mark.x, mark.name, on: across, top: top, bottom: bottom) }
        for line in lines { drawing.polyline(line.points.map { (across($0.x), up($0.y)) }, line.style) }
        var taken: Double?
        for (place, line) in ends(up) {
            // Names that would touch are moved apart, downwards.
            var y = place
            // Names come from top to bottom, so that only the one before can be in the way.
            if let last = taken { y = max(y, last + Self.nameHeight) }
            taken = y
            drawing.text(line.name, x: width - right + 8, y: y + 4, line.style + "-name")
        }
        return drawing.markup(title: title, description: description)
    }

    private func ends(_ up: Scale) -> [(Double, Line)] {
        lines.compactMap { line in line.points.last.map { (up($0.y), line) } }.sorted { $0.0 < $1.0 }
    }
}
