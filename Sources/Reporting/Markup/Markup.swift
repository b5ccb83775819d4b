/// A piece of HTML.
///
/// Escaping is by construction: whatever is text or the value of an attribute is escaped when it is written, and
/// names of elements and attributes are `StaticString`, which no value from data can become. There is no way to
/// put a ready piece of HTML into a page. (A template engine escapes by default but offers a way around it, and its
/// templates are read when the program runs; here the compiler reads them.) Pages are well-formed XML besides, so
/// that a strict parser can check them.
public indirect enum Markup: Sendable {
    /// A text.
    case text(String)
    /// An element with its attributes and what is in it.
    case element(StaticString, [Attribute], [Markup])
    /// Several pieces in order.
    case several([Markup])
    /// The styles of the page; nothing else is written as it stands.
    case styles(StyleSheet)

    /// An attribute of an element.
    public struct Attribute: Sendable {
        let name: StaticString
        let value: String

        init(_ name: StaticString, _ value: String) {
            self.name = name
            self.value = value
        }

        static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
        static func id(_ id: String) -> Attribute { Attribute("id", id) }
        /// A link within the page; links elsewhere are not made.
        static func link(to id: String) -> Attribute { Attribute("href", "#" + id) }
    }

    /// An element with text or elements in it.
    static func tag(_ name: StaticString, _ attributes: Attribute..., body: [Markup] = []) -> Markup {
        .element(name, attributes, body)
    }

    /// An element with one text in it.
    static func tag(_ name: StaticString, _ attributes: Attribute..., text: String) -> Markup {
        .element(name, attributes, [.text(text)])
    }

    /// Nothing.
    static let none = Markup.several([])

    /// A value from data: set apart from the direction of the text around it, and no longer than readers can bear.
    static func value(_ text: String) -> Markup {
        .tag("bdi", text: ShortText.cut(text, to: ShortText.longest))
    }
}

extension Markup: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Pieces in order.
    public init(arrayLiteral elements: Markup...) { self = .several(elements) }
}

/// The styles that Recensus brings along; they cannot come from elsewhere.
public struct StyleSheet: Sendable {
    let text: String

    init(text: String) { self.text = text }
}

/// Texts from data, cut to what can be read.
enum ShortText {
    /// The most characters of a value on the page.
    static let longest = 160

    /// The text, or its beginning and an ellipsis.
    static func cut(_ text: String, to length: Int) -> String {
        // Scalars, not characters: one character may be made of any number of marks.
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: length, limitedBy: scalars.endIndex),
            end != scalars.endIndex
        else { return text }
        return String(scalars[..<end]) + "…"
    }
}
