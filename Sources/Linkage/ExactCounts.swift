import Blocking
import Columns
import Comparison

/// Pairs that have and that share a value, counted exactly from the frequencies of values.
struct ExactCounts: Sendable, Equatable {
    /// The pairs in which both records have a value.
    var present = 0.0
    /// The pairs whose records have the same value.
    var agreeing = 0.0

    /// The counts of each comparison under each topology; nil where the best level is not equality of one feature,
    /// or where another comparison speaks for pairs that have the value.
    static func of(
        _ compiled: CompiledComparisons,
        _ records: Records,
        _ topologies: [Topology],
        _ workers: Workers
    ) -> [[ExactCounts?]] {
        let byComparison = workers.map(pieces: compiled.comparisons.count) { k -> [ExactCounts]? in
            let comparison = compiled.comparisons[k]
            guard comparison.required.count == 1, let feature = records.feature(comparison.required[0]),
                comparison.levels.first?.agreement == .exact(feature.name), isCounted(comparison.missingWhen)
            else { return nil }
            return of(feature, records.registers, topologies)
        }
        return topologies.indices.map { place in byComparison.map { $0?[place] } }
    }

    /// Whether pairs that have the value are compared, but for a few.
    private static func isCounted(_ missingWhen: Agreement?) -> Bool {
        missingWhen.map(\.isSwappedWith) ?? true
    }

    /// The counts of a feature under each topology.
    static func of(
        _ feature: Feature,
        _ registers: [RegisterSpan],
        _ topologies: [Topology]
    ) -> [ExactCounts] {
        let values = feature.values.count
        let width = registers.count
        // Per value the records of each register that have it.
        var frequencies = [UInt32](repeating: 0, count: values * width)
        feature.codes.withUnsafeBufferPointer { codes in
            frequencies.withUnsafeMutableBufferPointer { frequencies in
                // SAFETY: codes are below the number of values.
                for (register, span) in registers.enumerated() {
                    for row in span.rows { frequencies[Int(codes[row]) &* width &+ register] &+= 1 }
                }
            }
        }
        var result = [ExactCounts](repeating: ExactCounts(), count: topologies.count)
        var counts = [Int](repeating: 0, count: width)
        for value in 1..<max(1, values) {
            var sum = 0
            for register in 0..<width {
                counts[register] = Int(frequencies[value * width + register])
                sum += counts[register]
            }
            // Many values are one record's alone.
            if sum < 2 { continue }
            for (place, topology) in topologies.enumerated() {
                result[place].agreeing += Double(topology.pairs(counts))
            }
        }
        for register in 0..<width {
            counts[register] = registers[register].rows.count - Int(values > 0 ? frequencies[register] : 0)
        }
        for (place, topology) in topologies.enumerated() {
            result[place].present = Double(topology.pairs(counts))
        }
        return result
    }
}
