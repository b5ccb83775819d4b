/// A table with totals as a network in which counts flow and sums are conserved.
///
/// A count flows from its row's node to its column's, a column's total on to the grand total, and row
/// totals back to the rows. Tables with the same published numbers differ by circulations through
/// withheld cells.
struct SuppressionNetwork {
    private let counts: [Int]
    private let rows: Int
    private let columns: Int
    /// Per arc: whether it is shown in any case.
    private let isClosed: [Bool]

    /// As good as no limit.
    private static let unlimited = Int.max / 4

    init(_ table: ConfidentialTable, mustShow: [Bool]? = nil) throws(DisclosureError) {
        let shape = table.shape.count == 1 ? [1] + table.shape : table.shape
        if shape.count != 2 || shape[1] < 2 || (table.shape.count == 2 && shape[0] < 2) {
            throw DisclosureError(
                .unsuitableMethod,
                at: "table.shape",
                "found axes of lengths \(table.shape); suppression protects tables of one or two axes, each "
                    + "with a last place for the total; use cell_key for other tables"
            )
        }
        if table.shape.count == 1 {
            // One axis is one row, whose total is the grand total: as if column totals repeated the row.
            rows = 1
            columns = shape[1] - 1
            counts = table.counts + table.counts
        } else {
            rows = shape[0] - 1
            columns = shape[1] - 1
            counts = table.counts
        }
        isOneRow = table.shape.count == 1
        let closed = mustShow ?? [Bool](repeating: false, count: table.counts.count)
        isClosed = isOneRow ? closed + closed : closed
        try checkSums()
    }

    private let isOneRow: Bool

    private func checkSums() throws(DisclosureError) {
        let wide = columns + 1
        for r in 0...rows {
            let sum = (0..<columns).reduce(0) { $0 + counts[r * wide + $1] }
            if sum != counts[r * wide + columns] { throw Self.wrongTotal(r * wide + columns) }
        }
        for c in 0...columns {
            let sum = (0..<rows).reduce(0) { $0 + counts[$1 * wide + c] }
            if sum != counts[rows * wide + c] { throw Self.wrongTotal(rows * wide + c) }
        }
    }

    private static func wrongTotal(_ cell: Int) -> DisclosureError {
        DisclosureError(
            .valueOutOfRange,
            at: "table.counts[\(cell)]",
            "found a total that is not the sum of its cells; expected exact totals; make them by withTotals"
        )
    }

    /// The ends of a cell's arc.
    ///
    /// Nodes: rows, columns, the grand total's start and end.
    private func ends(_ cell: Int) -> (tail: Int, head: Int) {
        let (r, c) = (cell / (columns + 1), cell % (columns + 1))
        let start = rows + columns
        switch (r == rows, c == columns) {
        case (false, false): return (r, rows + c)
        case (false, true): return (start, r)
        case (true, false): return (rows + c, start + 1)
        case (true, true): return (start + 1, start)
        }
    }

    private var nodeCount: Int { rows + columns + 2 }

    /// One row's column totals are its cells: they are withheld together.
    private func expanded(_ withheld: [Bool]) -> [Bool] { isOneRow ? withheld + withheld : withheld }

    /// The residual capacities of all arcs, forwards and backwards.
    private func residual(_ open: [Bool]) -> Residual {
        var residual = Residual(nodes: nodeCount)
        for cell in counts.indices where open[cell] {
            let (tail, head) = ends(cell)
            residual.add(tail, head, forward: Self.unlimited, backward: counts[cell], label: cell)
        }
        return residual
    }

    /// How far a cell can move with all shown numbers as they are, at most `limit`.
    private func room(_ cell: Int, _ withheld: [Bool], upwards: Bool, limit: Int) -> Int {
        var residual = residual(expanded(withheld))
        let (tail, head) = ends(cell)
        residual.close(cell)
        let flow =
            upwards
            ? residual.flow(from: head, to: tail, limit: limit)
            : residual.flow(from: tail, to: head, limit: min(limit, counts[cell]))
        return flow
    }

    /// What a withheld cell may be.
    func interval(of cell: Int, _ withheld: [Bool]) -> FeasibilityInterval {
        let up = room(cell, withheld, upwards: true, limit: Self.unlimited)
        let down = room(cell, withheld, upwards: false, limit: Self.unlimited)
        return FeasibilityInterval(
            cell: cell,
            lower: counts[cell] - down,
            upper: up >= Self.unlimited ? nil : counts[cell] + up
        )
    }

    /// About how many steps it takes to audit so many cells.
    func auditCost(_ cells: Int) -> Int { 2 * max(1, cells) * (nodeCount * nodeCount + counts.count) }

