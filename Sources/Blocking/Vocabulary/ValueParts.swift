/// Letters, words and dates in the canonical bytes of a value.
extension Span where Element == UInt8 {
    /// Whether a byte starts a Unicode scalar.
    private static func startsScalar(_ byte: UInt8) -> Bool { byte & 0xc0 != 0x80 }

    /// Where the first `count` scalars from `start` on end.
    func end(ofFirst count: Int, from start: Int = 0) -> Int {
        var end = start
        var seen = 0
        while end < self.count {
            if Self.startsScalar(self[end]) {
                if seen == count { break }
                seen += 1
            }
            end += 1
        }
        return end
    }

    /// Where the last `count` scalars start.
    func start(ofLast count: Int) -> Int {
        var start = self.count
        var seen = 0
        while start > 0 && seen < count {
            start -= 1
            if Self.startsScalar(self[start]) { seen += 1 }
        }
        return start
    }

    /// The first word at or after `start`; empty at the end if there is none.
    func word(after start: Int) -> Range<Int> {
        var first = start
        while first < count && self[first] == ValueParts.space { first += 1 }
        var end = first
        while end < count && self[end] != ValueParts.space { end += 1 }
        return first..<end
    }

    /// The last word; empty at the start if there is none.
    func lastWord() -> Range<Int> {
        var end = count
        while end > 0 && self[end - 1] == ValueParts.space { end -= 1 }
        var first = end
        while first > 0 && self[first - 1] != ValueParts.space { first -= 1 }
        return first..<end
    }

    /// The length of a canonical date, 4, 7 or 10; 0 if the value is none.
    func dateLength() -> Int {
        guard count == 4 || count == 7 || count == 10 else { return 0 }
        for i in indices {
            let isSeparator = i == 4 || i == 7
            guard isSeparator ? self[i] == 0x2d : ValueParts.isDigit(self[i]) else { return 0 }
        }
        return count
    }
}

/// The parts of one value after the other: its words or its q-grams.
struct ValueParts: Sendable {
    static let space: UInt8 = 0x20

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Where the parts of the last value lie.
    var ranges: [Range<Int>] = []
    /// The last value, where its parts are sorted.
    private(set) var source: [UInt8] = []

    /// Finds the words of a value, in order.
    mutating func findWords(_ value: Span<UInt8>) {
        ranges.removeAll(keepingCapacity: true)
        var word = value.word(after: 0)
        while !word.isEmpty {
            ranges.append(word)
            word = value.word(after: word.upperBound)
        }
    }

    /// Puts the parts in byte order.
    mutating func sort(_ value: Span<UInt8>) {
        source.removeAll(keepingCapacity: true)
        for i in value.indices { source.append(value[i]) }
        let bytes = source
        ranges.sort { bytes[$0].lexicographicallyPrecedes(bytes[$1]) }
    }

    /// Appends the sorted parts, with spaces between them.
    func write(to text: inout [UInt8]) {
        for range in ranges {
            if !text.isEmpty { text.append(Self.space) }
            text.append(contentsOf: source[range])
        }
    }
}
