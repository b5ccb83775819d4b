/// Finds the word that somebody probably meant.
enum NearestWord {
    /// “; did you mean …?” with the nearest word, or nothing if none is near.
    static func suggestion(for word: String, among words: [String]) -> String {
        guard let nearest = nearest(to: word, among: words) else { return "" }
        return "; did you mean “\(nearest)”?"
    }

    /// The word at the least edit distance of at most a third of the length and two; the first of several.
    static func nearest(to word: String, among words: [String]) -> String? {
        var best: (word: String, distance: Int)?
        for candidate in words {
            let distance = editDistance(Array(word.utf8), Array(candidate.utf8))
            let allowed = max(2, word.utf8.count / 3)
            if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let substituted = diagonal + (x | 0x20 == y | 0x20 ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
            }
        }
        return row[b.count]
    }
}
