#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes to standard error and standard output without buffers, whole lines at a time.
public enum Console {
    /// Writes a text to standard error; what cannot be written there cannot be told.
    public static func error(_ text: String) { _ = write(text, to: STDERR_FILENO) }

    /// Tells something that the user must know, in one line on standard error.
    public static func note(_ text: String) { error("note: \(printable(text))\n") }

    /// Writes a text to standard output.
    ///
    /// Where nobody reads any more (a closed pipe), nothing is written and nothing is wrong.
    /// - Throws: ``PipelineError/Code/unwritten`` if it could not be written whole.
    public static func output(_ text: String) throws(PipelineError) {
        try output(text, to: STDOUT_FILENO)
    }

    /// Writes a text to a file that is taken for standard output.
    static func output(_ text: String, to descriptor: Int32) throws(PipelineError) {
        guard let code = write(text, to: descriptor), code != EPIPE else { return }
        throw PipelineError(
            .unwritten,
            at: "standard output",
            "what was to be printed could not be written (\(String(cString: strerror(code)))); "
                + "send it elsewhere. Files that were written before stay"
        )
    }

    /// A text that cannot drive the terminal: control characters are shown as dots.
    public static func printable(_ text: some StringProtocol) -> String { TextTable.printable(String(text)) }

    /// Whether standard error is a terminal that can redraw a line.
    public static var isTerminal: Bool {
        guard isatty(STDERR_FILENO) == 1 else { return false }
        guard let kind = getenv("TERM") else { return false }
        return String(cString: kind) != "dumb"
    }

    /// The width of the terminal in columns; 80 if it is not known.
    public static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Seconds on a clock that never goes back.
    public static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Seconds that this process's threads have spent on processors so far.
    public static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Writes all of a text; the system's error if that fails.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                #if canImport(Glibc)
                    let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
                #else
                    let written = Darwin.write(descriptor, rest.baseAddress, rest.count)
                #endif
                if written > 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[written...])
                    continue
                }
                let code = written < 0 ? errno : EIO
                switch code {
                case EINTR: continue
                case EAGAIN:
                    // The other end of a pipe that does not block, and is full.
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&wait, 1, -1)
                default: return code
                }
            }
            return nil
        }
    }
}
