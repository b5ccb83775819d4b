/// A JSON value that is written in one way only: members in the order given, numbers shortest.
///
/// For the one object that a command prints with `--json`.
public indirect enum JSONText: Sendable, Equatable {
    /// No value.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// A real number; what is not finite is written as null.
    case number(Double)
    /// A text.
    case string(String)
    /// Values in order.
    case array([JSONText])
    /// Named values in order.
    case object([(name: String, value: JSONText)])

    /// The value as one line of JSON.
    public var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    /// Equal if written alike.
    public static func == (a: JSONText, b: JSONText) -> Bool { a.text == b.text }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value):
            text +=
                value.isFinite
                ? (value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)") : "null"
        case .string(let value): Self.quote(value, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                Self.quote(member.name, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    private static func quote(_ value: String, to text: inout String) {
        let digits = Array("0123456789abcdef".unicodeScalars)
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                text += "\\u00"
                text.unicodeScalars.append(digits[Int(scalar.value >> 4)])
                text.unicodeScalars.append(digits[Int(scalar.value & 15)])
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
