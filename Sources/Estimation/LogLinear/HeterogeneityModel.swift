/// A log-linear model in which persons differ in how easily they are caught.
///
/// Beside the intercept and the effects of lists (one each, or one for all) there are columns that depend on how many
/// lists caught a case, k. The models are those of Rcapture: 2ᵏ − 1 (Poisson), k²/2 (Darroch, normal logits),
/// −ln(3.5 + k) + ln 3.5 (gamma), and Chao's lower bound, with a column max(k − j + 1, 0) for each j from 3 on, of which
/// those with negative coefficients are dropped. Sources: Baillargeon and Rivest (2007), Journal of Statistical Software
/// 19 (5); Rivest and Baillargeon (2007), Biometrics 63, 999–1006.
public struct HeterogeneityModel: Sendable, Equatable {
    /// How chances of capture vary.
    public enum Form: String, Sendable, CaseIterable {
        /// They do not vary.
        case none
        /// Any way: the estimate is a lower bound.
        case chao
        /// 2ᵏ − 1.
        case poisson
        /// k²/2.
        case darroch
        /// −ln(3.5 + k) + ln 3.5.
        case gamma
    }

    /// How chances vary between persons.
    public let form: Form
    /// Whether lists differ in their chances.
    public let listsDiffer: Bool

    /// A model.
    public init(_ form: Form, listsDiffer: Bool) {
        self.form = form
        self.listsDiffer = listsDiffer
    }

    /// The model's short name, as in the literature: M0, Mt, Mh or Mth and its form.
    public var name: String {
        let letters = "M" + (listsDiffer ? "t" : "") + (form == .none ? "" : "h")
        switch form {
        case .none: return listsDiffer ? "Mt" : "M0"
        case .chao: return letters + " Chao"
        case .poisson: return letters + " Poisson2"
        case .darroch: return letters + " Darroch"
        case .gamma: return letters + " Gamma3.5"
        }
    }

    /// The columns for a history: the intercept first.
    func columns(_ history: Int, listCount: Int, knots: [Int]) -> [Double] {
        let k = Double(history.nonzeroBitCount)
        var row = [1.0]
        if listsDiffer {
            for j in 0..<listCount { row.append(history & (1 << j) != 0 ? 1 : 0) }
        } else {
            row.append(k)
        }
        switch form {
        case .none: break
        case .chao: for j in knots { row.append(max(0, k - Double(j) + 1)) }
        case .poisson: row.append(Double(1 << history.nonzeroBitCount) - 1)
        case .darroch: row.append(k * k / 2)
        case .gamma: row.append(-Real.log(3.5 + k) + Real.log(3.5))
        }
        return row
    }
}

/// A heterogeneity model fitted to counts.
public struct HeterogeneityFit: Sendable, Equatable {
    /// The model.
    public let model: HeterogeneityModel
    /// The estimated persons; a lower bound under Chao's form.
    public let population: Double
    /// Its standard error (persons).
    public let standardError: Double
    /// Twice the log-likelihood short of a perfect fit.
    public let deviance: Double
    /// Cells less parameters.
    public let degreesOfFreedom: Int
    /// Akaike's criterion.
    public let aic: Double
    /// The Bayesian criterion.
    public let bic: Double
}

extension CaptureCounts {
    /// Fits a heterogeneity model.
    ///
    /// - Throws: ``EstimationError``: fewer than three lists, or `noMaximumLikelihoodEstimate` where the estimate does not
    ///   exist or the model is not identified.
    public func fit(_ model: HeterogeneityModel) throws(EstimationError) -> HeterogeneityFit {
        guard listCount >= 3 || model.form == .none else {
            throw EstimationError(
                .tooFewLists,
                at: model.name,
                "\(listCount) lists; chances that vary need three lists or more"
            )
        }
        var knots = model.form == .chao ? Array(3...listCount) : []
        while true {
            let design = (1..<counts.count).map { model.columns($0, listCount: listCount, knots: knots) }
            let existence = Existence(design: design, isPositive: counts.dropFirst().map { $0 > 0 })
            let parameters = design[0].count
            guard existence.exists,
                let fit = denseFit(design: design, counts: counts.dropFirst().map(Double.init))
            else {
                // Under Chao's form a column without an estimate is one whose coefficient falls for ever.
                if model.form == .chao, !knots.isEmpty {
                    knots.removeLast()
                    continue
                }
                throw EstimationError(
                    .noMaximumLikelihoodEstimate,
                    at: model.name,
                    "the likelihood grows for ever along some parameter; the counts are too thin for this model"
                )
            }
            let heterogeneity = fit.coefficients.suffix(knots.count)
            if let least = heterogeneity.min(), least < 0,
                let place = heterogeneity.firstIndex(of: least)
            {
                knots.remove(at: place - heterogeneity.startIndex)
                continue
            }
            return heterogeneityResult(model, fit, parameters)
        }
    }

    private func heterogeneityResult(_ model: HeterogeneityModel, _ fit: DenseFit, _ parameters: Int)
        -> HeterogeneityFit
    {
        let unseen = Real.exp(fit.coefficients[0])
        let deviance = LogLinearFitting.deviance(values, [0] + fit.means)
        var logLikelihood = -deviance / 2
        for y in values { logLikelihood += Real.xlog(y, y) - y - Real.logFactorial(y) }
        return HeterogeneityFit(
            model: model,
            population: Double(observed) + unseen,
            standardError: (unseen + unseen * unseen * fit.firstVariance).squareRoot(),
            deviance: deviance,
            degreesOfFreedom: counts.count - 1 - parameters,
            aic: -2 * logLikelihood + 2 * Double(parameters),
            bic: -2 * logLikelihood + Double(parameters) * Real.log(Double(observed))
        )
    }
}
