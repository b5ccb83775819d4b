import Blocking
import Columns
import Comparison
import Jobs
import Linkage
import Resolution

/// A job's words about linking, checked against the records and turned into settings.
struct LinkPlan {
    let job: Job
    let records: Records
    let source: JobSource

    /// The most rules that pairs can be told by.
    static let largestRuleCount = 255
    /// A weight that no pair reaches, or falls below: probability 1 or 0.
    static let extremeWeight: Float = 1000

    /// The settings for the linker.
    ///
    /// - Throws: ``JobError`` for what the records do not have, with what they have.
    func settings(model: LinkageModel?, workers: Workers) throws(JobError) -> LinkSettings {
        let link = job.link
        if link.labels != nil && model != nil {
            throw source.mistake(
                [.key("link"), .key("labels")],
                "labelled pairs estimate a model, and a model is given",
                expected: "`labels` or `model`, not both"
            )
        }
        var settings = LinkSettings(registers: job.registers.count)
        settings.workers = workers
        settings.seed = job.seed
        settings.pairBudget = link.pairBudget
        settings.model = model
        settings.keep = min(Float(link.keepWeight ?? Double(settings.keep)), threshold ?? .infinity)
        settings.duplicates = job.registers.map { register in
            switch register.duplicates {
            case .auto: .auto
            case .none: .none
            case .allowed: .allowed
            }
        }
        try addTopology(to: &settings)
        settings.rules = try rules()
        settings.comparisons = try comparisons()
        if let model, settings.comparisons == nil { settings.comparisons = try readyMade(model) }
        settings.pairRules = try pairRules(settings)
        return settings
    }

    /// The way people are made.
    static func method(_ method: LinkJob.Method, duplicateFree: [Bool]) -> ResolutionRules.Method {
        switch method {
        case .auto: duplicateFree == [true, true] ? .oneToOne : .consistent
        case .connectedComponents: .connectedComponents
        case .mutualBest: .mutualBest
        case .oneToOne: .oneToOne
        case .consistent: .consistent
        }
    }

    /// The threshold that the job names, in bits; nil if it is to be chosen.
    var threshold: Float? {
        switch job.link.accept {
        case .bestF, .precision: nil
        case .weight(let weight): Float(weight)
        case .probability(let share): Self.weight(ofProbability: share)
        }
    }

    /// The log2 odds of a probability.
    static func weight(ofProbability share: Double) -> Float {
        if share <= 0 { return -extremeWeight }
        if share >= 1 { return extremeWeight }
        return Float(log2Odds(share))
    }

    // MARK: Parts

    private func addTopology(to settings: inout LinkSettings) throws(JobError) {
        func index(_ name: String) -> Int { job.registers.firstIndex { $0.name == name } ?? 0 }
        for (number, entry) in job.link.topology.enumerated() {
            let a = index(entry.first)
            let b = index(entry.second)
            if !entry.isLinked {
                settings.forbidden.append((a, b))
            } else if a == b {
                if settings.duplicates[a] == .none {
                    throw source.mistake(
                        [.key("link"), .key("topology"), .item(number)],
                        "records of “\(entry.first)” are to be linked with each other, but the register is "
                            + "declared free of duplicates",
                        expected: "one or the other"
                    )
                }
                settings.duplicates[a] = .allowed
            }
        }
    }

    private func rules() throws(JobError) -> [BlockingRule]? {
        guard case .given(let given) = job.link.block else { return nil }
        let steps: [JobSource.Step] = [.key("link"), .key("block")]
        if given.count > Self.largestRuleCount {
            throw source.mistake(
                steps,
                "there are \(given.count) rules",
                expected: "at most \(Self.largestRuleCount)"
            )
        }
        var rules: [BlockingRule] = []
        for (number, spec) in given.enumerated() {
            var parts: [KeyPart] = []
            for key in spec.keys { parts.append(try part(key, steps + [.item(number)])) }
            rules.append(BlockingRule(parts))
        }
        return rules
    }

    private func part(_ key: BlockingKeySpec, _ steps: [JobSource.Step]) throws(JobError) -> KeyPart {
        try requireFeature(key.feature, steps)
        if key.transforms.count > 1 {
            throw source.mistake(
                steps,
                "“\(key)” has \(key.transforms.count) transforms",
                expected: "at most one"
            )
        }
        return KeyPart(key.feature, key.transforms.first ?? .exact)
    }

    private func comparisons() throws(JobError) -> [ReadyMadeComparison]? {
        guard case .given(let given) = job.link.compare else { return nil }
        let suited = ReadyMadeComparison.suited(to: records)
        var result: [ReadyMadeComparison] = []
        var names: Set<String> = []
        for (number, spec) in given.enumerated() {
            let steps: [JobSource.Step] = [.key("link"), .key("compare"), .item(number)]
            let comparison = try comparison(spec, suited, steps)
            if !names.insert(comparison.comparison.name).inserted {
                throw source.mistake(
                    steps,
                    "two comparisons are called “\(comparison.comparison.name)”",
                    expected: "a `name` of its own for each"
                )
            }
            result.append(comparison)
        }
        return result
    }

