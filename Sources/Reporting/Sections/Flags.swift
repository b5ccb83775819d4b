import RunStore

/// Something that a reader should look at before trusting the numbers.
struct Flag: Equatable {
    var isGrave: Bool
    var text: String
    /// The section that says more.
    var section: String

    /// Expected precision below this is a warning.
    static let leastPrecision = 0.99
    /// Expected recall below this is worth a note.
    static let leastRecall = 0.9
    /// A larger share of rows set aside is a warning.
    static let mostSetAside = 0.01
    /// More conflicts per link than this are a warning.
    static let mostConflicts = 0.02
    /// A role that is less sure than this is worth a note.
    static let leastConfidence = 0.8
    /// More bits shared by two comparisons than this are worth a note.
    static let mostDependence = 0.05
    /// A worse level may weigh so much more than a better one, in bits.
    static let mostDisorder = 0.5
}

extension Report {
    /// What stands out, warnings first.
    var flags: [Flag] {
        let all = qualityFlags + inputFlags + modelFlags + populationFlags
        return all.filter(\.isGrave) + all.filter { !$0.isGrave }
    }

    private var qualityFlags: [Flag] {
        var flags: [Flag] = []
        if facts["threshold"] == nil {
            flags.append(Flag(isGrave: true, text: "No pair was accepted as a link.", section: "weights"))
        } else {
            if let precision = number("expected_precision"), precision < Flag.leastPrecision {
                let text =
                    "Of the links accepted, \(Numbers.percent(1 - precision)) are expected to be wrong."
                flags.append(Flag(isGrave: true, text: text, section: "weights"))
            }
            if let recall = number("expected_recall"), recall < Flag.leastRecall {
                let text =
                    "\(Numbers.percent(1 - recall)) of the true pairs are expected to have been missed."
                flags.append(Flag(isGrave: false, text: text, section: "weights"))
            }
        }
        let links = whole("links") ?? 0
        if let conflicts = whole("links_in_conflict"),
            Double(conflicts) > Flag.mostConflicts * Double(max(1, links))
        {
            let text =
                "\(Numbers.of(conflicts, "pair")) reached the threshold and were put into two persons all the same: "
                + "the threshold may be too low, or a register taken for free of duplicates is not."
            flags.append(Flag(isGrave: true, text: text, section: "weights"))
        }
        if let greedy = whole("components_greedy"), greedy > 0 {
            let text =
                "In \(Numbers.of(greedy, "knot")) of linked records people were made by a rule of thumb; "
                + "the best division was too costly to find."
            flags.append(Flag(isGrave: false, text: text, section: "people"))
        }
        return flags
    }

    private var inputFlags: [Flag] {
        var flags: [Flag] = []
        for register in registers where register.quarantined > 0 {
            let share = Double(register.quarantined) / Double(max(1, register.quarantined + register.records))
            let text =
                "\(Numbers.of(register.quarantined, "row")) of \(ShortText.cut(register.name, to: 40)) were set aside "
                + "(\(Numbers.percent(share)))."
            flags.append(Flag(isGrave: share > Flag.mostSetAside, text: text, section: "registers"))
        }
        for register in registers {
            let own = columns.filter { $0.register == register.register }
            if !own.contains(where: { $0.role == "record_id" }) {
                let text =
                    "\(ShortText.cut(register.name, to: 40)) has no column of record identifiers: its records go by "
                    + "their place in the file."
                flags.append(Flag(isGrave: false, text: text, section: "columns"))
            }
        }
        let unsure = columns.filter { ($0.confidence ?? 1) < Flag.leastConfidence && $0.feature != nil }
        if !unsure.isEmpty {
            let names = unsure.prefix(5).map { ShortText.cut($0.name, to: 40) }.joined(separator: ", ")
            let more = unsure.count > 5 ? " and \(unsure.count - 5) more" : ""
            let text = "The role of some columns was guessed without much certainty: \(names)\(more)."
            flags.append(Flag(isGrave: false, text: text, section: "columns"))
        }
        return flags
    }

