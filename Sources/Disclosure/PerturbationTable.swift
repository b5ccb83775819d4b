/// The noise that counts get: for each count a distribution of changes, looked up by the cell's key.
///
/// Zero stays zero. A count i up to D + js + 1 (D if js is 0) has a row of its own; larger counts share
/// the last row, which is symmetric. The noise of a row has mean 0, a variance of at most V and no
/// change beyond ±D; no result is negative or in 1…js.
/// - SeeAlso: Fraser and Wooton (2006); Giessing (2016).
public struct PerturbationTable: Sendable, Equatable {
    /// What the noise is to be.
    public struct Conditions: Sendable, Equatable {
        /// D: the largest change.
        public let maximum: Int
        /// V: the variance that is asked for.
        public let variance: Double
        /// js: no published count lies in 1…js; 0 for no such rule.
        public let smallest: Int
        /// The probability of no change, where that is a possible result; nil to leave it open.
        public let stay: Double?

        /// Conditions from their parts; the defaults keep 1 and 2 out of tables.
        public init(maximum: Int = 5, variance: Double = 3, smallest: Int = 2, stay: Double? = nil) {
            self.maximum = maximum
            self.variance = variance
            self.smallest = smallest
            self.stay = stay
        }
    }

    /// The distribution of one count's changes.
    public struct Row: Sendable, Equatable {
        /// The possible changes, ascending.
        public let changes: [Int]
        /// Their probabilities.
        public let probabilities: [Double]
        /// Per change: the upper end of its interval of keys in 0…1.
        let ends: [Double]

        init(changes: [Int], probabilities: [Double]) {
            self.changes = changes
            self.probabilities = probabilities
            var sum = 0.0
            ends = probabilities.map { p in
                sum += p
                return sum
            }
        }

        /// The variance of the change.
        public var variance: Double {
            zip(changes, probabilities).reduce(0) { $0 + Double($1.0 * $1.0) * $1.1 }
        }
    }

    /// What the noise was to be.
    public let conditions: Conditions
    /// The rows of the counts 0, 1, … .
    public let rows: [Row]

    /// The variance stated for all counts: the largest of any row.
    ///
    /// One number for all counts, as a row's own would tell the count.
    public var statedVariance: Double { min(conditions.variance, rows.reduce(0) { max($0, $1.variance) }) }

    /// The largest change and the largest rule on small counts that are allowed.
    private static let limit = 100

    /// Computes the table.
    ///
    /// - Throws: ``DisclosureError`` for conditions out of range, or that no noise meets for some count.
    /// - Complexity: about ten Newton steps of O(D) per row.
    public init(_ conditions: Conditions = Conditions()) throws(DisclosureError) {
        try Self.validate(conditions)
        self.conditions = conditions
        let (d, js) = (conditions.maximum, conditions.smallest)
        var rows = [Row(changes: [0], probabilities: [1])]
        for count in 1...(js == 0 ? d : d + js + 1) {
            let changes = (-d...d).filter { count + $0 == 0 || count + $0 > js }
            let problem = MaximumEntropy(
                changes: changes,
                variance: conditions.variance,
                stay: conditions.stay
            )
            guard changes.contains(where: { $0 <= 0 }), Self.leastVariance(problem) <= conditions.variance,
                let probabilities = problem.solve()
            else {
                throw DisclosureError(
                    .infeasible,
                    at: "perturbation.rows[\(count)]",
                    "found no noise for count \(count) with mean 0, variance at most \(conditions.variance), "
                        + "changes within ±\(d), none to 1…\(js), and probabilities that rise up to no change; the least "
                        + "variance without the last is \(Self.leastVariance(problem)); raise the variance, lower the "
                        + "smallest count, or leave the probability of no change open"
                )
            }
            rows.append(Row(changes: changes, probabilities: probabilities))
        }
        self.rows = rows
    }

    /// The least variance of a mean of 0, that of the changes next to 0 on both sides.
    private static func leastVariance(_ problem: MaximumEntropy) -> Double {
        let isStaying = problem.changes.contains(0)
        if isStaying && problem.stay == nil { return 0 }
        guard let below = problem.changes.last(where: { $0 < 0 }),
            let above = problem.changes.first(where: { $0 > 0 })
        else { return .infinity }
        return Double(-below * above) * (1 - (isStaying ? problem.stay ?? 0 : 0))
    }

    private static func validate(_ conditions: Conditions) throws(DisclosureError) {
        func refuse(_ name: String, _ found: String, _ expected: String) -> DisclosureError {
            DisclosureError(
                .settingOutOfRange,
                at: "perturbation.\(name)",
                "found \(found); expected \(expected)"
            )
        }
        if conditions.maximum < 1 || conditions.maximum > limit {
            throw refuse("maximum", "\(conditions.maximum)", "1…\(limit)")
        }
        if conditions.smallest < 0 || conditions.smallest >= conditions.maximum {
            throw refuse(
                "smallest",
                "\(conditions.smallest)",
                "0…\(conditions.maximum - 1), below the largest change"
            )
        }
        if !(conditions.variance > 0) || !conditions.variance.isFinite {
            throw refuse("variance", "\(conditions.variance)", "a finite number above 0")
        }
        if let stay = conditions.stay, !(stay > 0 && stay < 1) {
            throw refuse("stay", "\(stay)", "a probability between 0 and 1")
        }
    }

    /// The change of a count whose key lies in 0 up to, not including, 1.
    public func change(of count: Int, key: Double) -> Int {
        if count <= 0 { return 0 }
        let row = rows[min(count, rows.count - 1)]
        // The last interval ends at 1 whatever rounding made of the sum.
        let place = row.ends.dropLast().firstIndex { key < $0 } ?? row.ends.count - 1
        return row.changes[place]
    }
}
