import ArgumentParser
import Pipeline

/// Estimates a population from counts of capture histories alone.
struct CaptureRecaptureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture-recapture",
        abstract: "Estimate a population from how many cases each combination of lists caught.",
        discussion: """
            COUNTS is a CSV file with a column of 0 and 1 for each of 2 to 9 lists, and a column count; \
            combinations that are not in it count 0. Those on no list are what is estimated: their row may be left out, \
            or hold 0 or NA. Further columns hold groups, such as sex, if --strata names them.

            Fits all hierarchical log-linear models (with more than four lists those of pairs, with more than \
            six none but independence), the models M0, Mt, Mh, Mth, Mb and Mbh, every pair of lists, a stepwise model \
            for sparse counts, sample coverage, an average over decomposable graphs (up to five lists) and latent \
            classes. A model whose maximum-likelihood estimate does not exist has an extended one if the population is \
            finite all the same; else it is refused, and told why. Where no model can be chosen the exit code is 1.

            EXAMPLES
              recensus capture-recapture counts.csv
              recensus capture-recapture counts.csv --json
              recensus capture-recapture counts.csv --order 3 --level 0.9 --seed 7
              recensus capture-recapture counts.csv --model '[12,3]'
              recensus capture-recapture counts.csv --strata sex,age --csv tables --plot estimates.svg
            """
    )

    @Argument(help: ArgumentHelp("A table of counts.", valueName: "counts.csv"))
    var counts: String

    @Option(
        help: ArgumentHelp(
            "Most lists in an interaction (default: all but one of up to four lists, else 2).",
            valueName: "n"
        )
    )
    var order: Int?

    @Option(
        help: ArgumentHelp(
            "Fit this model alone: lists that depend on each other in sets, by number or name, as in [12,3] or "
                + "[police:NGO,health]; or M0, Mt, Mb, Mbh, or Mh or Mth with Chao, Poisson, Darroch or Gamma.",
            valueName: "model"
        )
    )
    var model: String?

    @Option(
        help: ArgumentHelp(
            "Columns that hold groups, not lists: estimates by group, and their sum.",
            valueName: "column,…"
        )
    )
    var strata: String?

    @Option(help: ArgumentHelp("The probability of intervals.", valueName: "p"))
    var level: Double = 0.95

    @Option(help: ArgumentHelp("Bootstrap draws; 0 for none.", valueName: "n"))
    var bootstrap: Int = 1000

    @Option(help: ArgumentHelp("Draws of latent classes per chain; 0 for none.", valueName: "n"))
    var draws: Int = 1000

    @Option(help: ArgumentHelp("The most latent classes.", valueName: "n"))
    var classes: Int = 10

    @Option(help: ArgumentHelp("Chains of latent classes, which must agree.", valueName: "n"))
    var chains: Int = 4

    @Option(
        help: ArgumentHelp(
            "Prior cases per cell of the average over graphs (default: 2 to the power of minus the lists).",
            valueName: "d"
        )
    )
    var delta: Double?

    @Option(
        help: ArgumentHelp(
            "Prior of the average over graphs: 1/n, uniform, negative-binomial:SHAPE,SCALE, log-normal:MEAN,SD.",
            valueName: "p"
        )
    )
    var prior: String = "1/n"

    @Option(
        help: ArgumentHelp(
            "Unseen persons the average over graphs tries (default: 1 to 200 times the observed, at most 250000).",
            valueName: "from-to"
        )
    )
    var unseen: String?

    @Option(help: ArgumentHelp("Seed of bootstraps and sampler: same seed, same output.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Write every table as CSV into this folder.", valueName: "folder"))
    var csv: String?

    @Option(
        help: ArgumentHelp(
            "Draw the estimates and their intervals into this SVG file.",
            valueName: "file.svg"
        )
    )
    var plot: String?

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    func validate() throws {
        if !(level > 0 && level < 1) {
            throw ValidationError("--level \(level): expected a probability between 0 and 1, such as 0.95")
        }
        if let order, !(1...8).contains(order) {
            throw ValidationError("--order \(order): expected a whole number from 1 to 8")
        }
        if !(0...1_000_000).contains(bootstrap) || bootstrap == 1 {
            throw ValidationError("--bootstrap \(bootstrap): expected 0, or 2 to 1000000")
        }
        if draws != 0, !(4...1_000_000).contains(draws) {
            throw ValidationError("--draws \(draws): expected 0, or 4 to 1000000")
        }
        if !(2...100).contains(classes) {
            throw ValidationError("--classes \(classes): expected a whole number from 2 to 100")
        }
        if !(2...64).contains(chains) {
            throw ValidationError("--chains \(chains): expected a whole number from 2 to 64")
        }
        if let delta, !(delta > 0 && delta.isFinite) {
            throw ValidationError("--delta \(delta): expected a number above 0")
        }
        var settings = CaptureRecapture.Settings()
        if !settings.usePrior(prior) {
            throw ValidationError(
                "--prior \(prior): expected 1/n, uniform, negative-binomial:SHAPE,SCALE or log-normal:MEAN,SD, with "
                    + "shape, scale and SD above 0"
            )
        }
        if let unseen, !settings.useUnseen(unseen) {
            throw ValidationError(
                "--unseen \(unseen): expected two whole numbers such as 1-250000, the lower first"
            )
        }
    }

    func run() throws {
        let columns = (strata ?? "").split(separator: ",").map(String.init)
        let table = try CountsFile.read(counts, strata: columns)
        var settings = CaptureRecapture.Settings()
        settings.level = level
        settings.order = order
        settings.model = model
        settings.seed = seed
        settings.bootstrapDraws = bootstrap
        settings.latentClassDraws = draws
        settings.chains = chains
        settings.classes = classes
        settings.delta = delta
        _ = settings.usePrior(prior)
        _ = unseen.map { settings.useUnseen($0) }
        let result = try CaptureRecapture(table.whole, settings: settings, path: counts)
        let groups =
            columns.isEmpty ? nil : try StratifiedRecapture(table, settings: settings, path: counts)
        if let csv { try CaptureTables(result, groups: groups).write(to: csv) }
        if let plot { try EstimatePlot(result, groups: groups).write(to: plot) }
        try Console.output(
            talk.json ? result.json(groups).text + "\n" : result.text + (groups.map { "\n" + $0.text } ?? "")
        )
        if let refusal = result.refusal { throw refusal }
    }
}
