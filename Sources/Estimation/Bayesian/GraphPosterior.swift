/// Sums the evidence of all graphs over the numbers of unseen.
///
/// From one number to the next the evidence changes by logarithms that graphs share: they are computed once per number.
/// Graphs whose evidence is nowhere near the best are found on a coarse grid and left out.
struct GraphPosterior {
    /// Evidence below e⁻⁶⁰ of the best adds nothing to a Double.
    private static let negligible = 60.0
    private static let block = 1024

    private let evidence: GraphEvidence
    private let graphs: [DecomposableGraph]
    private let first: Int
    private let step: Int
    private let places: Int
    /// Sums over graphs, by number of unseen.
    private(set) var masses: [Double]
    /// Whether the posterior is narrower than the distance of the numbers tried.
    private(set) var isTooCoarse = false
    private var members: [(graph: Int, mass: Double, moment: Double)] = []

    /// Prepares the sums.
    init(evidence: GraphEvidence, graphs: [DecomposableGraph], first: Int, step: Int, places: Int) {
        self.evidence = evidence
        self.graphs = graphs
        self.first = first
        self.step = step
        self.places = places
        masses = [Double](repeating: 0, count: places)
    }

    /// Fills the sums.
    mutating func run() {
        let coarse = coarsePlaces()
        let found = graphs.map { peak(of: $0, coarse) }
        let peaks = found.map(\.evidence)
        let best = peaks.max() ?? 0
        // Beside the peak found the evidence may have another; the margin is generous.
        let kept = graphs.indices.filter { peaks[$0] > best - Self.negligible - 10 }
        isTooCoarse = kept.contains { peaks[$0] > best - 10 && found[$0].lostOnGrid > 1 }
        var logs = kept.map { evidence.logEvidence(graphs[$0], unseen: Double(first)) - best }
        var carries = [Double](repeating: 0, count: kept.count)
        var totals = [Double](repeating: 0, count: kept.count)
        var moments = totals
        let sets = evidence.bases.count
        var rises = [Double](repeating: 0, count: (sets + 1) * Self.block)
        var start = 0
        while start < places {
            let count = min(Self.block, places - start)
            fillRises(&rises, from: start, count: count)
            for (place, graph) in kept.enumerated() {
                add(
                    graphs[graph],
                    rises,
                    start,
                    count,
                    &logs[place],
                    &carries[place],
                    &totals[place],
                    &moments[place]
                )
            }
            start += count
        }
        members = kept.enumerated().map { ($0.element, totals[$0.offset], moments[$0.offset]) }
    }

    /// The graphs by falling probability.
    func members(total: Double, base: Double) -> [GraphAveraging.Member] {
        members
            .filter { $0.mass > total * 1e-12 }
            .sorted { $0.mass != $1.mass ? $0.mass > $1.mass : $0.graph < $1.graph }
            .map {
                GraphAveraging.Member(
                    graph: graphs[$0.graph],
                    probability: $0.mass / total,
                    mean: base + $0.moment / $0.mass
                )
            }
    }

    /// The greatest evidence of a graph, and how much less the numbers tried next to it have.
    private func peak(of graph: DecomposableGraph, _ coarse: [Int]) -> (evidence: Double, lostOnGrid: Double)
    {
        func value(_ place: Double) -> Double {
            evidence.logEvidence(graph, unseen: Double(first) + place * Double(step))
        }
        let values = coarse.map { value(Double($0)) }
        let top = values.indices.max { values[$0] < values[$1] } ?? 0
        // Between its neighbours the evidence rises and falls: golden section, to the nearest number tried.
        var low = Double(coarse[max(0, top - 1)])
        var high = Double(coarse[min(coarse.count - 1, top + 1)])
        let golden = 0.618033988749894848
        while high - low > 1e-3 {
            let (left, right) = (high - golden * (high - low), low + golden * (high - low))
            if value(left) < value(right) { low = left } else { high = right }
        }
        let middle = (low + high) / 2
        let onGrid = max(value(middle.rounded(.down)), value(middle.rounded(.up)))
        let greatest = max(values[top], value(middle), onGrid)
        return (greatest, greatest - max(values[top], onGrid))
    }

    /// Places spread as powers, dense at the start.
    private func coarsePlaces() -> [Int] {
        var result = [0]
        var next = 1.0
        while next < Double(places - 1) {
            if Int(next) != result[result.count - 1] { result.append(Int(next)) }
            next *= 1.1
        }
        if places > 1 { result.append(places - 1) }
        return result
    }

    /// What each set's ln Γ gains from one number to the next, and last what the graph-free part gains.
    private func fillRises(_ rises: inout [Double], from start: Int, count: Int) {
        let sets = evidence.bases.count
        let distance = Double(step)
        func rise(_ x: Double) -> Double {
            step == 1 ? Real.log(x) : Real.logGamma(x + distance) - Real.logGamma(x)
        }
        for i in 0..<count {
            let unseen = Double(first) + Double((start + i) * step)
            let population = Double(evidence.observed) + unseen
            for set in 0..<sets { rises[set * Self.block + i] = rise(evidence.bases[set] + unseen) }
            rises[sets * Self.block + i] =
                rise(population + 1) - rise(unseen + 1) - Real.log((population + distance) / population)
        }
    }

    private mutating func add(
        _ graph: DecomposableGraph,
        _ rises: [Double],
        _ start: Int,
        _ count: Int,
        _ log: inout Double,
        _ carry: inout Double,
        _ total: inout Double,
        _ moment: inout Double
    ) {
        let exponents = graph.exponents
        let last = evidence.bases.count * Self.block
        var (value, rest, mass, sum) = (log, carry, total, moment)
        let distance = Double(step)
        rises.withUnsafeBufferPointer { rises in
            masses.withUnsafeMutableBufferPointer { masses in
                for i in 0..<count {
                    if value > -Self.negligible {
                        let weight = Real.exp(value)
                        masses[start + i] += weight
                        mass += weight
                        sum += weight * Double(start + i) * distance
                    }
                    var change = rises[last + i]
                    for (set, exponent) in exponents { change += exponent * rises[set * Self.block + i] }
                    // Kahan's sum: the logarithm is carried over hundreds of thousands of steps.
                    let corrected = change - rest
                    let next = value + corrected
                    rest = (next - value) - corrected
                    value = next
                }
            }
        }
        (log, carry, total, moment) = (value, rest, mass, sum)
    }
}
