/// Rewrites text on its way to the reader, byte by byte, so that unusual ways to part rows and fields become
/// the usual one.
protocol TextFilter: Sendable {
    /// Rewrites the next bytes; what cannot be told yet is kept back.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8])
    /// Ends the text.
    mutating func finish(into text: inout [UInt8])
}

extension TextFilter {
    /// A text in memory, rewritten; at the end of a sample that is not the whole text nothing more is told.
    func applied(to bytes: [UInt8], isWhole: Bool) -> [UInt8] {
        var filter = self
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        bytes.withUnsafeBufferPointer { filter.add($0, into: &text) }
        if isWhole { filter.finish(into: &text) }
        return text
    }
}

/// A source whose text passes through a filter.
final class FilteredSource: ByteSource, @unchecked Sendable {
    private let source: any ByteSource
    private var filter: any TextFilter
    private let input = TextBuffer(capacity: FilteredSource.blockSize)
    private var text: [UInt8] = []
    private var offset = 0
    private var isFinished = false

    private static let blockSize = 1 &<< 17

    init(_ source: any ByteSource, _ filter: any TextFilter) {
        self.source = source
        self.filter = filter
    }

    func read(into buffer: UnsafeMutablePointer<UInt8>, count: Int) throws(RegisterError) -> Int {
        var done = 0
        while done < count {
            if offset == text.count {
                if isFinished { break }
                offset = 0
                text.removeAll(keepingCapacity: true)
                let got = try source.read(into: input.base, count: Self.blockSize)
                // SAFETY: the source wrote `got` bytes.
                filter.add(UnsafeBufferPointer(start: input.base, count: got), into: &text)
                if got < Self.blockSize {
                    filter.finish(into: &text)
                    isFinished = true
                }
                continue
            }
            let size = min(count - done, text.count - offset)
            text.withUnsafeBufferPointer { bytes in
                // SAFETY: `size` bytes are at hand, and the buffer has room for them.
                if let base = bytes.baseAddress { (buffer + done).update(from: base + offset, count: size) }
            }
            offset += size
            done += size
        }
        return done
    }
}

/// Drops a byte order mark, so that what follows is the beginning of a row.
struct ByteOrderMarkFilter: TextFilter {
    private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    private var isAtStart = true

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
        let skipped = isAtStart && bytes.starts(with: Self.mark) ? Self.mark.count : 0
        if !bytes.isEmpty { isAtStart = false }
        text.append(contentsOf: bytes.dropFirst(skipped))
    }

    mutating func finish(into text: inout [UInt8]) {}
}

/// Makes a line feed of each carriage return that is not followed by one, where both end rows.
struct LoneReturnFilter: TextFilter {
    private var holdsReturn = false

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
        for byte in bytes {
            if holdsReturn {
                if byte == 0x0a { text.append(0x0d) } else { text.append(0x0a) }
                holdsReturn = false
            }
            if byte == 0x0d { holdsReturn = true } else { text.append(byte) }
        }
    }

    mutating func finish(into text: inout [UInt8]) {
        if holdsReturn { text.append(0x0a) }
        holdsReturn = false
    }
}

/// Doubles quotes that a backslash escapes within quoted fields, and makes one of doubled backslashes.
struct EscapedQuoteFilter: TextFilter {
    let delimiter: UInt8
    private var isInside = false
    private var isAtStart = true
    private var wasClosed = false
    private var holdsBackslash = false

    init(delimiter: UInt8) { self.delimiter = delimiter }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
        for byte in bytes {
            if holdsBackslash {
                holdsBackslash = false
                if byte == 0x22 {
                    text.append(0x22)
                    if isInside { text.append(0x22) }
                    continue
                }
                text.append(0x5c)
                if byte == 0x5c { continue }
            }
            if byte == 0x5c {
                holdsBackslash = true
                isAtStart = false
                wasClosed = false
                continue
            }
            text.append(byte)
            if byte == 0x22 {
                let opens = !isInside && (isAtStart || wasClosed)
                wasClosed = isInside
                isInside = opens
            } else {
                wasClosed = false
            }
            isAtStart = !isInside && (byte == delimiter || byte == 0x0a || byte == 0x0d)
        }
    }

    mutating func finish(into text: inout [UInt8]) {
        if holdsBackslash { text.append(0x5c) }
        holdsBackslash = false
    }
}

/// Takes the quotes off rows that are quoted as a whole, `"A1,""LEE"",F"`.
struct WrappedRowFilter: TextFilter {
    private var isAtStart = true
    private var isInside = false
    private var holdsQuote = false

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
        for byte in bytes {
            if isAtStart {
                isAtStart = false
                if byte == 0x22 {
                    isInside = true
                    continue
                }
            }
            if isInside {
                if holdsQuote {
                    holdsQuote = false
                    if byte == 0x22 {
                        text.append(byte)
                        continue
                    }
                    isInside = false
                } else if byte == 0x22 {
                    holdsQuote = true
                    continue
                }
            }
            text.append(byte)
            if byte == 0x0a && !isInside { isAtStart = true }
        }
    }

    mutating func finish(into text: inout [UInt8]) { holdsQuote = false }
}
