/// The kinds of blocking keys that jobs can name, in the order of the documentation.
package struct KeyRegistry: Sendable {
    /// The kinds.
    package var kinds: [any KeyKind.Type]

    /// A registry of some kinds.
    package init(_ kinds: [any KeyKind.Type]) { self.kinds = kinds }

    /// Every kind there is: a new one is one more line.
    package static let standard = KeyRegistry([
        ExactKey.self,
        CompactKey.self,
        PrefixKey.self,
        SuffixKey.self,
        FirstTokenKey.self,
        LastTokenKey.self,
        InitialKey.self,
        InitialsKey.self,
        SortedTokensKey.self,
        YearKey.self,
        YearMonthKey.self,
        MonthDayKey.self,
        SwappableDateKey.self,
        DecadeKey.self,
        SoundexKey.self,
        MetaphoneKey.self,
        NYSIISKey.self,
        JyutpingKey.self,
        QGramsKey.self,
        DigitsKey.self,
        SortedDigitsKey.self,
    ])

    /// The words of all kinds.
    package var words: [String] { kinds.map { $0.word } }

    /// All spellings, with names where numbers go: `prefix(n)`.
    package var spellings: [String] { kinds.flatMap { Self.spellings(of: $0) } }

    /// The spellings of a kind, one for each count of numbers that it can have.
    package static func spellings(of kind: any KeyKind.Type) -> [String] {
        let names = kind.parameters.map(\.name)
        return kind.argumentCounts.map { count in
            count == 0 ? kind.word : "\(kind.word)(\(names.prefix(count).joined(separator: ", ")))"
        }
    }

    /// The kind of a word; nil if there is none.
    package func kind(_ word: String) -> (any KeyKind.Type)? { kinds.first { $0.word == word } }
}

extension KeyKind {
    /// How many numbers may follow the word.
    package static var argumentCounts: ClosedRange<Int> {
        parameters.count { !$0.isOptional }...parameters.count
    }
}