    private func comparison(
        _ spec: ComparisonSpec,
        _ suited: [ReadyMadeComparison],
        _ steps: [JobSource.Step]
    ) throws(JobError) -> ReadyMadeComparison {
        guard let levels = spec.levels else {
            return try given(spec, readyMade(spec, suited, steps), steps)
        }
        try requireFeature(spec.feature, steps)
        // Two levels, missing and different, come by themselves; a level has four bits.
        if levels.count > 14 {
            throw source.mistake(
                steps + [.key("levels")],
                "there are \(levels.count) levels",
                expected: "at most 14"
            )
        }
        let made = levels.map { ComparisonLevel($0.name, $0.rule.completed(own: spec.feature)) }
        for (number, level) in made.enumerated() {
            for feature in level.agreement.features {
                try requireFeature(feature, steps + [.key("levels"), .item(number)])
            }
        }
        let isExactFirst = made.first?.agreement == .exact(spec.feature)
        if spec.termFrequency == true && !isExactFirst {
            throw source.mistake(
                steps + [.key("tf")],
                "rare values cannot weigh more where the first level is not `exact`",
                expected: "`exact` as the first level, or no `tf`"
            )
        }
        let written = ReadyMadeComparison(
            expectingAgreementIn: Comparison(
                name: spec.name,
                required: [spec.feature],
                levels: made,
                termFrequency: isExactFirst && spec.termFrequency != false ? spec.feature : nil
            )
        )
        return try given(spec, written, steps)
    }

    /// A comparison with the probabilities that the job gives for its levels.
    private func given(
        _ spec: ComparisonSpec,
        _ comparison: ReadyMadeComparison,
        _ steps: [JobSource.Step]
    ) throws(JobError) -> ReadyMadeComparison {
        var result = comparison
        let labels = comparison.comparison.levels.map(\.label) + [ComparisonSpec.elseLevel]
        for fixed in spec.fixedM {
            guard let level = labels.firstIndex(of: fixed.level) else {
                throw source.mistake(
                    steps + [.key("m")],
                    "there is no level “\(fixed.level)”",
                    expected: NodeReader.oneOf(labels),
                    suggestion: WordSuggestion.nearest(to: fixed.level, among: labels)
                )
            }
            result.givenM[level] = fixed.probability
        }
        let sum = result.givenM.reduce(0) { $0 + ($1 ?? 0) }
        if !result.givenM.contains(nil) && abs(sum - 1) > 1e-6 {
            throw source.mistake(
                steps + [.key("m")],
                "the probabilities of all levels add up to \(sum)",
                expected: "1, or a level left out to be estimated"
            )
        }
        return result
    }

    /// The ready-made comparison of a feature, also of one that another comparison takes in by default.
    private func readyMade(
        _ spec: ComparisonSpec,
        _ suited: [ReadyMadeComparison],
        _ steps: [JobSource.Step]
    ) throws(JobError) -> ReadyMadeComparison {
        // The name of a ready-made comparison will do as well: `address` for the parts of one.
        if let whole = suited.first(where: { $0.comparison.name == spec.feature }) {
            return renamed(whole, spec)
        }
        try requireFeature(spec.feature, steps)
        let alone = Records(
            registers: records.registers,
            identifiers: records.identifiers,
            features: records.features.filter { $0.name == spec.feature }
        )
        let own =
            suited.first { $0.comparison.required.contains(spec.feature) }
            ?? ReadyMadeComparison.suited(to: alone).first
        guard let own else {
            throw source.mistake(
                steps,
                "there is no ready-made comparison for “\(spec.feature)”",
                expected: "`levels` of your own"
            )
        }
        return renamed(own, spec)
    }

    private func renamed(_ readyMade: ReadyMadeComparison, _ spec: ComparisonSpec) -> ReadyMadeComparison {
        var comparison = readyMade.comparison
        if spec.name != spec.feature { comparison.name = spec.name }
        if spec.termFrequency == false { comparison.termFrequency = nil }
        return ReadyMadeComparison(comparison, expectedM: readyMade.expectedM)
    }

    /// A model's comparisons, if the records have what they look at.
    private func readyMade(_ model: LinkageModel) throws(JobError) -> [ReadyMadeComparison] {
        let known = records.features.map(\.name)
        for comparison in model.comparisons {
            for feature in comparison.features where !known.contains(feature) {
                throw source.mistake(
                    [.key("link"), .key("model")],
                    "the model looks at “\(feature)”, which these registers do not have",
                    expected: "registers with the features of the model; these have "
                        + known.joined(separator: ", "),
                    suggestion: nil
                )
            }
        }
        return model.comparisons.indices.map {
            ReadyMadeComparison(model.comparisons[$0], expectedM: Array(model.m[$0].dropFirst()))
        }
    }

    private func requireFeature(_ name: String, _ steps: [JobSource.Step]) throws(JobError) {
        let known = records.features.map(\.name)
        if known.contains(name) { return }
        throw source.mistake(
            steps,
            "there is no feature “\(name)”",
            expected: NodeReader.oneOf(known),
            suggestion: WordSuggestion.nearest(to: name, among: known)
        )
    }
}
