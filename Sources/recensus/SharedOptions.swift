import ArgumentParser
import Foundation
import Pipeline
import RunStore

/// How a command talks.
struct TalkOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Tell no progress; errors are told all the same.")
    var quiet = false

    @Flag(help: "Print one JSON object with the results to standard output.")
    var json = false

    /// Progress in the style asked for.
    var progress: StageProgress { StageProgress(.fitting(isQuiet: quiet)) }
}

/// How much of the machine a command uses.
struct MachineOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Threads to use (default: all). Results do not depend on it.", valueName: "n")
    )
    var threads: Int?

    /// The threads to use: as asked for, as the job says, or one per core.
    func count(job: Int? = nil) -> Int { threads ?? job ?? ProcessInfo.processInfo.activeProcessorCount }

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads \(threads): expected a whole number from 1 to 1024")
        }
    }
}

/// How data files are packed.
enum DataFormat: String, CaseIterable, ExpressibleByArgument {
    /// CSV packed by zstd.
    case zst
    /// Plain CSV.
    case csv

    /// The packing.
    var compression: Compression {
        switch self {
        case .zst: .zstd(level: LinkOptions.compressionLevel)
        case .csv: .none
        }
    }
}

/// Where results go.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The run directory to make.", valueName: "folder")
    )
    var output: String?

    @Flag(help: "Replace a run that stands in the output folder. Other files are never removed.")
    var force = false

    @Option(help: "How data files are written: csv.zst or plain csv.")
    var format: DataFormat = .zst
}
