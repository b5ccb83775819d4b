/// Text of another encoding as UTF-8, converted while it is read.
///
/// Bytes that are no character become U+FFFD, one for each code unit.
final class DecodedSource: ByteSource, @unchecked Sendable {
    private let source: any ByteSource
    private let converter: EncodingConverter
    private let unitSize: Int
    /// Bytes of the source from `start` to `end`; those of a character cut in two stay for the next block.
    private let input = TextBuffer(capacity: DecodedSource.blockSize + 16)
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    /// Converted text that was not asked for yet.
    private let output = TextBuffer(capacity: DecodedSource.blockSize * 2)
    private var offset = 0
    private var count = 0
    private var isFinished = false

    private static let blockSize = 1 &<< 17

    /// Converts what a source gives.
    /// - Throws: ``RegisterError/Code/unsupportedEncoding`` if the system cannot convert from the encoding.
    init(_ source: any ByteSource, _ encoding: TextEncoding, name: String) throws(RegisterError) {
        guard let converter = EncodingConverter(from: encoding.name) else {
            throw RegisterError(
                .unsupportedEncoding,
                at: name,
                "the text is \(encoding.label), which this system’s iconv does not know (“\(encoding.name)”); "
                    + "install its tables (gconv modules), or convert the file to UTF-8"
            )
        }
        self.source = source
        self.converter = converter
        unitSize = encoding.unitSize
    }

    func read(into buffer: UnsafeMutablePointer<UInt8>, count wanted: Int) throws(RegisterError) -> Int {
        var done = 0
        while done < wanted {
            if offset == count {
                if isFinished { break }
                try convertBlock()
                continue
            }
            let size = min(wanted - done, count - offset)
            // SAFETY: `size` bytes are at hand and fit.
            (buffer + done).update(from: output.base + offset, count: size)
            offset += size
            done += size
        }
        return done
    }

    /// Converts what is at hand, a block at least, unless the source ends.
    private func convertBlock() throws(RegisterError) {
        offset = 0
        count = 0
        if end - start < 16 && !isAtEnd {
            // SAFETY: fewer than 16 bytes move to the front, and a block fits behind them.
            input.base.update(from: input.base + start, count: end - start)
            end -= start
            start = 0
            let got = try source.read(into: input.base + end, count: Self.blockSize)
            isAtEnd = got < Self.blockSize
            end += got
        }
        while start < end && count + 8 < output.capacity {
            let step = converter.convert(
                input.base + start,
                end - start,
                into: output.base + count,
                output.capacity - count - 4
            )
            start += step.used
            count += step.written
            switch step.rest {
            case .done: break
            case .full: return
            case .incomplete where !isAtEnd: return
            case .incomplete, .invalid:
                for byte in UTF8Check.replacement {
                    output.base[count] = byte
                    count += 1
                }
                start = min(end, start + unitSize)
            }
        }
        if start == end && isAtEnd {
            count += converter.flush(into: output.base + count, output.capacity - count)
            isFinished = true
        }
    }
}

/// A source whose bytes are digested as they pass.
final class DigestedSource: ByteSource, @unchecked Sendable {
    private let source: any ByteSource
    private(set) var digest = FileDigest()

    init(_ source: any ByteSource) { self.source = source }

    func read(into buffer: UnsafeMutablePointer<UInt8>, count: Int) throws(RegisterError) -> Int {
        let got = try source.read(into: buffer, count: count)
        digest.update(buffer, got)
        return got
    }
}
