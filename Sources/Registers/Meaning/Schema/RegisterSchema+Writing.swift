import Columns

extension RegisterSchema {
    /// The schema as JSON, the same text for the same schema; ends with a line break.
    public func json() -> String {
        var lines: [String] = []
        for field in fields {
            var members = [("name", Self.quoted(field.name)), ("type", Self.quoted(field.type.rawValue))]
            func add(_ key: String, _ value: String?) {
                if let value { members.append((key, Self.quoted(value))) }
            }
            add("format", field.format)
            add("title", field.title)
            add("description", field.description)
            add("recensus:role", field.role.rawValue)
            add("recensus:format", field.dateOrder?.rawValue)
            add("recensus:calendar", field.calendar?.rawValue)
            if let pivot = field.pivot { members.append(("recensus:pivot", "\(pivot)")) }
            add("recensus:utc_offset", field.utcOffset.map(UTCOffset.text))
            if let confidence = field.confidence {
                members.append(("recensus:confidence", Self.hundredths(confidence)))
            }
            add("recensus:reason", field.reason)
            if !field.madeOf.isEmpty {
                members.append(("recensus:made_of", Self.list(field.madeOf)))
            }
            let body = members.map { "      \(Self.quoted($0.0)): \($0.1)" }.joined(separator: ",\n")
            lines.append("    {\n\(body)\n    }")
        }
        var text = "{\n  \"fields\": [\n" + lines.joined(separator: ",\n") + "\n  ]"
        text += ",\n  \"missingValues\": " + Self.list(missingValues)
        if !primaryKey.isEmpty { text += ",\n  \"primaryKey\": " + Self.list(primaryKey) }
        return text + "\n}\n"
    }

    private static func list(_ texts: [String]) -> String {
        "[" + texts.map(quoted).joined(separator: ", ") + "]"
    }

    private static func hundredths(_ share: Double) -> String {
        let n = Int((min(1, max(0, share)) * 100).rounded())
        if n == 100 { return "1" }
        if n == 0 { return "0" }
        return n % 10 == 0 ? "0.\(n / 10)" : "0.\(n < 10 ? "0" : "")\(n)"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    let hex = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
