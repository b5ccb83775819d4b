/// Reads small files whole: settings, schemas, models.
package enum WholeFile {
    private static let blockSize = 1 << 16

    /// The first bytes of a file, at most `count`.
    package static func beginning(of path: String, count: Int) throws(RegisterError) -> [UInt8] {
        let buffer = TextBuffer(capacity: max(1, count))
        let found = try FileSource(path: path).read(into: buffer.base, count: count)
        return Array(UnsafeBufferPointer(start: buffer.base, count: found))
    }

    /// The bytes of a file, which may be a pipe.
    ///
    /// - Parameters:
    ///   - limit: The most bytes; an endless file ends there.
    ///   - waiting: Hears of what is waited for, several times a second.
    /// - Throws: ``RegisterError`` if it cannot be read, ``RegisterError/Code/tooLarge`` if it has more bytes.
    package static func read(
        _ path: String,
        atMost limit: Int,
        waiting: (@Sendable (_ what: String, _ seconds: Double) -> Void)? = nil
    ) throws(RegisterError) -> [UInt8] {
        let file = try FileSource(path: path, waiting: waiting)
        let block = TextBuffer(capacity: blockSize)
        var bytes: [UInt8] = []
        while true {
            let count = try file.read(into: block.base, count: block.capacity)
            bytes.append(contentsOf: UnsafeBufferPointer(start: block.base, count: count))
            if bytes.count > limit {
                throw RegisterError(
                    .tooLarge,
                    at: path,
                    "has more than \(limit) bytes; expected a small file"
                )
            }
            if count < block.capacity { return bytes }
        }
    }
}
