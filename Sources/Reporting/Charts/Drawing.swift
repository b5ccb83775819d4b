#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A picture in SVG, drawn in units that are pixels at its natural size.
///
/// Colours come from the page's styles, by class, so that light, dark and print need no second drawing. Every
/// picture has a title and a description for those who do not see it.
struct Drawing {
    /// Where a text stands to its place.
    enum Anchor: String {
        case start, middle, end
    }

    /// The unique name of the picture on the page.
    let id: String
    let width: Double
    var height: Double
    private var shapes: [Markup] = []

    /// About how wide a character is, for room to be left.
    static let characterWidth = 7.6

    init(id: String, width: Double, height: Double) {
        self.id = id
        self.width = width
        self.height = height
    }

    mutating func bar(x: Double, y: Double, width: Double, height: Double, _ style: String) {
        guard width > 0, height > 0 else { return }
        let place: [Markup.Attribute] = [
            .class(style), Self.at("x", x), Self.at("y", y), Self.at("width", width),
            Self.at("height", height),
        ]
        shapes.append(.element("rect", place, []))
    }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
        let place: [Markup.Attribute] = [
            .class(style), Self.at("x1", x1), Self.at("y1", y1), Self.at("x2", x2), Self.at("y2", y2),
        ]
        shapes.append(.element("line", place, []))
    }

    mutating func dot(x: Double, y: Double, radius: Double, _ style: String) {
        let place: [Markup.Attribute] = [
            .class(style), Self.at("cx", x), Self.at("cy", y), Self.at("r", radius),
        ]
        shapes.append(.element("circle", place, []))
    }

    mutating func polyline(_ points: [(x: Double, y: Double)], _ style: String) {
        guard points.count > 1 else { return }
        var path = ""
        for (index, point) in points.enumerated() {
            path += index == 0 ? "M" : "L"
            path += Numbers.coordinate(point.x) + " " + Numbers.coordinate(point.y)
        }
        shapes.append(.element("path", [.class(style), .init("d", path)], []))
    }

    mutating func text(_ text: String, x: Double, y: Double, _ style: String = "", anchor: Anchor = .start) {
        var attributes = [Self.at("x", x), Self.at("y", y)]
        if anchor != .start { attributes.append(.init("text-anchor", anchor.rawValue)) }
        if !style.isEmpty { attributes.append(.class(style)) }
        shapes.append(.element("text", attributes, [.text(text)]))
    }

    mutating func add(_ shape: Markup) { shapes.append(shape) }

    /// The picture, with what it shows in words.
    func markup(title: String, description: String) -> Markup {
        let box = "0 0 \(Numbers.coordinate(width)) \(Numbers.coordinate(height))"
        return .tag(
            "svg",
            .init("xmlns", "http://www.w3.org/2000/svg"),
            .init("viewBox", box),
            Self.at("width", width),
            Self.at("height", height),
            .init("role", "img"),
            .init("aria-labelledby", "\(id)-title \(id)-desc"),
            body: [
                .tag("title", .id("\(id)-title"), text: title),
                .tag("desc", .id("\(id)-desc"), text: description),
            ] + shapes
        )
    }

    private static func at(_ name: StaticString, _ value: Double) -> Markup.Attribute {
        .init(name, Numbers.coordinate(value))
    }
}

/// Values to places along an axis.
struct Scale {
    let low: Double
    let high: Double
    let from: Double
    let to: Double
    let isLogarithmic: Bool

    /// A linear scale from `low` at `from` to `high` at `to`.
    init(_ low: Double, _ high: Double, from: Double, to: Double) {
        self.low = low
        self.high = high > low ? high : low + 1
        self.from = from
        self.to = to
        isLogarithmic = false
    }

    /// A logarithmic scale; `low` is more than 0.
    init(logarithmic low: Double, _ high: Double, from: Double, to: Double) {
        self.low = low
        self.high = high > low ? high : low * 10
        self.from = from
        self.to = to
        isLogarithmic = true
    }

    /// The place of a value; what lies beyond the ends is put at the ends.
    func callAsFunction(_ value: Double) -> Double {
        let bounded = min(max(value, low), high)
        let share =
            isLogarithmic ? log2(bounded / low) / log2(high / low) : (bounded - low) / (high - low)
        return from + share * (to - from)
    }

    /// Round values along the axis, about so many.
    func ticks(_ count: Int) -> [Double] {
        if isLogarithmic {
            var ticks: [Double] = []
            var tick = 1.0
            while tick > low { tick /= 10 }
            while tick < low * 0.999 { tick *= 10 }
            while tick <= high * 1.001 {
                ticks.append(tick)
                tick *= 10
            }
            let step = max(1, (ticks.count + count - 1) / count)
            return ticks.enumerated().filter { $0.offset % step == 0 }.map(\.element)
        }
        let step = Self.roundStep((high - low) / Double(max(1, count)))
        var ticks: [Double] = []
        var number = Int((low / step).rounded(.up))
        while Double(number) * step <= high + step * 1e-9 {
            ticks.append(Double(number) * step)
            number += 1
        }
        return ticks
    }

    /// 1, 2 or 5 times a power of ten, no less than a step.
    static func roundStep(_ step: Double) -> Double {
        guard step > 0, step.isFinite else { return 1 }
        var power = 1.0
        while power > step { power /= 10 }
        while power * 10 <= step { power *= 10 }
        for factor in [1.0, 2, 5, 10] where factor * power >= step * 0.999 { return factor * power }
        return 10 * power
    }

    /// A tick in words, with as many decimals as its step needs.
    static func words(_ value: Double, step: Double) -> String {
        var decimals = 0
        var scaled = step
        while decimals < 6, (scaled - scaled.rounded()).magnitude > 1e-6 {
            scaled *= 10
            decimals += 1
        }
        return Numbers.fixed(value, decimals)
    }
}
