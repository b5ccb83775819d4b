/// Words of headers with one slip of the typist: `nmae`, `brith`, `surnmae`.
enum HeaderTypos {
    /// Words with those that are not known replaced by the known one that is a slip away; nil where one remains.
    static func mended(_ words: [String], unknown: [String]) -> [String]? {
        var mended: [String] = []
        for word in words {
            if !unknown.contains(word) {
                mended.append(word)
            } else if let meant = meant(word) {
                mended.append(meant)
            } else {
                return nil
            }
        }
        return mended
    }

    /// The known word that a word is a slip away from; nil where there is none, or words of several meanings.
    private static func meant(_ word: String) -> String? {
        let letters = Array(word.utf8)
        guard letters.count >= shortest, letters.allSatisfy({ $0 &- 97 < 26 }) else { return nil }
        var found: (word: String, concept: HeaderConcept)?
        for (known, text, concept) in known where isSlip(letters, known) {
            if let found, found.concept != concept { return nil }
            found = found ?? (text, concept)
        }
        return found?.word
    }

    /// Letters exchanged with their neighbour show in words of four, a letter too many, too few or another in longer ones.
    private static let shortest = 4
    private static let long = 7

    private static let matters: Set<HeaderConcept> = [
        .surname, .given, .givenWord, .name, .family, .birth, .birthDate, .birthYear, .date, .sex,
    ]

    private static let known: [(letters: [UInt8], text: String, concept: HeaderConcept)] =
        HeaderLexicon.concepts.filter { matters.contains($0.value) && $0.key.utf8.count >= shortest }
        .filter { $0.key.utf8.allSatisfy { $0 &- 97 < 26 } }
        .map { (Array($0.key.utf8), $0.key, $0.value) }
        .sorted { $0.text < $1.text }

    private static func isSlip(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        if abs(a.count - b.count) > 1 { return false }
        let start = zip(a, b).prefix { $0 == $1 }.count
        let end = zip(a[start...].reversed(), b[start...].reversed()).prefix { $0 == $1 }.count
        let (left, right) = (a[start..<(a.count - end)], b[start..<(b.count - end)])
        if left.count == 2, right.count == 2, left.elementsEqual(right.reversed()) { return true }
        return min(a.count, b.count) >= long && left.count <= 1 && right.count <= 1
    }
}
