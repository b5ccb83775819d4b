public import Columns

/// What a blocking key takes from a value: all of it, a part, or how it sounds.
///
/// Two values have the same key when their transformed texts are the same; a value whose transformed text is
/// empty has no key. Transforms are written as their kinds in `Keys` offer them: `.soundex`, `.prefix(3)`.
public struct KeyTransform: Sendable, Hashable {
    /// The kind of key.
    package let kind: any KeyKind.Type
    /// The numbers that it goes by.
    package let numbers: [Int]

    /// A transform of a kind.
    ///
    /// - Precondition: The numbers are as the kind's parameters say.
    package init(_ kind: any KeyKind.Type, _ numbers: [Int] = []) {
        precondition(Self.fit(numbers, kind), "\(kind.word) has other numbers")
        self.kind = kind
        self.numbers = numbers
    }

    private static func fit(_ numbers: [Int], _ kind: any KeyKind.Type) -> Bool {
        kind.argumentCounts.contains(numbers.count)
            && zip(kind.parameters, numbers).allSatisfy { $0.range.contains($1) }
    }

    /// Whether two transforms are the same, with all that follows their words.
    public static func == (a: KeyTransform, b: KeyTransform) -> Bool {
        a.kind == b.kind && a.numbers == b.numbers
    }

    /// Takes in the word and what follows it.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(kind))
        hasher.combine(numbers)
    }
}

/// How transforms are written in job files: `soundex`, `prefix(3)`, `q_grams(2)`, `q_grams(2, 1)`.
extension KeyTransform: CustomStringConvertible {
    /// All spellings, with names where numbers go.
    public static let spellings: [String] = KeyRegistry.standard.spellings

    /// A transform from its spelling, or nil if there is none of that spelling or its numbers are out of
    /// range.
    ///
    /// Spaces around the word and the numbers do not matter.
    public init?(parsing text: String) {
        let text = text.filter { $0 != " " }
        let open = text.firstIndex(of: "(") ?? text.endIndex
        guard let kind = KeyRegistry.standard.kind(String(text[..<open])) else { return nil }
        var numbers: [Int] = []
        if open < text.endIndex {
            guard text.last == ")" else { return nil }
            let inside = text[text.index(after: open)...].dropLast()
            for part in inside.split(separator: ",", omittingEmptySubsequences: false) {
                guard part.allSatisfy(\.isNumber), let number = Int(part) else { return nil }
                numbers.append(number)
            }
        }
        guard Self.fit(numbers, kind) else { return nil }
        self.init(kind, numbers)
    }

    /// The spelling, as ``init(parsing:)`` reads it.
    public var description: String {
        numbers.isEmpty ? kind.word : "\(kind.word)(\(numbers.map(String.init).joined(separator: ", ")))"
    }
}

extension KeyTransform {
    /// Values per piece of work.
    static let pieceSize = 8192

    /// One key per code: the hash of the transformed text, 0 where there is none.
    ///
    /// The same in every run and for any number of threads. Code 0, the missing value, has key 0.
    /// - Complexity: O(bytes of all values); q-grams and words are sorted per value.
    public func keys(of values: ValueDictionary, workers: Workers = Workers(threads: 1)) -> [UInt64] {
        kind.keys(of: values, numbers, workers: workers)
    }

    /// What the key of a value reads as, for reports: `S530`; empty where there is no key.
    public func text(of value: String) -> String {
        var writer: any KeyKind = kind.init(numbers)
        var text: [UInt8] = []
        let bytes = Array(value.utf8)
        writer.write(bytes.span, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The key of a transformed text.
    static func key(_ text: Span<UInt8>) -> UInt64 {
        // 0 means “no key”, so the one text in 2^64 that hashes to it moves to 1.
        text.isEmpty ? 0 : max(1, text.withUnsafeBufferPointer { Hash64.bytes($0) })
    }
}
