/// How a name sounds, so that a name in Han characters and one in Latin letters can be compared.
///
/// A sound is the syllables of the name in one spelling, the surname first, between spaces. The same person has
/// the same sound in either script where the spelling follows the system; tones are lost in all.
package enum NameSound {
    /// How Latin letters spell the sounds.
    package enum System: String, Sendable, CaseIterable {
        /// Cantonese, as Hong Kong's identity cards spell it.
        case cantonese
        /// Mandarin in pinyin.
        case pinyin
        /// Mandarin after Wade and Giles, without apostrophes.
        case wadeGiles = "wade_giles"
    }

    /// The sound of a Han name, the surname first; characters that are not in the tables stand for themselves.
    package static func ofHan(_ name: String, _ system: System) -> String {
        var syllables: [String] = []
        var isFirst = true
        for scalar in name.unicodeScalars where scalar != " " {
            syllables.append(syllable(of: scalar, asSurname: isFirst, system) ?? String(scalar))
            isFirst = false
        }
        return syllables.joined(separator: " ")
    }

    /// The sound of a name in Latin letters; nil if its surname is no Chinese one or nothing of it sounds.
    ///
    /// Given names that the system does not spell, such as Peter beside Tai Man, are left out.
    /// - Parameters:
    ///   - surname: The words of the surname, in lower case without diacritics.
    ///   - given: Those of the given names.
    package static func ofLatin(surname: [String], given: [String], _ system: System) -> String? {
        var syllables: [String] = []
        for (i, word) in surname.enumerated() {
            guard let found = self.syllables(of: word, asSurname: i == 0, system) else { return nil }
            syllables += found
        }
        let ofSurname = syllables.count
        for word in given { syllables += self.syllables(of: word, asSurname: false, system) ?? [] }
        if ofSurname == 0 { return nil }
        if syllables.count == ofSurname, !surname.contains(where: Cantonese.isSurname) { return nil }
        return syllables.joined(separator: " ")
    }

    /// Whether a system spells a word of a name.
    package static func isSpelt(_ word: String, _ system: System) -> Bool {
        syllables(of: word, asSurname: false, system) != nil
    }

    /// Whether a word is spelt as Wade and Giles spell Mandarin; pinyin may spell it the same.
    package static func isWadeGiles(_ word: String) -> Bool { Mandarin.wadeGilesWords[word] != nil }

    private static func syllable(of character: Unicode.Scalar, asSurname: Bool, _ system: System) -> String? {
        switch system {
        case .cantonese: return Cantonese.syllable(of: character, asSurname: asSurname)
        case .pinyin: return Mandarin.syllable(of: character, asSurname: asSurname)
        case .wadeGiles:
            return Mandarin.syllable(of: character, asSurname: asSurname).map(WadeGiles.spelling)
        }
    }

    /// The syllables of a word, which may hold two or three run together; nil if the system does not spell it.
    private static func syllables(of word: String, asSurname: Bool, _ system: System) -> [String]? {
        if let one = one(word, asSurname, system) { return [one] }
        let letters = Array(word.utf8)
        if letters.count < 4 || letters.count > 18 { return nil }
        func part(_ range: Range<Int>) -> String? {
            one(String(decoding: letters[range], as: UTF8.self), false, system)
        }
        // Of several ways the one whose first syllable is longest.
        for cut in stride(from: letters.count - 1, through: 1, by: -1) {
            if let a = part(0..<cut), let b = part(cut..<letters.count) { return [a, b] }
        }
        for first in stride(from: letters.count - 2, through: 1, by: -1) {
            guard let a = part(0..<first) else { continue }
            for second in stride(from: letters.count - 1, through: first + 1, by: -1) {
                if let b = part(first..<second), let c = part(second..<letters.count) { return [a, b, c] }
            }
        }
        return nil
    }

    private static func one(_ word: String, _ asSurname: Bool, _ system: System) -> String? {
        switch system {
        case .cantonese: return Cantonese.syllable(of: word, asSurname: asSurname)
        case .pinyin: return Mandarin.syllables.contains(word) ? word : nil
        case .wadeGiles:
            return Mandarin.wadeGilesWords[word] ?? Mandarin.wadeGiles[word]
        }
    }
}
