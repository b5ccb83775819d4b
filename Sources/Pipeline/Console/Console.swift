#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes to standard error and standard output without buffers, whole lines at a time.
public enum Console {
    /// Writes a text to standard error.
    public static func error(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Writes a text to standard output.
    public static func output(_ text: String) { write(text, to: STDOUT_FILENO) }

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

    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                #if canImport(Glibc)
                    let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
                #else
                    let written = Darwin.write(descriptor, rest.baseAddress, rest.count)
                #endif
                // Nobody reads any more (a closed pipe): there is no one left to tell.
                if written <= 0 { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
        }
    }
}
