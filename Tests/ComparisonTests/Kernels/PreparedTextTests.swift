import Columns
import Testing

@testable import Comparison

@Suite("Text kernels") struct PreparedTextTests {
    @Test("every kernel agrees with its slow twin", arguments: TextSample.all)
    func twins(sample: TextSample) {
        let (values, pairs) = sample.words()
        let words = values.scalars
        let text = PreparedText(values)
        var wrong = 0
        for (a, b) in pairs {
            let (x, y) = (words[Int(a)], words[Int(b)])
            let lev = TextTwins.levenshtein(x, y)
            let osa = TextTwins.osa(x, y)
            let jaro = TextTwins.jaro(x, y)
            let boosted = TextTwins.boosted(jaro, x, y)
            let fine =
                abs(Double(text.jaroWinkler(a, b)) - boosted) < 1e-6
                && abs(Double(text.jaro(a, b)) - jaro) < 1e-6
                && text.levenshtein(a, b) == lev
                && text.osa(a, b) == osa
                && text.levenshtein(a, b, limit: 2) == min(lev, 3)
                && text.osa(a, b, limit: 1) == min(osa, 2)
                && text.commonPrefix(a, b) == TextTwins.commonPrefix(x, y)
                && text.length(a) == x.count
                && text.differInOneSymbol(a, b) == TextTwins.differInOneSymbol(x, y)
                && text.differInSwappedNeighbours(a, b) == TextTwins.differInSwappedNeighbours(x, y)
            if !fine { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test("the bound never denies a similarity that is reached", arguments: TextSample.all)
    func bound(sample: TextSample) {
        let (values, pairs) = sample.words()
        let text = PreparedText(values)
        var wrong = 0
        var denied = 0
        for (a, b) in pairs {
            let similarity = text.jaroWinkler(a, b)
            if !text.couldReachJaroWinkler(a, b, similarity) { wrong += 1 }
            if !text.couldReachJaroWinkler(a, b, 0.85) { denied += 1 }
        }
        #expect(wrong == 0)
        if sample.name == "ASCII names" { #expect(denied > pairs.count / 2) }
    }

    @Test("distances are symmetric, 0 for equals, and similarities lie in 0…1", arguments: TextSample.all)
    func bounds(sample: TextSample) {
        let (values, pairs) = sample.words(count: 500)
        let text = PreparedText(values)
        var wrong = 0
        for (a, b) in pairs.prefix(2_000) {
            let fine =
                text.levenshtein(a, b) == text.levenshtein(b, a) && text.osa(a, b) == text.osa(b, a)
                && (text.levenshtein(a, b) == 0) == (a == b) && text.osa(a, b) <= text.levenshtein(a, b)
                && text.jaro(a, a) == 1 && text.jaroWinkler(a, a) == 1
                && (0...1).contains(text.jaro(a, b)) && (0...1).contains(text.jaroWinkler(a, b))
                && text.jaro(a, b) <= text.jaroWinkler(a, b)
            if !fine { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test("the Levenshtein distance keeps the triangle inequality", arguments: TextSample.all)
    func triangle(sample: TextSample) {
        let (values, pairs) = sample.words(count: 300)
        let text = PreparedText(values)
        var wrong = 0
        for (index, (a, b)) in pairs.prefix(2_000).enumerated() {
            let c = UInt32(index % values.count)
            if text.levenshtein(a, c) > text.levenshtein(a, b) + text.levenshtein(b, c) { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test(
        "published examples of Jaro–Winkler come out",
        arguments: [
            ("MARTHA", "MARHTA", 0.9611, 0.9444), ("DIXON", "DICKSONX", 0.8133, 0.7667),
            ("DWAYNE", "DUANE", 0.84, 0.8222), ("CRATE", "TRACE", 0.7333, 0.7333),
            ("JELLYFISH", "SMELLYFISH", 0.8963, 0.8963), ("ABROMS", "ABRAMS", 0.9222, 0.8889),
        ]
    )
    func publishedSimilarities(a: String, b: String, jaroWinkler: Double, jaro: Double) {
        let text = PreparedText(ValueDictionary(texts: [a, b]))
        #expect(abs(Double(text.jaroWinkler(1, 2)) - jaroWinkler) < 0.0001)
        #expect(abs(Double(text.jaro(1, 2)) - jaro) < 0.0001)
    }

    @Test(
        "published examples of edit distances come out",
        arguments: [
            ("kitten", "sitting", 3, 3), ("ca", "abc", 3, 3), ("saturday", "sunday", 3, 3),
            ("martha", "marhta", 2, 1), ("a cat", "an abct", 4, 4),
        ]
    )
    func publishedDistances(a: String, b: String, levenshtein: Int, osa: Int) {
        let text = PreparedText(ValueDictionary(texts: [a, b]))
        #expect(text.levenshtein(1, 2) == levenshtein)
        #expect(text.osa(1, 2) == osa)
    }

    @Test("the missing value has length 0 and is nothing like other values")
    func missing() {
        for other in ["ann", "a value longer than fifteen symbols"] {
            let text = PreparedText(ValueDictionary(texts: [other]))
            #expect(text.length(0) == 0)
            #expect(text.levenshtein(0, 1) == other.count && text.osa(1, 0) == other.count)
            #expect(text.jaroWinkler(0, 1) == 0 && text.jaro(1, 0) == 0)
            #expect(text.jaroWinkler(0, 0) == 1 && text.levenshtein(0, 0) == 0)
        }
        #expect(PreparedText(ValueDictionary()).count == 1)
    }

    @Test("bytes that are not UTF-8 and zero bytes are values like others")
    func hostile() {
        var interner = ValueInterner()
        let values: [[UInt8]] = [[0xff, 0xfe], [0, 0, 1], [0, 1], [0xe4, 0xb8], [0x61, 0, 0x62]]
        for value in values { _ = interner.intern(value) }
        let text = PreparedText(interner.finish())
        #expect(text.length(2) == 3 && text.length(3) == 2)
        #expect(text.levenshtein(2, 3) == 1)
        #expect(text.jaroWinkler(2, 2) == 1)
    }

    @Test("rare scalars get two-byte symbols and frequent ones stay short")
    func rareScalars() {
        var texts = (UInt32(0x4e00)..<0x4e00 + 700).compactMap { Unicode.Scalar($0).map { String($0) } }
        texts += (1...9).map { "的" + String($0) }
        let text = PreparedText(ValueDictionary(texts: texts))
        let last = UInt32(texts.count)
        #expect(PreparedText.lengthByte(text.slot(last)) == 2)
        #expect(PreparedText.lengthByte(text.slot(700)) == PreparedText.longMark)
        #expect(text.levenshtein(last, 700) == 2 && text.levenshtein(last, last - 1) == 1)
    }

    @Test("a batch gives what the kernels give")
    func batch() {
        let (values, pairs) = TextSample.all[0].words(count: 200)
        let text = PreparedText(values)
        let lefts = pairs.map { $0.0 }
        let rights = pairs.map { $0.1 }
        var results = [Float](repeating: -1, count: pairs.count)
        for kernel in TextKernel.allCases {
            text.compute(kernel, lefts, rights, into: &results)
            for (i, (a, b)) in pairs.enumerated().prefix(500) {
                switch kernel {
                case .jaroWinkler: #expect(results[i] == text.jaroWinkler(a, b))
                case .boundedJaroWinkler:
                    let similarity = text.jaroWinkler(a, b)
                    #expect(results[i] == similarity || (results[i] == 0 && similarity < 0.85))
                case .jaro: #expect(results[i] == text.jaro(a, b))
                case .levenshtein: #expect(results[i] == Float(text.levenshtein(a, b)))
                case .osa: #expect(results[i] == Float(text.osa(a, b)))
                case .commonPrefix: #expect(results[i] == Float(text.commonPrefix(a, b)))
                }
            }
        }
    }
}
