/// Households by district and size that agree with three published margins.
///
/// Rows add up to the households of a district and hold its persons; columns have the published shares of
/// sizes. Iterative proportional fitting (Deming and Stephan, 1940), each row being tilted exponentially to
/// its mean size (generalised raking: Deville, Särndal and Sautory, 1993).
struct HouseholdMargins {
    /// The share of persons who live in households.
    let inHouseholds: Double
    /// Households by district and size, from 1.
    private(set) var households: [[Double]]

    init(world: World) {
        let shareSum = world.householdSizes.reduce(0, +)
        let shares = world.householdSizes.map { $0 / shareSum }
        let total = world.districts.reduce(0) { $0 + $1.households }
        let people = world.districts.reduce(0) { $0 + $1.population }
        let mean = shares.indices.reduce(0.0) { $0 + shares[$1] * Double($1 + 1) }
        let inHouseholds = min(1, total * mean / people)
        self.inHouseholds = inHouseholds
        households = world.districts.map { district in shares.map { $0 * district.households } }
        for _ in 0..<100 {
            for row in households.indices {
                let district = world.districts[row]
                Self.tilt(
                    &households[row],
                    households: district.households,
                    persons: district.population * inHouseholds
                )
            }
            for size in shares.indices {
                let sum = households.reduce(0) { $0 + $1[size] }
                for row in households.indices { households[row][size] *= shares[size] * total / sum }
            }
        }
    }

    /// Multiplies a row by t, t², t³, … and a factor, so that it has its households and persons.
    private static func tilt(_ row: inout [Double], households: Double, persons: Double) {
        let target = min(Double(row.count) - 0.1, max(1.05, persons / households))
        var low = 0.2
        var high = 5.0
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if mean(row, middle) < target { low = middle } else { high = middle }
        }
        var factor = 1.0
        var sum = 0.0
        for size in row.indices {
            factor *= low
            row[size] *= factor
            sum += row[size]
        }
        for size in row.indices { row[size] *= households / sum }
    }

    private static func mean(_ row: [Double], _ ratio: Double) -> Double {
        var factor = 1.0
        var sum = 0.0
        var weighted = 0.0
        for size in row.indices {
            factor *= ratio
            sum += row[size] * factor
            weighted += row[size] * factor * Double(size + 1)
        }
        return weighted / sum
    }
}
