/// Clusters of one component, grown by the join that is worth most until none is worth anything.
///
/// A join of clusters A and B is worth the weight of their best link less the threshold, plus what the number of
/// records per person says (``PersonSizes``), less 2 · min(a, b) times the mean penalty of the pairs between them
/// (``ClusterPenalty``). Joins that would put two records of a register without duplicates, or two that are to stay
/// apart, into one cluster are not made. Ties go to the lower records; penalties are whole numbers, so that nothing depends on an order of
/// summation.
/// - Complexity: O(n³) for components of up to ``denseLimit`` records; O(pairs · log pairs) expected beyond.
struct Agglomeration {
    /// Up to so many records all pairs of clusters stand in a table.
    static let denseLimit = 64

    /// Per record: the lowest record of its cluster.
    private(set) var cluster: [Int32] = []
    /// Whether all records became one cluster and nothing spoke against it.
    private(set) var isPlain = false

    private var size: [Int32] = []
    private var unguarded: [Int32] = []
    private var registers: [RegisterSet] = []
    private var apart = ApartRecords()
    private var active: [Int32] = []
    private var dense = DenseJoins()
    private var sparse = SparseJoins()

    /// What joins are worth.
    struct Worth: Sendable {
        let threshold: Double
        let penalty: PairPenalty
        let sizes: PersonSizes

        /// The worth of a join, in bits.
        @inline(__always)
        func of(best: Float, penalty units: Int64, _ a: Int, _ b: Int) -> Double {
            let charge = 2 * Double(units) / PairPenalty.scale / Double(max(a, b))
            return Double(best) - threshold + sizes.gain(a, b) - charge
        }
    }

    /// Grows the clusters of a component.
    mutating func grow(_ problem: ComponentProblem, _ worth: Worth) {
        reset(problem)
        if problem.count <= Self.denseLimit {
            dense.load(problem, worth)
            growDensely(worth)
        } else {
            sparse.load(problem, worth.penalty)
            growSparsely(worth)
        }
        // Each record leads to its cluster by one step or several.
        for record in 0..<cluster.count { cluster[record] = root(Int32(record)) }
        let isOne = !cluster.contains { $0 != 0 }
        isPlain = isOne && !problem.links.contains { $0.weight < 0 }
    }

    private mutating func reset(_ problem: ComponentProblem) {
        cluster.removeAll(keepingCapacity: true)
        cluster.append(contentsOf: 0..<Int32(problem.count))
        size.removeAll(keepingCapacity: true)
        size.append(contentsOf: repeatElement(1, count: problem.count))
        unguarded.removeAll(keepingCapacity: true)
        for guarded in problem.isGuarded { unguarded.append(guarded ? 0 : 1) }
        registers = problem.exclusive
        apart.load(problem)
    }

    private func root(_ record: Int32) -> Int32 {
        var record = record
        while cluster[Int(record)] != record { record = cluster[Int(record)] }
        return record
    }

    /// Puts the records of `b` into the cluster `a`, the lower one.
    private mutating func join(_ a: Int32, _ b: Int32) {
        cluster[Int(b)] = a
        size[Int(a)] += size[Int(b)]
        unguarded[Int(a)] += unguarded[Int(b)]
        registers[Int(a)].formUnion(registers[Int(b)])
        apart.join(a, b)
    }

    /// Whether a join would break a rule.
    private func forbids(_ a: Int32, _ b: Int32) -> Bool {
        if registers[Int(a)].overlaps(registers[Int(b)]) { return true }
        return !apart.isEmpty && apart.forbids(a, b) { root($0) }
    }

    private mutating func growDensely(_ worth: Worth) {
        let count = cluster.count
        active.removeAll(keepingCapacity: true)
        active.append(contentsOf: cluster)
        while true {
            // A link at the threshold is worth nothing and is taken.
            var best = -Double.leastNormalMagnitude
            var found: (a: Int32, b: Int32)?
            for (i, a) in active.enumerated() {
                let row = Int(a) * count
                for b in active[(i + 1)...] where dense.worth[row + Int(b)] > best {
                    if forbids(a, b) {
                        dense.worth[row + Int(b)] = -.infinity
                        continue
                    }
                    best = dense.worth[row + Int(b)]
                    found = (a, b)
                }
            }
            guard let (a, b) = found else { return }
            join(a, b)
            active.removeAll { $0 == b }
            for c in active where c != a {
                dense.combine(Int(a), Int(b), Int(c), count, worth, Int(size[Int(a)]), Int(size[Int(c)]))
            }
        }
    }

