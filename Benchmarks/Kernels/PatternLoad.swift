import Columns
import Comparison

/// Records of six columns and the pairs that a blocking rule on the surname proposes, in its order.
struct PatternLoad {
    let compiled: CompiledComparisons
    let pairs: [(left: UInt32, right: UInt32)]

    private static let recordCount = 100_000
    private static let surnames = 5_000
    private static let pairCount = 1_000_000

    init() throws {
        var random = KeyedRandom(seed: 1, purpose: 2, entity: 0)
        let names = Workload.names(grouped: true, near: true).values
        func name(_ count: Int) -> String { names.string(1 + UInt32(random.nextIndex(below: count) * 11)) }
        // In the order of the surname, as a sorted block index has them.
        let surnames = (0..<Self.recordCount).map { _ in random.nextIndex(below: Self.surnames) }.sorted()
        let columns: [(String, Role, (Int) -> String)] = [
            ("surname", .surname, { names.string(1 + UInt32(surnames[$0] * 11)) }),
            ("given_name", .givenName, { _ in name(2_000) }),
            (
                "birth_date", .birthDate,
                { _ in CivilDate(daysSince1970: random.nextIndex(below: 30_000) - 15_000).iso }
            ),
            ("sex", .sex, { _ in random.nextBool(0.5) ? "f" : "m" }),
            ("district", .district, { _ in "district \(random.nextIndex(below: 18))" }),
            ("street", .street, { _ in name(3_000) + " street" }),
        ]
        let features = columns.map { column in
            var interner = ValueInterner()
            let codes = (0..<Self.recordCount).map { interner.intern(column.2($0)) }
            return Feature(name: column.0, role: column.1, codes: codes, values: interner.finish())
        }
        let none = CodedColumn(
            name: "id",
            codes: [UInt32](repeating: 0, count: Self.recordCount),
            values: ValueDictionary()
        )
        let records = Records(
            registers: [RegisterSpan(name: "all", rows: 0..<Self.recordCount)],
            identifiers: none,
            features: features
        )
        compiled = try CompiledComparisons(
            Self.comparisons,
            records: records,
            context: ComparisonContext { _, _ in nil },
            workers: Workers(threads: 1)
        )
        var pairs: [(left: UInt32, right: UInt32)] = []
        var left = 0
        while pairs.count < Self.pairCount {
            var right = left + 1
            while right < Self.recordCount, surnames[right] == surnames[left] {
                pairs.append((UInt32(left), UInt32(right)))
                right += 1
            }
            left = (left + 1) % Self.recordCount
        }
        self.pairs = pairs
    }

    /// What is usual for these columns: names by similarity, dates by their parts, the rest the same or not.
    private static let comparisons = [
        compare("surname", [.jaroWinkler("surname", 0.92), .jaroWinkler("surname", 0.8)]),
        compare("given_name", [.jaroWinkler("given_name", 0.92), .jaroWinkler("given_name", 0.8)]),
        compare(
            "birth_date",
            [.dayMonthSwapped("birth_date"), .oneDigit("birth_date"), .yearOnly("birth_date")]
        ),
        compare("sex", []),
        compare("district", []),
        compare("street", [.damerau("street", 2)]),
    ]

    private static func compare(_ feature: String, _ near: [Agreement]) -> Comparison {
        let levels = [Agreement.exact(feature)] + near
        return Comparison(
            name: feature,
            required: [feature],
            levels: levels.enumerated().map { ComparisonLevel("level \($0.offset + 1)", $0.element) }
        )
    }

    /// Compares all pairs completely; returns a sum over their patterns, so that nothing is left out.
    func compareAll() -> UInt64 {
        compiled.withWorker { worker in
            var sum: UInt64 = 0
            var next = 0
            while next < pairs.count {
                let count = min(PairWorker.capacity, pairs.count - next)
                for i in 0..<count {
                    worker.lefts[i] = pairs[next + i].left
                    worker.rights[i] = pairs[next + i].right
                }
                worker.comparePatterns(count: count) { sum &+= $0 }
                next += count
            }
            return sum
        }
    }
}
