/// The lines of a job file being written.
package struct JobText {
    /// Remarks by place.
    package let comments: [String: [String]]
    /// The text so far.
    package private(set) var text = ""

    package init(comments: [String: [String]]) { self.comments = comments }

    /// Appends a line at a depth, under the remarks about its place.
    package mutating func line(_ content: String, _ depth: Int, _ place: String) {
        for remark in comments[place] ?? [] { comment(remark, depth: depth) }
        text += Self.indent(depth) + content + "\n"
    }

    /// Appends a remark, each of its lines after a `#`.
    package mutating func comment(_ remark: String, depth: Int) {
        // A remark may quote values of a register: no control character may end the comment early.
        for part in remark.split(separator: "\n", omittingEmptySubsequences: false) {
            let scalars = part.unicodeScalars.map { Self.isPrintable($0) ? $0 : "·" }
            let shown = String(String.UnicodeScalarView(scalars))
            text += Self.indent(depth) + (shown.isEmpty ? "#" : "# " + shown) + "\n"
        }
    }

    /// A section on one line.
    package func flow(_ section: JobSection) -> String {
        switch section {
        case .scalar(let text): return Self.quoted(text)
        case .list(let items): return "[" + items.map { flow($0) }.joined(separator: ", ") + "]"
        case .mapping(let entries):
            if entries.isEmpty { return "{}" }
            return "{ "
                + entries.map { "\(Self.quoted($0.key)): \(flow($0.value))" }.joined(separator: ", ") + " }"
        }
    }

    /// A text as YAML reads it back: plain if it can be, in double quotes otherwise.
    package static func quoted(_ text: String) -> String {
        isPlain(text) ? text : doubleQuoted(text)
    }

    /// Whether a text means itself without quotes, within flow brackets too.
    private static func isPlain(_ text: String) -> Bool {
        let reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        guard !reserved.contains(text.lowercased()), last != " ", text.utf8.count < 200 else { return false }
        let isLetter = { (scalar: Unicode.Scalar) in scalar.isASCII && scalar.properties.isAlphabetic }
        let isDigit = { (scalar: Unicode.Scalar) in (48...57).contains(scalar.value) }
        guard isLetter(first) || isDigit(first) || first == "/" || first == "." || first == "_" else {
            return false
        }
        return text.unicodeScalars.allSatisfy {
            isLetter($0) || isDigit($0) || "_-./&() +".unicodeScalars.contains($0)
        }
    }

    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where !isPrintable(scalar):
                let digits = String(scalar.value, radix: 16)
                result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Whether a scalar may stand in a YAML file as it is, on one line.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7e, 0xa0...0x2027, 0x202f...0xd7ff, 0xe000...0xfefe, 0xff00...0xfffd,
            0x10000...0x10ffff:
            return true
        default: return false
        }
    }

    private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}