    private mutating func growSparsely(_ worth: Worth) {
        for number in 0..<sparse.initialCount { push(sparse.initial(number), worth) }
        while let entry = sparse.heap.pop() {
            let (a, b) = (entry.a, entry.b)
            if cluster[Int(a)] != a || cluster[Int(b)] != b { continue }
            if forbids(a, b) { continue }
            guard let now = value(a, b, worth) else { continue }
            // Sizes changed since the entry was made: it waits for its turn.
            if now < entry.worth {
                if now >= 0 { sparse.heap.push(SparseJoins.Entry(worth: now, a: a, b: b)) }
                continue
            }
            let before = size[Int(a)]
            join(a, b)
            for c in sparse.merge(a, b, cluster) { push((min(a, c), max(a, c)), worth) }
            // A cluster that grew by half is worth another look from all its neighbours.
            if 2 * size[Int(a)] >= 3 * before {
                for c in sparse.neighbours[Int(a)] where cluster[Int(c)] == c {
                    push((min(a, c), max(a, c)), worth)
                }
            }
        }
    }

    private mutating func push(_ pair: (Int32, Int32), _ worth: Worth) {
        guard let value = value(pair.0, pair.1, worth), value >= 0 else { return }
        sparse.heap.push(SparseJoins.Entry(worth: value, a: pair.0, b: pair.1))
    }

    /// What a join is worth now; nil where no pair between the clusters was compared.
    private func value(_ a: Int32, _ b: Int32, _ worth: Worth) -> Double? {
        guard let link = sparse.link(a, b), link.best > -.infinity else { return nil }
        let (sizeA, sizeB) = (Int(size[Int(a)]), Int(size[Int(b)]))
        let free = Int(unguarded[Int(a)]) * Int(unguarded[Int(b)])
        let absentFree = Int64(max(0, free - Int(link.free)))
        let absentGuarded = Int64(max(0, sizeA * sizeB - free - Int(link.guarded)))
        let units =
            link.penalty + absentFree * Int64(worth.penalty.absent)
            + absentGuarded * Int64(worth.penalty.absentGuarded)
        return worth.of(best: link.best, penalty: units, sizeA, sizeB)
    }
}

/// All pairs of clusters of a small component, in tables.
struct DenseJoins {
    /// The worth of joining clusters a < b at a · n + b.
    var worth: [Double] = []
    private var best: [Float] = []
    private var penalty: [Int64] = []

    mutating func load(_ problem: ComponentProblem, _ rules: Agglomeration.Worth) {
        let n = problem.count
        best.removeAll(keepingCapacity: true)
        best.append(contentsOf: repeatElement(-.infinity, count: n * n))
        penalty.removeAll(keepingCapacity: true)
        penalty.append(contentsOf: repeatElement(Int64(rules.penalty.absent), count: n * n))
        for a in 0..<n {
            for b in (a + 1)..<max(a + 1, n) where problem.isGuarded(Int32(a), Int32(b)) {
                penalty[a * n + b] = Int64(rules.penalty.absentGuarded)
            }
        }
        for link in problem.links {
            let place = Int(min(link.left, link.right)) * n + Int(max(link.left, link.right))
            best[place] = link.weight
            penalty[place] = Int64(
                rules.penalty.of(link.weight, guarded: problem.isGuarded(link.left, link.right))
            )
        }
        worth.removeAll(keepingCapacity: true)
        for place in 0..<(n * n) {
            worth.append(
                best[place] > -.infinity
                    ? rules.of(best: best[place], penalty: penalty[place], 1, 1) : -.infinity
            )
        }
    }

    /// Adds what is between clusters b and c to what is between a and c, where b went into a.
    mutating func combine(
        _ a: Int,
        _ b: Int,
        _ c: Int,
        _ n: Int,
        _ rules: Agglomeration.Worth,
        _ sizeA: Int,
        _ sizeC: Int
    ) {
        let place = min(a, c) * n + max(a, c)
        let other = min(b, c) * n + max(b, c)
        best[place] = max(best[place], best[other])
        penalty[place] += penalty[other]
        worth[place] =
            best[place] > -.infinity
            ? rules.of(best: best[place], penalty: penalty[place], sizeA, sizeC) : -.infinity
    }
}
