import Estimation

/// The estimates of three lists and more.
extension CaptureRecapture {
    /// The models that the criteria choose, or the reason why they choose none.
    mutating func addLogLinear(_ path: String) throws {
        let independence = try LogLinearModel(listCount: counts.listCount)
        if let fit = try counts.fit(independence).fit {
            lines.append(try line("independent lists", fit, notes: []))
        }
        let order = settings.order ?? (counts.listCount <= 4 ? nil : counts.listCount <= 6 ? 2 : 1)
        let family = try LogLinearFamily(
            LogLinearModel.all(listCount: counts.listCount, order: order),
            counts: counts
        )
        self.family = family
        if order == 1 { return }
        var isVoid = true
        for (criterion, name) in [(LogLinearFamily.Criterion.aic, "AIC"), (.bic, "BIC")] {
            let choice = family.choice(by: criterion)
            guard let best = choice.best, !choice.isVoid else { continue }
            isVoid = false
            var notes: [String] = []
            if let refused = choice.preferredButRefused.first {
                notes.append("next best: \(refused.model.name) has no estimate")
            }
            if let told = extensionNote(best) { notes.append(told) }
            if best.degreesOfFreedom == 0 { notes.append("fits perfectly; nothing is left to test it") }
            lines.append(try line("lowest \(name)", best, notes: notes))
            if criterion == .bic { try addSelectionBootstrap(family) }
        }
        guard isVoid else { return }
        let preferred = family.choice(by: .aic).preferredButRefused.first ?? family.refused.first
        let reason =
            preferred.map { "\($0.model.name): \($0.explanation(counts))" } ?? "no model has an estimate"
        refusal = PipelineError(
            .malformed,
            at: path,
            "no model can be chosen, for the best has no maximum-likelihood estimate (\(reason)); join lists that share "
                + "nobody, or use another list"
        )
    }

    /// The lowest BIC, chosen anew on each of many tables.
    private mutating func addSelectionBootstrap(_ family: LogLinearFamily) throws {
        guard settings.bootstrapDraws > 0 else { return }
        do throws(EstimationError) {
            let bootstrap = try family.bootstrap(counts, draws: settings.bootstrapDraws, seed: settings.seed)
            selection = bootstrap
            let often =
                bootstrap.choices.first.map { "; \($0.model.name) in \(Plain.percent($0.share)) of draws" }
                ?? ""
            let failed = bootstrap.failures > 0 ? "; \(bootstrap.failures) draws had no estimate" : ""
            lines.append(
                Line(
                    method: "lowest BIC, bootstrap",
                    model: bootstrap.estimate.model.name,
                    population: bootstrap.estimate.population,
                    standardError: nil,
                    interval: try bootstrap.interval(level: settings.level),
                    note: "choice of model included\(often)\(failed)"
                )
            )
        } catch {
            if error.code == .settingOutOfRange { throw error }
            lines.append(noEstimate("lowest BIC, bootstrap", error.detail))
        }
    }

    /// The sparse stepwise model, with its bootstrap.
    mutating func addStepwise() throws {
        guard let fit = try? counts.stepwise() else {
            lines.append(noEstimate("stepwise", "a list shares nobody with the others"))
            return
        }
        let model = LogLinearModel.name(listCount: counts.listCount, pairs: fit.steps.map(\.pair))
        let empty = fit.steps.filter(\.isEmpty).map { counts.names(of: $0.pair) }
        let note = empty.isEmpty ? nil : "never together: \(empty.joined(separator: ", "))"
        let interval = try fit.interval(level: settings.level)
        lines.append(
            Line(
                method: "stepwise",
                model: model,
                population: fit.population,
                standardError: fit.standardError,
                interval: interval,
                note: note
            )
        )
        guard settings.bootstrapDraws > 0 else { return }
        do {
            let bootstrap = try counts.stepwiseBootstrap(draws: settings.bootstrapDraws, seed: settings.seed)
            let failed = bootstrap.failures > 0 ? "; \(bootstrap.failures) draws had no estimate" : ""
            lines.append(
                Line(
                    method: "stepwise, bootstrap",
                    model: model,
                    population: fit.population,
                    standardError: nil,
                    interval: try bootstrap.interval(level: settings.level),
                    note: "choice of model included\(failed)"
                )
            )
        } catch {
            if error.code == .settingOutOfRange { throw error }
            lines.append(noEstimate("stepwise, bootstrap", error.detail))
        }
    }

    /// Chao's lower bound and sample coverage.
    mutating func addBounds() {
        let bounds = counts.chaoBounds
        lines.append(
            Line(
                method: Self.lowerBound,
                model: nil,
                population: bounds.lists ?? bounds.biasCorrected,
                standardError: nil,
                interval: nil,
                note: bounds.lists == nil ? "corrected for bias" : nil
            )
        )
        do {
            let coverage = try SampleCoverage(counts)
            let errors =
                settings.bootstrapDraws > 1
                ? try? counts.sampleCoverageErrors(draws: settings.bootstrapDraws, seed: settings.seed) : nil
            let share = Plain.percent(coverage.coverage)
            let low = coverage.isCoverageHigh ? nil : "coverage \(share), low: prefer this one"
            let high = coverage.isCoverageHigh ? "coverage \(share)" : "coverage \(share), too low for it"
            lines.append(covered("sample coverage, low", coverage.lowCoverage, errors?.lowCoverage, low))
            if let value = coverage.highCoverage {
                var line = covered("sample coverage, high", value, errors?.highCoverage, high)
                line.isReliable = coverage.isCoverageHigh
                lines.append(line)
            } else {
                lines.append(noEstimate("sample coverage, high", high))
            }
        } catch {
            lines.append(noEstimate("sample coverage", error.detail))
        }
    }

