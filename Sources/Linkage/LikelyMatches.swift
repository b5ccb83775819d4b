import Blocking
import Columns

/// Pairs of records that are likely matches, each standing for a number of matches.
///
/// They show how errors and missing values come together in these registers: which keys fail in one pair.
public struct LikelyMatches: Sendable {
    /// The lower row of each pair.
    public private(set) var left: [UInt32] = []
    /// The higher row.
    public private(set) var right: [UInt32] = []
    /// How many matches the pair stands for.
    public private(set) var weight: [Double] = []

    /// No pairs.
    public init() {}

    /// The number of pairs.
    public var count: Int { left.count }

    /// The matches that all pairs together stand for.
    public var total: Double { weight.reduce(0, +) }

    /// Adds a pair.
    public mutating func append(_ a: UInt32, _ b: UInt32, weight: Double) {
        left.append(min(a, b))
        right.append(max(a, b))
        self.weight.append(weight)
    }

    /// Adds all pairs of another list, each for so many times as many matches.
    mutating func append(_ other: LikelyMatches, times factor: Double) {
        left += other.left
        right += other.right
        weight += other.weight.map { $0 * factor }
    }

    /// So many draws of pairs by their weights, evenly spaced over the list: a pair may be drawn several times.
    func drawn(_ count: Int, seed: UInt64) -> [Int] {
        let total = total
        if total <= 0 { return [] }
        var random = KeyedRandom(seed: seed, purpose: Self.drawPurpose, entity: 0)
        let step = total / Double(count)
        var target = random.nextUnit() * step
        var draws: [Int] = []
        var upTo = 0.0
        for (pair, weight) in weight.enumerated() {
            upTo += weight
            while target < upTo && draws.count < count {
                draws.append(pair)
                target += step
            }
        }
        // What rounding leaves open falls to the last pair.
        while draws.count < count { draws.append(self.count - 1) }
        return draws
    }

    private static let drawPurpose: UInt32 = 0x6472_6177
}

/// Likely matches with the values of their records, on which keys are tried.
struct KeyTrial: Sendable {
    private let records: Records
    /// Per draw: the places of its records in the subset.
    private let pairs: [(a: Int, b: Int)]

    init(_ matches: LikelyMatches, of all: Records, draws count: Int, seed: UInt64, workers: Workers) {
        let draws = matches.drawn(count, seed: seed)
        var rows = draws.flatMap { [Int(matches.left[$0]), Int(matches.right[$0])] }
        rows.sort()
        var distinct: [Int] = []
        for row in rows where distinct.last != row { distinct.append(row) }
        func place(_ row: UInt32) -> Int {
            var low = 0
            var high = distinct.count
            while low < high {
                let middle = (low + high) / 2
                if distinct[middle] < Int(row) { low = middle + 1 } else { high = middle }
            }
            return low
        }
        pairs = draws.map { (place(matches.left[$0]), place(matches.right[$0])) }
        records = all.subset(distinct, workers: workers)
    }

    /// One bit per draw: whether the key agrees in it.
    func agreement(on part: KeyPart) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: (pairs.count + 63) / 64)
        guard let feature = records.feature(part.feature) else { return bits }
        let keys = part.transform.keys(of: feature.values)
        for (number, pair) in pairs.enumerated() {
            let key = keys[Int(feature.codes[pair.a])]
            if key != 0, key == keys[Int(feature.codes[pair.b])] {
                bits[number / 64] |= 1 << UInt64(number % 64)
            }
        }
        return bits
    }
}
