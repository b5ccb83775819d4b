import Blocking
import Columns
import Comparison

/// How all pairs of each kind agree: within each register, and between registers.
///
/// Whatever topology is asked for is a sum of kinds, so that pairs are looked at once, also where it turns
/// out later that a register holds no duplicates.
struct PairStatistics: Sendable {
    /// One kind per register, and a last for the pairs between registers that may be compared.
    private let kinds: [LevelTotals]

    /// Of the pairs within registers so many are looked at; some of each register.
    private static let withinSample = 75_000
    private static let leastSample = 2_000

    init(
        _ compiled: CompiledComparisons,
        records: Records,
        topology: Topology,
        seed: UInt64,
        workers: Workers
    ) {
        let count = records.registers.count
        let within = records.registers.map { Double($0.rows.count) * Double($0.rows.count - 1) / 2 }
        let all = max(1, within.reduce(0, +))
        let topologies = (0...count).map { kind in
            Topology(registers: count) { a, b in
                kind == count ? a != b && topology.allows(a, b) : a == kind && b == kind
            }
        }
        let exact = ExactCounts.of(compiled, records, topologies, workers)
        kinds = (0...count).map { kind in
            let share = kind == count ? 1 : within[kind] / all
            return LevelTotals(
                compiled,
                records: records,
                topology: topologies[kind],
                sampleSize: kind == count || count == 1
                    ? LevelTotals.sampleSize : max(Self.leastSample, Int(Double(Self.withinSample) * share)),
                exact: exact[kind],
                seed: seed &+ UInt64(kind),
                workers: workers
            )
        }
    }

    /// The totals of the pairs that a topology allows.
    func totals(_ topology: Topology) -> LevelTotals {
        LevelTotals(
            summing: kinds.indices.filter { $0 == topology.count || topology.allows($0, $0) }.map {
                kinds[$0]
            }
        )
    }

    /// The number of pairs of each kind.
    var pairs: [Double] { kinds.map(\.pairs) }

    /// The totals of all pairs within registers, whether they may be compared or not.
    var within: LevelTotals { LevelTotals(summing: Array(kinds.dropLast())) }
}
