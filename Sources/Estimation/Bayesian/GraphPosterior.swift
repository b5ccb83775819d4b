/// Sums the evidence of all graphs over the numbers of unseen.
///
/// From one number to the next the evidence changes by logarithms that graphs share: they are computed once per number.
/// Graphs whose evidence is nowhere near the best are found on a coarse grid and left out.
struct GraphPosterior {
    /// Evidence below e⁻⁶⁰ of the best adds nothing to a Double.
    private static let negligible = 60.0
    /// A graph whose peak is e⁻²⁰ of the best needs no numbers of its own.
    private static let faint = 20.0
    private static let block = 1024

    private let evidence: GraphEvidence
    private let graphs: [DecomposableGraph]
    private let range: ClosedRange<Int>
    /// The numbers of unseen at which the evidence is computed.
    let grid: GraphGrid
    /// The evidence summed over graphs at each number of the grid, the best graph's peak being 1.
    private(set) var heights: [Double]
    /// Whether the posterior is narrower than the distance of the numbers tried.
    private(set) var isTooCoarse = false
    private var members: [(graph: Int, mass: Double, moment: Double)] = []
    private let peaks: [Peak]

    /// Where a graph's evidence is greatest.
    private struct Peak {
        var unseen: Double
        var evidence: Double
    }

    /// Seeks the peaks of all graphs, and chooses the numbers of unseen.
    ///
    /// - Parameters:
    ///   - range: The numbers of unseen.
    ///   - step: A fixed distance of the numbers computed; nil for distances by need.
    init(evidence: GraphEvidence, graphs: [DecomposableGraph], range: ClosedRange<Int>, step: Int?) {
        self.evidence = evidence
        self.graphs = graphs
        self.range = range
        let coarse = Self.coarse(range)
        let peaks = graphs.map { Self.peak(evidence, $0, coarse) }
        self.peaks = peaks
        let best = peaks.map(\.evidence).max() ?? 0
        grid =
            step.map { GraphGrid(range, step: $0) }
            ?? GraphGrid(range) {
                peaks.indices.filter { peaks[$0].evidence > best - Self.faint }
                    .map { (peaks[$0].unseen, Self.width(evidence, graphs[$0], at: peaks[$0], in: range)) }
            }
        heights = [Double](repeating: 0, count: grid.unseen.count)
        isTooCoarse = step != nil && Self.missesPeaks(evidence, graphs, peaks, grid, best)
    }

    /// Fills the sums.
    mutating func run() {
        let best = peaks.map(\.evidence).max() ?? 0
        // Beside the peak found the evidence may have another; the margin is generous.
        let kept = graphs.indices.filter { peaks[$0].evidence > best - Self.negligible - 10 }
        let weights = grid.weights
        var sums = kept.map {
            Running(log: evidence.logEvidence(graphs[$0], unseen: Double(range.lowerBound)) - best)
        }
        let sets = evidence.bases.count
        var rises = [Double](repeating: 0, count: (sets + 1) * Self.block)
        var start = 0
        while start < grid.unseen.count {
            let count = min(Self.block, grid.unseen.count - start)
            fillRises(&rises, from: start, count: count)
            for (place, graph) in kept.enumerated() {
                add(graphs[graph], rises, start..<(start + count), weights, &sums[place])
            }
            start += count
        }
        members = zip(kept, sums).map { ($0, $1.total, $1.moment) }
    }

    /// What is carried along the grid for a graph: the logarithm of its evidence and its sums.
    private struct Running {
        var log: Double
        var carry = 0.0
        var total = 0.0
        var moment = 0.0
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

    /// The greatest evidence of a graph over a range.
    private static func peak(_ evidence: GraphEvidence, _ graph: DecomposableGraph, _ coarse: [Double])
        -> Peak
    {
        func value(_ unseen: Double) -> Double { evidence.logEvidence(graph, unseen: unseen) }
        let values = coarse.map(value)
        let top = values.indices.max { values[$0] < values[$1] } ?? 0
        // Between its neighbours the evidence rises and falls: golden section, to the nearest number.
        var low = coarse[max(0, top - 1)]
        var high = coarse[min(coarse.count - 1, top + 1)]
        let golden = 0.618033988749894848
        while high - low > 1e-3 * max(1, 1e-9 * high) {
            let (left, right) = (high - golden * (high - low), low + golden * (high - low))
            if value(left) < value(right) { low = left } else { high = right }
        }
        let middle = (low + high) / 2
        let found = value(middle)
        return found > values[top]
            ? Peak(unseen: middle, evidence: found) : Peak(unseen: coarse[top], evidence: values[top])
    }

