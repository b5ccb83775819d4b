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
}
