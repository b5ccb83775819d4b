import CZstd

/// What a zstd file holds; several frames follow each other as one text.
final class ZstdSource: ByteSource, @unchecked Sendable {
    private var input: CompressedInput
    private let name: String
    private let stream: OpaquePointer
    /// Whether a frame has begun and not ended.
    private var isWithinFrame = false

    init(_ source: any ByteSource, name: String) throws(RegisterError) {
        guard let stream = ZSTD_createDStream() else {
            throw RegisterError(.unreadable, at: name, "there is no memory for the zstd decompressor")
        }
        self.stream = stream
        self.name = name
        input = CompressedInput(source)
    }

    deinit { ZSTD_freeDStream(stream) }

    /// The digest of the compressed file so far.
    var digest: FileDigest { input.digest }

    func read(into buffer: UnsafeMutablePointer<UInt8>, count: Int) throws(RegisterError) -> Int {
        var done = 0
        while done < count {
            let bytes = try input.available()
            if bytes.isEmpty && !isWithinFrame { break }
            var from = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
            // Pieces of 128 KiB stay in the cache while the decompressor refers back to them.
            let size = min(count - done, 1 << 17)
            var to = ZSTD_outBuffer(dst: buffer + done, size: size, pos: 0)
            let hint = ZSTD_decompressStream(stream, &to, &from)
            if ZSTD_isError(hint) != 0 {
                throw RegisterError(
                    .corrupt,
                    at: "\(name): byte \(input.place)",
                    "the zstd data are damaged (\(String(cString: ZSTD_getErrorName(hint)))); "
                        + "get the file again or check it with “zstd -t”"
                )
            }
            if bytes.isEmpty && to.pos == 0 {
                throw RegisterError(
                    .truncated,
                    at: "\(name): byte \(input.place)",
                    "the zstd data end in the middle of a frame; the file is incomplete, get it again"
                )
            }
            isWithinFrame = hint != 0
            input.use(from.pos)
            done += to.pos
        }
        return done
    }
}
