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
    /// Whether what is read may not be there yet: pipes, terminals.
    private let mayWait: Bool
    private let waiting: (@Sendable (String, Double) -> Void)?

    /// Milliseconds of waiting between two looks at whether to go on.
    private static let waitStep = 100

    /// Opens a file; the path `-` is standard input.
    ///
    /// - Parameter waiting: Hears of what is waited for, several times a second.
    init(
        path: String,
        waiting: (@Sendable (_ what: String, _ seconds: Double) -> Void)? = nil
    ) throws(RegisterError) {
        self.waiting = waiting
        var status = stat()
        if path == "-" {
            name = "standard input"
            descriptor = 0
            ownsDescriptor = false
            size = nil
            mayWait = fstat(0, &status) != 0 || status.st_mode & S_IFMT != S_IFREG
            return
        }
        name = path
        // A pipe that nobody writes to is opened all the same, and waited for with open eyes.
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if opened < 0 { throw Self.error(errno, path) }
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
        mayWait = kind != S_IFREG
        descriptor = opened
        ownsDescriptor = true
    }

    deinit { if ownsDescriptor { close(descriptor) } }

    func read(into buffer: UnsafeMutablePointer<UInt8>, count: Int) throws(RegisterError) -> Int {
        var done = 0
        while done < count {
            if mayWait { wait() }
            #if canImport(Glibc)
                let got = Glibc.read(descriptor, buffer + done, count - done)
            #elseif canImport(Musl)
                let got = Musl.read(descriptor, buffer + done, count - done)
            #else
                let got = Darwin.read(descriptor, buffer + done, count - done)
            #endif
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR || mayWait && errno == EAGAIN { continue }
                throw Self.error(errno, "\(name): byte \(bytesRead)")
            }
            done += got
            bytesRead += got
        }
        return done
    }

    /// Waits until there is something to read, or the other end is closed.
    private func wait() {
        var steps = 0
        while true {
            var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let found = poll(&state, 1, Int32(Self.waitStep))
            // A signal that stops nothing is no news of the file.
            if found > 0 || found < 0 && errno != EINTR { return }
            steps += 1
            waiting?("data from \(name)", Double(steps * Self.waitStep) / 1000)
        }
    }

    private static func error(_ code: Int32, _ location: String) -> RegisterError {
        switch code {
        case ENOENT, ENOTDIR:
            RegisterError(.notFound, at: location, "there is no such file; check the path")
        case EACCES, EPERM:
            RegisterError(.permissionDenied, at: location, "this user may not read the file; check its mode")
        case EISDIR:
            RegisterError(.isDirectory, at: location, "is a folder; name the file within it")
        case EMFILE, ENFILE:
            RegisterError(
                .unreadable,
                at: location,
                "too many files are open to open this one; raise the limit (ulimit -n)"
            )
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