    /// The standard deviation of a normal distribution as curved as the evidence is at its peak.
    ///
    /// At an end of the range, where the evidence has a slope, the distance over which it falls to 1/e.
    private static func width(
        _ evidence: GraphEvidence,
        _ graph: DecomposableGraph,
        at peak: Peak,
        in range: ClosedRange<Int>
    ) -> Double {
        let distance = max(1, (peak.unseen - Double(range.lowerBound)) * 1e-3)
        let low = max(Double(range.lowerBound), peak.unseen - distance)
        let high = min(Double(range.upperBound), low + 2 * distance)
        let ends = [low, high].map { evidence.logEvidence(graph, unseen: $0) }
        let middle = evidence.logEvidence(graph, unseen: (low + high) / 2)
        let half = (high - low) / 2
        let curvature = (2 * middle - ends[0] - ends[1]) / (half * half)
        let slope = ((ends[1] - ends[0]) / (2 * half)).magnitude
        let scale = max(curvature.magnitude.squareRoot(), slope)
        return scale > 0 && scale.isFinite ? max(1 / scale, 1e-2) : distance
    }

    /// Whether some graph that matters has its peak between the numbers tried, and little at them.
    private static func missesPeaks(
        _ evidence: GraphEvidence,
        _ graphs: [DecomposableGraph],
        _ peaks: [Peak],
        _ grid: GraphGrid,
        _ best: Double
    ) -> Bool {
        guard let first = grid.unseen.first, grid.unseen.count > 1 else { return false }
        let step = Double(grid.gap(before: 1))
        let last = Double(grid.unseen.count - 1)
        return zip(graphs, peaks).contains { graph, peak in
            guard peak.evidence > best - 10 else { return false }
            let place = (peak.unseen - Double(first)) / step
            let near = [place.rounded(.down), place.rounded(.up)]
                .map { evidence.logEvidence(graph, unseen: Double(first) + min($0, last) * step) }
            return peak.evidence - (near.max() ?? peak.evidence) > 1
        }
    }

    /// Numbers of unseen spread as powers, dense at the start.
    private static func coarse(_ range: ClosedRange<Int>) -> [Double] {
        var result = [range.lowerBound]
        var next = 1.0
        let length = Double(range.upperBound - range.lowerBound)
        while next < length {
            let number = range.lowerBound + Int(next)
            if number != result[result.count - 1] { result.append(number) }
            next *= 1.1
        }
        if range.upperBound > range.lowerBound { result.append(range.upperBound) }
        return result.map(Double.init)
    }

    /// What each set's ln Γ gains from one number to the next, and last what the graph-free part gains.
    private func fillRises(_ rises: inout [Double], from start: Int, count: Int) {
        let sets = evidence.bases.count
        for i in 0..<count where start + i + 1 < grid.unseen.count {
            let unseen = Double(grid.unseen[start + i])
            let distance = Double(grid.gap(before: start + i + 1))
            let population = Double(evidence.observed) + unseen
            for set in 0..<sets {
                rises[set * Self.block + i] = Real.logGammaRise(evidence.bases[set] + unseen, by: distance)
            }
            rises[sets * Self.block + i] =
                Real.logGammaRise(population + 1, by: distance) - Real.logGammaRise(unseen + 1, by: distance)
                + evidence.prior.logarithm(population + distance) - evidence.prior.logarithm(population)
        }
    }

    private mutating func add(
        _ graph: DecomposableGraph,
        _ rises: [Double],
        _ places: Range<Int>,
        _ weights: [Double],
        _ running: inout Running
    ) {
        let exponents = graph.exponents
        let last = evidence.bases.count * Self.block
        let (start, first) = (places.lowerBound, range.lowerBound)
        var sums = running
        rises.withUnsafeBufferPointer { rises in
            heights.withUnsafeMutableBufferPointer { heights in
                for i in 0..<places.count {
                    if sums.log > -Self.negligible {
                        let height = Real.exp(sums.log)
                        heights[start + i] += height
                        let mass = height * weights[start + i]
                        sums.total += mass
                        sums.moment += mass * Double(grid.unseen[start + i] - first)
                    }
                    var change = rises[last + i]
                    for (set, exponent) in exponents { change += exponent * rises[set * Self.block + i] }
                    // Kahan's sum: the logarithm is carried over hundreds of thousands of steps.
                    let corrected = change - sums.carry
                    let next = sums.log + corrected
                    sums.carry = (next - sums.log) - corrected
                    sums.log = next
                }
            }
        }
        running = sums
    }
}
