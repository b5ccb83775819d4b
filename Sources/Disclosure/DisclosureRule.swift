/// How tables are made safe to publish.
public enum DisclosureRule: Sendable, Equatable {
    /// Noise from a perturbation table, by cell key; noisy counts below the threshold are suppressed.
    case cellKey(PerturbationTable.Conditions, threshold: Int)
    /// Rounding to a multiple of the base below or above, at random and unbiased, by cell key.
    case randomRounding(base: Int)
    /// Rounding to the nearest multiple of the base; halves go to the even multiple.
    case rounding(base: Int)
    /// Rounding to a multiple of the base below or above, so that cells and totals add up.
    ///
    /// For tables of one or two axes with totals.
    case controlledRounding(base: Int)
    /// Counts below the threshold are suppressed, and as many others as sums would betray; zeros stay.
    ///
    /// For tables of one or two axes with totals.
    case suppression(threshold: Int)
    /// Nothing is done: for tables that stay inside, or were made safe before. The reason is recorded.
    case none(reason: String)

    /// What is done if nothing else is asked for: noise of variance 3 within ±5, no 1 and 2, threshold 10.
    public static let standard = DisclosureRule.cellKey(PerturbationTable.Conditions(), threshold: 10)

    /// The rule's name in a job file.
    public var name: String {
        switch self {
        case .cellKey: "cell_key"
        case .randomRounding: "random_rounding"
        case .rounding: "rounding"
        case .controlledRounding: "controlled_rounding"
        case .suppression: "suppression"
        case .none: "none"
        }
    }

    /// Whether the tables of a release are protected together, each of at most two axes.
    public var isByFamily: Bool {
        switch self {
        case .controlledRounding, .suppression: true
        case .cellKey, .randomRounding, .rounding, .none: false
        }
    }

    func validate() throws(DisclosureError) {
        switch self {
        case .cellKey(_, let threshold), .suppression(let threshold):
            if threshold < 0 || threshold > Self.largest {
                throw refuse("threshold", threshold, 0)
            }
        case .randomRounding(let base), .rounding(let base), .controlledRounding(let base):
            if base < 2 || base > Self.largest { throw refuse("base", base, 2) }
        case .none(let reason):
            if reason.allSatisfy({ $0.isWhitespace }) {
                throw DisclosureError(
                    .settingOutOfRange,
                    at: "disclosure.reason",
                    "found no reason; expected one for publishing a table as it is"
                )
            }
        }
    }

    private static let largest = 1_000_000_000

    private func refuse(_ setting: String, _ found: Int, _ least: Int) -> DisclosureError {
        DisclosureError(
            .settingOutOfRange,
            at: "disclosure.\(setting)",
            "found \(found); expected \(least)…\(Self.largest)"
        )
    }
}
