import Columns
import Testing

@testable import Comparison

@Suite("Q-gram and token kernels") struct PreparedSetsTests {
    @Test("q-gram similarities agree with slow twins on sets", arguments: [2, 3])
    func qGrams(q: Int) {
        for sample in [TextSample.all[0], TextSample.all[1], TextSample.all[3], TextSample.all[8]] {
            let (values, pairs) = sample.words(count: 800)
            let counts = values.scalars.map { gramCounts($0, q) }
            let grams = PreparedQGrams(values, q: q)
            var wrong = 0
            for (a, b) in pairs.prefix(13_000) {
                let (x, y) = (counts[Int(a)], counts[Int(b)])
                let shared = x.keys.filter { y[$0] != nil }.count
                let either = x.count + y.count - shared
                let least = min(x.count, y.count)
                let jaccard = either == 0 ? 1 : Double(shared) / Double(either)
                let overlap = least == 0 ? (x.count == y.count ? 1 : 0) : Double(shared) / Double(least)
                let fine =
                    abs(Double(grams.jaccard(a, b)) - jaccard) < 1e-6
                    && abs(Double(grams.overlap(a, b)) - overlap) < 1e-6
                    && abs(Double(grams.cosine(a, b)) - cosine(x, y)) < 1e-6
                    && grams.jaccard(a, b) == grams.jaccard(b, a) && grams.cosine(a, a) == 1
                    && grams.gramCount(a) == x.count
                if !fine { wrong += 1 }
            }
            #expect(wrong == 0, "\(sample.name)")
        }
    }

    @Test("“night” and “nacht” share three of nine marked bigrams")
    func published() {
        let grams = PreparedQGrams(ValueDictionary(texts: ["night", "nacht"]), q: 2)
        #expect(grams.gramCount(1) == 6)
        #expect(abs(grams.jaccard(1, 2) - 3.0 / 9.0) < 1e-6)
        #expect(grams.overlap(1, 2) == 0.5)
        #expect(grams.jaccard(0, 1) == 0 && grams.jaccard(0, 0) == 1)
    }

    @Test("batches give what the kernels give")
    func batches() {
        let (values, pairs) = TextSample(name: "words", alphabet: "ab c", lengths: 1...9, pairs: 300).words()
        let (lefts, rights) = (pairs.map { $0.0 }, pairs.map { $0.1 })
        var results = [Float](repeating: -1, count: pairs.count)
        let grams = PreparedQGrams(values, q: 2)
        grams.computeJaccard(lefts, rights, into: &results)
        #expect(results == pairs.map { grams.jaccard($0.0, $0.1) })
        grams.computeCosine(lefts, rights, into: &results)
        #expect(results == pairs.map { grams.cosine($0.0, $0.1) })
        let tokens = PreparedTokens(values)
        tokens.computeIntersection(lefts, rights, into: &results)
        #expect(results == pairs.map { Float(tokens.intersectionCount($0.0, $0.1)) })
        tokens.computeBestJaroWinkler(lefts, rights, into: &results)
        #expect(results == pairs.map { tokens.bestJaroWinkler($0.0, $0.1) })
    }

    private func gramCounts(_ word: [UInt32], _ q: Int) -> [[UInt32]: Int] {
        if word.isEmpty { return [:] }
        let mark = [UInt32](repeating: .max, count: q - 1)
        let marked = mark + word + mark
        var counts: [[UInt32]: Int] = [:]
        for start in 0...(marked.count - q) { counts[Array(marked[start..<start + q]), default: 0] += 1 }
        return counts
    }

    private func cosine(_ x: [[UInt32]: Int], _ y: [[UInt32]: Int]) -> Double {
        if x.isEmpty || y.isEmpty { return x.isEmpty && y.isEmpty ? 1 : 0 }
        let product = x.map { $0.value * (y[$0.key] ?? 0) }.reduce(0, +)
        let squares = [x, y].map { counts in counts.values.map { $0 * $0 }.reduce(0, +) }
        return Double(product) / (Double(squares[0]).squareRoot() * Double(squares[1]).squareRoot())
    }

    @Test("token comparisons agree with slow twins on lists of words")
    func tokens() {
        let sample = TextSample(name: "words", alphabet: "aab  é", lengths: 0...9, pairs: 100_000)
        let (values, pairs) = sample.words(count: 1_500)
        let words = (0..<UInt32(values.count)).map {
            values.string($0).split(separator: " ").map(String.init)
        }
        let scalars = words.map { $0.map { $0.unicodeScalars.map(\.value) } }
        let tokens = PreparedTokens(values)
        var wrong = 0
        for (a, b) in pairs {
            let (x, y) = (words[Int(a)], words[Int(b)])
            var rest = y
            var shared = 0
            for word in x {
                if let index = rest.firstIndex(of: word) {
                    rest.remove(at: index)
                    shared += 1
                }
            }
            let fine =
                tokens.tokenCount(a) == x.count && tokens.intersectionCount(a, b) == shared
                && tokens.isSubset(a, of: b) == (!x.isEmpty && shared == x.count)
                && tokens.sameTokens(a, b) == (!x.isEmpty && x.sorted() == y.sorted())
                && tokens.oneHoldsOther(a, b) == (tokens.isSubset(a, of: b) || tokens.isSubset(b, of: a))
                && tokens.sameWithoutSpaces(a, b) == (!x.isEmpty && x.joined() == y.joined())
                && tokens.initialMatches(a, b) == initialTwin(scalars[Int(a)], scalars[Int(b)])
            if !fine { wrong += 1 }
        }
        #expect(wrong == 0)
        for (a, b) in pairs.prefix(3_000) {
            let best = scalars[Int(a)].flatMap { x in
                scalars[Int(b)].map { x.count < 2 || $0.count < 2 ? 0 : TextTwins.jaroWinkler(x, $0) }
            }.max()
            #expect(abs(Double(tokens.bestJaroWinkler(a, b)) - (best ?? 0)) < 1e-6)
        }
    }

    private func initialTwin(_ x: [[UInt32]], _ y: [[UInt32]]) -> Bool {
        x.contains { p in y.contains { q in p[0] == q[0] && (p.count == 1 || q.count == 1) } }
    }

    @Test("names written in other orders, with initials or without spaces are recognised")
    func names() {
        let tokens = PreparedTokens(
            ValueDictionary(texts: ["tai man chan", "chan tai man", "taiman chan", "t m chan", "chan chan"])
        )
        #expect(tokens.sameTokens(1, 2) && tokens.intersectionCount(1, 2) == 3)
        #expect(tokens.sameWithoutSpaces(1, 3) && !tokens.sameTokens(1, 3))
        #expect(tokens.initialMatches(1, 4) && !tokens.initialMatches(1, 2))
        #expect(tokens.intersectionCount(1, 5) == 1 && !tokens.isSubset(5, of: 1))
        #expect(tokens.bestJaroWinkler(3, 1) == 1)
        #expect(!tokens.sameTokens(0, 0) && !tokens.sameWithoutSpaces(0, 0) && !tokens.isSubset(0, of: 1))
    }
}
