import Columns
import Comparison
import Jobs
import Linkage
import RunStore

/// A job and a model made of a settings file of Splink.
struct SplinkImport {
    /// The job: rules, comparisons and roles.
    private(set) var job: Job
    /// The model, where the settings give probabilities.
    private(set) var model: ModelFile?
    /// Remarks by their place in the job.
    private(set) var comments: [String: [String]] = [:]
    /// Everything that has no counterpart, one line each.
    private(set) var remarks: [String] = []

    /// More pairs than any rule proposes: no block is cut, as none is in Splink.
    private static let pairBudget = 1_000_000_000_000

    /// Carries settings over to registers.
    ///
    /// - Parameters:
    ///   - job: The job of the registers.
    ///   - registers: The registers as read; their schemas get the roles that the settings ask for.
    /// - Throws: ``PipelineError`` where registers do not have what the settings name.
    init(
        _ settings: SplinkSettings,
        _ job: Job,
        _ registers: inout [LoadedRegister],
        workers: Workers
    ) throws {
        self.job = job
        let file = settings.file
        if settings.linkType == .linkOnly && registers.count < 2 {
            throw PipelineError(
                .usage,
                at: file,
                "the settings link records of different registers (link_only), and one is named; "
                    + "expected two or more"
            )
        }
        // What is asked of the columns tells their roles, and these the names of their features.
        var asking = SplinkTranslator(columns: SplinkColumns(), dialect: settings.dialect)
        _ = SplinkRules(settings.rules, &asking)
        for comparison in settings.comparisons {
            _ = SplinkComparison(comparison, &asking, hasModel: settings.hasModel)
        }
        let roles = try SplinkRoles(asking.uses, settings, &registers, workers: workers)
        var translator = SplinkTranslator(columns: roles.columns, dialect: settings.dialect)
        describe(roles, settings)
        addRules(SplinkRules(settings.rules, &translator), settings)
        let comparisons = try comparisons(settings, &translator)
        if settings.hasModel { addModel(comparisons, settings) }
        addComparisons(comparisons, settings)
        if !settings.passedOver.isEmpty {
            tell("link", file, "of no account here: \(settings.passedOver.joined(separator: ", "))")
        }
        comments["link.accept"] = [
            "Splink’s file has no threshold, it is an argument of predict; here it is chosen, or said:",
            "best_f, { precision: 0.999 }, { weight: 8 } or { probability: 0.95 }",
        ]
    }

    /// Notes a remark at a place of the job, where `note` may say more than the place does.
    private mutating func tell(_ place: String, _ subject: String, _ text: String, note: String? = nil) {
        comments[place, default: []].append(note ?? text)
        remarks.append("\(subject): \(text)")
    }

    // MARK: Registers

    private mutating func describe(_ roles: SplinkRoles, _ settings: SplinkSettings) {
        for index in job.registers.indices {
            job.registers[index].id = settings.uniqueID
            job.registers[index].duplicates = settings.linkType == .linkOnly ? .none : .allowed
            let place = "registers.\(job.registers[index].name).columns"
            for (column, text) in roles.remarks { comments["\(place).\(column)"] = [text] }
        }
        for (column, text) in roles.remarks.sorted(by: { $0.key < $1.key }) {
            remarks.append("column “\(column)”: \(text)")
        }
    }

    // MARK: Rules

    private mutating func addRules(_ rules: SplinkRules, _ settings: SplinkSettings) {
        comments["link.block"] = ["Which pairs are compared: the rules of \(settings.file)."]
        if rules.rules.isEmpty {
            tell("link.block", "blocking rules", "there is none to be taken; rules are chosen from the data")
        } else {
            job.link.block = .given(rules.rules)
            job.link.pairBudget = Self.pairBudget
            comments["link.pair_budget"] = ["No block is cut, as none is in Splink."]
        }
        for remark in rules.remarks {
            tell(remark.rule.map { "link.block[\($0)]" } ?? "link.block", "blocking rule", remark.text)
        }
    }

    // MARK: Comparisons

    private mutating func comparisons(
        _ settings: SplinkSettings,
        _ translator: inout SplinkTranslator
    ) throws(PipelineError) -> [SplinkComparison] {
        var made: [SplinkComparison] = []
        for given in settings.comparisons {
            var one = SplinkComparison(given, &translator, hasModel: settings.hasModel)
            if one.isEmpty {
                let why = "it is left out: " + one.remarks.map(\.text).joined(separator: "; ")
                let subject = "comparison “\(given.name)”"
                tell("link.compare", subject, why, note: "\(subject): \(why)")
                continue
            }
            var number = 1
            while made.contains(where: { $0.spec.name == one.spec.name }) {
                number += 1
                one.rename("\(given.name)_\(number)")
            }
            made.append(one)
        }
        if made.isEmpty {
            throw PipelineError(
                .usage,
                at: settings.file,
                "no comparison has a counterpart: \(remarks.last ?? "")"
            )
        }
        return made
    }

    private mutating func addComparisons(_ comparisons: [SplinkComparison], _ settings: SplinkSettings) {
        let isWhole = comparisons.allSatisfy(\.isWholeInJob)
        let isListed = model == nil || isWhole
        comments["link.compare", default: []].insert("What is compared, as in \(settings.file).", at: 0)
        if isListed {
            job.link.compare = .given(comparisons.map(\.spec))
        } else {
            comments["link.compare"]?.append(
                "The comparisons are those of the model: a job cannot say when all of them are missing."
            )
        }
        for (index, comparison) in comparisons.enumerated() {
            let subject = "comparison “\(comparison.spec.name)”"
            var told = comparison.remarks
            if model == nil && !comparison.isWholeInJob {
                told.append(
                    (nil, "a pair counts as missing if “\(comparison.spec.feature)” is, and only then")
                )
            }
            for remark in told {
                guard isListed else {
                    tell("link.compare", subject, remark.text, note: "\(subject): \(remark.text)")
                    continue
                }
                let level = remark.level.map { ".levels[\($0)]" } ?? ""
                tell("link.compare[\(index + 1)]\(level)", subject, remark.text)
            }
        }
    }

    // MARK: Model

    /// All comparisons stand alone, as in Splink.
    private mutating func addModel(_ comparisons: [SplinkComparison], _ settings: SplinkSettings) {
        let made = comparisons.map(\.comparison)
        let model = LinkageModel(
            comparisons: made,
            groups: ComparisonGroups(
                members: made.indices.map { [$0] },
                levelCounts: made.map(\.levelCount)
            ),
            m: comparisons.map { [0] + $0.m },
            u: comparisons.map { [0] + $0.u },
            prior: settings.prior
        )
        self.model = ModelFile(
            model: model,
            version: RecensusVersion.current,
            fingerprint: settings.fingerprint
        )
        job.link.model = RunDirectory.modelName
        comments["link.model"] = [
            "m, u and the prior of \(settings.file). Without this line they are estimated from the registers."
        ]
    }
}
