public import Estimation

extension CaptureRecapture {
    /// A model of how chances of capture vary, from M0 to Mbh.
    public struct ChanceModel: Sendable {
        /// The name as Rcapture writes it.
        public let name: String
        /// Estimated persons; nil if there is no estimate.
        public var population: Double?
        /// The standard error (persons), under Mbh as Rcapture computes it.
        public var standardError: Double?
        /// The standard error by the whole delta method (persons).
        public var deltaError: Double?
        /// By profile likelihood; under Mb and Mbh with log-normal unseen.
        public var interval: ConfidenceInterval?
        /// Twice the log-likelihood short of a perfect fit.
        public var deviance: Double?
        /// Cells less parameters.
        public var degreesOfFreedom: Int?
        /// Akaike's criterion.
        public var aic: Double?
        /// The Bayesian criterion.
        public var bic: Double?
        /// Why there is no estimate or interval.
        public var note: String?

        init(name: String) { self.name = name }
    }

    /// M0, Mt, Mh, Mth, Mb and Mbh, as far as the lists allow.
    mutating func addChanceModels() {
        chances = HeterogeneityModel.all(listCount: counts.listCount).map(chanceModel)
        chances += BehaviourModel.allCases.filter { counts.listCount > 2 || $0 == .behaviour }.map(
            chanceModel
        )
    }

    private func chanceModel(_ model: HeterogeneityModel) -> ChanceModel {
        var line = ChanceModel(name: model.fullName)
        do {
            let fit = try counts.fit(model)
            line.population = fit.population
            line.standardError = fit.standardError
            line.deltaError = fit.standardError
            line.deviance = fit.deviance
            line.degreesOfFreedom = fit.degreesOfFreedom
            line.aic = fit.aic
            line.bic = fit.bic
            do {
                line.interval = try counts.profileInterval(fit, level: settings.level).interval
            } catch {
                line.note = "no profile: \(error.detail)"
            }
        } catch {
            line.note = error.detail
        }
        return line
    }

    private func chanceModel(_ model: BehaviourModel) -> ChanceModel {
        var line = ChanceModel(name: model.rawValue)
        do {
            let fit = try counts.fit(model)
            line.population = fit.population
            line.standardError = fit.rcaptureError
            line.deltaError = fit.standardError
            line.deviance = fit.deviance
            line.degreesOfFreedom = fit.degreesOfFreedom
            line.aic = fit.aic
            line.bic = fit.bic
            line.interval = try ConfidenceInterval.logNormal(
                estimate: fit.population,
                variance: fit.standardError * fit.standardError,
                observed: counts.observed,
                level: settings.level
            )
        } catch {
            line.note = error.detail
        }
        return line
    }
}
