/// Reads a section that was kept as written, and collects a located mistake for each thing that is wrong.
struct SectionReader {
    let source: JobSource
    private(set) var mistakes: [JobMistake] = []

    init(_ source: JobSource) { self.source = source }

    /// Notes a mistake.
    mutating func note(
        _ steps: [JobSource.Step],
        _ found: String,
        expected: String,
        suggestion: String? = nil
    ) {
        mistakes += source.mistake(steps, found, expected: expected, suggestion: suggestion).mistakes
    }

    /// What a part is, in words.
    static func describe(_ section: JobSection) -> String {
        switch section {
        case .scalar(let text): text.isEmpty ? "nothing" : "“\(text.prefix(40))”"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    mutating func text(_ section: JobSection, _ steps: [JobSource.Step], what: String) -> String? {
        if case .scalar(let text) = section, !text.isEmpty { return text }
        note(steps, "\(Self.describe(section)) stands here", expected: what)
        return nil
    }

    mutating func whole(_ section: JobSection, _ steps: [JobSource.Step], in range: ClosedRange<Int>) -> Int?
    {
        if case .scalar(let text) = section, let value = JobNumber.whole(text), range.contains(value) {
            return value
        }
        note(
            steps,
            "\(Self.describe(section)) stands here",
            expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"
        )
        return nil
    }

    mutating func real(
        _ section: JobSection,
        _ steps: [JobSource.Step],
        in range: ClosedRange<Double>,
        what: String
    ) -> Double? {
        if case .scalar(let text) = section, let value = JobNumber.real(text), range.contains(value) {
            return value
        }
        note(steps, "\(Self.describe(section)) stands here", expected: what)
        return nil
    }

    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ section: JobSection,
        _ steps: [JobSource.Step],
        _ vocabulary: Word.Type
    ) -> Word? where Word.RawValue == String {
        let words = vocabulary.allCases.map(\.rawValue)
        if case .scalar(let text) = section, let word = Word(rawValue: text) { return word }
        note(
            steps,
            "unknown word \(Self.describe(section))",
            expected: NodeReader.oneOf(words),
            suggestion: section.text.flatMap { WordSuggestion.nearest(to: $0, among: words) }
        )
        return nil
    }

    /// The texts of a list, or a single text.
    mutating func texts(_ section: JobSection, _ steps: [JobSource.Step], what: String) -> [String] {
        switch section {
        case .scalar: return text(section, steps, what: what).map { [$0] } ?? []
        case .list(let items):
            var result: [String] = []
            for (i, item) in items.enumerated() {
                guard let text = text(item, steps + [.item(i)], what: what) else { continue }
                if result.contains(text) {
                    note(steps + [.item(i)], "“\(text)” stands here a second time", expected: "each once")
                } else {
                    result.append(text)
                }
            }
            return result
        case .mapping:
            note(steps, "a mapping stands here", expected: what)
            return []
        }
    }

    /// The entries of a mapping.
    mutating func entries(_ section: JobSection, _ steps: [JobSource.Step], keys: [String]?, what: String)
        -> [JobSection.Entry]
    {
        guard case .mapping(let entries) = section else {
            note(steps, "\(Self.describe(section)) stands here", expected: what)
            return []
        }
        guard let keys else { return entries }
        return entries.filter { entry in
            if keys.contains(entry.key) { return true }
            note(
                steps + [.key(entry.key)],
                "unknown key “\(entry.key)”",
                expected: NodeReader.oneOf(keys),
                suggestion: WordSuggestion.nearest(to: entry.key, among: keys)
            )
            return false
        }
    }
}