    /// Averages over decomposable graphs, and latent classes.
    mutating func addBayesian() throws {
        if counts.listCount <= 5 { try addGraphs() }
        guard settings.latentClassDraws > 0 else { return }
        var sampler = LatentClassEstimate.Settings()
        sampler.draws = settings.latentClassDraws
        // Chains change modes slowly: many iterations per draw, and five times as many iterations as draws before the first.
        sampler.thinning = 20
        sampler.burnIn = 5 * settings.latentClassDraws
        sampler.chains = settings.chains
        sampler.classes = settings.classes
        let classes = try LatentClassEstimate(
            counts,
            settings: sampler,
            seed: settings.seed,
            stream: settings.stream
        )
        latentClasses = classes
        let greatest = max(classes.scaleReduction, classes.rankScaleReduction)
        let reduction = "R̂ \(Plain.fixed(greatest, decimals: 3))"
        let medians = classes.chainMedians.map(number).joined(separator: ", ")
        guard greatest < Self.refusedReduction else {
            lines.append(noEstimate("latent classes", "chains disagree (\(reduction)); ask for more --draws"))
            return
        }
        guard !classes.hasSeparateModes else {
            lines.append(
                noEstimate(
                    "latent classes",
                    "chains stay in different modes (medians \(medians)); ask for more --draws"
                )
            )
            return
        }
        var line = Line(
            method: "latent classes",
            model: nil,
            population: classes.median,
            standardError: classes.standardDeviation,
            interval: try classes.interval(level: settings.level),
            note: "median; \(reduction)"
        )
        line.isReliable = greatest < 1.05
        line.draws = classes.draws.map(Double.init)
        lines.append(line)
    }

    /// Chains whose variance between them is beyond this are refused.
    private static let refusedReduction = 1.2

    private mutating func addGraphs() throws {
        let average: GraphAveraging
        do {
            average = try GraphAveraging(
                counts,
                delta: settings.delta,
                unseen: settings.unseen,
                prior: settings.prior
            )
        } catch {
            lines.append(noEstimate("decomposable graphs", error.detail))
            return
        }
        let cut = average.massInUpperHalf
        var line = Line(
            method: "decomposable graphs",
            model: average.graphs.first?.graph.name,
            population: average.median,
            standardError: nil,
            interval: try average.interval(level: settings.level),
            note: cut > 0.001
                ? "median; \(Plain.percent(cut)) in the upper half of the range tried"
                : "median; model: the likeliest"
        )
        line.draws = average.draws(Self.posteriorDraws, seed: settings.seed, stream: settings.stream)
        lines.append(line)
        graphs = average
    }

    /// Draws of a posterior that is to be added to those of other groups.
    private static let posteriorDraws = 10_000

    /// What is infinite about an extended estimate; nil for an ordinary one.
    func extensionNote(_ fit: LogLinearFit) -> String? {
        switch fit.extent {
        case .ordinary: return nil
        case .emptyOverlaps:
            let sets = zip(fit.model.terms, fit.coefficients).filter { $0.1 == -.infinity }.map(\.0)
            let least = sets.filter { set in !sets.contains { $0 != set && set & $0 == $0 } }
            return
                "extended estimate: no case is on all of \(least.map(counts.names(of:)).joined(separator: ", "))"
        case .face:
            let zero = fit.zeroHistories.count
            return
                "extended estimate: \(zero) of the histories \(zero == 1 ? "has" : "have") a fitted count of 0"
        }
    }

    /// A log-linear estimate with its profile interval.
    func line(_ method: String, _ fit: LogLinearFit, notes: [String]) throws -> Line {
        var interval: ConfidenceInterval?
        var notes = notes
        do {
            interval = try fit.profileInterval(counts, level: settings.level).interval
        } catch {
            if error.code == .settingOutOfRange { throw error }
            notes.append("no profile: \(error.detail)")
        }
        let told = notes.isEmpty ? nil : notes.joined(separator: "; ")
        return Line(
            method: method,
            model: fit.model.name,
            population: fit.population,
            standardError: fit.standardError,
            interval: interval,
            note: told
        )
    }

    private func covered(_ method: String, _ value: Double, _ error: Double?, _ note: String?) -> Line {
        let interval = error.flatMap {
            try? ConfidenceInterval.logNormal(
                estimate: value,
                variance: $0 * $0,
                observed: counts.observed,
                level: settings.level
            )
        }
        return Line(
            method: method,
            model: nil,
            population: value,
            standardError: error,
            interval: interval,
            note: note
        )
    }

    private func noEstimate(_ method: String, _ note: String) -> Line {
        Line(method: method, model: nil, population: nil, standardError: nil, interval: nil, note: note)
    }
}
