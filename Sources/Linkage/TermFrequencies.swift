import Blocking
import Columns
import Comparison

/// What agreement on a particular value adds to the weight of agreement as such.
///
/// Agreement on v has probability m·f(v) among matches, where f is the share of v among the records.
/// Among non-matches it has that of the pairs that share v and do not match: all pairs that share v,
/// less the matches among them. So a name is not thought common because one person is in the list
/// five times, and lists of different size count as they are. (After Winkler 1989, “Frequency-based
/// matching”, and Fellegi and Sunter 1969, section 3.3.1.)
struct TermFrequencies {
    /// The most bits that a value may add or take away.
    static let bound = 12.0

    /// The adjustments in bits by code; empty if the comparison has none.
    ///
    /// `pairs` are the pairs in which both records have the value: m and u are shares of those.
    static func adjustments(
        _ model: LinkageModel,
        comparison k: Int,
        records: Records,
        topology: Topology,
        pairs: Double
    ) -> [Float] {
        let comparison = model.comparisons[k]
        guard let name = comparison.termFrequency, let feature = records.feature(name) else { return [] }
        let values = feature.values.count
        let registers = records.registers
        var byRegister = [[Int32]](repeating: [Int32](repeating: 0, count: values), count: registers.count)
        for (r, register) in registers.enumerated() {
            for row in register.rows { byRegister[r][Int(feature.codes[row])] += 1 }
        }
        var total = 0
        for counts in byRegister { for value in 1..<max(1, values) { total += Int(counts[value]) } }
        if total == 0 { return [] }
        let matchesAgreeing = pairs * model.prior * model.m[k][1]
        var adjustments = [Float](repeating: 0, count: values)
        var counts = [Int](repeating: 0, count: registers.count)
        for value in 1..<max(1, values) {
            var n = 0
            for r in counts.indices {
                counts[r] = Int(byRegister[r][value])
                n += counts[r]
            }
            if n == 0 { continue }
            let share = Double(n) / Double(total)
            let together = Double(topology.pairs(counts))
            let others = max(together - matchesAgreeing * share, 0.25 * together, 0.5)
            let ratio = share * pairs * model.u[k][1] / others
            adjustments[value] = Float(max(-bound, min(bound, bits(ratio))))
        }
        return adjustments
    }

    /// How far the term adjustment of each member counts in each cell of each group.
    ///
    /// Where several members agree, the most telling one counts in full. Another counts as far as its
    /// agreement says something new: with the bits that chance agreement on it carries, less the bits
    /// by which it agrees together with a more telling member more often than by chance.
    static func shares(_ model: LinkageModel, _ totals: GroupTotals) -> [[Float]] {
        let groups = model.groups
        return groups.members.indices.map { g in
            let members = groups.members[g]
            let count = members.count
            var shares = [Float](repeating: 1, count: groups.cellCount(g) * count)
            if count == 1 { return shares }
            let excess = togetherness(model, totals, g)
            let information = members.map { -bits(model.u[$0][1]) }
            for cell in 0..<groups.cellCount(g) {
                let best = members.indices.filter { groups.state(g, cell, at: $0) == .best }
                for k in best {
                    for j in best where (information[j], -j) > (information[k], -k) {
                        let new = 1 - excess[j][k] / max(0.5, information[k])
                        shares[cell * count + k] = min(shares[cell * count + k], Float(max(0, min(1, new))))
                    }
                }
            }
            return shares
        }
    }

    /// By how many bits non-matches agree best on two members together more often than by chance.
    private static func togetherness(_ model: LinkageModel, _ totals: GroupTotals, _ g: Int) -> [[Double]] {
        let groups = model.groups
        let count = groups.members[g].count
        var byMask = [Double](repeating: 0, count: 1 << count)
        for (cell, n) in totals.cells[g].enumerated() { byMask[groups.present(g, cell)] += n }
        var excess = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        for j in 0..<count {
            for k in 0..<count where k != j {
                var present = 0.0
                var bestJ = 0.0
                var bestK = 0.0
                var both = 0.0
                for cell in 0..<groups.cellCount(g) {
                    let stateJ = groups.state(g, cell, at: j)
                    let stateK = groups.state(g, cell, at: k)
                    if stateJ == .missing || stateK == .missing { continue }
                    let n = model.jointU[g][cell] * byMask[groups.present(g, cell)]
                    present += n
                    if stateJ == .best { bestJ += n }
                    if stateK == .best { bestK += n }
                    if stateJ == .best && stateK == .best { both += n }
                }
                if both > 0 { excess[j][k] = bits(both * present / (bestJ * bestK)) }
            }
        }
        return excess
    }
}
