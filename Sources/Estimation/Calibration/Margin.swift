/// Known totals of a table over some of its axes.
public struct Margin: Sendable, Equatable {
    /// The axes the totals are classified by, ascending; no axes for the grand total.
    public let axes: [Int]
    /// The totals, the last of ``axes`` fastest.
    public let targets: [Double]

    /// A margin from its axes and totals.
    public init(axes: [Int], targets: [Double]) {
        self.axes = axes
        self.targets = targets
    }

    /// Sums the totals onto fewer axes, all of them axes of this margin.
    func targets(over fewer: [Int], shape: [Int]) -> [Double] {
        let from = MarginIndex(axes: fewer, shape: axes.map { shape[$0] }, named: axes)
        var sums = [Double](repeating: 0, count: from.count)
        for (i, target) in targets.enumerated() { sums[from.cell(of: i)] += target }
        return sums
    }
}

/// Where each cell of a table, last axis fastest, falls in a margin.
struct MarginIndex {
    /// The number of the margin's cells.
    let count: Int
    /// Per axis of the table: its length, the stride of its position, and its stride in the margin.
    private var steps: [(length: Int, stride: Int, margin: Int)] = []

    /// The margin over `axes` of a table whose axes have the lengths `shape` and the names `named`.
    init(axes: [Int], shape: [Int], named: [Int]) {
        var marginStride = 1
        var strides = [Int](repeating: 0, count: shape.count)
        for position in shape.indices.reversed() where axes.contains(named[position]) {
            strides[position] = marginStride
            marginStride *= shape[position]
        }
        count = marginStride
        var stride = 1
        for position in shape.indices.reversed() {
            if strides[position] != 0 {
                steps.append((shape[position], stride, strides[position]))
            }
            stride *= shape[position]
        }
    }

    /// The margin's cell of a table's cell.
    func cell(of index: Int) -> Int {
        var result = 0
        for step in steps { result += index / step.stride % step.length * step.margin }
        return result
    }
}
