import Columns

/// A column as far as its header is to be judged by it.
struct ColumnLook {
    /// Some distinct values.
    var values: [[UInt8]]
    /// Rows that hold exactly what the header says.
    var occurrences: Int

    /// The look of a column that was read.
    init(_ column: CodedColumn, header: [UInt8]) {
        let dictionary = column.values
        let step = max(1, dictionary.count / Self.sampleSize)
        values = stride(from: 1, to: dictionary.count, by: step).map { Array(dictionary.slice(UInt32($0))) }
        occurrences = 0
        guard !header.isEmpty else { return }
        // A dictionary has each text once.
        if let code = dictionary.codes(ofLength: header.count, where: { $0.elementsEqual(header) }).first {
            occurrences = column.codes.count { $0 == code }
        }
    }

    /// The look of a column of sampled rows.
    init(_ cells: [[UInt8]], header: [UInt8]) {
        occurrences = 0
        values = []
        var seen = Set<[UInt8]>()
        for cell in cells where !cell.isEmpty {
            if cell == header { occurrences += 1 }
            if values.count < Self.sampleSize, seen.insert(cell).inserted { values.append(cell) }
        }
    }

    private static let sampleSize = 400

    /// The share of the values for which something holds, 0…1.
    func share(_ holds: ([UInt8]) -> Bool) -> Double {
        Double(values.count(where: holds)) / Double(max(1, values.count))
    }
}

/// Whether the cells of a header are names of columns, or values as the rows below have them.
///
/// No single cell decides: a column may be called like one of its values, or by a number. Cells that are known
/// as headers, or that are unlike their columns, speak for a header; cells that occur in their own columns, or
/// look like what stands there, speak against it.
struct HeaderSigns: Sendable, Equatable {
    /// What a cell says.
    enum Sign: Sendable {
        case name
        case value
        case blank
        case unclear
    }

    let signs: [Sign]
    /// Cells that another cell has, too.
    private let repeated: Int

    /// Looks at the cells of a header, each with its column.
    init(_ cells: [[UInt8]], _ columns: [ColumnLook]) {
        let numbers = Self.areNumbersInOrder(cells)
        signs = zip(cells, columns).map { cell, column in
            if cell.isEmpty { return column.values.isEmpty ? .unclear : .blank }
            return Self.sign(cell, column, numbered: numbers)
        }
        let filled = cells.filter { !$0.isEmpty }
        repeated = filled.count - Set(filled).count
    }

    private func count(_ sign: Sign) -> Int { signs.count { $0 == sign } }

    /// How much more speaks against a header than for one; above 0 it is suspect.
    private var weight: Double {
        Double(count(.value)) + 0.5 * Double(count(.blank) + repeated) - Double(count(.name))
            - 0.25 * Double(count(.unclear))
    }

    /// Whether the row is more likely one of values.
    var isSuspect: Bool { weight > 0 }

    /// Whether cells are names of columns, beyond doubt.
    var isHeader: Bool { count(.name) > count(.value) && !isSuspect }

    /// The positions of cells that look like values, from 1.
    var valuePositions: [Int] { signs.indices.filter { signs[$0] == .value }.map { $0 + 1 } }

    /// The positions of cells that are blank above values, from 1.
    var blankPositions: [Int] { signs.indices.filter { signs[$0] == .blank }.map { $0 + 1 } }

    // MARK: One cell

    private static func sign(_ cell: [UInt8], _ column: ColumnLook, numbered: Bool) -> Sign {
        let text = String(decoding: cell, as: UTF8.self)
        let isSexCode = isSexCode(text)
        if !isSexCode, let known = HeaderVocabulary.role(of: text), known.confidence >= 0.8 { return .name }
        if column.values.isEmpty { return .unclear }
        if column.occurrences > 0 { return .value }
        if isSexCode, column.share({ Self.isSexCode($0, like: cell) }) > 0.9 { return .value }
        if isNumberedLike(cell, column) { return numbered || isYear(cell, column) ? .unclear : .value }
        if isCodeLike(cell, column) || isMail(cell) || sharesWords(cell, column) { return .value }
        return isUnlike(cell, column) ? .name : .unclear
    }

    /// Whether cell and column begin with digits: numbers, dates, house numbers.
    private static func isNumberedLike(_ cell: [UInt8], _ column: ColumnLook) -> Bool {
        func begins(_ value: [UInt8]) -> Bool {
            let start = value.first == 0x2b || value.first == 0x2d || value.first == 0x28 ? 1 : 0
            return value.count > start && CellText.isDigit(value[start])
        }
        return begins(cell) && column.share(begins) >= 0.6
    }

