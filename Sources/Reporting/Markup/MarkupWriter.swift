/// Writes markup as HTML that is well-formed XML too.
struct MarkupWriter {
    private(set) var bytes: [UInt8] = []

    /// Elements of HTML that never have an end.
    private static let endless: Set<String> = ["meta", "br", "hr", "col", "wbr"]
    /// Elements of SVG, which may be closed where they are opened.
    private static let shapes: Set<String> = ["rect", "line", "path", "circle"]

    /// Appends a piece.
    mutating func write(_ markup: Markup) {
        switch markup {
        case .text(let text): escape(text, isQuoted: false)
        case .several(let parts): for part in parts { write(part) }
        case .styles(let sheet):
            // Within an element `style` HTML knows no escapes, and XML knows them all: neither may be needed.
            precondition(!sheet.text.contains("<") && !sheet.text.contains("&"), "styles hold < or &")
            put(sheet.text)
        case .element(let name, let attributes, let body): element(name, attributes, body)
        }
    }

    /// Appends text as it stands.
    mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func element(_ name: StaticString, _ attributes: [Markup.Attribute], _ body: [Markup]) {
        bytes.append(UInt8(ascii: "<"))
        put(name)
        for attribute in attributes {
            bytes.append(UInt8(ascii: " "))
            put(attribute.name)
            put("=\"")
            escape(attribute.value, isQuoted: true)
            bytes.append(UInt8(ascii: "\""))
        }
        let word = "\(name)"
        if body.isEmpty, Self.endless.contains(word) || Self.shapes.contains(word) {
            put("/>")
            return
        }
        bytes.append(UInt8(ascii: ">"))
        for part in body { write(part) }
        put("</")
        put(name)
        bytes.append(UInt8(ascii: ">"))
        if Self.lines.contains(word) { bytes.append(10) }
    }

    /// Elements after which a new line makes the page readable as text.
    private static let lines: Set<String> = [
        "title", "style", "head", "h1", "h2", "h3", "h4", "p", "li", "ul", "tr", "thead", "tbody", "table",
        "caption", "svg", "figure", "figcaption", "section", "article", "div", "nav", "header", "main",
        "footer", "details", "summary", "dl", "dd", "desc", "g",
    ]

    private mutating func put(_ name: StaticString) {
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Escapes what HTML or XML could take for more than text.
    private mutating func escape(_ text: String, isQuoted: Bool) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: put("&amp;")
            case 0x3c: put("&lt;")
            case 0x3e: put("&gt;")
            case 0x22: put("&quot;")
            case 0x27: put("&#39;")
            case 0x09: bytes.append(isQuoted ? 0x20 : 0x09)
            case 0x0a: bytes.append(isQuoted ? 0x20 : 0x0a)
            // Control characters are shown by their pictures; XML knows no others.
            case 0..<0x20: put(String(Unicode.Scalar(0x2400 + UInt16(scalar.value)) ?? "\u{fffd}"))
            case 0x7f: put("\u{2421}")
            // Further controls, what turns the direction of text, and what is no character.
            case 0x80..<0xa0, 0x202a...0x202e, 0x2066...0x2069, 0xfdd0...0xfdef: put("\u{fffd}")
            case let value where value & 0xfffe == 0xfffe: put("\u{fffd}")
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}
