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

    /// The model's name as Rcapture writes it: the lower bound is marked.
    public var fullName: String { form == .chao ? name + " (LB)" : name }

    /// The models of a table of t lists, in Rcapture's order: M0 and Mt alone for two lists.
    public static func all(listCount: Int) -> [HeterogeneityModel] {
        let plain = [
            HeterogeneityModel(.none, listsDiffer: false), HeterogeneityModel(.none, listsDiffer: true),
        ]
        guard listCount > 2 else { return plain }
        let forms: [Form] = [.chao, .poisson, .darroch, .gamma]
        return plain
            + [false, true].flatMap { differ in forms.map { HeterogeneityModel($0, listsDiffer: differ) } }
    }

    /// The names of the columns: the intercept, effects of lists (or of being caught), heterogeneity.
    func columnNames(_ lists: [String], knots: [Int]) -> [String] {
        let effects = listsDiffer ? lists : ["caught"]
        switch form {
        case .none: return ["(Intercept)"] + effects
        case .chao: return ["(Intercept)"] + effects + knots.map { "eta\($0)" }
        case .poisson, .darroch, .gamma: return ["(Intercept)"] + effects + ["tau"]
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
