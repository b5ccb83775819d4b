import Estimation

/// What the command gives to programs.
extension CaptureRecapture {
    /// The estimates for programs.
    public var json: JSONText { json(nil) }

    /// The estimates for programs, with those of groups.
    public func json(_ groups: StratifiedRecapture?) -> JSONText {
        .object([
            ("lists", .array(counts.lists.map { .string($0) })), ("observed", .integer(counts.observed)),
            ("level", .number(settings.level)), ("seed", .string(String(settings.seed))),
            (
                "list_totals",
                .object(counts.lists.indices.map { (counts.lists[$0], .integer(counts.total(of: $0))) })
            ),
            ("estimates", .array(lines.map(Self.json))),
            ("models", .array((family?.fits(by: .aic) ?? []).map(json))),
            ("refused_models", .array((family?.refused ?? []).map(json))),
            ("chance_models", .array(chances.map(Self.json))), ("pairs", .array(pairs.map(json))),
            ("model", named.map(json) ?? .null), ("strata", groups?.json ?? .null),
            ("model_choice", selection.map(Self.json) ?? .null),
            ("latent_classes", latentClasses.map(json) ?? .null),
            ("warnings", .array(warnings.map { .string($0) })),
            ("refusal", refusal.map { .string($0.detail) } ?? .null),
        ])
    }

    private static func json(_ line: Line) -> JSONText {
        .object([
            ("method", .string(line.method)), ("model", line.model.map { .string($0) } ?? .null),
            ("population", line.population.map { .number($0) } ?? .null),
            ("standard_error", line.standardError.map { .number($0) } ?? .null),
            ("lower", line.interval.map { .number($0.lower) } ?? .null),
            ("upper", line.interval?.upper.map { .number($0) } ?? .null),
            ("reliable", .bool(line.isReliable)), ("note", line.note.map { .string($0) } ?? .null),
        ])
    }

    private func json(_ fit: LogLinearFit) -> JSONText {
        .object([
            ("model", .string(fit.model.name)), ("population", .number(fit.population)),
            ("standard_error", .number(fit.standardError)), ("deviance", .number(fit.deviance)),
            ("degrees_of_freedom", .integer(fit.degreesOfFreedom)), ("aic", .number(fit.aic)),
            ("bic", .number(fit.bic)), ("extent", .string(fit.extent.rawValue)),
            ("zero_histories", .array(fit.zeroHistories.map { .string(digits($0)) })),
        ])
    }

    /// A history as digits, a 1 for each list that caught the case, lists in their order.
    func digits(_ history: Int) -> String {
        counts.lists.indices.map { history & (1 << $0) != 0 ? "1" : "0" }.joined()
    }

    private func json(_ model: RefusedModel) -> JSONText {
        .object([
            ("model", .string(model.model.name)), ("reason", .string(model.reason.rawValue)),
            ("explanation", .string(model.explanation(counts))),
            ("aic_approached", model.aicApproached.map { .number($0) } ?? .null),
            ("bic_approached", model.bicApproached.map { .number($0) } ?? .null),
        ])
    }

    private static func json(_ bootstrap: SelectionBootstrap) -> JSONText {
        .object([
            ("criterion", .string(LogLinearFamily.Criterion.bic.rawValue)),
            ("models", .integer(bootstrap.modelCount)), ("draws", .integer(bootstrap.populations.count)),
            ("failures", .integer(bootstrap.failures)), ("acceleration", .number(bootstrap.acceleration)),
            ("bias", .number(bootstrap.bias)),
            (
                "choices",
                .array(
                    bootstrap.choices.map {
                        .object([("model", .string($0.model.name)), ("share", .number($0.share))])
                    }
                )
            ),
        ])
    }

    private func json(_ classes: LatentClassEstimate) -> JSONText {
        .object([
            ("chains", .integer(classes.chainMedians.count)), ("draws", .integer(classes.draws.count)),
            ("chain_medians", .array(classes.chainMedians.map { .number($0) })),
            ("scale_reduction", .number(classes.scaleReduction)),
            ("rank_scale_reduction", .number(classes.rankScaleReduction)),
            ("separate_modes", .bool(classes.hasSeparateModes)),
        ])
    }

    private static func json(_ model: ChanceModel) -> JSONText {
        .object([
            ("model", .string(model.name)), ("population", number(model.population)),
            ("standard_error", number(model.standardError)),
            ("standard_error_delta", number(model.deltaError)),
            ("lower", number(model.interval?.lower)), ("upper", number(model.interval?.upper)),
            ("deviance", number(model.deviance)),
            ("degrees_of_freedom", model.degreesOfFreedom.map { .integer($0) } ?? .null),
            ("aic", number(model.aic)), ("bic", number(model.bic)),
            ("note", model.note.map { .string($0) } ?? .null),
        ])
    }

    private func json(_ pair: Pair) -> JSONText {
        .object([
            ("first", .string(counts.lists[pair.lists.0])), ("second", .string(counts.lists[pair.lists.1])),
            ("on_first", .integer(pair.table.first)), ("on_second", .integer(pair.table.second)),
            ("on_both", .integer(pair.table.both)),
            ("lincoln_petersen", pair.lincolnPetersen.map(json) ?? .null), ("chapman", json(pair.chapman)),
        ])
    }

    private func json(_ estimate: PopulationEstimate) -> JSONText {
        let interval = try? estimate.logNormalInterval(level: settings.level)
        return .object([
            ("population", .number(estimate.population)), ("variance", .number(estimate.variance)),
            ("standard_error", .number(estimate.standardError)), ("lower", Self.number(interval?.lower)),
            ("upper", Self.number(interval?.upper)),
        ])
    }

    private func json(_ model: NamedModel) -> JSONText {
        .object([
            ("model", .string(model.name)), ("population", .number(model.population)),
            ("standard_error", .number(model.standardError)), ("lower", Self.number(model.interval?.lower)),
            ("upper", Self.number(model.interval?.upper)),
            ("profile_population", Self.number(model.profilePopulation)),
            ("deviance", .number(model.deviance)),
            ("pearson", .number(model.pearson)), ("degrees_of_freedom", .integer(model.degreesOfFreedom)),
            ("aic", .number(model.aic)), ("bic", .number(model.bic)),
            (
                "coefficients",
                .array(
                    model.coefficients.map {
                        .object([
                            ("term", .string($0.term)), ("estimate", .number($0.estimate)),
                            ("infinite", .bool($0.estimate.isInfinite)),
                            ("standard_error", .number($0.standardError)),
                        ])
                    }
                )
            ),
            (
                "histories",
                .array(
                    model.histories.map {
                        .object([
                            ("history", .string(digits($0.history))), ("observed", .integer($0.observed)),
                            ("fitted", .number($0.fitted)), ("pearson_residual", .number($0.pearson)),
                            ("deviance_residual", .number($0.deviance)),
                        ])
                    }
                )
            ), ("note", model.note.map { .string($0) } ?? .null),
        ])
    }

    private static func number(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }
}
