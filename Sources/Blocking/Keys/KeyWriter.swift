import Columns
import HanNames

/// Writes the transformed text of one value after the other into a buffer of its own.
///
/// Any bytes are accepted; what is not of the transform's kind (a date, digits, letters) has empty text.
struct KeyWriter {
    private let transform: KeyTransform
    /// The transformed text of the last value.
    private(set) var text: [UInt8] = []
    private var metaphone = DoubleMetaphone()
    /// The last value, where its parts are sorted, and where its parts lie.
    private var source: [UInt8] = []
    private var parts: [Range<Int>] = []

    init(_ transform: KeyTransform) {
        self.transform = transform
    }

    /// The key of a transformed text.
    static func key(_ text: Span<UInt8>) -> UInt64 {
        // 0 means “no key”, so the one text in 2^64 that hashes to it moves to 1.
        text.isEmpty ? 0 : max(1, text.withUnsafeBufferPointer { Hash64.bytes($0) })
    }

    /// The key of a value; 0 if its transformed text is empty.
    mutating func key(of value: Span<UInt8>) -> UInt64 {
        if let part = part(of: value) { return Self.key(value.extracting(part)) }
        write(value)
        return Self.key(text.span)
    }

    /// The part of the value that is its transformed text, or nil if the text must be made.
    private func part(of value: Span<UInt8>) -> Range<Int>? {
        switch transform {
        case .exact: 0..<value.count
        case .prefix(let count): 0..<Self.end(ofFirst: count, in: value, from: 0)
        case .suffix(let count): Self.start(ofLast: count, in: value)..<value.count
        case .firstToken: Self.token(after: 0, in: value)
        case .lastToken: Self.lastToken(in: value)
        case .initial: 0..<Self.end(ofFirst: 1, in: value, from: 0)
        case .year: Self.dateLength(value) >= 4 ? 0..<4 : 0..<0
        case .yearMonth: Self.dateLength(value) >= 7 ? 0..<7 : 0..<0
        case .monthDay: Self.dateLength(value) == 10 ? 5..<10 : 0..<0
        default: nil
        }
    }

    /// Writes the transformed text of a value into ``text``.
    mutating func write(_ value: Span<UInt8>) {
        text.removeAll(keepingCapacity: true)
        if let part = part(of: value) { return append(value, part) }
        switch transform {
        case .compact: for i in value.indices where value[i] != Self.space { text.append(value[i]) }
        case .initials: writeInitials(value)
        case .sortedTokens: writeSortedTokens(value)
        case .swappableDate: writeSwappableDate(value)
        case .decade: writeDecade(value)
        case .soundex: Soundex.append(value, to: &text)
        case .nysiis: NYSIIS.append(value, to: &text)
        case .metaphone: metaphone.encode(value).primary.append(to: &text)
        case .jyutping: Jyutping.append(value, to: &text)
        case .qGrams(let size, let keep): writeQGrams(value, size: size, keep: keep)
        case .digits: for i in value.indices where Self.isDigit(value[i]) { text.append(value[i]) }
        case .sortedDigits: writeSortedDigits(value)
        default: break
        }
    }

    /// Appends all keys of a value, in no particular order and perhaps repeated.
    mutating func appendKeys(_ value: Span<UInt8>, to keys: inout [UInt64]) {
        switch transform {
        case .sortedTokens:
            findTokens(value)
            for part in parts { keys.append(Self.key(value.extracting(part))) }
        case .initials:
            findTokens(value)
            for part in parts {
                let end = Self.end(ofFirst: 1, in: value, from: part.lowerBound)
                keys.append(Self.key(value.extracting(part.lowerBound..<end)))
            }
        case .qGrams(let size, let keep):
            findQGrams(value, size: size, keep: keep)
            for part in parts { keys.append(Self.key(value.extracting(part))) }
        case .metaphone:
            let codes = metaphone.encode(value)
            for code in [codes.primary, codes.secondary] where !code.isEmpty {
                text.removeAll(keepingCapacity: true)
                code.append(to: &text)
                keys.append(Self.key(text.span))
            }
        default:
            let key = key(of: value)
            if key != 0 { keys.append(key) }
        }
    }

    private mutating func append(_ value: Span<UInt8>, _ range: Range<Int>) {
        for i in range { text.append(value[i]) }
    }
}

// MARK: - Words and letters

extension KeyWriter {
    private static let space: UInt8 = 0x20

    /// Whether a byte starts a Unicode scalar.
    private static func startsScalar(_ byte: UInt8) -> Bool { byte & 0xc0 != 0x80 }

    /// Where the first `count` scalars from `start` on end.
    private static func end(ofFirst count: Int, in value: Span<UInt8>, from start: Int) -> Int {
        var end = start
        var seen = 0
        while end < value.count {
            if startsScalar(value[end]) {
                if seen == count { break }
                seen += 1
            }
            end += 1
        }
        return end
    }

