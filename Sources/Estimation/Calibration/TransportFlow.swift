/// The largest flow from rows to columns through the cells that may be above 0.
///
/// By the theorem of Gale (1957), a table with the given zeros and margins exists exactly if the flow
/// carries all of the rows' totals; if not, the smallest cut names rows that ask for more than the columns
/// they can use.
struct TransportFlow {
    /// Rows whose targets exceed those of all columns they can use, and these columns; nil if there are none.
    private(set) var blockedRows: (rows: [Int], columns: [Int])?

    private let rows: Int
    private let columns: Int
    private let allowed: [Bool]
    private var flow: [Double]
    private var supply: [Double]
    private var demand: [Double]
    /// Amounts below this are rounding.
    private let negligible: Double

    /// Sends what `supply` holds to what `demand` asks for through the allowed cells, row after row.
    init(allowed: [Bool], supply: [Double], demand: [Double]) {
        self.allowed = allowed
        self.supply = supply
        self.demand = demand
        rows = supply.count
        columns = demand.count
        flow = [Double](repeating: 0, count: allowed.count)
        negligible = 1e-9 * max(supply.reduce(0, +), .leastNormalMagnitude)
        for r in 0..<rows {
            for c in 0..<columns where allowed[r * columns + c] {
                push(min(self.supply[r], self.demand[c]), r, c)
            }
        }
        while augment() {}
    }

    private mutating func push(_ amount: Double, _ r: Int, _ c: Int) {
        flow[r * columns + c] += amount
        supply[r] -= amount
        demand[c] -= amount
    }

    /// Sends flow along a shortest path from a row with supply left; false if no column can be reached.
    private mutating func augment() -> Bool {
        var rowFrom = [Int](repeating: -1, count: rows)
        var columnFrom = [Int](repeating: -1, count: columns)
        var queue: [Int] = []
        for r in 0..<rows where supply[r] > negligible {
            rowFrom[r] = columns
            queue.append(r)
        }
        if queue.isEmpty { return false }
        var head = 0
        var end = -1
        search: while head < queue.count {
            let r = queue[head]
            head += 1
            for c in 0..<columns where columnFrom[c] < 0 && allowed[r * columns + c] {
                columnFrom[c] = r
                if demand[c] > negligible {
                    end = c
                    break search
                }
                for other in 0..<rows where rowFrom[other] < 0 && flow[other * columns + c] > negligible {
                    rowFrom[other] = c
                    queue.append(other)
                }
            }
        }
        if end < 0 {
            blockedRows = (
                (0..<rows).filter { rowFrom[$0] >= 0 }, (0..<columns).filter { columnFrom[$0] >= 0 }
            )
            return false
        }
        send(to: end, rowFrom, columnFrom)
        return true
    }

    private mutating func send(to end: Int, _ rowFrom: [Int], _ columnFrom: [Int]) {
        var amount = demand[end]
        var c = end
        while true {
            let r = columnFrom[c]
            if rowFrom[r] == columns {
                amount = min(amount, supply[r])
                break
            }
            c = rowFrom[r]
            amount = min(amount, flow[r * columns + c])
        }
        demand[end] -= amount
        c = end
        while true {
            let r = columnFrom[c]
            flow[r * columns + c] += amount
            if rowFrom[r] == columns {
                supply[r] -= amount
                return
            }
            c = rowFrom[r]
            flow[r * columns + c] -= amount
        }
    }
}
