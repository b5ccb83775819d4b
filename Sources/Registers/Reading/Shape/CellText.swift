/// What the bytes of a cell look like.
enum CellText {
    /// Bits of a cell's kind.
    static let digit: UInt8 = 1
    static let letter: UInt8 = 2
    static let beyondASCII: UInt8 = 4

    /// Which kinds of characters a cell has; 0 for one that is empty or has marks alone.
    static func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var kind: UInt8 = 0
        for byte in bytes {
            if byte >= 0x80 {
                kind |= beyondASCII
            } else if byte &- 0x30 < 10 {
                kind |= digit
            } else if (byte | 0x20) &- 0x61 < 26 {
                kind |= letter
            }
        }
        return kind
    }

    static func kind(_ bytes: [UInt8]) -> UInt8 { bytes.withUnsafeBufferPointer { kind($0) } }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

    static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

    /// The cell with 9 for a digit, `A` and `a` for letters, `x` for each byte beyond ASCII.
    static func shape(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { byte in
            if byte >= 0x80 { return UInt8(ascii: "x") }
            if isDigit(byte) { return UInt8(ascii: "9") }
            return isUpper(byte) ? UInt8(ascii: "A") : isLower(byte) ? UInt8(ascii: "a") : byte
        }
    }

    /// Whether a cell is a line of hyphens, as programs draw below a header.
    static func isRule(_ bytes: [UInt8]) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { $0 == 0x2d || $0 == 0x3d || $0 == 0x2b || $0 == 0x5f }
    }

    /// The number that a cell of digits is; nil for others and for more than nine digits.
    static func number(_ bytes: [UInt8]) -> Int? {
        guard !bytes.isEmpty, bytes.count < 10, bytes.allSatisfy(isDigit) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Whether a cell begins a line of totals, such as “Total: 1100” or “(1100 rows affected)”.
    static func isTotals(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes.prefix(60), as: UTF8.self).lowercased()
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard let first = words.first else { return false }
        if totals.contains(first) || (first == "end" && words.dropFirst().first == "of") { return true }
        if hanTotals.contains(where: { first.hasPrefix($0) }) { return true }
        return Int(first) != nil && words.count > 1
            && ["row", "rows", "record", "records"].contains(words[1])
    }

    /// Whether a cell begins a row among records that is none: a total of some of them, or the title of a page.
    static func isBreak(_ bytes: [UInt8]) -> Bool {
        if isTotals(bytes) { return true }
        let text = String(decoding: bytes.prefix(60), as: UTF8.self).lowercased()
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard let first = words.first else { return false }
        if words.count > 1, pages.contains(first) { return words[1].first?.isNumber ?? false }
        return first.hasPrefix("第") && (first.hasSuffix("頁") || first.hasSuffix("页"))
    }

    /// Whether a cell names the type of a column's values, as rows below a header do: text, varchar(20), YYYY-MM-DD.
    static func isType(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes.prefix(40), as: UTF8.self).lowercased()
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard let first = words.first else { return false }
        return types.contains(first) && words.dropFirst().allSatisfy { types.contains($0) || Int($0) != nil }
    }

    private static let pages: Set<String> = [
        "page", "pagina", "página", "seite", "strona", "halaman", "trang",
    ]
    private static let types: Set<String> = [
        "text", "string", "str", "char", "varchar", "varchar2", "nvarchar", "nchar", "character", "int",
        "integer", "bigint", "smallint", "number", "numeric", "num", "float", "double", "decimal", "real",
        "date", "datetime", "timestamp", "time", "bool", "boolean", "code", "categorical", "factor",
        "nominal",
        "ordinal", "alphanumeric", "alpha", "yyyy", "mm", "dd", "yyyymmdd", "ddmmyyyy", "m", "f", "key",
        "years", "uuid",
    ]

    private static let totals: Set<String> = [
        "total", "totals", "grand", "subtotal", "sum", "count", "records", "rows", "summe", "gesamt",
        "gesamtzahl", "suma", "totaal", "totale", "somme",
    ]
    private static let hanTotals = ["合計", "合计", "總計", "总计", "總數", "总数", "小計", "小计", "共計", "共计"]
}

/// What kinds of characters the cells of each column have: enough to tell whether a row's cells stand in their
/// own columns.
struct CellKinds: Sendable, Equatable {
    /// Per column the kinds seen, one bit for each of the eight.
    private var seen: [UInt8]

    /// The kinds of the columns of rows that are whole; a kind must make up a fiftieth of a column.
    init(_ rows: [[[UInt8]]], width: Int) {
        seen = [UInt8](repeating: 0, count: width)
        for column in 0..<width {
            var counts = [Int](repeating: 0, count: 8)
            for row in rows where !row[column].isEmpty { counts[Int(CellText.kind(row[column]))] += 1 }
            let all = counts.reduce(0, +)
            for kind in 0..<8 where counts[kind] > 0 && counts[kind] * 50 >= all {
                seen[column] |= 1 &<< UInt8(kind)
            }
        }
    }

    /// Whether columns differ, so that a shifted row would show.
    var tellColumnsApart: Bool { Set(seen.filter { $0 != 0 }).count > 1 }

    /// Whether a cell could stand in a column; a column of which nothing is known takes any.
    func fits(_ kind: UInt8, _ column: Int) -> Bool {
        kind == 0 || seen[column] == 0 || seen[column] & (1 &<< kind) != 0
    }

    /// Whether cells from the first column on stand in their own columns.
    func fits(_ cells: [[UInt8]]) -> Bool {
        cells.indices.allSatisfy { $0 < seen.count && fits(CellText.kind(cells[$0]), $0) }
    }
}
