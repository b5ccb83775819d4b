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

    @Test(
        "reads parts of a value",
        arguments: [
            ("exact", "mary ann", "mary ann"), ("compact", "mary ann", "maryann"),
            ("prefix(3)", "mary ann", "mar"), ("prefix(3)", "li", "li"), ("prefix(1)", "陳大文", "陳"),
            ("suffix(2)", "mary ann", "nn"), ("suffix(2)", "陳大文", "大文"), ("first_token", "mary ann", "mary"),
            ("last_token", "mary ann", "ann"), ("last_token", "mary", "mary"), ("initial", "mary ann", "m"),
            ("initials", "chan tai man", "ctm"), ("sorted_tokens", "tai man chan", "chan man tai"),
            ("digits", "flat 12 b 3", "123"), ("sorted_digits", "31 2", "123"), ("soundex", "robert", "R163"),
            ("metaphone", "smith", "SM0"), ("nysiis", "macintosh", "MCANT"),
            ("jyutping", "陳大文", "can daai man"), ("q_grams(2)", "anna", "an na nn"),
            ("q_grams(2)", "aaaa", "aa"), ("q_grams(3)", "li", "li"), ("q_grams(2)", "陳大文", "大文 陳大"),
        ]
    )
    func parts(spelling: String, value: String, text: String) {
        #expect(KeyTransform(parsing: spelling)?.text(of: value) == text)
    }

    @Test(
        "reads parts of a date, and none of what is no date or not precise enough",
        arguments: [
            ("year", "1980-03-04", "1980"), ("year", "1980", "1980"), ("year", "unknown", ""),
            ("year_month", "1980-03-04", "1980-03"), ("year_month", "1980-03", "1980-03"),
            ("year_month", "1980", ""), ("month_day", "1980-03-04", "03-04"), ("month_day", "1980-03", ""),
            ("swappable_date", "1980-03-04", "1980-03-04"), ("swappable_date", "1980-04-03", "1980-03-04"),
            ("swappable_date", "1980-04-23", "1980-04-23"), ("swappable_date", "1980-11-02", "1980-02-11"),
            ("swappable_date", "1980-04", ""), ("decade", "1980-03-04", "1980s"), ("decade", "2009", "2000s"),
            ("decade", "199x", ""), ("year", "1980/03/04", ""),
        ]
    )
    func dates(spelling: String, value: String, text: String) {
        #expect(KeyTransform(parsing: spelling)?.text(of: value) == text)
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

    @Test("give each word and each q-gram a key of its own, ascending and distinct")
    func multiKeys() {
        let (codes, values) = Self.dictionary(["mary ann mary", "ann", "anan"].map { Array($0.utf8) })
        let (offsets, keys) = KeyTransform.sortedTokens.multiKeys(of: values)
        #expect(offsets.count == values.count + 1)
        func own(_ i: Int) -> [UInt64] {
            Array(keys[Int(offsets[Int(codes[i])])..<Int(offsets[Int(codes[i]) + 1])])
        }
        #expect(own(0) == [Hash64.text("ann"), Hash64.text("mary")].sorted())
        #expect(own(1) == [Hash64.text("ann")])
        #expect(offsets[1] == 0)

        let grams = KeyTransform.qGrams(size: 2, keep: nil).multiKeys(of: values)
        let last = Int(codes[2])
        #expect(
            Array(grams.keys[Int(grams.offsets[last])..<Int(grams.offsets[last + 1])])
                == [Hash64.text("an"), Hash64.text("na")].sorted()
        )
    }

    @Test("give both metaphone codes as keys, so that Smith meets Schmidt")
    func bothMetaphones() {
        let (codes, values) = Self.dictionary(["smith", "schmidt"].map { Array($0.utf8) })
        let (offsets, keys) = KeyTransform.metaphone.multiKeys(of: values)
        let sets = codes.map { Set(keys[Int(offsets[Int($0)])..<Int(offsets[Int($0) + 1])]) }
        #expect(sets[0].intersection(sets[1]) == [Hash64.text("XMT")])
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
            let multi = transform.multiKeys(of: values)
            #expect(multi.offsets.count == values.count + 1)
            #expect(Int(multi.offsets[values.count]) == multi.keys.count)
            #expect(!multi.keys.contains(0))
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
