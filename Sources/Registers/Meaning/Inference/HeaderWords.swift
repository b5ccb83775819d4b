/// Takes column headers apart.
enum HeaderWords {
    /// The words of a header in lower case: `dateOfBirth`, `Date of birth` and `DATE_OF_BIRTH` are the same.
    static func words(_ header: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for scalar in header.unicodeScalars {
            let isLetter = scalar.properties.isAlphabetic
            let isDigit = scalar.properties.numericType != nil
            guard isLetter || isDigit else {
                if !word.isEmpty { words.append(word) }
                word = ""
                wasLower = false
                continue
            }
            if scalar.properties.isUppercase, wasLower {
                words.append(word)
                word = ""
            }
            wasLower = scalar.properties.isLowercase
            if let (first, second) = LatinFolding.fold(scalar.value) {
                word.unicodeScalars.append(Unicode.Scalar(first))
                if second != 0 { word.unicodeScalars.append(Unicode.Scalar(second)) }
            } else {
                word += scalar.properties.lowercaseMapping
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// The header without its numbering: `address_1`, `address_line_2` and `addr3` lose their numbers.
    static func stem(_ header: String) -> String {
        numbering(words(header)).words.joined(separator: "_")
    }

    /// Parts words from a trailing number, as in `fname_c1`, `address_2` or `addr3`.
    static func numbering(_ words: [String]) -> (words: [String], number: Int?) {
        guard let last = words.last else { return (words, nil) }
        let digits = last.reversed().prefix { $0.isASCII && $0.isNumber }.count
        guard digits > 0, digits <= 2, let number = Int(last.suffix(digits)) else { return (words, nil) }
        let rest = String(last.dropLast(digits))
        var stem = Array(words.dropLast())
        if rest.count > 1 || (stem.isEmpty && !rest.isEmpty) { stem.append(rest) }
        if stem.last == "line" { stem.removeLast() }
        return stem.isEmpty ? (words, nil) : (stem, number)
    }
}
