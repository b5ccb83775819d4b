import Columns
import Testing

/// Random words of one kind, many of them small variations of others.
struct TextSample: Sendable, CustomTestStringConvertible {
    let name: String
    let alphabet: String
    let lengths: ClosedRange<Int>
    let pairs: Int

    var testDescription: String { name }

    static let all = [
        TextSample(name: "ASCII names", alphabet: "abcdeinorst'", lengths: 1...15, pairs: 40_000),
        TextSample(name: "few letters", alphabet: "ab", lengths: 1...15, pairs: 20_000),
        TextSample(name: "accents", alphabet: "aáàâeéèiíoóöøuüñçßłž", lengths: 1...15, pairs: 20_000),
        TextSample(name: "Han", alphabet: han, lengths: 1...5, pairs: 20_000),
        TextSample(name: "Han of one length byte", alphabet: "陳李張黃何", lengths: 2...4, pairs: 10_000),
        TextSample(name: "around the slot's end", alphabet: "abcde ", lengths: 13...18, pairs: 10_000),
        TextSample(name: "addresses", alphabet: "abcdefgh 0123", lengths: 10...64, pairs: 4_000),
        TextSample(name: "long", alphabet: "abc陳", lengths: 55...90, pairs: 1_000),
        TextSample(name: "emoji and combining marks", alphabet: "👩🏽\u{301}e", lengths: 1...20, pairs: 5_000),
    ]

    /// Enough scalars that no byte alphabet holds them.
    private static let han: String = {
        var text = String.UnicodeScalarView()
        for value in UInt32(0x4e00)..<0x4e00 + 600 {
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }()

    /// A dictionary of `count` words, the missing value first, and pairs of codes with some near ones.
    func words(count: Int = 2_000) -> (values: ValueDictionary, pairs: [(UInt32, UInt32)]) {
        var random = KeyedRandom(seed: 7, purpose: 1, entity: Hash64.text(name))
        let letters = Array(alphabet.unicodeScalars)
        var interner = ValueInterner()
        var words: [[Unicode.Scalar]] = []
        while interner.count < count && words.count < 20 * count {
            var word: [Unicode.Scalar] = []
            if !words.isEmpty && random.nextBool(0.6) {
                word = words[random.nextIndex(below: words.count)]
                for _ in 0...random.nextIndex(below: 3) { edit(&word, letters, &random) }
            } else {
                let length = lengths.lowerBound + random.nextIndex(below: lengths.count)
                for _ in 0..<length { word.append(letters[random.nextIndex(below: letters.count)]) }
            }
            words.append(word)
            var text = String.UnicodeScalarView()
            text.append(contentsOf: word)
            _ = interner.intern(String(text))
        }
        let values = interner.finish()
        let codes = (0..<pairs).map { _ in
            let a = random.nextIndex(below: values.count)
            let near = random.nextBool(0.3)
            let b =
                near
                ? min(values.count - 1, a + random.nextIndex(below: 4))
                : random.nextIndex(below: values.count)
            return (UInt32(a), UInt32(b))
        }
        return (values, codes)
    }

    private func edit(
        _ word: inout [Unicode.Scalar],
        _ letters: [Unicode.Scalar],
        _ random: inout KeyedRandom
    ) {
        let letter = letters[random.nextIndex(below: letters.count)]
        let place = random.nextIndex(below: word.count + 1)
        switch random.nextIndex(below: 4) {
        case 0: word.insert(letter, at: place)
        case 1 where place < word.count: word.remove(at: place)
        case 2 where place < word.count: word[place] = letter
        case 3 where place + 1 < word.count: word.swapAt(place, place + 1)
        default: break
        }
    }
}

extension ValueDictionary {
    /// A dictionary of the given texts, in their order from code 1; texts must be distinct and not empty.
    init(texts: [String]) {
        var interner = ValueInterner()
        for text in texts { _ = interner.intern(text) }
        self = interner.finish()
    }

    /// All values as arrays of scalars.
    var scalars: [[UInt32]] {
        (0..<UInt32(count)).map { string($0).unicodeScalars.map(\.value) }
    }
}