    private var modelFlags: [Flag] {
        var flags: [Flag] = []
        if facts["em_converged"] == "false" {
            let text = "The estimation of the model stopped before it came to rest."
            flags.append(Flag(isGrave: true, text: text, section: "model"))
        }
        if facts["model"] == "given" {
            let text = "The model was given, not estimated from these registers."
            flags.append(Flag(isGrave: false, text: text, section: "model"))
        }
        let strongest = dependence.filter { $0.value > Flag.mostDependence }.max { $0.value < $1.value }
        if let strongest {
            let names = [strongest.comparisonA, strongest.comparisonB].map {
                ShortText.cut(comparisonName($0), to: 40)
            }
            let text =
                "\(names[0]) and \(names[1]) tell of each other among random pairs "
                + "(\(Numbers.fixed(strongest.value, 3)) bits) though the model takes them for independent: "
                + "their evidence may be counted twice."
            flags.append(Flag(isGrave: false, text: text, section: "model"))
        }
        let disordered = comparisons.filter(isDisordered).map { ShortText.cut($0.name, to: 40) }
        if !disordered.isEmpty {
            let text =
                "A worse level weighs more than a better one in \(disordered.joined(separator: ", ")). That can be right "
                + "(a rare kind of agreement), and can tell of a model that went astray."
            flags.append(Flag(isGrave: false, text: text, section: "model"))
        }
        return flags
    }

    /// Whether a level between best and last weighs more than one before it.
    private func isDisordered(_ comparison: ComparisonRow) -> Bool {
        let own = levels.filter { $0.comparison == comparison.comparison && $0.level > 0 }
        return zip(own, own.dropFirst()).contains { better, worse in
            guard let a = better.weight, let b = worse.weight else { return false }
            return b > a + Flag.mostDisorder
        }
    }

    /// What is wrong with who counts: names of flags, and what they mean.
    private static let overcoverageFlags = [
        (
            "overcoverage_unchecked",
            "Nobody can check who left: without a register of crossings, people who left and are still in registers "
                + "count. A share that is assumed is taken off, and widens the interval."
        ),
        (
            "crossings_lost_one_way",
            "Crossings of one direction are missing more often than of the other. The estimate is corrected for it; "
                + "the residence section says by how much."
        ),
        ("crossings_lost", "Many crossings are missing. The estimate is corrected for it."),
        (
            "travellers_unattached",
            "More travellers are nobody's than visitors explain: people seem to cross on numbers that registers do not "
                + "have. Those who by birth date and sex are people who count are taken off."
        ),
        (
            "leavers_unseen",
            "Some people without crossings have the lists of people known to have left. They are taken off."
        ),
        (
            "leavers_unchecked",
            "Too few people are known to have left to compare all others with. The interval is wider for it."
        ),
        (
            "assumption_dominates",
            "More than half of the variance is that of a share that is assumed: the interval is a range under an "
                + "assumption."
        ),
    ]

    private var populationFlags: [Flag] {
        guard let population else { return [] }
        var flags: [Flag] = []
        let estimates = population.totals + population.groupings.flatMap(\.cells)
        for (name, text) in Self.overcoverageFlags
        where estimates.contains(where: { $0.flag?.split(separator: " ").contains(Substring(name)) == true })
        {
            flags.append(Flag(isGrave: true, text: text, section: "population"))
        }
        let beyond = population.sensitivity.filter { $0.flag?.contains("beyond_interval") == true }
        if !beyond.isEmpty {
            var names: [String] = []
            for row in beyond where !names.contains(row.choice) { names.append(row.choice) }
            let text =
                "\(Numbers.of(beyond.count, "other choice")) would move the estimate by more than its interval admits: "
                + names.map { choice in
                    "\(Self.plain(ShortText.cut(choice, to: 40))) (\(beyond.count { $0.choice == choice }))"
                }.joined(separator: ", ") + "."
            flags.append(Flag(isGrave: true, text: text, section: "sensitivity"))
        }
        if !population.merged.isEmpty {
            let text =
                "\(Numbers.of(population.merged.count, "stratum", "strata")) were too thin and were merged."
            flags.append(Flag(isGrave: false, text: text, section: "models"))
        }
        return flags
    }
}
