public import Columns

/// The values of a column to be written, in the order of the rows.
public enum ColumnContent: Sendable {
    /// Texts by their codes; code 0 is a missing value.
    case text([UInt32], ValueDictionary)
    /// Texts that are mostly different from each other, by their codes; none is missing.
    case distinct([UInt32], ValueDictionary)
    /// Few names, by their place among them; none is missing.
    case labels([UInt8], [String])
    /// Whole numbers.
    case whole([UInt32])
    /// Days since 1970-01-01; `missing` where there is none.
    case days([Int32], missing: Int32)
    /// Whole numbers that may be negative; `missing` where there is none.
    case numbers([Int32], missing: Int32)
    /// Numbers in single precision.
    case real([Float])
    /// Words of 64 bits, by their place among the different ones.
    case words([UInt32], [UInt64])

    /// Words of 64 bits, row by row, of which few differ.
    ///
    /// - Complexity: O(rows + different words · log of them).
    public static func words(of rows: [UInt64]) -> ColumnContent {
        var slots = [UInt32](repeating: 0, count: 1 << 10)
        var words: [UInt64] = []
        var codes = [UInt32](repeating: 0, count: rows.count)
        func slot(_ word: UInt64) -> Int {
            var slot = Int(truncatingIfNeeded: Hash64.mix(word)) & (slots.count - 1)
            while slots[slot] != 0 && words[Int(slots[slot]) - 1] != word {
                slot = (slot + 1) & (slots.count - 1)
            }
            return slot
        }
        for (row, word) in rows.enumerated() {
            var place = slot(word)
            if slots[place] == 0 {
                words.append(word)
                if words.count * 2 > slots.count {
                    slots = [UInt32](repeating: 0, count: 2 * slots.count)
                    for (number, known) in words.enumerated() { slots[slot(known)] = UInt32(number + 1) }
                    place = slot(word)
                } else {
                    slots[place] = UInt32(words.count)
                }
            }
            codes[row] = slots[place] - 1
        }
        return .words(codes, words)
    }

    /// The number of rows.
    var count: Int {
        switch self {
        case .text(let codes, _), .distinct(let codes, _), .words(let codes, _): codes.count
        case .labels(let codes, _): codes.count
        case .whole(let values): values.count
        case .days(let days, _), .numbers(let days, _): days.count
        case .real(let values): values.count
        }
    }

    /// How the column is described in the file's footer.
    var kind: ColumnKind {
        switch self {
        case .text: .text
        case .distinct: .distinct
        case .labels: .labels
        case .whole: .whole
        case .days: .days
        case .numbers: .numbers
        case .real: .real
        case .words: .words
        }
    }
}

/// What a column holds and how its values stand in the file.
enum ColumnKind: Sendable, CaseIterable {
    case text, distinct, labels, whole, days, numbers, real, words

    /// The physical type, as Parquet numbers them.
    var physicalType: Int32 {
        switch self {
        case .whole, .days, .numbers: 1
        case .words: 2
        case .real: 4
        case .text, .distinct, .labels: 6
        }
    }

    /// Whether values may be missing.
    var isOptional: Bool { self == .text || self == .days || self == .numbers }

    /// Whether values are places in a dictionary.
    var hasDictionary: Bool { self == .text || self == .labels || self == .words }

    /// The encoding of the data pages, as Parquet numbers them.
    var encoding: Int32 {
        switch self {
        case .distinct, .real: Encoding.plain
        case .whole, .days, .numbers: Encoding.delta
        case .text, .labels, .words: Encoding.dictionary
        }
    }

    /// The numbers of encodings in Parquet.
    enum Encoding {
        static let plain: Int32 = 0
        static let runs: Int32 = 3
        static let delta: Int32 = 5
        static let dictionary: Int32 = 8
    }
}
