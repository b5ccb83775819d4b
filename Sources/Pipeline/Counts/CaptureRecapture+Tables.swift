import Estimation

/// The tables that the command prints beside the estimates.
extension CaptureRecapture {
    /// How the limits are headed.
    var limitTitles: (from: String, to: String) {
        let percent = settings.level * 100
        return ("\(Plain.fixed(percent, decimals: percent == percent.rounded() ? 0 : 1)) % from", "to")
    }

    /// M0 to Mbh.
    var chanceTable: String {
        var table = TextTable([
            ("chances of capture", .left), ("persons", .right), ("SE", .right), (limitTitles.from, .right),
            (limitTitles.to, .right), ("deviance", .right), ("df", .right), ("AIC", .right), ("BIC", .right),
        ])
        for model in chances {
            table.append([
                model.name, model.population.map(number) ?? "none", model.standardError.map(number) ?? "",
                model.interval.map { number($0.lower) } ?? "",
                model.interval.map { $0.upper.map(number) ?? "no limit" } ?? "",
                model.deviance.map { Plain.fixed($0, decimals: 2) } ?? "",
                model.degreesOfFreedom.map(String.init) ?? "",
                model.aic.map { Plain.fixed($0, decimals: 2) } ?? "",
                model.bic.map { Plain.fixed($0, decimals: 2) } ?? "",
            ])
        }
        return table.text
    }

    /// Each pair of lists.
    var pairTable: String {
        var table = TextTable([
            ("pair", .left), ("first", .right), ("second", .right), ("both", .right),
            ("Lincoln–Petersen", .right), ("SE", .right), ("Chapman", .right), ("SE", .right),
            (limitTitles.from, .right), (limitTitles.to, .right),
        ])
        for pair in pairs {
            let interval = try? pair.chapman.logNormalInterval(level: settings.level)
            table.append([
                "\(counts.lists[pair.lists.0])·\(counts.lists[pair.lists.1])", Plain.count(pair.table.first),
                Plain.count(pair.table.second), Plain.count(pair.table.both),
                pair.lincolnPetersen.map { number($0.population) } ?? "none",
                pair.lincolnPetersen.map { number($0.standardError) } ?? "", number(pair.chapman.population),
                number(pair.chapman.standardError), interval.map { number($0.lower) } ?? "",
                interval.map { $0.upper.map(number) ?? "no limit" } ?? "",
            ])
        }
        return table.text
    }

    /// The coefficients and residuals of a model.
    func tables(of model: NamedModel) -> String {
        var text =
            "\(model.name): deviance \(Plain.fixed(model.deviance, decimals: 3)), Pearson "
            + "\(Plain.fixed(model.pearson, decimals: 3)) on \(model.degreesOfFreedom) df, AIC "
            + "\(Plain.fixed(model.aic, decimals: 3)), BIC \(Plain.fixed(model.bic, decimals: 3))\n\n"
        var terms = TextTable([("term", .left), ("coefficient", .right), ("SE", .right)])
        for coefficient in model.coefficients {
            terms.append([
                coefficient.term,
                coefficient.estimate.isFinite
                    ? Plain.fixed(coefficient.estimate, decimals: 4) : coefficient.estimate < 0 ? "-∞" : "±∞",
                coefficient.standardError.isFinite ? Plain.fixed(coefficient.standardError, decimals: 4) : "",
            ])
        }
        text += terms.text + "\n"
        var cells = TextTable([
            ("history", .left), ("lists", .left), ("observed", .right), ("fitted", .right),
            ("Pearson", .right), ("deviance", .right),
        ])
        for cell in model.histories {
            cells.append([
                digits(cell.history), counts.names(of: cell.history), Plain.count(cell.observed),
                Plain.fixed(cell.fitted, decimals: 2), Plain.fixed(cell.pearson, decimals: 2),
                Plain.fixed(cell.deviance, decimals: 2),
            ])
        }
        return text + cells.text
    }
}
