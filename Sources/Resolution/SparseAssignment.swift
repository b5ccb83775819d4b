/// The assignment of greatest total weight between two registers, inside one component.
///
/// Every link is worth its weight less the threshold, and a record may stay unassigned at no cost.
/// Records of the first register are assigned one after the other along the cheapest augmenting path,
/// found by Dijkstra's search on reduced costs that stops at the first end (Jonker & Volgenant 1987, on
/// the links alone), so a search touches only the links near it. The dual prices that come with it bound
/// every assignment from above: a gap of 0 proves the result.
/// - Complexity: O(records · links · log links) at worst, usually near O(links); ``stepsPerLink`` bounds
///   the work, after which the rest is assigned greedily and the gap tells what that may have lost.
struct SparseAssignment {
    /// The links looked at, per link of the component, before the exact search gives up.
    static let stepsPerLink = 4096
    /// What every link is worth on top, so that of equal totals the one with more links wins.
    static let bonus = 0x1p-30

    /// Per record: the lower place of its couple, or its own.
    private(set) var cluster: [Int32] = []
    /// The total of weight less threshold over the links taken.
    private(set) var total = 0.0
    /// The dual prices' value: no assignment is worth more.
    private(set) var bound = 0.0

    private var price: [Double] = []
    private var partner: [Int32] = []
    private var distance: [Double] = []
    private var previous: [Int32] = []
    private var touched: [Int32] = []
    private var heap = EntryHeap<Distance>()
    private var steps = 0

    /// Assigns the records of a component; false if the work ran out before the proof.
    mutating func solve(_ problem: ComponentProblem, _ adjacency: Adjacency, threshold: Double) -> Bool {
        reset(problem, adjacency, threshold)
        let budget = Self.stepsPerLink * problem.links.count
        for record in 0..<Int32(problem.count) where problem.register[Int(record)] == 0 {
            if steps < budget {
                augment(from: record, problem, adjacency, threshold)
            } else {
                assignGreedily(record, problem, adjacency)
            }
        }
        bound = price.reduce(0, +)
        total = 0
        for record in 0..<problem.count {
            let other = partner[record]
            cluster[record] = other < 0 ? Int32(truncatingIfNeeded: record) : min(other, Int32(record))
            if other < 0 || problem.register[record] != 0 { continue }
            for link in adjacency.links(of: Int32(record)) where adjacency.other[link] == other {
                total += Double(adjacency.weight[link]) - threshold + Self.bonus
            }
        }
        // What rounding leaves of a gap is no gap.
        if bound - total < 1e-9 * Double(problem.count) * max(1, bound) { bound = total }
        return steps < budget
    }

    /// Prices start at the best link of each record of the first register, so that no link is underpriced.
    private mutating func reset(_ problem: ComponentProblem, _ adjacency: Adjacency, _ threshold: Double) {
        let count = problem.count
        steps = 0
        price.removeAll(keepingCapacity: true)
        for record in 0..<Int32(count) {
            var best = 0.0
            if problem.register[Int(record)] == 0 {
                for link in adjacency.links(of: record)
                where problem.register[Int(adjacency.other[link])] != 0 {
                    best = max(best, Double(adjacency.weight[link]) - threshold + Self.bonus)
                }
            }
            price.append(best)
        }
        partner.removeAll(keepingCapacity: true)
        partner.append(contentsOf: repeatElement(-1, count: count))
        previous = partner
        cluster = partner
        distance.removeAll(keepingCapacity: true)
        distance.append(contentsOf: repeatElement(.infinity, count: count))
    }

    /// Assigns one more record of the first register, and moves others where that is worth it.
    private mutating func augment(
        from start: Int32,
        _ problem: ComponentProblem,
        _ adjacency: Adjacency,
        _ threshold: Double
    ) {
        touched.removeAll(keepingCapacity: true)
        heap.removeAll()
        reach(start, at: 0, over: -1)
        // Giving up a record of the first register costs its price; a free record of the second is an end too.
        var end = start
        var length = price[Int(start)]
        while let node = heap.pop() {
            let record = node.record
            if node.distance > distance[Int(record)] { continue }
            if node.distance >= length { break }
            if problem.register[Int(record)] == 0 {
                if node.distance + price[Int(record)] < length {
                    length = node.distance + price[Int(record)]
                    end = record
                }
                look(from: record, problem, adjacency, threshold)
            } else if partner[Int(record)] < 0 {
                length = node.distance
                end = record
                break
            } else {
                reach(partner[Int(record)], at: node.distance, over: record)
            }
        }
        reprice(length, problem)
        flip(to: end, problem)
    }

    private mutating func look(
        from record: Int32,
        _ problem: ComponentProblem,
        _ adjacency: Adjacency,
        _ threshold: Double
    ) {
        let here = distance[Int(record)]
        let links = adjacency.links(of: record)
        steps += links.count + 1
        for link in links {
            let other = adjacency.other[link]
            if problem.register[Int(other)] == 0 || other == partner[Int(record)] { continue }
            let worth = Double(adjacency.weight[link]) - threshold + Self.bonus
            let reduced = max(0, price[Int(record)] + price[Int(other)] - worth)
            reach(other, at: here + reduced, over: record)
        }
    }

    private mutating func reach(_ record: Int32, at length: Double, over: Int32) {
        if length >= distance[Int(record)] { return }
        if distance[Int(record)] == .infinity { touched.append(record) }
        distance[Int(record)] = length
        previous[Int(record)] = over
        heap.push(Distance(distance: length, record: record))
    }

    /// Shifts prices so that the path found costs nothing and no link becomes underpriced.
    private mutating func reprice(_ length: Double, _ problem: ComponentProblem) {
        for record in touched {
            let shift = length - distance[Int(record)]
            distance[Int(record)] = .infinity
            if shift <= 0 { continue }
            if problem.register[Int(record)] == 0 {
                price[Int(record)] = max(0, price[Int(record)] - shift)
            } else {
                price[Int(record)] += shift
            }
        }
    }

    /// Exchanges links along the path that ends at `end`.
    private mutating func flip(to end: Int32, _ problem: ComponentProblem) {
        var second = end
        if problem.register[Int(end)] == 0 {
            // A record of the first register gives up its link, if it had one, to those before it.
            second = previous[Int(end)]
            partner[Int(end)] = -1
        }
        while second >= 0 {
            let first = previous[Int(second)]
            partner[Int(second)] = first
            partner[Int(first)] = second
            second = previous[Int(first)]
        }
    }

    /// Gives a record its best link to a record still free; prices stay valid.
    private mutating func assignGreedily(
        _ record: Int32,
        _ problem: ComponentProblem,
        _ adjacency: Adjacency
    ) {
        for link in adjacency.links(of: record) {
            let other = adjacency.other[link]
            if problem.register[Int(other)] == 0 || partner[Int(other)] >= 0 { continue }
            partner[Int(record)] = other
            partner[Int(other)] = record
            return
        }
    }
}
