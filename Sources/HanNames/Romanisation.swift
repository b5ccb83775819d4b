/// How Hong Kong spells Han characters in Latin letters.
///
/// The spellings of a character are those its Cantonese syllable takes on identity cards, likeliest first;
/// surnames begin with the spellings people of that name bear, those of the Mainland, Taiwan and South-East
/// Asia among them. All are lower case. Characters that are not in the table have none.
public enum Romanisation {
    /// The spellings of a character, likeliest first.
    public static func candidates(of character: Unicode.Scalar) -> [String] {
        NameCharacters.shared.spellings(of: character).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The likeliest spelling of each character of a Han name: `chan`, `tai`, `man` of 陳大文.
    ///
    /// Characters without spellings, spaces and text that is not Han are left out.
    public static func romanisations(of name: String) -> [String] {
        name.unicodeScalars.compactMap { scalar in
            NameCharacters.shared.spellings(of: scalar).first.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The place of a token among a character's spellings, 0 the likeliest; nil if it is none of them.
    ///
    /// ASCII capitals in the token are read as small letters.
    public static func rank(of token: Span<UInt8>, for character: Unicode.Scalar) -> Int? {
        let spellings = NameCharacters.shared.spellings(of: character)
        for (rank, spelling) in spellings.enumerated() where spelling.count == token.count {
            var i = 0
            while i < spelling.count && spelling[i] == token[i] | 0x20 { i += 1 }
            if i == spelling.count { return rank }
        }
        return nil
    }

    /// Whether a token may be the spelling of a character.
    public static func fits(_ token: Span<UInt8>, _ character: Unicode.Scalar) -> Bool {
        rank(of: token, for: character) != nil
    }

    /// Whether a token may be the spelling of a character.
    public static func fits(_ token: String, _ character: Unicode.Scalar) -> Bool {
        let bytes = Array(token.utf8)
        return fits(bytes.span, character)
    }
}
