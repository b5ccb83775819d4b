/// A table in plain text: a heading, a rule, and rows whose columns line up.
public struct TextTable: Sendable {
    /// On which side a column's cells stand.
    public enum Alignment: Sendable {
        /// Text.
        case left
        /// Numbers.
        case right
    }

    /// The headings and their columns' alignment.
    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    /// An empty table with the given columns.
    public init(_ columns: [(title: String, alignment: Alignment)]) {
        self.columns = columns
    }

    /// Appends a row; missing cells are empty, and control characters are shown as dots.
    public mutating func append(_ cells: [String]) {
        precondition(cells.count <= columns.count, "a row has more cells than the table has columns")
        let padding = [String](repeating: "", count: columns.count - cells.count)
        rows.append((cells + padding).map(Self.printable))
    }

    /// The table's text, each line ending in a line feed.
    public var text: String {
        let widths = widths
        var lines = [line(columns.map(\.title), widths)]
        lines.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
        lines += rows.map { line($0, widths) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The rows without headings.
    public var rowsText: String {
        let widths = widths
        return rows.map { line($0, widths) + "\n" }.joined()
    }

    private var widths: [Int] {
        var widths = columns.map { Self.width($0.title) }
        for row in rows {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], Self.width(cell)) }
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() {
            let space = String(repeating: " ", count: widths[index] - Self.width(cell))
            if index > 0 { text += "  " }
            text += columns[index].alignment == .left ? cell + space : space + cell
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Values come from registers: an escape sequence in one must not drive the terminal.
    package static func printable(_ cell: String) -> String {
        String(
            String.UnicodeScalarView(
                cell.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return "·"
                    default: return scalar
                    }
                }
            )
        )
    }

    /// Columns a text takes in a terminal: ideographs and full-width forms take two.
    static func width(_ text: String) -> Int {
        var width = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
                0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff, 0x20000...0x3fffd:
                width += 2
            default:
                if scalar.properties.generalCategory != .nonspacingMark { width += 1 }
            }
        }
        return width
    }
}
