/// How many people and households of each kind each shard makes: the published margins in whole numbers.
///
/// Every district is cut into shards of at most about ``shardPeople`` residents. Totals are rounded once, for the
/// whole; shards take differences of running totals, so that they add up to these to the unit.
struct ShardPlan: Sendable {
    /// Residents a shard has at most, but for rounding.
    static let shardPeople = 6000
    /// People whom a shard can number, residents and others.
    static let shardCapacity = 8192
    /// Five-year age groups, the last one 85 and over.
    static let ageGroups = 18
    /// Household sizes, from 1.
    static let sizes = 7

    /// What one shard makes.
    struct Shard: Sendable {
        let number: Int
        let district: Int
        /// Residents by sex (female first) and age group: `sex * 18 + group`.
        let cells: [Int]
        /// Households by size, from 1.
        let households: [Int]
        /// Households by tenure, and how many of each the shards before have in the district.
        let tenures: [Int]
        let tenuresBefore: [Int]
    }

    private struct District {
        var firstShard = 0
        var shards = 1
        var cells: [Int] = []
        var households: [Int] = []
        var tenures: [Int] = []
    }

    private let districts: [District]
    /// The number of shards.
    let count: Int
    /// The margins asked for, by district, sex and age group (persons).
    let cellTargets: [[Double]]
    /// The households asked for, by district and size.
    let householdTargets: [[Double]]
    /// The dwellings of a district by tenure, empty ones included.
    let dwellings: [[Int]]

    /// Residents of a shard that leave room for those who died, left or visit.
    static func residents(_ life: LifeSettings) -> Int {
        let others = life.deaths * Double(life.years) + life.emigrants + life.visitors
        // Less than a hundred for rounding, and the last family that left.
        return min(shardPeople, Int(Double(shardCapacity - 100) / (1.01 + others)))
    }

    init(people: Int, world: World, perShard: Int = shardPeople) {
        let total = world.districts.reduce(0) { $0 + $1.population }
        let scale = Double(people) / total
        let populations = Self.rounded(world.districts.map { $0.population * scale }, to: people)
        var carry = [Double](repeating: 0, count: 2 * Self.ageGroups)
        var districts: [District] = []
        var cellTargets: [[Double]] = []
        var dwellings: [[Int]] = []
        let households = HouseholdMargins(world: world).households.map { row in row.map { $0 * scale } }
        var first = 0
        for (number, table) in world.districts.enumerated() {
            let cells = table.ages[0] + table.ages[1]
            let sum = cells.reduce(0, +)
            let wanted = cells.map { $0 / sum * table.population * scale }
            var district = District()
            district.firstShard = first
            district.shards = max(1, (populations[number] + perShard - 1) / perShard)
            district.cells = Self.rounded(wanted, to: populations[number], carry: &carry)
            district.households = Self.rounded(
                households[number],
                to: Int(households[number].reduce(0, +).rounded())
            )
            let homes = district.households.reduce(0, +)
            let shares = table.tenure.reduce(0, +)
            district.tenures = Self.rounded(table.tenure.map { $0 / shares * Double(homes) }, to: homes)
            dwellings.append(district.tenures.map { max(64, $0 + $0 / 8) })
            first += district.shards
            cellTargets.append(wanted)
            districts.append(district)
        }
        self.districts = districts
        self.cellTargets = cellTargets
        self.dwellings = dwellings
        householdTargets = households
        count = first
    }

    /// What a shard makes.
    /// - Complexity: O(districts).
    func shard(_ number: Int) -> Shard {
        var index = districts.count - 1
        while districts[index].firstShard > number { index -= 1 }
        let district = districts[index]
        let place = number - district.firstShard
        func share(_ totals: [Int]) -> [Int] {
            totals.enumerated().map { cell, total in
                // Cells start at different phases, so that shards of one district are of equal size.
                let phase = (cell * 7919) % district.shards
                return (total * (place + 1) + phase) / district.shards - (total * place + phase)
                    / district.shards
            }
        }
        func before(_ totals: [Int]) -> [Int] {
            totals.enumerated().map { cell, total in
                let phase = (cell * 7919) % district.shards
                return (total * place + phase) / district.shards
            }
        }
        return Shard(
            number: number,
            district: index,
            cells: share(district.cells),
            households: share(district.households),
            tenures: share(district.tenures),
            tenuresBefore: before(district.tenures)
        )
    }

    /// Whole numbers near `values` that add up to `sum` (largest remainders).
    static func rounded(_ values: [Double], to sum: Int) -> [Int] {
        var none = [Double](repeating: 0, count: values.count)
        return rounded(values, to: sum, carry: &none)
    }

    /// Whole numbers near `values` that add up to `sum`; what is cut off is carried to the next row, so that
    /// columns add up as well (controlled rounding by error diffusion).
    static func rounded(_ values: [Double], to sum: Int, carry: inout [Double]) -> [Int] {
        let wanted = values.indices.map { max(0, values[$0] + carry[$0]) }
        var result = wanted.map { Int($0.rounded(.down)) }
        let order = wanted.indices.sorted { a, b in
            let x = wanted[a] - Double(result[a])
            let y = wanted[b] - Double(result[b])
            return x == y ? a < b : x > y
        }
        var missing = sum - result.reduce(0, +)
        var place = 0
        while missing != 0, !order.isEmpty {
            let cell = order[missing > 0 ? place % order.count : order.count - 1 - place % order.count]
            if missing > 0 {
                result[cell] += 1
                missing -= 1
            } else if result[cell] > 0 {
                result[cell] -= 1
                missing += 1
            } else if result.allSatisfy({ $0 == 0 }) {
                break
            }
            place += 1
        }
        for cell in carry.indices { carry[cell] += values[cell] - Double(result[cell]) }
        return result
    }
}
