import ArgumentParser
import Columns
import Pipeline

/// Compares a run's people with the truth.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Compare a run's people with the truth.",
        discussion: """
            The truth is a table with the columns register, record_id and person_id, as recensus synth \
            writes it. Precision is the share of found pairs that are true; recall is the share of true \
            pairs that were found.

            EXAMPLES
              recensus evaluate out --truth truth.csv
              recensus evaluate out --truth truth.csv --json
            """
    )

    @Argument(help: ArgumentHelp("A run directory.", valueName: "folder"))
    var folder: String

    @Option(help: ArgumentHelp("Who is truly whom: register,record_id,person_id.", valueName: "file"))
    var truth: String

    @Option(
        help: ArgumentHelp(
            "Which pairs count: all, across registers, or auto: across if no register holds duplicates.",
            valueName: "which"
        )
    )
    var pairs: String = RunEvaluation.Pairs.auto.rawValue

    @OptionGroup(title: "Machine")
    var machine: MachineOptions

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    func validate() throws {
        if RunEvaluation.Pairs(rawValue: pairs) == nil {
            let known = RunEvaluation.Pairs.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--pairs \(pairs): expected one of \(known)")
        }
    }

    func run() throws {
        Console.tellLeftovers(around: folder)
        let evaluation = try RunEvaluation(
            run: folder,
            truth: truth,
            pairs: RunEvaluation.Pairs(rawValue: pairs) ?? .auto,
            workers: Workers(threads: machine.count())
        )
        try Console.output(talk.json ? evaluation.json.text + "\n" : evaluation.text)
    }
}
