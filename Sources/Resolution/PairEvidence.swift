#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The weights of pairs in view of all pairs and of the people made of them.
///
/// A pair's own weight knows nothing of others. Here a record that can have one match only shares its odds among those
/// that come into question (``Rivals``); and two records of one person are as likely one as the weakest link of the
/// strongest path between them, for a person's other records speak for a pair that has little in common itself.
public struct PairEvidence: Sendable {
    /// Per pair its log2 odds in view of rivals and verdicts.
    public let afterRivals: [Float]
    /// Per pair its log2 odds in view of the people, too.
    public let weight: [Float]
    /// The links that join the records of people of three and more: the weight of each, and how many pairs it joins.
    let joins: [(weight: Float, pairs: Double)]

    /// - Parameter person: Per record: the lowest row of its person.
    /// - Complexity: O(pairs · log pairs + records).
    public init(_ given: ScoredPairs, person: [UInt32], rules: ResolutionRules) {
        let pairs = judged(given, rules, countingRivals: true)
        afterRivals = pairs.weight
        var size = [UInt32](repeating: 0, count: person.count)
        for top in person { size[Int(top)] &+= 1 }
        // In people of two records a pair is its own path.
        var inner: [(weight: Float, index: Int)] = []
        for i in 0..<pairs.count {
            let top = person[Int(pairs.left[i])]
            if top == person[Int(pairs.right[i])], size[Int(top)] > 2 { inner.append((pairs.weight[i], i)) }
        }
        inner.sort { ($1.weight, $0.index) < ($0.weight, $1.index) }
        var paths = StrongestPaths(count: inner.isEmpty ? 0 : person.count)
        joins = inner.compactMap { weight, i in
            paths.join(pairs.left[i], pairs.right[i], weight).map { (weight, $0) }
        }
        var found = pairs.weight
        for (_, i) in inner { found[i] = paths.weakest(pairs.left[i], pairs.right[i]) }
        weight = found
    }

    /// The probability of each pair in view of all evidence, 0…1.
    public var probability: [Float] { weight.map { Float(1 / (1 + exp2(-Double($0)))) } }
}

/// A forest of the links of a strongest tree, in which the weakest link between two records is found by climbing.
struct StrongestPaths {
    private var parent: [Int32]
    private var weightUp: [Float]
    private var size: [Int32]

    init(count: Int) {
        parent = (0..<Int32(count)).map { $0 }
        weightUp = [Float](repeating: -.infinity, count: count)
        size = [Int32](repeating: 1, count: count)
    }

    /// Joins the trees of two records: links come by falling weight.
    /// - Returns: The number of pairs of records that become one tree's; nil if they are so already.
    mutating func join(_ a: UInt32, _ b: UInt32, _ weight: Float) -> Double? {
        var (low, high) = (root(Int(a)), root(Int(b)))
        if low == high { return nil }
        let pairs = Double(size[low]) * Double(size[high])
        // The smaller tree goes below the larger one, so that paths stay short.
        if (size[low], high) > (size[high], low) { swap(&low, &high) }
        parent[low] = Int32(high)
        weightUp[low] = weight
        size[high] += size[low]
        return pairs
    }

    private func root(_ record: Int) -> Int {
        var record = record
        while Int(parent[record]) != record { record = Int(parent[record]) }
        return record
    }

    /// The weight of the weakest link between two records of one tree; minus infinity if they are of two.
    ///
    /// Links further up came later and are weaker, so that the record with the stronger link climbs first.
    func weakest(_ a: UInt32, _ b: UInt32) -> Float {
        var (a, b) = (Int(a), Int(b))
        var weakest = Float.infinity
        while a != b {
            if weightUp[a] >= weightUp[b], Int(parent[a]) != a {
                weakest = min(weakest, weightUp[a])
                a = Int(parent[a])
            } else if Int(parent[b]) != b {
                weakest = min(weakest, weightUp[b])
                b = Int(parent[b])
            } else {
                return -.infinity
            }
        }
        return weakest
    }
}
