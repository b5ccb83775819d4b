import Columns

/// Finds how a column codes sex.
enum SexCodingGuess {
    /// The coding of a column; a header such as “female” says what 1 means.
    static func coding(_ column: CodedColumn, header: String) -> SexCoding {
        let cleaning = CellCleaning(column.values, role: .sex)
        var words: Set<String> = []
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        for code in 1..<UInt32(max(1, min(column.values.count, 100))) {
            sink.begin()
            column.values.withBytes(code) { value in
                guard let clean = cleaning.clean(value, into: &sink) else { return }
                TextFolding.fold(clean, .separates, into: &sink)
            }
            words.insert(String(decoding: sink.scratch.view, as: UTF8.self))
        }
        let headerWords = HeaderWords.words(header)
        if words.contains("0"), words.contains("1"), !words.contains("2") {
            let isFemale = headerWords.contains {
                ["female", "woman", "weiblich", "femme", "mujer"].contains($0)
            }
            return isFemale ? .oneIsFemale : .oneIsMale
        }
        if words.contains("h"), words.contains("m"), !words.contains("f") { return .hombreMujer }
        if headerWords.contains("geslacht"), words.contains("v") { return .manVrouw }
        return .letters
    }
}

/// Finds whether a column holds Hong Kong identity card numbers.
enum HongKongIdentityGuess {
    private static let sampleSize = 2000

    /// True when the header says so and half the values have the format, or their check digits agree.
    static func holds(_ column: CodedColumn, header: String) -> Bool {
        let share = shares(column.values)
        let words = HeaderWords.words(header)
        let isNamed = words.contains { $0.contains("hkid") || $0.contains("hkic") || $0.contains("身份證") }
        if isNamed { return share.format >= 0.5 }
        // One in eleven check digits of other numbers would agree by chance.
        return share.format >= 0.5 && share.checked >= 0.5
    }

    /// The share of values in the format, and the share of check digits that agree among those that have one.
    static func shares(_ values: ValueDictionary) -> (format: Double, checked: Double) {
        var examined = 0
        var format = 0
        var withDigit = 0
        var valid = 0
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        let step = max(1, values.count / sampleSize)
        for code in stride(from: 1, to: values.count, by: step) {
            sink.begin()
            values.withBytes(UInt32(code)) {
                CodeFolding.fold($0, isUpper: true, keeping: 0, into: &sink)
            }
            examined += 1
            switch HongKongIdentity.examine(sink.scratch.view) {
            case .notThisFormat: continue
            case .withoutCheckDigit: break
            case .valid:
                valid += 1
                withDigit += 1
            case .wrongCheckDigit: withDigit += 1
            }
            format += 1
        }
        if examined == 0 { return (0, 0) }
        return (Double(format) / Double(examined), withDigit == 0 ? 0 : Double(valid) / Double(withDigit))
    }
}
