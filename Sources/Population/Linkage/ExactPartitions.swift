internal import Columns

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// All ways of making people of a small component, summed exactly.
///
/// The sum over partitions of a set is that over the person of its lowest record, times the sum over the
/// rest; the sums over subsets then serve to draw partitions with their exact probabilities.
struct ExactPartitions {
    /// The largest component summed exactly: 3¹² / 2 steps.
    static let limit = 12

    private let count: Int
    /// Per set of records, bit by record: 2 to the weight of the person they make.
    private var personWeight: [Double]
    /// Per set of records: the sum over its partitions.
    private var sum: [Double]

    init(_ problem: PartitionProblem) {
        count = problem.count
        let sets = 1 << count
        personWeight = [Double](repeating: 0, count: sets)
        sum = [Double](repeating: 0, count: sets)
        for set in 1..<sets {
            personWeight[set] = exp2(problem.logWeight(Self.records(set)))
        }
        sum[0] = 1
        for set in 1..<sets {
            let lowest = set & -set
            let rest = set ^ lowest
            var others = rest
            while true {
                let person = others | lowest
                if personWeight[person] > 0 { sum[set] += personWeight[person] * sum[set ^ person] }
                if others == 0 { break }
                others = (others - 1) & rest
            }
        }
    }

    private static func records(_ set: Int) -> [Int] {
        var result: [Int] = []
        var rest = set
        while rest != 0 {
            result.append(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
        return result
    }

    /// Draws a partition: per record the lowest record of its person.
    func draw(_ random: inout KeyedRandom) -> [UInt32] {
        var label = [UInt32](repeating: 0, count: count)
        var set = (1 << count) - 1
        while set != 0 {
            let lowest = set & -set
            let rest = set ^ lowest
            var left = random.nextUnit() * sum[set]
            var others = rest
            var person = lowest
            while true {
                let candidate = others | lowest
                if personWeight[candidate] > 0 {
                    person = candidate
                    left -= personWeight[candidate] * sum[set ^ candidate]
                    if left < 0 { break }
                }
                if others == 0 { break }
                others = (others - 1) & rest
            }
            for record in Self.records(person) {
                label[record] = UInt32(truncatingIfNeeded: lowest.trailingZeroBitCount)
            }
            set ^= person
        }
        return label
    }

    /// The probability that two records are one person.
    func probability(_ a: Int, _ b: Int) -> Double {
        let both = 1 << a | 1 << b
        let all = sum.count - 1
        var together = 0.0
        for person in 1..<sum.count where person & both == both && personWeight[person] > 0 {
            together += personWeight[person] * sum[all ^ person]
        }
        return together / sum[all]
    }
}
