/// How names sound in Cantonese, whether written in characters or as Hong Kong spells them.
///
/// Hong Kong's spellings leave out tones and more: 張 and 章 are both Cheung. So a syllable is known by the
/// likeliest spelling of it, and every other spelling by that of the syllable that it is likeliest to mean.
enum Cantonese {
    /// The likeliest spelling of the syllable that each spelling means.
    private static let words: [String: String] = {
        var best: [String: (rank: Int, characters: Int, spelling: String)] = [:]
        for (spellings, characters) in NameCharacters.shared.syllableSpellings {
            guard let first = spellings.first else { continue }
            for (rank, spelling) in spellings.enumerated() {
                if let known = best[spelling],
                    (known.rank, -known.characters, known.spelling) <= (rank, -characters, first)
                {
                    continue
                }
                best[spelling] = (rank, characters, first)
            }
        }
        return best.mapValues(\.spelling)
    }()

    /// What spellings mean that only surnames have, as Chen does 陳.
    private static let surnames: [String: String] = {
        var best: [String: (rank: Int, spelling: String)] = [:]
        for (character, spellings) in NameCharacters.shared.surnameSpellings {
            guard let own = syllable(of: character, asSurname: true) else { continue }
            for (rank, spelling) in spellings.enumerated() where words[spelling] == nil {
                if let known = best[spelling], (known.rank, known.spelling) <= (rank, own) { continue }
                best[spelling] = (rank, own)
            }
        }
        return best.mapValues(\.spelling)
    }()

    /// The syllable of a character, as its likeliest spelling; nil if it is not in the table.
    static func syllable(of character: Unicode.Scalar, asSurname: Bool) -> String? {
        let characters = NameCharacters.shared
        let usual =
            asSurname ? characters.spellings(of: character) : characters.syllableSpellings(of: character)
        guard let first = usual.first else { return nil }
        let spelling = String(decoding: first, as: UTF8.self)
        return words[spelling] ?? spelling
    }

    /// The syllable that a word of a name means; nil if it is no spelling.
    static func syllable(of word: String, asSurname: Bool) -> String? {
        words[word] ?? (asSurname ? surnames[word] : nil)
    }

    /// Whether a word is the spelling of a surname.
    static func isSurname(_ word: String) -> Bool { NameCharacters.shared.isSurname(word) }
}
