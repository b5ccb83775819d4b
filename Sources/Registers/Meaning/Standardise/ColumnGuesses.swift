import Columns

/// Finds the order of day, month and year from all values of a column.
enum DateOrderGuess {
    /// The reader of a column's dates: what the schema declares, or else the order that reads most values.
    static func reader(_ field: RegisterField, _ column: CodedColumn) -> DateReader {
        if let declared = field.dateOrder ?? field.format.flatMap(order(ofPattern:)) {
            return DateReader(order: declared, isStrict: true)
        }
        return DateReader(order: order(of: column.values))
    }

    /// The order that reads the most distinct values; where several do, day before month before year.
    static func order(of values: ValueDictionary) -> DateOrder {
        var best = DateOrder.dayMonthYear
        var most = -1
        for order in [DateOrder.dayMonthYear, .yearMonthDay, .monthDayYear] {
            let reader = DateReader(order: order, isStrict: true)
            var readable = 0
            for code in 1..<UInt32(max(1, values.count)) {
                if case .date = values.withBytes(code, reader.read) { readable += 1 }
            }
            if readable > most { (best, most) = (order, readable) }
        }
        return best
    }

    /// The order of a pattern such as `%d/%m/%Y` or `DD.MM.YYYY`.
    static func order(ofPattern pattern: String) -> DateOrder? {
        if let order = DateOrder(rawValue: pattern) { return order }
        let letters = pattern.utf8.compactMap { byte -> Character? in
            switch byte | 0x20 {
            case 0x79: "y"
            case 0x6d, 0x62: "m"
            case 0x64: "d"
            default: nil
            }
        }
        var order = ""
        for letter in letters where !order.contains(letter) { order.append(letter) }
        return DateOrder(rawValue: order)
    }
}

/// Finds how a column codes sex.
enum SexCodingGuess {
    /// The coding of a column; a header such as “female” says what 1 means.
    static func coding(_ column: CodedColumn, header: String) -> SexCoding {
        var words: Set<String> = []
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        for code in 1..<UInt32(max(1, min(column.values.count, 100))) {
            sink.begin()
            column.values.withBytes(code) { TextFolding.fold($0, .separates, into: &sink) }
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
        return .standard
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
