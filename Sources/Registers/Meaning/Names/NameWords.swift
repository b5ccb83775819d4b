/// Words around a name that are not part of it.
enum NameWords {
    private static let titles = WordTable(words: [
        "mr", "mrs", "ms", "miss", "mstr", "mx", "dr", "doctor", "prof", "professor", "sir", "dame", "rev",
        "revd", "reverend", "hon", "capt", "herr", "frau", "monsieur", "madame", "mme", "mlle", "senor",
        "senora", "messrs", "madam",
    ])
    private static let suffixes = WordTable(words: [
        "jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv", "esq", "phd", "md", "mbe", "obe",
        "cbe", "jp", "sbs", "gbs", "bbs",
    ])

    /// Narrows a range of folded words so that titles before and suffixes behind lie outside.
    ///
    /// The last word stays: “Miss” alone may be a surname.
    static func trim(
        _ text: ByteView,
        _ start: inout Int,
        _ end: inout Int,
        _ kinds: inout StandardisationKinds
    ) {
        while true {
            var space = start
            while space < end, text[space] != 0x20 { space &+= 1 }
            if space == end { return }
            guard isTitle(text.part(start..<space)) else { break }
            kinds.insert(.title)
            start = space + 1
        }
        while true {
            var space = end &- 1
            while space >= start, text[space] != 0x20 { space &-= 1 }
            if space < start { return }
            guard isSuffix(text.part((space + 1)..<end)) else { return }
            kinds.insert(.suffix)
            end = space
        }
    }

    static func isTitle(_ word: ByteView) -> Bool {
        guard word.count >= 2, word.count <= 9 else { return false }
        switch word[0] {
        case 0x6d, 0x64, 0x70, 0x73, 0x72, 0x68, 0x63, 0x66: return titles.contains(word)
        default: return false
        }
    }

    static func isSuffix(_ word: ByteView) -> Bool {
        guard word.count >= 2, word.count <= 6 else { return false }
        switch word[0] {
        case 0x6a, 0x73, 0x69, 0x65, 0x70, 0x6d, 0x6f, 0x63, 0x67, 0x62: return suffixes.contains(word)
        default: return false
        }
    }
}
