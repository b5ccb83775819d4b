/// Improves a clustering by small moves until none helps.
///
/// The moves: a record goes to another cluster or stands alone; two records of one register without
/// duplicates change places; a cluster is cut at a link of its tree; two clusters become one. Each move
/// must raise the score, so the search ends; a budget of steps, set by the component's size alone,
/// bounds it where components are tangled.
struct ClusterSearch {
    /// The steps allowed per record and link of the component.
    static let stepsPerItem = 2000
    /// Score differences below this are rounding.
    private static let epsilon = 1e-6
    /// The most links of a cluster's tree at which cuts are tried; the weakest are tried first.
    private static let cutLimit = 16

    /// Per record: its cluster.
    private(set) var cluster: [Int32] = []
    /// The clustering's score.
    private(set) var total = 0.0

    private var members: [[Int32]] = []
    private var scores: [Double] = []
    private var exclusive: [RegisterSet] = []

    /// Improves the clusters of a component; false if the budget ended before the search did.
    mutating func improve(
        _ start: GreedyClusters,
        _ problem: ComponentProblem,
        _ adjacency: Adjacency,
        _ cost: PairCost
    ) -> Bool {
        cluster = start.cluster
        exclusive = problem.exclusive
        members = [[Int32]](repeating: [], count: problem.count)
        for record in 0..<problem.count {
            members[Int(cluster[record])].append(Int32(truncatingIfNeeded: record))
        }
        var scoring = ClusterScore(problem, adjacency, cost)
        scores = members.map { scoring.score($0) }
        let budget = Self.stepsPerItem * (problem.count + problem.links.count)
        var improved = true
        while improved && scoring.steps < budget {
            improved = false
            for record in 0..<Int32(problem.count) where scoring.steps < budget {
                if place(record, adjacency, cost, &scoring) { improved = true }
            }
            for number in 0..<problem.count where scoring.steps < budget {
                if cut(number, &scoring) { improved = true }
            }
            for link in problem.links where scoring.steps < budget {
                if Double(link.weight) < cost.threshold { break }
                if merge(Int(cluster[Int(link.left)]), Int(cluster[Int(link.right)]), &scoring) {
                    improved = true
                }
            }
        }
        total = scores.reduce(0, +)
        return !improved && scoring.steps < budget
    }

    private func registers(_ records: [Int32]) -> RegisterSet {
        var result = RegisterSet()
        for record in records { result.formUnion(exclusive[Int(record)]) }
        return result
    }

    /// Finds the best cluster for a record among those it has acceptable links to.
    private mutating func place(
        _ record: Int32,
        _ adjacency: Adjacency,
        _ cost: PairCost,
        _ scoring: inout ClusterScore
    ) -> Bool {
        let home = Int(cluster[Int(record)])
        let rest = members[home].filter { $0 != record }
        let restScore = scoring.score(rest)
        var best = Move(gain: Self.epsilon)
        if !rest.isEmpty { best.consider(restScore - scores[home], to: -1, swapping: -1) }
        var tried: [Int] = [home]
        for link in adjacency.links(of: record) {
            if Double(adjacency.weight[link]) < cost.threshold { break }
            let target = Int(cluster[Int(adjacency.other[link])])
            if tried.contains(target) { continue }
            tried.append(target)
            let before = scores[home] + scores[target]
            let rivals = members[target].filter {
                exclusive[Int($0)].overlaps(exclusive[Int(record)])
            }
            if rivals.isEmpty {
                let gain = scoring.score(members[target] + [record]) + restScore - before
                best.consider(gain, to: target, swapping: -1)
            } else if let rival = rivals.first {
                let joined = scoring.score(members[target].filter { $0 != rival } + [record])
                best.consider(joined + scoring.score(rest + [rival]) - before, to: target, swapping: rival)
                best.consider(joined + restScore - before, to: target, swapping: rival, alone: true)
            }
        }
        if best.target == nil { return false }
        apply(best, record, home: home, rest: rest, &scoring)
        return true
    }

    private mutating func apply(
        _ move: Move,
        _ record: Int32,
        home: Int,
        rest: [Int32],
        _ scoring: inout ClusterScore
    ) {
        guard let target = move.target else { return }
        var stay = rest
        if target < 0 {
            set([record], as: emptyNumber(), &scoring)
        } else {
            var joined = members[target]
            if move.rival >= 0 {
                joined.removeAll { $0 == move.rival }
                if move.alone {
                    set([move.rival], as: emptyNumber(), &scoring)
                } else {
                    stay.append(move.rival)
                }
            }
            joined.append(record)
            set(joined, as: target, &scoring)
        }
        set(stay, as: home, &scoring)
    }

    /// Cuts a cluster in two where that helps most.
    private mutating func cut(_ number: Int, _ scoring: inout ClusterScore) -> Bool {
        let records = members[number]
        if records.count < 3 { return false }
        _ = scoring.score(records)
        let parent = scoring.parent
        var best = (gain: Self.epsilon, one: [Int32](), other: [Int32]())
        for root in 1..<min(records.count, Self.cutLimit + 1) {
            // The subtree under `root`: climb from each record to see whether it passes there.
            var one: [Int32] = []
            var other: [Int32] = []
            for i in 0..<records.count {
                var node = i
                while node != 0 && node != root { node = Int(parent[node]) }
                if node == root { one.append(records[i]) } else { other.append(records[i]) }
            }
            let gain = scoring.score(one) + scoring.score(other) - scores[number]
            if gain > best.gain { best = (gain, one, other) }
        }
        if best.one.isEmpty { return false }
        set(best.one, as: emptyNumber(), &scoring)
        set(best.other, as: number, &scoring)
        return true
    }

    private mutating func merge(_ a: Int, _ b: Int, _ scoring: inout ClusterScore) -> Bool {
        if a == b || registers(members[a]).overlaps(registers(members[b])) { return false }
        let gain = scoring.score(members[a] + members[b]) - scores[a] - scores[b]
        if gain <= Self.epsilon { return false }
        set(members[a] + members[b], as: a, &scoring)
        set([], as: b, &scoring)
        return true
    }

    private func emptyNumber() -> Int {
        // There are as many numbers as records, so a cluster of two leaves one free.
        members.firstIndex { $0.isEmpty } ?? 0
    }

    private mutating func set(_ records: [Int32], as number: Int, _ scoring: inout ClusterScore) {
        members[number] = records
        scores[number] = scoring.score(records)
        for record in records { cluster[Int(record)] = Int32(truncatingIfNeeded: number) }
    }
}

/// The best move seen so far.
private struct Move {
    var gain: Double
    /// The cluster to join; −1 to stand alone; nil if no move helps.
    var target: Int?
    /// The record of the same register that makes room, or −1.
    var rival: Int32 = -1
    /// True if that record then stands alone instead of taking the other's place.
    var alone = false

    init(gain: Double) { self.gain = gain }

    mutating func consider(_ gain: Double, to target: Int, swapping rival: Int32, alone: Bool = false) {
        if gain <= self.gain { return }
        self.gain = gain
        self.target = target
        self.rival = rival
        self.alone = alone
    }
}
