/// Axes, alike in all charts.
extension Drawing {
    /// Lines across with their values to the left, for what is measured upwards.
    mutating func levels(
        _ scale: Scale,
        ticks: Int,
        left: Double,
        right: Double,
        words: (Double) -> String
    ) {
        for tick in scale.ticks(ticks) {
            line(left, scale(tick), right, scale(tick), "grid")
            text(words(tick), x: left - 8, y: scale(tick) + 4, "tick", anchor: .end)
        }
    }

    /// The ground that a chart stands on, with its values and what they count below; `y` is its place.
    mutating func ground(_ scale: Scale, ticks: Int, y: Double, unit: String, isWhole: Bool = false) {
        // Of what is counted only whole numbers are named.
        let places = scale.ticks(ticks).filter { !isWhole || $0 == $0.rounded() }
        let words = Self.words(places)
        for (tick, word) in zip(places, words) {
            line(scale(tick), y, scale(tick), y + 5, "axis")
            text(word, x: scale(tick), y: y + 19, "tick", anchor: .middle)
        }
        line(scale.from, y, scale.to, y, "axis")
        text(unit, x: (scale.from + scale.to) / 2, y: y + 37, "tick", anchor: .middle)
    }

    /// Upright lines through a chart of rows, their values below.
    ///
    /// - Parameters:
    ///   - drop: How far below the chart the values stand.
    ///   - isZeroMarked: Whether the line at 0 is an axis, not part of the grid.
    ///   - words: How a value is written; as its step needs if nothing is said.
    mutating func uprights(
        _ scale: Scale,
        ticks: Int,
        top: Double,
        bottom: Double,
        drop: Double = 16,
        isZeroMarked: Bool = false,
        words: ((Double) -> String)? = nil
    ) {
        let places = scale.ticks(ticks)
        let named = words.map { places.map($0) } ?? Self.words(places)
        for (tick, word) in zip(places, named) {
            line(scale(tick), top, scale(tick), bottom, tick == 0 && isZeroMarked ? "axis" : "grid")
            text(word, x: scale(tick), y: bottom + drop, "tick", anchor: .middle)
        }
    }

    /// A marked place on the ground, with its name above the chart.
    mutating func mark(_ value: Double, _ name: String, on scale: Scale, top: Double, bottom: Double) {
        let place = scale(value)
        line(place, top - 8, place, bottom, "threshold")
        // The name goes where it has room.
        let anchor: Anchor = place - scale.from < 70 ? .start : scale.to - place < 70 ? .end : .middle
        text(name, x: place, y: top - 14, "threshold-name", anchor: anchor)
    }

    private static func words(_ ticks: [Double]) -> [String] {
        let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
        return ticks.map { Scale.words($0, step: step) }
    }
}
