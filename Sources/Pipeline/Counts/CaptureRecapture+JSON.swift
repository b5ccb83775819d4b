import Estimation

/// What the command gives to programs.
extension CaptureRecapture {
    /// The estimates for programs.
    public var json: JSONText { json(nil) }

    /// The estimates for programs, with those of groups.
    public func json(_ groups: StratifiedRecapture?) -> JSONText {
        let totals: [(name: String, value: JSONText)] = counts.lists.indices.map {
            (counts.lists[$0], .integer(counts.total(of: $0)))
        }
        let table: [(name: String, value: JSONText)] = [
            ("lists", .array(counts.lists.map { .string($0) })), ("observed", .integer(counts.observed)),
            ("level", .number(settings.level)), ("seed", .string(String(settings.seed))),
            ("list_totals", .object(totals)),
        ]
        let models: [(name: String, value: JSONText)] = [
            ("estimates", .array(lines.map(Self.json))),
            ("models", .array((family?.fits(by: .aic) ?? []).map(fitJSON))),
            ("refused_models", .array((family?.refused ?? []).map(refusedJSON))),
            ("chance_models", .array(chances.map(Self.chanceJSON))), ("pairs", .array(pairs.map(pairJSON))),
            ("model", named.map(namedJSON) ?? .null), ("strata", groups?.json ?? .null),
        ]
        let others: [(name: String, value: JSONText)] = [
            ("chao_bounds", chaoJSON), ("sample_coverage", coverageJSON),
            ("graphs", graphs.map(graphsJSON) ?? .null),
            ("model_choice", selection.map(Self.selectionJSON) ?? .null),
            ("latent_classes", latentClasses.map(Self.classesJSON) ?? .null),
            ("warnings", .array(warnings.map { .string($0) })),
            ("refusal", refusal.map { .string($0.detail) } ?? .null),
        ]
        return .object(table + models + others)
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

    private func fitJSON(_ fit: LogLinearFit) -> JSONText {
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

    private func refusedJSON(_ model: RefusedModel) -> JSONText {
        .object([
            ("model", .string(model.model.name)), ("reason", .string(model.reason.rawValue)),
            ("explanation", .string(model.explanation(counts))),
            ("aic_approached", model.aicApproached.map { .number($0) } ?? .null),
            ("bic_approached", model.bicApproached.map { .number($0) } ?? .null),
        ])
    }

    static func chanceJSON(_ model: ChanceModel) -> JSONText {
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

    func pairJSON(_ pair: Pair) -> JSONText {
        .object([
            ("first", .string(counts.lists[pair.lists.0])), ("second", .string(counts.lists[pair.lists.1])),
            ("on_first", .integer(pair.table.first)), ("on_second", .integer(pair.table.second)),
            ("on_both", .integer(pair.table.both)),
            ("lincoln_petersen", pair.lincolnPetersen.map(estimateJSON) ?? .null),
            ("chapman", estimateJSON(pair.chapman)),
        ])
    }

    private func estimateJSON(_ estimate: PopulationEstimate) -> JSONText {
        let interval = try? estimate.logNormalInterval(level: settings.level)
        return .object([
            ("population", .number(estimate.population)), ("variance", .number(estimate.variance)),
            ("standard_error", .number(estimate.standardError)), ("lower", Self.number(interval?.lower)),
            ("upper", Self.number(interval?.upper)),
        ])
    }

    func namedJSON(_ model: NamedModel) -> JSONText {
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

    static func number(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }
}
