import Blocking
import Columns
import Testing

@Suite("Key transforms")
struct KeyTransformTests {
    /// Every kind of transform.
    static let all: [KeyTransform] =
        KeyTransform.spellings.compactMap { KeyTransform(parsing: $0) }
        + [.prefix(3), .suffix(2), .qGrams(size: 2, keep: nil), .qGrams(size: 2, keep: 1)]

    static func dictionary(_ values: [[UInt8]]) -> (codes: [UInt32], values: ValueDictionary) {
        var interner = ValueInterner()
        let codes = values.map { interner.intern($0) }
        return (codes, interner.finish())
    }

    @Test("are spelt as they are read")
    func spellings() {
        for transform in Self.all { #expect(KeyTransform(parsing: transform.description) == transform) }
        for spelling in KeyTransform.spellings where !spelling.contains("(") {
            #expect(KeyTransform(parsing: spelling)?.description == spelling)
        }
        #expect(KeyTransform(parsing: " prefix( 4 ) ") == .prefix(4))
        #expect(KeyTransform(parsing: "q_grams(3,2)") == .qGrams(size: 3, keep: 2))
        let wrong = [
            "", "soundx", "prefix", "prefix()", "prefix(0)", "prefix(-1)", "prefix(65)", "prefix(x)",
            "year(2)",
            "prefix(3", "prefix 3", "q_grams(9)", "q_grams(2,0)", "q_grams(2,)",
            "prefix(99999999999999999999)",
        ]
        for spelling in wrong { #expect(KeyTransform(parsing: spelling) == nil, "\(spelling)") }
    }

    @Test("give equal keys to equal texts only")
    func keysFollowTexts() {
        let names = ["robert", "rupert", "mary ann", "ann mary", "maryann", "smith", "smyth", "陳大文", "陳大民"]
        let (codes, values) = Self.dictionary(names.map { Array($0.utf8) })
        for transform in Self.all {
            let keys = transform.keys(of: values)
            #expect(keys.count == values.count)
            #expect(keys[0] == 0)
            for (a, first) in names.enumerated() {
                #expect((keys[Int(codes[a])] == 0) == transform.text(of: first).isEmpty)
                for (b, second) in names.enumerated() {
                    let sameText = transform.text(of: first) == transform.text(of: second)
                    #expect((keys[Int(codes[a])] == keys[Int(codes[b])]) == sameText)
                }
            }
        }
    }

    @Test("give keys that do not change between runs, versions and machines")
    func fixedKeys() {
        let (_, values) = Self.dictionary([Array("robert".utf8)])
        let expected = Hash64.text("R163")
        #expect(KeyTransform.soundex.keys(of: values) == [0, expected])
    }

    @Test("keep the q-grams that two values share more often the more alike they are")
    func keptQGrams() {
        let transform = KeyTransform.qGrams(size: 2, keep: 1)
        #expect(transform.text(of: "catherine").utf8.count == 2)
        let kept = KeyTransform.qGrams(size: 2, keep: 3).text(of: "catherine").split(separator: " ")
        #expect(kept.count == 3 && kept == kept.sorted())
        #expect(KeyTransform.qGrams(size: 2, keep: 64).text(of: "anna") == "an na nn")
    }

    @Test("take any bytes, and give the same keys on any number of threads")
    func hostileBytes() {
        var random = KeyedRandom(seed: 7, purpose: 1, entity: 0)
        var inputs: [[UInt8]] = [
            [0], [0x80], [0xff], [0xc3], [0xe9, 0x99], [0xf0, 0x9f], [0x20], [0x20, 0x20], [0x7f],
            [UInt8](repeating: 0x41, count: 10_240), [UInt8](repeating: 0x20, count: 10_240),
            [UInt8](repeating: 0x80, count: 10_240), Array(String(repeating: "a ", count: 5_000).utf8),
            Array(String(repeating: "陳", count: 3_000).utf8),
            Array(String(repeating: "wicz", count: 2_500).utf8),
            Array("1980-1".utf8), Array("-".utf8), Array("    -  -  ".utf8),
        ]
        for length in 1..<300 {
            inputs.append((0..<(length % 24 + 1)).map { _ in UInt8(truncatingIfNeeded: random.nextWord()) })
        }
        let (_, values) = Self.dictionary(inputs)
        for transform in Self.all {
            let keys = transform.keys(of: values)
            #expect(keys == transform.keys(of: values, workers: Workers(threads: 2)))
        }
    }

    @Test("do not tell capitals from small letters where they listen to sounds")
    func capitals() {
        for transform in [KeyTransform.soundex, .nysiis, .metaphone] {
            for name in ["wójcik", "smith", "de la cruz", "o neill"] {
                let text = transform.text(of: name)
                #expect(text == transform.text(of: name.uppercased().replacing("Ó", with: "ó")))
            }
        }
    }
}
