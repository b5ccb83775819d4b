public import Estimation

extension CaptureRecapture {
    /// A model that was asked for by name, with all that a fit says.
    public struct NamedModel: Sendable {
        /// A coefficient of the fit.
        public struct Coefficient: Sendable {
            /// The lists it belongs to, or the column's name.
            public let term: String
            /// The natural logarithm; −∞ where the lists share no case, ∞ where it is infinite otherwise or open.
            public let estimate: Double
            /// Its standard error; infinite where the estimate is.
            public let standardError: Double
        }

        /// The model's name.
        public let name: String
        /// Estimated persons.
        public let population: Double
        /// The standard error (persons), under Mbh as Rcapture computes it.
        public let standardError: Double
        /// The interval.
        public var interval: ConfidenceInterval?
        /// The population with the greatest profile likelihood.
        public var profilePopulation: Double?
        /// Twice the log-likelihood short of a perfect fit.
        public let deviance: Double
        /// Cells less parameters.
        public let degreesOfFreedom: Int
        /// Akaike's criterion.
        public let aic: Double
        /// The Bayesian criterion.
        public let bic: Double
        /// The coefficients, the intercept first.
        public let coefficients: [Coefficient]
        /// Observed and fitted counts and residuals by history.
        public let histories: [CellResidual]
        /// What to know before using it.
        public var note: String?

        /// Pearson's statistic, Σ (y − μ)²/μ.
        public var pearson: Double { histories.reduce(0) { $0 + $1.pearson * $1.pearson } }
    }

    /// Fits the model of a name and nothing else.
    mutating func addNamedModel(_ text: String, path: String) throws {
        let found: NamedModel
        do throws(EstimationError) {
            found = try namedModel(text)
        } catch {
            if error.code == .settingOutOfRange {
                throw PipelineError(.usage, at: "--model \(text)", error.detail)
            }
            refusal = PipelineError(.malformed, at: path, "\(text) has no estimate: \(error.detail)")
            return
        }
        named = found
        lines.append(
            Line(
                method: "model",
                model: found.name,
                population: found.population,
                standardError: found.standardError,
                interval: found.interval,
                note: found.note
            )
        )
    }

    private func namedModel(_ text: String) throws(EstimationError) -> NamedModel {
        let wanted = Self.plainName(text)
        for model in HeterogeneityModel.all(listCount: counts.listCount) {
            if wanted == Self.plainName(model.name) || wanted == Self.plainName(model.fullName) {
                return try named(model)
            }
        }
        for model in BehaviourModel.allCases where wanted == Self.plainName(model.rawValue) {
            return try named(model)
        }
        let model = try LogLinearModel(text, lists: counts.lists)
        switch try counts.fit(model) {
        case .fitted(let fit): return try named(fit)
        case .refused(let refused):
            if let fit = refused.extended { return try named(fit) }
            throw EstimationError(.noMaximumLikelihoodEstimate, at: model.name, refused.explanation(counts))
        }
    }

    /// A model's name without what people write in several ways: `Mth Poisson2`, `mth-poisson`.
    private static func plainName(_ text: String) -> String {
        var name = text.lowercased()
        for ending in [" (lb)", "2", "3.5"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        return name.filter { !" -_".contains($0) }
    }

    private func named(_ fit: LogLinearFit) throws(EstimationError) -> NamedModel {
        let coefficients = fit.model.terms.indices.map { place in
            NamedModel.Coefficient(
                term: fit.model.terms[place] == 0 ? "(Intercept)" : counts.names(of: fit.model.terms[place]),
                estimate: fit.coefficients[place],
                standardError: fit.coefficientErrors.indices.contains(place)
                    ? fit.coefficientErrors[place] : .infinity
            )
        }
        var result = NamedModel(
            name: fit.model.name,
            population: fit.population,
            standardError: fit.standardError,
            deviance: fit.deviance,
            degreesOfFreedom: fit.degreesOfFreedom,
            aic: fit.aic,
            bic: fit.bic,
            coefficients: coefficients,
            histories: fit.residuals(counts),
            note: extensionNote(fit)
        )
        result.use { () throws(EstimationError) in try fit.profileInterval(counts, level: settings.level) }
        return result
    }

    private func named(_ model: HeterogeneityModel) throws(EstimationError) -> NamedModel {
        let fit = try counts.fit(model)
        var result = NamedModel(
            name: model.fullName,
            population: fit.population,
            standardError: fit.standardError,
            deviance: fit.deviance,
            degreesOfFreedom: fit.degreesOfFreedom,
            aic: fit.aic,
            bic: fit.bic,
            coefficients: Self.coefficients(fit.columns, fit.coefficients, fit.coefficientErrors),
            histories: fit.residuals(counts),
            note: model.form == .chao ? "a lower bound" : nil
        )
        result.use { () throws(EstimationError) in try counts.profileInterval(fit, level: settings.level) }
        return result
    }

    private func named(_ model: BehaviourModel) throws(EstimationError) -> NamedModel {
        let fit = try counts.fit(model)
        var result = NamedModel(
            name: model.rawValue,
            population: fit.population,
            standardError: fit.rcaptureError,
            deviance: fit.deviance,
            degreesOfFreedom: fit.degreesOfFreedom,
            aic: fit.aic,
            bic: fit.bic,
            coefficients: Self.coefficients(fit.columns, fit.coefficients, fit.coefficientErrors),
            histories: fit.residuals(counts),
            note: "the order of the lists matters"
                + (model == .behaviour
                    ? "" : "; standard error by the whole delta method \(number(fit.standardError))")
        )
        result.interval = try ConfidenceInterval.logNormal(
            estimate: fit.population,
            variance: fit.standardError * fit.standardError,
            observed: counts.observed,
            level: settings.level
        )
        return result
    }

    private static func coefficients(_ names: [String], _ values: [Double], _ errors: [Double])
        -> [NamedModel.Coefficient]
    {
        names.indices.map {
            NamedModel.Coefficient(term: names[$0], estimate: values[$0], standardError: errors[$0])
        }
    }
}

extension CaptureRecapture.NamedModel {
    /// Takes a profile, or the reason why there is none.
    fileprivate mutating func use(_ profile: () throws(EstimationError) -> ProfileInterval) {
        do throws(EstimationError) {
            let found = try profile()
            interval = found.interval
            profilePopulation = found.population
        } catch {
            note = [note, "no profile: \(error.detail)"].compactMap { $0 }.joined(separator: "; ")
        }
    }
}
