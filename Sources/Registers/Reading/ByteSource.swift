/// Bytes that come one block after another: a file, or what a compressed file holds.
protocol ByteSource: AnyObject, Sendable {
    /// Fills the buffer as far as possible and returns how much was written; less than asked only at the end.
    func read(into buffer: UnsafeMutablePointer<UInt8>, count: Int) throws(RegisterError) -> Int
}

/// A text in memory, for tests and for what was read ahead.
final class MemorySource: ByteSource, @unchecked Sendable {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into buffer: UnsafeMutablePointer<UInt8>, count: Int) throws(RegisterError) -> Int {
        let size = min(count, bytes.count - offset)
        if size <= 0 { return 0 }
        bytes.withUnsafeBufferPointer { all in
            guard let base = all.baseAddress else { return }
            // SAFETY: offset + size ≤ bytes.count, and the buffer holds count ≥ size bytes.
            buffer.update(from: base + offset, count: size)
        }
        offset += size
        return size
    }
}

/// A source whose beginning can be looked at before it is read.
final class PeekedSource: ByteSource, @unchecked Sendable {
    private let source: any ByteSource
    /// What was read ahead.
    let sample: [UInt8]
    /// Whether the sample is all there is.
    let isWhole: Bool
    private var offset = 0

    /// Reads up to `count` bytes ahead.
    init(_ source: any ByteSource, count: Int) throws(RegisterError) {
        self.source = source
        let buffer = TextBuffer(capacity: count)
        let size = try source.read(into: buffer.base, count: count)
        sample = Array(UnsafeBufferPointer(start: buffer.base, count: size))
        isWhole = size < count
    }

    /// Drops bytes of the sample that were not read yet.
    func skip(_ count: Int) {
        offset = min(sample.count, offset + count)
    }

    func read(into buffer: UnsafeMutablePointer<UInt8>, count: Int) throws(RegisterError) -> Int {
        let size = min(count, sample.count - offset)
        if size > 0 {
            sample.withUnsafeBufferPointer { all in
                guard let base = all.baseAddress else { return }
                // SAFETY: offset + size ≤ sample.count, and the buffer holds count ≥ size bytes.
                buffer.update(from: base + offset, count: size)
            }
            offset += size
        }
        if size == count || isWhole { return max(0, size) }
        return size + (try source.read(into: buffer + size, count: count - size))
    }
}
