import Columns

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of a file as stored, or of standard input.
final class FileSource: ByteSource, @unchecked Sendable {
    /// The path, or “standard input”; the start of every location in messages.
    let name: String
    /// The size, if the file is a regular one.
    let size: Int?
    /// Bytes read so far.
    private(set) var bytesRead = 0
    private let descriptor: Int32
    private let ownsDescriptor: Bool

    /// Opens a file; the path `-` is standard input.
    init(path: String) throws(RegisterError) {
        if path == "-" {
            name = "standard input"
            descriptor = 0
            ownsDescriptor = false
            size = nil
            return
        }
        name = path
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        if opened < 0 { throw Self.error(errno, path) }
        var status = stat()
        if fstat(opened, &status) != 0 {
            let code = errno
            close(opened)
            throw Self.error(code, path)
        }
        let kind = status.st_mode & S_IFMT
        if kind == S_IFDIR {
            close(opened)
            throw Self.error(EISDIR, path)
        }
        size = kind == S_IFREG ? Int(status.st_size) : nil
        descriptor = opened
        ownsDescriptor = true
    }

    deinit { if ownsDescriptor { close(descriptor) } }

    func read(into buffer: UnsafeMutablePointer<UInt8>, count: Int) throws(RegisterError) -> Int {
        var done = 0
        while done < count {
            #if canImport(Glibc)
                let got = Glibc.read(descriptor, buffer + done, count - done)
            #elseif canImport(Musl)
                let got = Musl.read(descriptor, buffer + done, count - done)
            #else
                let got = Darwin.read(descriptor, buffer + done, count - done)
            #endif
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                throw Self.error(errno, "\(name): byte \(bytesRead)")
            }
            done += got
            bytesRead += got
        }
        return done
    }

    private static func error(_ code: Int32, _ location: String) -> RegisterError {
        switch code {
        case ENOENT, ENOTDIR:
            RegisterError(.notFound, at: location, "there is no such file; check the path")
        case EACCES, EPERM:
            RegisterError(.permissionDenied, at: location, "this user may not read the file; check its mode")
        case EISDIR:
            RegisterError(.isDirectory, at: location, "is a folder; name the file within it")
        default:
            RegisterError(
                .unreadable,
                at: location,
                "the system could not read the file: \(String(cString: strerror(code)))"
            )
        }
    }
}

/// Compressed bytes on their way to a decompressor: read in blocks, digested, counted.
struct CompressedInput: Sendable {
    /// Where the bytes come from.
    private let source: any ByteSource
    private let buffer = TextBuffer(capacity: 1 &<< 18)
    private var offset = 0
    private var end = 0
    /// The place of `buffer` in the file.
    private var bufferPlace = 0
    /// The digest of what was read.
    private(set) var digest = FileDigest()

    init(_ source: any ByteSource) { self.source = source }

    /// Bytes of the file used so far.
    var place: Int { bufferPlace + offset }

    /// The bytes at hand; more are read when there are none, and none are left at the end.
    mutating func available() throws(RegisterError) -> UnsafeBufferPointer<UInt8> {
        if offset == end {
            bufferPlace += end
            offset = 0
            end = 0
            end = try source.read(into: buffer.base, count: buffer.capacity)
            digest.update(buffer.base, end)
        }
        // SAFETY: offset ≤ end ≤ capacity; used up before the next call.
        return UnsafeBufferPointer(start: buffer.base + offset, count: end - offset)
    }

    /// Marks bytes as used.
    mutating func use(_ count: Int) { offset += count }
}
