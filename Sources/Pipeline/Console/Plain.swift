/// Numbers and times as people read them, the same everywhere: no locale.
public enum Plain {
    /// A whole number with thin groups of three: `3 000 000`.
    public static func count(_ value: Int) -> String {
        let digits = Array(String(value.magnitude).utf8)
        var text: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            // Groups only from five digits on, so that years and small numbers stay whole.
            if index > 0, digits.count > 4, (digits.count - index) % 3 == 0 { text.append(32) }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + String(decoding: text, as: UTF8.self)
    }

    /// A number to three digits and its unit of thousands: `1.25 M`.
    public static func short(_ value: Double) -> String {
        var scaled = value
        for unit in ["", " k", " M", " G"] {
            if scaled.magnitude < 999.5 || unit == " G" {
                let decimals =
                    unit.isEmpty || scaled.magnitude >= 99.95 ? 0 : scaled.magnitude >= 9.995 ? 1 : 2
                return fixed(scaled, decimals: decimals) + unit
            }
            scaled /= 1000
        }
        return fixed(scaled, decimals: 0)
    }

    /// A length of time: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`.
    public static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "a long time" }
        if seconds < 9.95 { return fixed(max(0, seconds), decimals: 1) + " s" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(padded(whole % 60)) s" }
        return "\(whole / 3600) h \(padded(whole % 3600 / 60)) min"
    }

    /// A number rounded to a fixed count of decimals (0…9).
    public static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite, value.magnitude < 1e9 else { return "\(value)" }
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((value.magnitude * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        if decimals == 0 { return sign + String(scaled) }
        let fraction = String(scaled % scale)
        return sign + String(scaled / scale) + "." + String(repeating: "0", count: decimals - fraction.count)
            + fraction
    }

    /// A share as a percentage with two decimals; never 100 % for less than all.
    public static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "\(share)" }
        let text = fixed(share * 100, decimals: 2)
        return (text == "100.00" && share < 1 ? "99.99" : text) + " %"
    }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
