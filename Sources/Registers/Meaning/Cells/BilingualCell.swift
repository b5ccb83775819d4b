import Columns

/// A cell that says one thing in Chinese and in Latin letters: “觀塘區 Kwun Tong”, “M (男)”, “已婚 Married”.
enum BilingualCell {
    /// The two halves of a folded text; nil unless one run of Han characters stands before or behind Latin words.
    ///
    /// Marks and spaces between the halves and around them belong to neither.
    static func halves(_ text: ByteView) -> (han: Range<Int>, latin: Range<Int>)? {
        if HanSplitting.isASCII(text) { return nil }
        var first = -1
        var last = -1
        var i = 0
        while i < text.count {
            let (scalar, length) = UTF8Reading.scalar(text, at: i)
            if let scalar, UTF8Reading.isHan(scalar) {
                // A second run of Han characters, with letters before it, makes it another kind of text.
                if last >= 0, hasLetters(text, last..<i) { return nil }
                if first < 0 { first = i }
                last = i + length
            }
            i += length
        }
        guard first >= 0 else { return nil }
        let before = trimmed(text, 0..<first)
        let behind = trimmed(text, last..<text.count)
        let isBefore = letters(text, before) >= 2 || letters(text, before) == before.count && !before.isEmpty
        let isBehind = letters(text, behind) >= 2 || letters(text, behind) == behind.count && !behind.isEmpty
        if isBefore, behind.isEmpty { return (first..<last, before) }
        if isBehind, before.isEmpty { return (first..<last, behind) }
        return nil
    }

    /// Calls `body` with each word of a folded text; Han characters part words from Latin letters.
    static func forEachWord(_ text: ByteView, _ body: (ByteView) -> Void) {
        var start = 0
        var wasHan: Bool?
        var i = 0
        while i <= text.count {
            let (scalar, length) = i < text.count ? UTF8Reading.scalar(text, at: i) : (0x20, 1)
            let isSpace = scalar == 0x20
            let isHan = scalar.map(UTF8Reading.isHan) ?? false
            if isSpace || (wasHan != nil && wasHan != isHan) {
                if i > start { body(text.part(start..<i)) }
                start = isSpace ? i + length : i
            }
            wasHan = isSpace ? nil : isHan
            i += length
        }
    }

    private static func hasLetters(_ text: ByteView, _ range: Range<Int>) -> Bool { letters(text, range) > 0 }

    private static func letters(_ text: ByteView, _ range: Range<Int>) -> Int {
        range.count { (text[$0] | 0x20) &- 97 < 26 || text[$0] >= 0xc0 }
    }

    private static func trimmed(_ text: ByteView, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isMark(text[start]) { start += 1 }
        while end > start, isMark(text[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte < 0x80 && byte &- 48 >= 10 && (byte | 0x20) &- 97 >= 26
    }
}

/// What Chinese words of a job are called in Latin letters, learned from its cells of two languages.
///
/// With it “已婚” of one register meets “Married” of another, where a third writes “已婚 Married”.
final class BilingualTable: Sendable {
    /// The words in Latin letters, by the hash of the Chinese ones.
    private let words: [UInt64: [UInt8]]

    /// The most pairs that are kept.
    private static let largest = 100_000

    private init(_ words: [UInt64: [UInt8]]) { self.words = words }

    /// Writes the name of a Chinese word in Latin letters; false if none is known.
    func replace(_ han: ByteView, in room: inout ByteRoom) -> Bool {
        guard let word = words[Hash64.bytes(han)] else { return false }
        room.removeAll()
        for byte in word { room.append(byte) }
        return true
    }

    /// The sources of categories and places, with the table of all their cells of two languages.
    static func decided(_ sources: [FeatureSource]) -> [FeatureSource] {
        var counts: [UInt64: [[UInt8]: Int]] = [:]
        for source in sources where isWorded(source.form) { collect(source, into: &counts) }
        if counts.isEmpty { return sources }
        let words = counts.compactMapValues { names in
            // The most frequent name, of equally frequent ones the first in byte order.
            names.max { a, b in
                a.value != b.value ? a.value < b.value : b.key.lexicographicallyPrecedes(a.key)
            }?.key
        }
        let table = BilingualTable(words)
        return sources.map { source in
            guard isWorded(source.form) else { return source }
            var source = source
            source.languages = table
            return source
        }
    }

    private static func isWorded(_ form: CanonicalForm) -> Bool {
        switch form {
        case .category, .place: true
        default: false
        }
    }

    private static func collect(_ source: FeatureSource, into counts: inout [UInt64: [[UInt8]: Int]]) {
        let values = source.column.values
        if values.bytes.withUnsafeBufferPointer(HanSplitting.isASCII) { return }
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        for code in 1..<UInt32(max(1, values.count)) where counts.count < largest {
            sink.begin()
            values.withBytes(code) { value in
                guard let clean = source.cleaning.clean(value, into: &sink) else { return }
                TextFolding.fold(clean, source.form.punctuation, into: &sink)
            }
            let text = sink.scratch.view
            guard let (han, latin) = BilingualCell.halves(text) else { continue }
            counts[Hash64.bytes(text.part(han)), default: [:]][Array(text.part(latin)), default: 0] += 1
        }
    }
}

extension CanonicalForm {
    /// What becomes of punctuation.
    fileprivate var punctuation: TextFolding.Punctuation {
        if case .category = self { return .kept }
        return .separates
    }
}
