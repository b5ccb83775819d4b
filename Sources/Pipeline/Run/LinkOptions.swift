public import Jobs
public import RunStore

/// What a link run needs to know besides the job.
public struct LinkOptions: Sendable {
    /// The threads to use; results do not depend on them.
    public var threads: Int
    /// Whether a run that stands in the output folder may be replaced.
    public var force: Bool
    /// How data files are packed.
    public var compression: Compression
    /// What hears of progress.
    public var progress: StageProgress
    /// Where the job was read from.
    public var source: JobSource
    /// Whether the job is just as its file says, with nothing from a command on top.
    public var isJobAsWritten: Bool

    /// The level at which data files are packed: the fastest.
    public static let compressionLevel = 1

    /// Options for a silent run on one thread.
    public init(threads: Int = 1, progress: StageProgress = StageProgress(.silent)) {
        self.threads = threads
        self.progress = progress
        force = false
        compression = .zstd(level: Self.compressionLevel)
        source = .arguments
        isJobAsWritten = false
    }
}
