/// A model in which being caught once changes how easily a case is caught again.
///
/// Lists are taken in their order. A case is caught for the first time with the chance p on each list (under Mbh with
/// another chance on the first list), and with the chance c on each list after that. With i the place of the first
/// capture, k the number of captures and t the number of lists, ln μ = b₀ + b₁(i − 1) + b₂(k − 1), with Mbh's column for
/// i > 1 between the two. Sources: Otis and others (1978), Wildlife Monographs 62; Pollock and Otto (1983), Biometrics
/// 39, 1035–1049; Baillargeon and Rivest (2007), Journal of Statistical Software 19 (5), section 3.
public enum BehaviourModel: String, Sendable, CaseIterable {
    /// Chances change after the first capture.
    case behaviour = "Mb"
    /// Chances change after the first capture, and the first list has its own.
    case behaviourAndHeterogeneity = "Mbh"

    /// The names of the columns.
    var columnNames: [String] {
        self == .behaviour
            ? ["(Intercept)", "before", "after"] : ["(Intercept)", "later", "before", "after"]
    }

    /// The columns for a history that some list caught.
    func columns(_ history: Int) -> [Double] {
        let before = Double(history.trailingZeroBitCount)
        let after = Double(history.nonzeroBitCount - 1)
        return self == .behaviour ? [1, before, after] : [1, before > 0 ? 1 : 0, before, after]
    }

    /// The population and its derivatives by the coefficients; nil where the chance of a first capture is not above 0.
    ///
    /// The sum of fitted counts over first captures on all lists, in those t and without end.
    func population(_ b: [Double], listCount t: Int) -> Size? {
        let before = Real.exp(b[b.count - 2])
        let after = Real.exp(b[b.count - 1])
        // p/(1 − c), with p the chance of a first capture.
        let left = 1 + after - before
        guard left > 1e-12 else { return nil }
        let trials = Double(t)
        switch self {
        case .behaviour:
            let value = Real.exp(b[0] + trials * Real.logOnePlus(after)) / left
            return Size(
                value: value,
                gradient: [
                    value, value * before / left, value * (trials * after / (1 + after) - after / left),
                ]
            )
        case .behaviourAndHeterogeneity:
            let first = Real.exp(b[0] + (trials - 1) * Real.logOnePlus(after))
            let later = Real.exp(b[1] + b[2]) / left
            let value = first * (1 + later)
            let gradient = [
                value, first * later, first * (later + later * before / left),
                value * (trials - 1) * after / (1 + after) - first * later * after / left,
            ]
            var size = Size(value: value, gradient: gradient)
            size.rcaptureGradient[3] =
                first * (trials - 1) * after / (1 + after) - first * later * after / left
            return size
        }
    }

    /// A population and how it changes with the coefficients.
    struct Size {
        /// Persons.
        let value: Double
        /// Its derivatives by the coefficients.
        let gradient: [Double]
        /// The same as Rcapture 1.4-4 has them; see ``BehaviourFit/rcaptureError``.
        var rcaptureGradient: [Double]

        fileprivate init(value: Double, gradient: [Double]) {
            self.value = value
            self.gradient = gradient
            rcaptureGradient = gradient
        }
    }
}
