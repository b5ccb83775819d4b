import CZlib

/// What a gzip file holds; several members follow each other as one text.
final class GzipSource: ByteSource, @unchecked Sendable {
    private var input: CompressedInput
    private let name: String
    /// On the heap, because zlib keeps a pointer to it.
    private let stream: UnsafeMutablePointer<z_stream>
    private var isWithinMember = false
    private var membersRead = 0
    private var isFinished = false

    init(_ source: any ByteSource, name: String) throws(RegisterError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        self.name = name
        input = CompressedInput(source)
        // 15 window bits, and 16 more for the gzip wrapper.
        let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        if status != Z_OK {
            throw RegisterError(.unreadable, at: name, "there is no memory for the gzip decompressor")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// The digest of the compressed file so far.
    var digest: FileDigest { input.digest }

    func read(into buffer: UnsafeMutablePointer<UInt8>, count: Int) throws(RegisterError) -> Int {
        var done = 0
        while done < count && !isFinished {
            let bytes = try input.available()
            if bytes.isEmpty {
                if isWithinMember || membersRead == 0 { throw truncated() }
                break
            }
            if !isWithinMember {
                if bytes[0] == 0 && membersRead > 0 {
                    // Tape blocks are filled up with zeros; gzip ignores them too.
                    try skipZeros()
                    break
                }
                isWithinMember = true
            }
            // SAFETY: zlib reads at most avail_in bytes and writes at most avail_out within this call.
            stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
            stream.pointee.avail_in = UInt32(truncatingIfNeeded: bytes.count)
            let room = min(count - done, 1 << 17)
            stream.pointee.next_out = buffer + done
            stream.pointee.avail_out = UInt32(truncatingIfNeeded: room)
            let status = inflate(stream, Z_NO_FLUSH)
            input.use(bytes.count - Int(stream.pointee.avail_in))
            done += room - Int(stream.pointee.avail_out)
            switch status {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END:
                isWithinMember = false
                membersRead += 1
                inflateReset(stream)
            default: throw corrupt()
            }
        }
        return done
    }

    private func skipZeros() throws(RegisterError) {
        while true {
            let bytes = try input.available()
            if bytes.isEmpty { break }
            if bytes.contains(where: { $0 != 0 }) { throw corrupt() }
            input.use(bytes.count)
        }
        isFinished = true
    }

    private func truncated() -> RegisterError {
        RegisterError(
            .truncated,
            at: "\(name): byte \(input.place)",
            "the gzip data end in the middle of a member; the file is incomplete, get it again"
        )
    }

    private func corrupt() -> RegisterError {
        let reason = stream.pointee.msg.map { String(cString: $0) } ?? "not gzip data"
        return RegisterError(
            .corrupt,
            at: "\(name): byte \(input.place)",
            "the gzip data are damaged (\(reason)); get the file again or check it with “gzip -t”"
        )
    }
}
