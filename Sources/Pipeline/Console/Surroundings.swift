#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the process finds when it starts: signals, standard streams, limits.
public enum Surroundings {
    /// Files that a command may have open at once beside the standard streams: registers, results, threads' queues.
    static let neededFiles = 24

    /// Makes the process fit to work.
    ///
    /// Writing to a closed pipe or beyond a limit becomes an error in place of the end. Standard streams that are
    /// closed are opened on nothing, so that no file of results gets their number and what is printed.
    /// - Throws: ``PipelineError/Code/resources`` if too few files may be open.
    public static func prepare() throws(PipelineError) {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            // For reading only: what is written there fails, as it would have.
            _ = open("/dev/null", O_RDONLY)
        }
        raiseLimit()
        let free = freeFiles()
        if free < neededFiles {
            throw PipelineError(
                .resources,
                at: "open files",
                "the process may open \(free) more files and needs \(neededFiles); raise the limit: ulimit -n 256"
            )
        }
    }

    /// Raises the limit of open files as far as the process may, and needs.
    private static func raiseLimit() {
        let wanted = rlim_t(8 * neededFiles)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < wanted else { return }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        setrlimit(resource, &limit)
    }

    #if canImport(Glibc)
        private static let resource = __rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue))
    #else
        private static let resource = RLIMIT_NOFILE
    #endif

    /// How many more files can be opened, at most as many as are needed.
    private static func freeFiles() -> Int {
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        while opened.count < neededFiles {
            let descriptor = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)
            if descriptor < 0 { break }
            opened.append(descriptor)
        }
        return opened.count
    }
}
