/// Numbers as the report prints them: the same everywhere, in groups of three set apart by a thin space.
enum Numbers {
    /// A thin space at which no line breaks.
    private static let gap = "\u{202f}"
    /// A minus as long as a plus.
    private static let minus = "\u{2212}"

    /// A whole number: `3 000 000`.
    static func count(_ value: Int) -> String {
        sign(value < 0) + grouped(String(value.magnitude))
    }

    /// A number of cases that is not whole: no decimals from 100 on, else one.
    static func cases(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        return fixed(value, value.magnitude < 99.95 && value != value.rounded() ? 1 : 0)
    }

    /// A number with a fixed count of decimals (0…9).
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return "–" }
        if value.magnitude >= 1e9 {
            return value.magnitude < 9e18 ? count(Int(value.rounded())) : short(value)
        }
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((value.magnitude * Double(scale)).rounded())
        let whole = grouped(String(scaled / scale))
        let isNegative = value < 0 && scaled > 0
        if decimals == 0 { return sign(isNegative) + whole }
        let fraction = String(scaled % scale)
        return sign(isNegative) + whole + "." + String(repeating: "0", count: decimals - fraction.count)
            + fraction
    }

    /// Bits, signed: `+3.2`.
    static func bits(_ value: Double, _ decimals: Int = 1) -> String {
        let text = fixed(value, decimals)
        return value > 0 && text.contains { ("1"..."9").contains($0) } ? "+" + text : text
    }

    /// A share as a percentage, never 100 % for less than all, never 0 % for more than none.
    static func percent(_ share: Double, _ decimals: Int = 2) -> String {
        guard share.isFinite else { return "–" }
        var text = fixed(share * 100, decimals)
        let all = fixed(100, decimals)
        if text == all, share < 1 { text = "\u{003e}" + fixed(100 - tick(decimals), decimals) }
        if text == fixed(0, decimals), share > 0 { text = "\u{003c}" + fixed(tick(decimals), decimals) }
        return text + gap + "%"
    }

    /// A probability that may be very small: `0.934`, `0.0021`, `3.1e-7`.
    static func probability(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        if value == 0 { return "0" }
        if value < 1, value >= 0.9995 { return ">0.999" }
        if value >= 0.01 { return fixed(value, 3) }
        if value >= 0.0001 { return fixed(value, 5) }
        return short(value)
    }

    /// Two digits and a power of ten.
    static func short(_ value: Double) -> String {
        if value == 0 || !value.isFinite { return "\(value)" }
        var exponent = 0
        var mantissa = value.magnitude
        while mantissa >= 9.95 {
            mantissa /= 10
            exponent += 1
        }
        while mantissa < 0.995 {
            mantissa *= 10
            exponent -= 1
        }
        return sign(value < 0) + fixed(mantissa, 1) + "e\(exponent)"
    }

    /// Bytes in units of a thousand.
    static func bytes(_ value: Int) -> String {
        var scaled = Double(value)
        for unit in ["bytes", "kB", "MB", "GB"] {
            if scaled < 999.5 || unit == "GB" {
                return fixed(scaled, unit == "bytes" || scaled >= 99.95 ? 0 : 1) + gap + unit
            }
            scaled /= 1000
        }
        return "\(value)"
    }

    /// A word with its number: `1 record`, `2 records`.
    static func of(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        self.count(count) + "\u{a0}" + (count == 1 ? one : many ?? one + "s")
    }

    /// A coordinate of a drawing.
    static func coordinate(_ value: Double) -> String {
        let tenths = Int((value.isFinite ? value : 0) * 10 + (value < 0 ? -0.5 : 0.5))
        let whole = (tenths.magnitude / 10)
        let rest = tenths.magnitude % 10
        return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
    }

    private static func tick(_ decimals: Int) -> Double {
        (0..<decimals).reduce(1.0) { value, _ in value / 10 }
    }

    private static func sign(_ isNegative: Bool) -> String { isNegative ? minus : "" }

    private static func grouped(_ digits: String) -> String {
        // Groups only from five digits on, so that years and small numbers stay whole.
        if digits.utf8.count < 5 { return digits }
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index) % 3 == 0 { text += gap }
            text.append(digit)
        }
        return text
    }
}
