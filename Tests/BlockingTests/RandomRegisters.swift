import Blocking
import Columns
import Testing

/// Small random registers whose values collide often and are often missing.
struct RandomRegisters {
    let records: Records
    /// The texts of each feature, by name and row; empty is missing.
    let texts: [String: [String]]
    /// The register of each row.
    let registerOf: [Int]

    static let surnames = ["smith", "smyth", "lee", "li", "van der berg", "陳", "wong"]
    static let births = ["1980-03-04", "1980-04-03", "1980-03", "1980", "1975-12-31", "2001-01-01"]
    static let sexes = ["m", "f"]
    static let same = ["x"]

    /// Registers of the given sizes; `missing` is the chance that a value is missing.
    init(sizes: [Int], seed: UInt64, missing: Double = 0.15) {
        var random = KeyedRandom(seed: seed, purpose: 1, entity: 0)
        let count = sizes.reduce(0, +)
        let kinds: [(String, Role, [String])] = [
            ("surname", .surname, Self.surnames), ("birth_date", .birthDate, Self.births),
            ("sex", .sex, Self.sexes), ("category", .category, Self.same),
        ]
        var texts: [String: [String]] = [:]
        for (name, _, values) in kinds {
            texts[name] = (0..<count).map { _ in
                random.nextBool(missing) ? "" : values[random.nextIndex(below: values.count)]
            }
        }
        self.init(sizes: sizes, columns: kinds.map { ($0.0, $0.1, texts[$0.0] ?? []) })
    }

    /// Registers of the given sizes and columns, each with one text per record.
    init(sizes: [Int], columns: [(name: String, role: Role, texts: [String])]) {
        var spans: [RegisterSpan] = []
        for (number, size) in sizes.enumerated() {
            let start = spans.last?.rows.upperBound ?? 0
            spans.append(RegisterSpan(name: "register \(number)", rows: start..<(start + size)))
        }
        let count = sizes.reduce(0, +)
        var identifiers = ValueInterner()
        let codes = (0..<count).map { identifiers.intern("record \($0)") }
        records = Records(
            registers: spans,
            identifiers: CodedColumn(name: "id", codes: codes, values: identifiers.finish()),
            features: columns.map { column in
                var interner = ValueInterner()
                let codes = column.texts.map { interner.intern($0) }
                return Feature(name: column.name, role: column.role, codes: codes, values: interner.finish())
            }
        )
        registerOf = sizes.enumerated().flatMap { [Int](repeating: $0, count: $1) }
        texts = Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.texts) })
    }

    /// The candidates of some rules.
    func candidates(
        _ rules: [BlockingRule],
        topology: Topology,
        limit: Int = .max,
        refinements: [KeyPart] = [],
        threads: Int = 1
    ) -> CandidatePairs {
        let workers = Workers(threads: threads)
        return CandidatePairs(
            rules: rules,
            records: records,
            keys: BlockKeys(records, parts: rules.flatMap(\.parts) + refinements, workers: workers),
            topology: topology,
            limit: limit,
            refinements: refinements,
            workers: workers
        )
    }
}

/// A case of the tests: how many registers of which sizes, and who is compared with whom.
struct BlockingCase: Sendable, CustomTestStringConvertible {
    let name: String
    let sizes: [Int]
    let allows: @Sendable (Int, Int) -> Bool

    var testDescription: String { name }
    var topology: Topology { Topology(registers: sizes.count, allows: allows) }

    static let all = [
        BlockingCase(name: "one register, duplicates", sizes: [45]) { _, _ in true },
        BlockingCase(name: "two registers, links only", sizes: [30, 20]) { $0 != $1 },
        BlockingCase(name: "two registers, links and duplicates", sizes: [21, 23]) { _, _ in true },
        BlockingCase(name: "duplicates of the first only", sizes: [30, 30]) { ($0, $1) != (1, 1) },
        BlockingCase(name: "three registers, first and last not compared", sizes: [20, 1, 30]) {
            ($0, $1) != (0, 2) && $0 != $1
        },
        BlockingCase(name: "an empty register between", sizes: [20, 0, 20]) { _, _ in true },
        BlockingCase(name: "nothing may be compared", sizes: [20, 20]) { _, _ in false },
        BlockingCase(name: "no records", sizes: [0, 0]) { _, _ in true },
        BlockingCase(name: "one record", sizes: [1]) { _, _ in true },
    ]

    /// Lists of rules from lax to strict, overlapping, with and without parts.
    static let ruleLists: [[BlockingRule]] = [
        [BlockingRule([KeyPart("surname")])],
        [BlockingRule([])],
        [
            BlockingRule([KeyPart("surname", .soundex), KeyPart("sex")]),
            BlockingRule([KeyPart("birth_date", .year)]),
            BlockingRule([KeyPart("surname"), KeyPart("birth_date", .swappableDate)]),
        ],
        [
            BlockingRule([KeyPart("birth_date"), KeyPart("surname", .initial)]),
            BlockingRule([KeyPart("category")]),
            BlockingRule([]),
        ],
        [BlockingRule([KeyPart("sex")]), BlockingRule([KeyPart("sex")])],
        [],
    ]
}
