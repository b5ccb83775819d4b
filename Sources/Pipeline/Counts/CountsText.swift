/// The rows of a small table of text: fields between delimiters, in quotes where they hold one.
///
/// The delimiter is the one that the first row is made of: comma, semicolon, tab or vertical bar; a first line
/// `sep=;`, as spreadsheets write it, names it.
struct CountsText {
    /// A row that is not blank, and the line on which it begins.
    struct Row: Equatable {
        var line: Int
        var fields: [String]
    }

    /// Where a text goes wrong.
    struct Failure: Error, Equatable {
        var line: Int
        var detail: String
    }

    /// The rows, blank ones left out.
    let rows: [Row]

    private static let delimiters: [Character] = [",", ";", "\t", "|"]

    /// Takes a text apart.
    ///
    /// - Throws: ``Failure`` for a quote that is never closed.
    init(_ text: String) throws(Failure) {
        var text = text[...]
        var line = 1
        var named: Character?
        let first = text.prefix { !$0.isNewline }
        if first.lowercased().hasPrefix("sep="), let delimiter = first.dropFirst(4).first, first.count == 5 {
            named = delimiter
            text = text.dropFirst(first.count + 1)
            line = 2
        }
        let delimiter: Character
        if let named { delimiter = named } else { delimiter = try Self.delimiter(of: text, line: line) }
        rows = try Self.rows(of: text, line: line, delimiter: delimiter)
    }

    /// The delimiter that gives the first row most fields.
    private static func delimiter(of text: Substring, line: Int) throws(Failure) -> Character {
        var best: (delimiter: Character, fields: Int) = (",", 0)
        for delimiter in delimiters {
            let fields = try rows(of: text, line: line, delimiter: delimiter, atMost: 1).first?.fields ?? []
            if fields.count > best.fields { best = (delimiter, fields.count) }
        }
        return best.delimiter
    }

    private static func rows(
        of text: Substring,
        line: Int,
        delimiter: Character,
        atMost limit: Int = .max
    ) throws(Failure) -> [Row] {
        var rows: [Row] = []
        var fields = FieldCutter()
        var line = line
        var start = line
        var quoteLine = line
        func end() {
            let row = Row(line: start, fields: fields.endRow())
            if row.fields.contains(where: { !$0.isEmpty }) { rows.append(row) }
        }
        for character in text {
            if character == "\"", fields.takesQuote {
                if !fields.isQuoted { quoteLine = line }
                fields.quote()
            } else if character == delimiter, !fields.isQuoted {
                fields.endField()
            } else if character.isNewline, !fields.isQuoted {
                end()
                start = line + 1
                if rows.count >= limit { return rows }
            } else {
                fields.append(character)
            }
            if character.isNewline { line += 1 }
        }
        if fields.isQuoted { throw Failure(line: quoteLine, detail: "a quote is opened and never closed") }
        end()
        return rows
    }
}

/// Puts the fields of a row together, character by character.
private struct FieldCutter {
    private(set) var isQuoted = false
    private var wasQuoted = false
    private var hadQuote = false
    private var field = ""
    private var fields: [String] = []

    /// Whether a quote opens or closes a field here; elsewhere it is a character like others.
    var takesQuote: Bool { isQuoted || wasQuoted || field.allSatisfy(\.isWhitespace) }

    mutating func quote() {
        if isQuoted {
            isQuoted = false
            hadQuote = true
        } else if hadQuote {
            // Two quotes within quotes are one.
            field.append("\"")
            isQuoted = true
        } else {
            field = ""
            isQuoted = true
            wasQuoted = true
        }
    }

    mutating func append(_ character: Character) {
        // Blanks after a closing quote are no part of the field.
        if wasQuoted, !isQuoted, character.isWhitespace { return }
        hadQuote = false
        field.append(character)
    }

    mutating func endField() {
        fields.append(wasQuoted ? field : String(field.trimmingBlanks))
        field = ""
        wasQuoted = false
        hadQuote = false
    }

    mutating func endRow() -> [String] {
        endField()
        defer { fields = [] }
        return fields
    }
}

extension String {
    /// The text without white space at its ends.
    fileprivate var trimmingBlanks: Substring {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