    /// Whether a cell is the name of a year’s column: a year above values that are no years.
    private static func isYear(_ cell: [UInt8], _ column: ColumnLook) -> Bool {
        func isYear(_ value: [UInt8]) -> Bool {
            CellText.number(value).map { (1850...2150).contains($0) && value.count == 4 } ?? false
        }
        return isYear(cell) && column.share(isYear) < 0.5
    }

    /// Whether a cell is a code, letters and digits, of the make of its column: `A0001` above `A0002`.
    private static func isCodeLike(_ cell: [UInt8], _ column: ColumnLook) -> Bool {
        guard cell.count >= 4, CellText.kind(cell) & CellText.digit != 0 else { return false }
        let shape = CellText.shape(cell)
        return column.share { $0.count == cell.count && CellText.shape($0) == shape } >= 0.3
    }

    private static func isMail(_ cell: [UInt8]) -> Bool {
        guard let at = cell.firstIndex(of: 0x40) else { return false }
        return at > 0 && cell[at...].contains(0x2e) && !cell.contains(0x20)
    }

    /// Whether a cell begins or ends as several values do: by the same word, or the same Han character.
    private static func sharesWords(_ cell: [UInt8], _ column: ColumnLook) -> Bool {
        let scalars = String(decoding: cell, as: UTF8.self).unicodeScalars
        let isHan = scalars.allSatisfy { UTF8Reading.isHan($0.value) }
        if isHan, (2...4).contains(scalars.count) {
            // A surname recurs in front of other given names.
            let likes = column.values.count { value in
                let other = String(decoding: value, as: UTF8.self).unicodeScalars
                return (2...4).contains(other.count) && other.first == scalars.first
            }
            return likes >= 2
                && column.share { value in
                    (6...12).contains(value.count) && value.allSatisfy { $0 >= 0x80 }
                } >= 0.8
        }
        let words = cell.split(separator: 0x20)
        guard words.count >= 2, let first = words.first, let last = words.last else { return false }
        let likes = column.values.count { value in
            let other = value.split(separator: 0x20)
            return other.count >= 2 && (other.first == first || other.last == last)
        }
        return likes >= 2
    }

    /// Whether a cell is of another make than the values below it.
    private static func isUnlike(_ cell: [UInt8], _ column: ColumnLook) -> Bool {
        let kind = CellText.kind(cell)
        guard let first = cell.first, kind & (CellText.letter | CellText.beyondASCII) != 0 else {
            return false
        }
        // Words above numbers, dates or codes of digits.
        let isWord = !CellText.isDigit(first)
        if isWord, column.share({ CellText.kind($0) & ~CellText.digit == 0 }) >= 0.8 { return true }
        if isWord, kind & CellText.digit == 0,
            column.share({ CellText.kind($0) & CellText.digit != 0 }) >= 0.9
        {
            return true
        }
        if kind & CellText.beyondASCII != 0, column.share({ $0.contains { $0 >= 0x80 } }) < 0.05 {
            return true
        }
        if cell.contains(0x5f), column.share({ $0.contains(0x5f) }) < 0.1 { return true }
        if cell.count >= 3, column.share({ $0.count > 2 }) == 0 { return true }
        // Small letters above names, which begin with capitals.
        let isSmall = cell.contains(where: CellText.isLower) && !cell.contains(where: CellText.isUpper)
        return isSmall
            && column.share({ $0.contains(where: CellText.isUpper) || $0.contains { $0 >= 0x80 } }) >= 0.95
    }

    /// Whether a value is a code of sex, of letters or digits as a cell is.
    private static func isSexCode(_ value: [UInt8], like cell: [UInt8]) -> Bool {
        CellText.kind(value) == CellText.kind(cell) && isSexCode(String(decoding: value, as: UTF8.self))
    }

    private static func isSexCode(_ text: String) -> Bool {
        var word = text.lowercased()
        return word.withUTF8 { bytes in
            bytes.baseAddress.map {
                SexCanonicaliser.read(ByteView(start: $0, count: bytes.count), .standard) != nil
            } ?? false
        }
    }

    /// Whether the cells that are numbers follow each other, as the numbers of columns or years do.
    private static func areNumbersInOrder(_ cells: [[UInt8]]) -> Bool {
        let numbers = cells.compactMap(CellText.number)
        guard numbers.count >= 2 else { return false }
        return zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    }
}
