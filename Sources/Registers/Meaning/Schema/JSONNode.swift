/// A JSON value that knows where it stands in its file.
package struct JSONNode {
    /// What the value is.
    package indirect enum Value {
        case null
        case bool(Bool)
        case number(String)
        case string(String)
        case array([JSONNode])
        /// Members in the order of the file.
        case object([(key: String, keyPosition: JSONPosition, value: JSONNode)])
    }

    package let value: Value
    package let position: JSONPosition

    /// The kind of value, for messages.
    package var kind: String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// A place in a text file, both counted from 1.
package struct JSONPosition: Equatable, CustomStringConvertible {
    package var line = 1
    /// In bytes.
    package var column = 1

    package var description: String { "\(line):\(column)" }
}

/// Reads JSON (RFC 8259) and keeps the position of each value.
package struct JSONReader {
    private let bytes: [UInt8]
    private let file: String
    private var offset = 0
    private var position = JSONPosition()
    /// Deeper nesting than any schema needs; a hostile file must not exhaust the stack.
    private static let depthLimit = 64

    /// The value that a text holds.
    package static func read(_ bytes: [UInt8], file: String) throws(SchemaError) -> JSONNode {
        var reader = JSONReader(bytes: bytes, file: file)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { reader.offset = 3 }
        let node = try reader.value(depth: 0)
        reader.skipSpace()
        if reader.offset < bytes.count { throw reader.error("text after the end of the value") }
        return node
    }

    private init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    private func error(_ detail: String) -> SchemaError {
        SchemaError(.syntax, at: "\(file):\(position)", "\(detail); the file must be JSON")
    }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func advance() {
        if bytes[offset] == 0x0a {
            position.line += 1
            position.column = 1
        } else {
            position.column += 1
        }
        offset += 1
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d { advance() }
    }

    private mutating func expect(_ byte: UInt8) throws(SchemaError) {
        skipSpace()
        guard let found = next else {
            throw error("the file ends where “\(Self.text(byte))” is expected")
        }
        guard found == byte else {
            throw error("found “\(Self.text(found))” where “\(Self.text(byte))” is expected")
        }
        advance()
    }

    private static func text(_ byte: UInt8) -> String { String(decoding: [byte], as: UTF8.self) }

    private mutating func value(depth: Int) throws(SchemaError) -> JSONNode {
        skipSpace()
        if depth > Self.depthLimit { throw error("values are nested more than \(Self.depthLimit) deep") }
        let start = position
        guard let byte = next else { throw error("the file ends where a value is expected") }
        switch byte {
        case UInt8(ascii: "{"): return JSONNode(value: try object(depth: depth), position: start)
        case UInt8(ascii: "["): return JSONNode(value: try array(depth: depth), position: start)
        case UInt8(ascii: "\""): return JSONNode(value: .string(try string()), position: start)
        case UInt8(ascii: "-"), 0x30...0x39: return JSONNode(value: .number(try number()), position: start)
        default: return JSONNode(value: try word(), position: start)
        }
    }

    private mutating func object(depth: Int) throws(SchemaError) -> JSONNode.Value {
        var members: [(key: String, keyPosition: JSONPosition, value: JSONNode)] = []
        var keys: Set<String> = []
        advance()
        skipSpace()
        if next == UInt8(ascii: "}") {
            advance()
            return .object([])
        }
        while true {
            skipSpace()
            let place = position
            guard next == UInt8(ascii: "\"") else {
                throw error("a member must begin with its name in quotes")
            }
            let key = try string()
            if !keys.insert(key).inserted { throw error("the member “\(key)” occurs twice") }
            try expect(UInt8(ascii: ":"))
            members.append((key, place, try value(depth: depth + 1)))
            skipSpace()
            guard next == UInt8(ascii: ",") else { break }
            advance()
        }
        try expect(UInt8(ascii: "}"))
        return .object(members)
    }

    private mutating func array(depth: Int) throws(SchemaError) -> JSONNode.Value {
        var elements: [JSONNode] = []
        advance()
        skipSpace()
        if next == UInt8(ascii: "]") {
            advance()
            return .array([])
        }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            guard next == UInt8(ascii: ",") else { break }
            advance()
        }
        try expect(UInt8(ascii: "]"))
        return .array(elements)
    }

    private mutating func word() throws(SchemaError) -> JSONNode.Value {
        let words: [(StaticString, JSONNode.Value)] = [
            ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
        ]
        for (word, value) in words {
            let expected = Array("\(word)".utf8)
            if bytes[offset...].starts(with: expected) {
                for _ in expected { advance() }
                return value
            }
        }
        throw error("found “\(Self.text(bytes[offset]))” where a value is expected")
    }

    private mutating func number() throws(SchemaError) -> String {
        var digits: [UInt8] = []
        while let byte = next, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) {
            digits.append(byte)
            advance()
        }
        let text = String(decoding: digits, as: UTF8.self)
        if Double(text) == nil { throw error("“\(text)” is no number") }
        return text
    }

    private mutating func string() throws(SchemaError) -> String {
        advance()
        var result: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                advance()
                return String(decoding: result, as: UTF8.self)
            case UInt8(ascii: "\\"):
                advance()
                try escape(into: &result)
            case 0..<0x20: throw error("a text may not contain a line break or control character")
            default:
                result.append(byte)
                advance()
            }
        }
        throw error("a text does not end")
    }

    private mutating func escape(into result: inout [UInt8]) throws(SchemaError) {
        guard let byte = next else { throw error("a text does not end") }
        advance()
        switch byte {
        case UInt8(ascii: "n"): result.append(0x0a)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "r"): result.append(0x0d)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0c)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "u"):
            var unit = try hexadecimal()
            if (0xd800..<0xdc00).contains(unit) {
                guard next == UInt8(ascii: "\\"), offset + 1 < bytes.count,
                    bytes[offset + 1] == UInt8(ascii: "u")
                else { throw error("half of a surrogate pair stands alone") }
                advance()
                advance()
                let low = try hexadecimal()
                guard (0xdc00..<0xe000).contains(low) else { throw error("a surrogate pair is broken") }
                unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
            }
            guard let scalar = Unicode.Scalar(unit) else {
                throw error("half of a surrogate pair stands alone")
            }
            result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        default: throw error("“\\\(Self.text(byte))” is no escape")
        }
    }

    private mutating func hexadecimal() throws(SchemaError) -> UInt32 {
        guard offset + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[offset..<(offset + 4)], as: UTF8.self), radix: 16)
        else { throw error("“\\u” needs four hexadecimal digits") }
        for _ in 0..<4 { advance() }
        return value
    }
}
