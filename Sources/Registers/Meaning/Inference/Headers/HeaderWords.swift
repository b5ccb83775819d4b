/// Takes column headers apart.
enum HeaderWords {
    /// The words of a header in lower case: `dateOfBirth`, `Date of birth` and `DATE_OF_BIRTH` are the same.
    ///
    /// Latin letters lose their diacritics, Han characters get their one form, and marks that stand on a letter
    /// (U+0300 and on, tones of Thai) are left out, so that they part no word.
    static func words(_ header: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for scalar in header.unicodeScalars {
            let isLetter = scalar.properties.isAlphabetic
            let isDigit = scalar.properties.numericType != nil
            guard isLetter || isDigit else {
                if isMark(scalar) { continue }
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
            if let letter = GreekFolding.fold(scalar) {
                word.unicodeScalars.append(letter)
            } else if let (first, second) = LatinFolding.fold(scalar.value) {
                word.unicodeScalars.append(Unicode.Scalar(first))
                if second != 0 { word.unicodeScalars.append(Unicode.Scalar(second)) }
            } else if UTF8Reading.isHan(scalar.value) {
                let form = HanFolding.representative(scalar.value)
                word.unicodeScalars.append(Unicode.Scalar(form) ?? scalar)
            } else if (0xff01...0xff5e).contains(scalar.value) {
                let form = Unicode.Scalar(scalar.value - 0xff01 + 0x21) ?? scalar
                word += form.properties.lowercaseMapping
            } else {
                word += scalar.properties.lowercaseMapping
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
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

    /// Whether a word is written without spaces between words: Han, kana, Hangul, Thai.
    static func isUnspaced(_ word: String) -> Bool {
        word.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x0e00...0x0e7f, 0x3040...0x30ff, 0xac00...0xd7a3: true
            default: UTF8Reading.isHan(scalar.value)
            }
        }
    }
}
