import ArgumentParser
import Pipeline

/// The command `recensus` and its subcommands.
struct Recensus: ParsableCommand {
    /// The version of the program.
    static let version = RecensusVersion.current

    static let configuration = CommandConfiguration(
        commandName: "recensus",
        abstract: "Registers in, people out, and from people a population.",
        discussion: """
            Links the records of one or more registers that belong to one person, without a common \
            number, and says how sure it is.

            Exit codes: 0 done, 1 failed on data or computation, or the output could not be written, \
            2 wrong usage or job file, 3 interrupted. Messages go to standard error; with --json, one JSON object goes to \
            standard output.
            """,
        version: "recensus \(version)",
        subcommands: [
            DemoCommand.self, RunCommand.self, LinkCommand.self, EstimateCommand.self, ReportCommand.self,
            ProfileCommand.self, InitCommand.self, EvaluateCommand.self,
            CaptureRecaptureCommand.self,
            SynthCommand.self, SimulateCommand.self,
        ]
    )
}

/// The program: arguments in, exit code out.
@main enum Program {
    static func main() {
        let status = start(Array(CommandLine.arguments.dropFirst()))
        Recensus.exit(withError: ExitCode(status.rawValue))
    }

    /// Makes the process fit to work, and runs a command.
    private static func start(_ arguments: [String]) -> CommandOutcome {
        do throws(PipelineError) {
            try Surroundings.prepare()
        } catch {
            return tell(error)
        }
        Interrupt.shared.listen()
        return run(arguments)
    }

    /// Tells an error in as many lines as it has mistakes.
    private static func tell(_ error: any Error) -> CommandOutcome {
        // A job may have many mistakes, each on a line of its own.
        for line in "\(error)".split(separator: "\n") {
            Console.error("recensus: error: \(Console.printable(line))\n")
        }
        return CommandOutcome(for: error)
    }

    /// Runs a command and tells what went wrong, if anything did.
    static func run(_ arguments: [String]) -> CommandOutcome {
        do {
            var command = try Recensus.parseAsRoot(arguments)
            try command.run()
            return .done
        } catch {
            switch Recensus.exitCode(for: error) {
            case .success:
                do throws(PipelineError) {
                    try Console.output(Recensus.fullMessage(for: error) + "\n")
                } catch {
                    return tell(error)
                }
                return .done
            case .validationFailure:
                Console.error(Recensus.fullMessage(for: error) + "\n")
                return .usage
            default:
                return tell(error)
            }
        }
    }
}
