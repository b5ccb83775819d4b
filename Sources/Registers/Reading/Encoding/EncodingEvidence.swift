/// What a text holds beyond ASCII: distinct words with such bytes, and how many are UTF-8.
///
/// Words are cut at bytes that are no part of a character in any of the encodings in question: controls,
/// blanks, quotes and the ASCII punctuation below the letters.
struct EncodingEvidence {
    /// Distinct words with bytes beyond ASCII, in order of appearance.
    private(set) var words: [[UInt8]] = []
    /// Distinct words that are not UTF-8, in order of appearance.
    private(set) var badWords: [[UInt8]] = []
    /// Words with bytes beyond ASCII, recurring ones included.
    private(set) var wordCount = 0
    /// Of these, how many are not UTF-8.
    private(set) var badCount = 0

    /// The line of the first word that is not UTF-8, from 1.
    private(set) var firstBadLine = 1

    private var known: Set<[UInt8]> = []
    /// Line feeds so far.
    private var lines = 0
    private var word: [UInt8] = []
    private var isBeyondASCII = false
    /// New words of the block at hand.
    private var fresh = 0

    /// The most words kept.
    private static let mostWords = 1 &<< 15
    /// The most words kept of a block of text, so that all parts of a file have their say.
    private static let mostPerBlock = 512
    /// A longer stretch without blanks is no word.
    private static let longestWord = 400

    /// Looks at a text in memory.
    init(_ bytes: [UInt8] = []) {
        bytes.withUnsafeBufferPointer { all in
            if let base = all.baseAddress { add(base, all.count) }
        }
        finish()
    }

    /// Looks at the next block of text.
    mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        fresh = 0
        var i = 0
        while i < count {
            // SAFETY: i < count.
            let byte = bytes[i]
            i &+= 1
            if byte >= 0x80 {
                isBeyondASCII = true
            } else if byte < 0x30 || (byte >= 0x3a && byte < 0x40) {
                endWord()
                if byte == 0x0a { lines &+= 1 }
                continue
            }
            if word.count <= Self.longestWord { word.append(byte) }
        }
    }

    /// Ends the text.
    mutating func finish() { endWord() }

    private mutating func endWord() {
        defer {
            word.removeAll(keepingCapacity: true)
            isBeyondASCII = false
        }
        if !isBeyondASCII || word.count > Self.longestWord { return }
        let isValid = word.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { UTF8Check.isValid($0, bytes.count) } ?? true
        }
        wordCount += 1
        if !isValid {
            if badCount == 0 { firstBadLine = lines + 1 }
            badCount += 1
        }
        if fresh >= Self.mostPerBlock || words.count >= Self.mostWords { return }
        if !known.insert(word).inserted { return }
        fresh += 1
        words.append(word)
        if !isValid { badWords.append(word) }
    }

    /// The share of words beyond ASCII that are UTF-8, 0…1; 1 if there are none.
    var shareUTF8: Double { wordCount == 0 ? 1 : Double(wordCount - badCount) / Double(wordCount) }
}
