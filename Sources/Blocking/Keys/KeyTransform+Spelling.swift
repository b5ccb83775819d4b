/// How transforms are written in job files: `soundex`, `prefix(3)`, `q_grams(2)`, `q_grams(2, 1)`.
extension KeyTransform: CustomStringConvertible {
    /// All spellings, with letters where numbers go.
    public static let spellings: [String] =
        plain.map(\.word) + ["prefix(n)", "suffix(n)", "q_grams(size)", "q_grams(size, keep)"]

    /// The transforms without numbers and their words.
    private static let plain: [(word: String, transform: KeyTransform)] = [
        ("exact", .exact), ("compact", .compact), ("first_token", .firstToken), ("last_token", .lastToken),
        ("initial", .initial), ("initials", .initials), ("sorted_tokens", .sortedTokens), ("year", .year),
        ("year_month", .yearMonth), ("month_day", .monthDay), ("swappable_date", .swappableDate),
        ("decade", .decade), ("soundex", .soundex), ("metaphone", .metaphone), ("nysiis", .nysiis),
        ("jyutping", .jyutping), ("digits", .digits), ("sorted_digits", .sortedDigits),
    ]

    /// The largest number of letters or q-grams a transform may be asked for.
    static let largestCount = 64
    /// The largest q-gram.
    static let largestQGram = 8

    /// A transform from its spelling, or nil if there is none of that spelling or its numbers are out of range.
    ///
    /// Spaces around the word and the numbers do not matter. `n` and `keep` are 1…64, `size` is 1…8.
    public init?(parsing text: String) {
        let text = text.filter { $0 != " " }
        guard let open = text.firstIndex(of: "(") else {
            guard let entry = Self.plain.first(where: { $0.word == text }) else { return nil }
            self = entry.transform
            return
        }
        guard text.last == ")" else { return nil }
        let inside = text[text.index(after: open)...].dropLast()
        var numbers: [Int] = []
        for part in inside.split(separator: ",", omittingEmptySubsequences: false) {
            guard part.allSatisfy(\.isNumber), let number = Int(part), number >= 1 else { return nil }
            guard number <= Self.largestCount else { return nil }
            numbers.append(number)
        }
        switch (text[..<open], numbers.count) {
        case ("prefix", 1): self = .prefix(numbers[0])
        case ("suffix", 1): self = .suffix(numbers[0])
        case ("q_grams", 1) where numbers[0] <= Self.largestQGram: self = .qGrams(size: numbers[0], keep: nil)
        case ("q_grams", 2) where numbers[0] <= Self.largestQGram:
            self = .qGrams(size: numbers[0], keep: numbers[1])
        default: return nil
        }
    }

    /// The spelling, as ``init(parsing:)`` reads it.
    public var description: String {
        switch self {
        case .prefix(let count): "prefix(\(count))"
        case .suffix(let count): "suffix(\(count))"
        case .qGrams(let size, nil): "q_grams(\(size))"
        case .qGrams(let size, let keep?): "q_grams(\(size), \(keep))"
        default: Self.plain.first { $0.transform == self }?.word ?? ""
        }
    }
}