    /// How far a small cell must be able to rise: to the threshold, or by one if its count is not below it.
    func roomNeeded(_ cell: Int, _ threshold: Int) -> Int { max(threshold - counts[cell], 1) }

    /// Whether each small cell may be 0 as well as the threshold.
    func isSafe(_ withheld: [Bool], _ small: [Int], _ threshold: Int) -> Bool {
        small.allSatisfy { cell in
            let (up, down) = (roomNeeded(cell, threshold), counts[cell])
            return room(cell, withheld, upwards: true, limit: up) >= up
                && room(cell, withheld, upwards: false, limit: down) >= down
        }
    }

    /// Withholds the cheapest cells through which a cell can move as far as asked.
    ///
    /// Cells withheld already cost nothing, others their count. As all cells above 0 together always
    /// suffice, the search ends with the cell protected.
    func withhold(_ withheld: inout [Bool], toMove cell: Int, by amount: Int, upwards: Bool) {
        if amount <= 0 { return }
        var open = counts.indices.map { counts[$0] > 0 && !isClosed[$0] }
        open[cell] = false
        var residual = residual(open)
        let (tail, head) = ends(cell)
        var left = amount
        while left > 0 {
            let isFree = expanded(withheld)
            let path = residual.cheapestPath(from: upwards ? head : tail, to: upwards ? tail : head) {
                isFree[$0] ? 0 : Double(counts[$0]) + 1
            }
            guard let path else { return }
            left -= residual.send(path, limit: left)
            for arc in path { withheld[residual.label[arc] % withheld.count] = true }
        }
    }
}

/// What can still flow through a network.
private struct Residual {
    /// Per direction of an arc: its end, what it can carry, its cell; directions of an arc are neighbours.
    private var head: [Int] = []
    private var capacity: [Int] = []
    private(set) var label: [Int] = []
    private var leaving: [[Int]]

    init(nodes: Int) { leaving = [[Int]](repeating: [], count: nodes) }

    mutating func add(_ from: Int, _ to: Int, forward: Int, backward: Int, label cell: Int) {
        leaving[from].append(head.count)
        head.append(to)
        capacity.append(forward)
        leaving[to].append(head.count)
        head.append(from)
        capacity.append(backward)
        label += [cell, cell]
    }

    /// Takes a cell's arc out.
    mutating func close(_ cell: Int) {
        for arc in label.indices where label[arc] == cell { capacity[arc] = 0 }
    }

    /// The arcs of a cheapest path (Dijkstra over all nodes); nil if there is none.
    func cheapestPath(from start: Int, to end: Int, cost: (Int) -> Double) -> [Int]? {
        var distance = [Double](repeating: .infinity, count: leaving.count)
        var by = [Int](repeating: -1, count: leaving.count)
        var settled = [Bool](repeating: false, count: leaving.count)
        distance[start] = 0
        while true {
            var node = -1
            for i in leaving.indices where !settled[i] && distance[i] < .infinity {
                if node < 0 || distance[i] < distance[node] { node = i }
            }
            if node < 0 { return nil }
            if node == end { break }
            settled[node] = true
            for arc in leaving[node] where capacity[arc] > 0 && !settled[head[arc]] {
                let reached = distance[node] + cost(label[arc])
                if reached < distance[head[arc]] {
                    distance[head[arc]] = reached
                    by[head[arc]] = arc
                }
            }
        }
        return path(from: start, to: end, by)
    }

    private func path(from start: Int, to end: Int, _ by: [Int]) -> [Int] {
        var path: [Int] = []
        var node = end
        while node != start {
            path.append(by[node])
            node = head[by[node] ^ 1]
        }
        return path
    }

    /// The arcs of a path of the fewest arcs (breadth first); nil if there is none.
    private func shortestPath(from start: Int, to end: Int) -> [Int]? {
        var by = [Int](repeating: -1, count: leaving.count)
        var queue = [start]
        var next = 0
        while next < queue.count {
            let node = queue[next]
            next += 1
            for arc in leaving[node] where capacity[arc] > 0 && by[head[arc]] < 0 && head[arc] != start {
                by[head[arc]] = arc
                if head[arc] == end { return path(from: start, to: end, by) }
                queue.append(head[arc])
            }
        }
        return nil
    }

    /// Sends as much as a path carries, at most `limit`.
    mutating func send(_ path: [Int], limit: Int) -> Int {
        let amount = path.reduce(limit) { min($0, capacity[$1]) }
        for arc in path {
            capacity[arc] -= amount
            capacity[arc ^ 1] += amount
        }
        return amount
    }

    /// The most that can flow, up to `limit`, along shortest paths.
    mutating func flow(from start: Int, to end: Int, limit: Int) -> Int {
        var total = 0
        while total < limit, let path = shortestPath(from: start, to: end) {
            total += send(path, limit: limit - total)
        }
        return total
    }
}
