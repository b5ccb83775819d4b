/// Numbers as job files write them.
package enum JobNumber {
    /// A decimal number; nil for anything else, such as `inf`, `0x10` or `1 000`.
    package static func real(_ text: String) -> Double? {
        let allowed = Set("0123456789+-.eE_")
        guard !text.isEmpty, text.allSatisfy({ allowed.contains($0) }), text.first != "_", text.last != "_"
        else {
            return nil
        }
        guard let value = Double(text.filter { $0 != "_" }), value.isFinite else { return nil }
        return value
    }

    /// A whole number, with underscores between digits and `k`, `M` or `G` after them if one likes.
    package static func whole(_ text: String) -> Int? {
        var digits = Substring(text)
        var scale = 1
        switch digits.last {
        case "k": scale = 1000
        case "M": scale = 1_000_000
        case "G": scale = 1_000_000_000
        default: break
        }
        if scale > 1 {
            digits.removeLast()
            while digits.last == " " { digits.removeLast() }
        }
        guard digits.first != "_", digits.last != "_" else { return nil }
        guard let value = Int(digits.filter { $0 != "_" }) else { return nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: scale)
        return overflow ? nil : product
    }

    /// A number in the shortest form that reads back the same; whole numbers without a point.
    package static func text(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : "\(value)"
    }
}