    /// Where the last `count` scalars start.
    private static func start(ofLast count: Int, in value: Span<UInt8>) -> Int {
        var start = value.count
        var seen = 0
        while start > 0 && seen < count {
            start -= 1
            if startsScalar(value[start]) { seen += 1 }
        }
        return start
    }

    /// The first word at or after `start`; empty at the end if there is none.
    private static func token(after start: Int, in value: Span<UInt8>) -> Range<Int> {
        var first = start
        while first < value.count && value[first] == space { first += 1 }
        var end = first
        while end < value.count && value[end] != space { end += 1 }
        return first..<end
    }

    private static func lastToken(in value: Span<UInt8>) -> Range<Int> {
        var end = value.count
        while end > 0 && value[end - 1] == space { end -= 1 }
        var first = end
        while first > 0 && value[first - 1] != space { first -= 1 }
        return first..<end
    }

    /// Finds the words of a value, in order.
    private mutating func findTokens(_ value: Span<UInt8>) {
        parts.removeAll(keepingCapacity: true)
        var token = Self.token(after: 0, in: value)
        while !token.isEmpty {
            parts.append(token)
            token = Self.token(after: token.upperBound, in: value)
        }
    }

    private mutating func writeInitials(_ value: Span<UInt8>) {
        findTokens(value)
        for part in parts {
            append(value, part.lowerBound..<Self.end(ofFirst: 1, in: value, from: part.lowerBound))
        }
    }

    private mutating func writeSortedTokens(_ value: Span<UInt8>) {
        findTokens(value)
        sortParts(of: value)
        writeParts()
    }

    /// Puts the parts in byte order.
    private mutating func sortParts(of value: Span<UInt8>) {
        source.removeAll(keepingCapacity: true)
        for i in value.indices { source.append(value[i]) }
        let bytes = source
        parts.sort { bytes[$0].lexicographicallyPrecedes(bytes[$1]) }
    }

    /// Writes the sorted parts between spaces.
    private mutating func writeParts() {
        for part in parts {
            if !text.isEmpty { text.append(Self.space) }
            text.append(contentsOf: source[part])
        }
    }
}

// MARK: - Q-grams

extension KeyWriter {
    /// Finds the distinct q-grams of a value; a value shorter than a q-gram is one itself.
    private mutating func findQGrams(_ value: Span<UInt8>, size: Int, keep: Int?) {
        parts.removeAll(keepingCapacity: true)
        var start = 0
        var end = Self.end(ofFirst: size, in: value, from: 0)
        if end > 0 { parts.append(0..<end) }
        while end < value.count {
            start = Self.end(ofFirst: 1, in: value, from: start)
            end = Self.end(ofFirst: 1, in: value, from: end)
            parts.append(start..<end)
        }
        sortParts(of: value)
        let bytes = source
        var distinct = 0
        for part in parts where distinct == 0 || bytes[parts[distinct - 1]] != bytes[part] {
            parts[distinct] = part
            distinct += 1
        }
        parts.removeLast(parts.count - distinct)
        guard let keep, keep < parts.count else { return }
        let ranked = parts.map { (rank: Self.key(bytes.span.extracting($0)), part: $0) }
        parts = ranked.sorted { $0.rank < $1.rank }.prefix(keep).map(\.part)
    }

    private mutating func writeQGrams(_ value: Span<UInt8>, size: Int, keep: Int?) {
        findQGrams(value, size: size, keep: keep)
        if keep != nil { sortParts(of: value) }
        writeParts()
    }
}

// MARK: - Dates and digits

extension KeyWriter {
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// The length of a canonical date, 4, 7 or 10; 0 if the value is none.
    private static func dateLength(_ value: Span<UInt8>) -> Int {
        guard value.count == 4 || value.count == 7 || value.count == 10 else { return 0 }
        for i in value.indices {
            let isSeparator = i == 4 || i == 7
            guard isSeparator ? value[i] == 0x2d : isDigit(value[i]) else { return 0 }
        }
        return value.count
    }

    private mutating func writeSwappableDate(_ value: Span<UInt8>) {
        guard Self.dateLength(value) == 10 else { return }
        append(value, 0..<5)
        let isMonthFirst = (value[5], value[6]) <= (value[8], value[9])
        append(value, isMonthFirst ? 5..<7 : 8..<10)
        text.append(value[4])
        append(value, isMonthFirst ? 8..<10 : 5..<7)
    }

    private mutating func writeDecade(_ value: Span<UInt8>) {
        guard Self.dateLength(value) > 0 else { return }
        append(value, 0..<3)
        text.append(0x30)
        text.append(0x73)
    }

    private mutating func writeSortedDigits(_ value: Span<UInt8>) {
        for digit in UInt8(0x30)...0x39 {
            for i in value.indices where value[i] == digit { text.append(digit) }
        }
    }
}
