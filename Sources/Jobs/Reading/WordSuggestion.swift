/// Finds the valid word that a user most likely meant.
package enum WordSuggestion {
    /// The nearest of `words` to `found`, or nil if none is near; the first of equally near ones.
    ///
    /// Near means at most a third of the letters off, transpositions counting once (optimal string
    /// alignment). Case, spaces and hyphens do not count.
    package static func nearest<Words: Sequence>(to found: String, among words: Words) -> String?
    where Words.Element == String {
        let target = plain(found)
        // What is no word at all has no neighbours, and would take long to measure.
        guard !target.isEmpty, target.count <= 64 else { return nil }
        var best: (word: String, distance: Int)?
        for word in words {
            let candidate = plain(word)
            let distance = Self.distance(target, candidate)
            let limit = max(1, min(max(target.count, candidate.count) / 3, 4))
            if distance <= limit, distance < best?.distance ?? Int.max { best = (word, distance) }
        }
        return best?.word
    }

    /// Insertions, deletions, substitutions and swaps of neighbours between two texts.
    package static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var before = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in 0..<a.count {
            var current = [Int](repeating: i + 1, count: b.count + 1)
            for j in 0..<b.count {
                var value = min(
                    previous[j + 1] + 1,
                    current[j] + 1,
                    previous[j] + (a[i] == b[j] ? 0 : 1)
                )
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { value = min(value, before[j - 1] + 1) }
                current[j + 1] = value
            }
            before = previous
            previous = current
        }
        return previous[b.count]
    }

    private static func plain(_ text: String) -> [Unicode.Scalar] {
        text.lowercased().unicodeScalars.map { $0 == " " || $0 == "-" ? "_" : $0 }
    }
}
