/// Rows of CSV that a spreadsheet takes for data: quoted where needed, nothing that could be a formula.
package enum CSVText {
    /// A row of fields, ended by a line feed.
    package static func row(_ fields: [String]) -> String {
        fields.map { field($0) }.joined(separator: ",") + "\n"
    }

    private static func field(_ text: String) -> String {
        var text = text
        // A spreadsheet would compute what begins like this; a number is no danger.
        if let first = text.utf8.first, "=+-@\t\r".utf8.contains(first), Double(text) == nil {
            text = "'" + text
        }
        if text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) {
            return "\"" + text.replacing("\"", with: "\"\"") + "\""
        }
        return text
    }

    /// A number with at most two decimals; nothing if there is none.
    package static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "" }
        let cents = (value * 100).rounded()
        let sign = cents < 0 ? "-" : ""
        let whole = Int(abs(cents)) / 100
        let rest = Int(abs(cents)) % 100
        if rest == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole)." + (rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)")
    }
}
