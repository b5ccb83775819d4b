package import Columns

/// A kind of blocking key: its word in jobs, its documentation, its examples and how it is taken of a value.
///
/// A key is a pure function of a value's canonical bytes (see `Feature`): names are lower-case words between
/// single spaces or Han characters, dates are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. Any bytes are accepted; what
/// is not of the key's kind (a date, digits, letters) has empty text, and so no key. Letters are counted as
/// Unicode scalars.
///
/// Each kind is one file in `Keys` and one line in ``KeyRegistry``; what jobs may say, the schema of job
/// files and the tables of the documentation follow from the registry. A kind chooses the loop that runs over
/// a column's distinct values; the loop itself knows its kind. A value of the type may keep buffers from one
/// value to the next.
package protocol KeyKind: Sendable {
    /// The word that jobs write.
    static var word: String { get }
    /// What of a value is the key.
    static var meaning: String { get }
    /// The columns that it is made for.
    static var suits: RoleGroup { get }
    /// The numbers that follow the word in parentheses.
    static var parameters: [KeyParameter] { get }
    /// Values and their keys; a test runs them.
    static var examples: [KeyExample] { get }

    /// A key of the given numbers, which are as the parameters say.
    init(_ numbers: [Int])

    /// Appends the key of a value, as text; nothing where there is none.
    mutating func write(_ value: Span<UInt8>, to text: inout [UInt8])
    /// The key of a value as a number, 0 for none; `text` is a buffer.
    mutating func key(of value: Span<UInt8>, _ text: inout [UInt8]) -> UInt64
    /// The key of each code: the loop over all values of a column.
    static func keys(of values: ValueDictionary, _ numbers: [Int], workers: Workers) -> [UInt64]
}

extension KeyKind {
    package static var parameters: [KeyParameter] { [] }

    package mutating func key(of value: Span<UInt8>, _ text: inout [UInt8]) -> UInt64 {
        text.removeAll(keepingCapacity: true)
        write(value, to: &text)
        return KeyTransform.key(text.span)
    }

    // A requirement, so that each kind has a loop of its own.
    package static func keys(of values: ValueDictionary, _ numbers: [Int], workers: Workers) -> [UInt64] {
        workers.fill(count: values.count, pieceSize: KeyTransform.pieceSize, with: 0) { codes, keys in
            var kind = Self(numbers)
            var text: [UInt8] = []
            let bytes = values.bytes.span
            for code in codes where code > 0 {
                let value = bytes.extracting(Int(values.offsets[code])..<Int(values.offsets[code + 1]))
                // SAFETY: `keys` has one element per code of the piece.
                keys[code - codes.lowerBound] = kind.key(of: value, &text)
            }
        }
    }
}

/// A kind of key that is a part of the value as it stands.
protocol PartKeyKind: KeyKind {
    /// Where the key stands in a value; empty where there is none.
    func part(of value: Span<UInt8>) -> Range<Int>
}

extension PartKeyKind {
    func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        for i in part(of: value) { text.append(value[i]) }
    }

    func key(of value: Span<UInt8>, _ text: inout [UInt8]) -> UInt64 {
        KeyTransform.key(value.extracting(part(of: value)))
    }
}

/// A number in the parentheses after a key's word.
package struct KeyParameter: Sendable {
    /// What documentation calls it.
    package let name: String
    /// What it can be.
    package let range: ClosedRange<Int>
    /// Whether it may be left out, with those after it.
    package let isOptional: Bool

    init(_ name: String, _ range: ClosedRange<Int> = 1...64, isOptional: Bool = false) {
        self.name = name
        self.range = range
        self.isOptional = isOptional
    }
}

/// A value and its key.
package struct KeyExample: Sendable {
    /// The numbers after the word.
    package let numbers: [Int]
    /// The value.
    package let value: String
    /// The key's text; empty where there is none.
    package let key: String

    init(_ value: String, _ key: String, _ numbers: [Int] = []) {
        self.numbers = numbers
        self.value = value
        self.key = key
    }
}
