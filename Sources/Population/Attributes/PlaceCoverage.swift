/// The chance that a register has a person with a place in it, by the place where the person is.
struct PlaceCoverage: Sendable {
    /// Per register and value: the chance.
    private(set) var chance: [Double]
    let values: Int

    /// People of average coverage that are added to each place.
    private static let prior = 5.0

    /// All alike.
    init(registers: Int, values: Int) {
        chance = [Double](repeating: 0.5, count: registers * values)
        self.values = values
    }

    private var registers: Int { chance.count / max(1, values) }

    /// Learns from expected people by set of registers and place.
    mutating func learn(_ people: PlacesBySet) {
        var all = [Double](repeating: 0, count: values)
        var on = [Double](repeating: 0, count: chance.count)
        for (set, sums) in people.all {
            for v in 0..<values { all[v] += sums[v] }
            for r in 0..<registers where set >> UInt64(r) & 1 == 1 {
                for v in 0..<values { on[r * values + v] += sums[v] }
            }
        }
        let total = max(all.reduce(0, +), 1e-300)
        for r in 0..<registers {
            let mean = on[(r * values)..<((r + 1) * values)].reduce(0, +) / total
            for v in 0..<values {
                let share = (on[r * values + v] + Self.prior * mean) / (all[v] + Self.prior)
                chance[r * values + v] = min(max(share, 1e-6), 1 - 1e-6)
            }
        }
    }

    /// Per value: the chance that just the registers of a set have a person, relative to the greatest.
    func factors(of set: UInt64) -> [Double] {
        var result = [Double](repeating: 1, count: values)
        for r in 0..<registers {
            let isOn = set >> UInt64(r) & 1 == 1
            for v in 0..<values { result[v] *= isOn ? chance[r * values + v] : 1 - chance[r * values + v] }
        }
        let greatest = max(result.max() ?? 1, 1e-300)
        return result.map { $0 / greatest }
    }
}

/// Expected people by set of registers and place.
struct PlacesBySet: Sendable {
    /// Every set with its people by place, in the order they came.
    private(set) var all: [(set: UInt64, people: [Double])] = []
    private var place: [UInt64: Int] = [:]
    private let values: Int

    init(values: Int) { self.values = values }

    mutating func add(_ people: Double, at value: UInt32, set: UInt64) {
        if let i = place[set] {
            all[i].people[Int(value)] += people
            return
        }
        place[set] = all.count
        var sums = [Double](repeating: 0, count: values)
        sums[Int(value)] = people
        all.append((set, sums))
    }
}

/// What a set of registers says about places, worked out once per set.
struct PlaceFactors {
    private var factors: [UInt64: [Double]] = [:]
    private var sums: [UInt64: Double] = [:]

    /// Per value: the chance of just these registers, relative to the greatest.
    mutating func of(_ set: UInt64, _ coverage: PlaceCoverage) -> [Double] {
        if let known = factors[set] { return known }
        let result = coverage.factors(of: set)
        factors[set] = result
        return result
    }

    /// The same, in the mean over shares of values.
    mutating func sum(of set: UInt64, _ coverage: PlaceCoverage, _ shares: [Double]) -> Double {
        if let known = sums[set] { return known }
        let result = zip(of(set, coverage), shares).reduce(0) { $0 + $1.0 * $1.1 }
        sums[set] = result
        return result
    }

    /// Shares of values among people whom just these registers have.
    mutating func destinations(of set: UInt64, _ coverage: PlaceCoverage, _ shares: [Double]) -> [Double] {
        let sum = max(sum(of: set, coverage, shares), 1e-300)
        return zip(of(set, coverage), shares).map { $0 * $1 / sum }
    }
}
