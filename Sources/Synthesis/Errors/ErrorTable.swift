/// The rates of one register and channel, ready for one draw per field.
struct ErrorTable: Sendable {
    /// The sum of a field's rates.
    let totals: [Double]
    /// The rate of a field being left empty.
    let missing: [Double]
    /// What haste and proneness may multiply rates by, so that no field's rates add up to more than nine in ten.
    let identityLimit: Double
    let addressLimit: Double
    private let starts: [Int]
    private let limits: [Double]
    private let mechanisms: [Mechanism]

    init(_ errors: ErrorSettings, scale: Double, channel: Channel) {
        var totals: [Double] = []
        var missing: [Double] = []
        var starts = [0]
        var limits: [Double] = []
        var mechanisms: [Mechanism] = []
        for field in ErrorField.allCases {
            var sum = 0.0
            // In the order of declaration, so that the order of a file's lines moves no draw.
            for mechanism in Mechanism.allCases {
                let rate = Self.rate(errors, scale, channel, field, mechanism)
                if rate <= 0 { continue }
                sum += rate
                limits.append(sum)
                mechanisms.append(mechanism)
            }
            totals.append(sum)
            missing.append(Self.rate(errors, scale, channel, field, .missing))
            starts.append(limits.count)
        }
        identityLimit = 0.9 / max(1e-9, totals.prefix(6).max() ?? 0)
        let surplus = missing[6] * max(0, errors.missingWhenMoved - 1)
        addressLimit = 0.9 / max(1e-9, totals[6] + surplus)
        self.totals = totals
        self.missing = missing
        self.starts = starts
        self.limits = limits
        self.mechanisms = mechanisms
    }

    /// The rate of a mechanism in a field, before haste and proneness.
    static func rate(
        _ errors: ErrorSettings,
        _ scale: Double,
        _ channel: Channel,
        _ field: ErrorField,
        _ mechanism: Mechanism
    ) -> Double {
        errors.rate(field, mechanism) * errors.scale * scale * errors.factor(channel, mechanism)
    }

    /// The mechanism that holds a share of a field's rates, given from 0 up to their sum.
    func pick(_ field: Int, _ share: Double) -> Mechanism {
        for index in starts[field]..<starts[field + 1] where share < limits[index] {
            return mechanisms[index]
        }
        return mechanisms[starts[field + 1] - 1]
    }
}
