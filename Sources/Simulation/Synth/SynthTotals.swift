import Synthesis

/// What all shards add up to.
struct SynthTotals {
    var tally: Tally
    var rows: [Int]
    /// Usual and mobile residents by district, and then by sex and age group.
    var usual: [[Int]]
    var mobile: [[Int]]
    /// Households by district and size, and by tenure.
    var householdSizes: [[Int]]
    var tenures: [Int]

    init(_ synthesis: Synthesis) {
        let districts = synthesis.districts.count
        let cells = 2 * Synthesis.ageGroups.count
        tally = Tally(registers: synthesis.scenario.registers.count)
        rows = [Int](repeating: 0, count: synthesis.files.count)
        usual = [[Int]](repeating: [Int](repeating: 0, count: cells), count: districts)
        mobile = usual
        householdSizes = [[Int]](
            repeating: [Int](repeating: 0, count: synthesis.householdTargets.first?.count ?? 0),
            count: districts
        )
        tenures = [0, 0, 0]
    }

    /// Adds a shard; always in the order of shards, so that sums are the same to the last bit.
    mutating func add(_ output: ShardOutput) {
        tally.add(output.tally)
        for index in rows.indices { rows[index] += output.rows[index] }
        for cell in output.usual.indices {
            usual[output.district][cell] += output.usual[cell]
            mobile[output.district][cell] += output.mobile[cell]
        }
        for size in output.householdSizes.indices {
            householdSizes[output.district][size] += output.householdSizes[size]
        }
        for index in tenures.indices { tenures[index] += output.tenures[index] }
    }
}
