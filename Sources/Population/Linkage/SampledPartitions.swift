internal import Columns

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Draws from the ways of making people of a large component, by Gibbs sampling.
///
/// Two moves: a record takes a place among its neighbours' persons or alone, given all others; and two
/// records, chosen without regard to the present state, have the records of their persons dealt anew: into
/// one person, or into two that part them. The second exchanges rivals for a place, which single moves reach
/// through unlikely states only.
/// - SeeAlso: Betancourt, Zanella and Steorts (2016) on such “chaperones”; Gutman, Afendulis and Zaslavsky
///   (2013) for matchings.
struct SampledPartitions {
    /// Rounds before the first draw.
    static let warmUp = 100
    /// Rounds between draws.
    static let spacing = 10
    /// The most records dealt anew at once.
    private static let dealLimit = 8

    private let problem: PartitionProblem
    private var person: [Int]
    private var members: [[Int]]
    /// The numbers of persons without records; there are as many numbers as records.
    private var vacant: [Int] = []
    /// Per person's number: the last placing that looked at it.
    private var looked: [Int]
    private var placings = 0
    private var weights: [Double] = []
    private var choices: [Int] = []

    /// Starts with every record alone.
    init(_ problem: PartitionProblem) {
        self.problem = problem
        person = Array(0..<problem.count)
        members = (0..<problem.count).map { [$0] }
        looked = [Int](repeating: 0, count: problem.count)
    }

    /// The present partition: per record the lowest record of its person.
    var labels: [UInt32] {
        person.map { UInt32(truncatingIfNeeded: members[$0].min() ?? 0) }
    }

    /// One round: every record once, and as many deals as there are records.
    mutating func round(_ random: inout KeyedRandom) {
        for record in 0..<problem.count { place(record, &random) }
        for _ in 0..<problem.count { deal(&random) }
    }

    private mutating func place(_ record: Int, _ random: inout KeyedRandom) {
        let home = person[record]
        members[home].removeAll { $0 == record }
        if members[home].isEmpty { vacant.append(home) }
        let rest = problem.logWeight(members[home])
        placings += 1
        choices.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        for link in problem.start[record]..<problem.start[record + 1] {
            let target = person[problem.other[link]]
            if looked[target] == placings { continue }
            looked[target] = placings
            let joined = problem.logWeight(members[target] + [record])
            choices.append(target)
            weights.append(target == home ? joined : rest + joined - problem.logWeight(members[target]))
        }
        choices.append(-1)
        weights.append(rest)
        let choice = choices[Self.choose(weights, &random)]
        if choice >= 0 {
            members[choice].append(record)
            person[record] = choice
        } else {
            settle([record])
        }
    }

    /// Makes records a person under a vacant number, of which there is one.
    private mutating func settle(_ records: [Int]) {
        guard let number = vacant.popLast() else { return }
        members[number] = records
        for record in records { person[record] = number }
    }

    private mutating func deal(_ random: inout KeyedRandom) {
        // A record and a neighbour, or two neighbours of a record.
        let middle = random.nextIndex(below: problem.count)
        let links = problem.start[middle]..<problem.start[middle + 1]
        let a = problem.other[links.lowerBound + random.nextIndex(below: links.count)]
        let b = problem.other[links.lowerBound + random.nextIndex(below: links.count)]
        let first = random.nextBool(0.5) ? middle : b
        if first == a { return }
        let (one, two) = (person[first], person[a])
        let others = (members[one] + (one == two ? [] : members[two])).filter { $0 != first && $0 != a }
        if others.count + 2 > Self.dealLimit { return }
        weights.removeAll(keepingCapacity: true)
        for split in 0..<(1 << others.count) {
            let (left, right) = Self.parts(first, a, others, split)
            weights.append(problem.logWeight(left) + problem.logWeight(right))
        }
        weights.append(problem.logWeight([first, a] + others))
        let choice = Self.choose(weights, &random)
        members[one] = []
        vacant.append(one)
        if one != two {
            members[two] = []
            vacant.append(two)
        }
        if choice == 1 << others.count {
            settle([first, a] + others)
        } else {
            let (left, right) = Self.parts(first, a, others, choice)
            settle(left)
            settle(right)
        }
    }

    private static func parts(_ a: Int, _ b: Int, _ others: [Int], _ split: Int) -> ([Int], [Int]) {
        var left = [a]
        var right = [b]
        for (i, record) in others.enumerated() {
            if split >> i & 1 == 1 { left.append(record) } else { right.append(record) }
        }
        return (left, right)
    }

    /// Draws an index with probabilities in proportion to 2 to the weights, one of which is finite.
    private static func choose(_ weights: [Double], _ random: inout KeyedRandom) -> Int {
        let top = weights.max() ?? 0
        let total = weights.reduce(0) { $0 + exp2($1 - top) }
        var left = random.nextUnit() * total
        var last = 0
        for (i, weight) in weights.enumerated() where weight > -.infinity {
            last = i
            left -= exp2(weight - top)
            if left < 0 { return i }
        }
        return last
    }
}
