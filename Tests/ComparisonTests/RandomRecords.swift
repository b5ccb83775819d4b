import Columns

@testable import Comparison

/// Random records with near values, equal values and missing values in every feature.
struct RandomRecords {
    static let pools: [(name: String, role: Role, values: [String])] = [
        (
            "given", .givenName,
            [
                "william", "bill", "williams", "mary ann", "maryann", "m", "ann", "jose", "josé", "chan",
                "tai man",
            ]
        ),
        (
            "surname", .surname,
            [
                "chan", "chen", "smith", "smyth", "william", "van der berg", "vanderberg", "berg van", "陳",
                "li", "ng",
            ]
        ),
        (
            "birth", .birthDate,
            [
                "1980-03-04", "1980-04-03", "1980-03-14", "1980-03", "1980", "1981-03-04", "1980-03-05",
                "1979-12-31", "not a date",
            ]
        ),
        ("income", .number, ["100", "101", "-100", "110.5", "1e3", "0", "ten"]),
        ("lat", .latitude, ["22.30", "22.31", "22.45", "-90", "95"]),
        ("lon", .longitude, ["114.17", "114.18", "-180", "180"]),
    ]

    let records: Records
    /// The texts of each feature by row; empty is missing.
    let texts: [String: [String]]

    init(count: Int, seed: UInt64, missing: Double = 0.15) {
        var random = KeyedRandom(seed: seed, purpose: 2, entity: 0)
        var texts: [String: [String]] = [:]
        var features: [Feature] = []
        for pool in Self.pools {
            texts[pool.name] = (0..<count).map { _ in
                random.nextBool(missing) ? "" : pool.values[random.nextIndex(below: pool.values.count)]
            }
        }
        // Now and then a name is that of the record before, exchanged.
        for row in stride(from: 1, to: count, by: 7) {
            let (given, surname) = (texts["given"]?[row - 1] ?? "", texts["surname"]?[row - 1] ?? "")
            texts["given"]?[row] = surname
            texts["surname"]?[row] = given
        }
        for pool in Self.pools {
            var interner = ValueInterner()
            let codes = (texts[pool.name] ?? []).map { interner.intern($0) }
            features.append(
                Feature(name: pool.name, role: pool.role, codes: codes, values: interner.finish())
            )
        }
        self.texts = texts
        var identifiers = ValueInterner()
        let codes = (0..<count).map { identifiers.intern("record \($0)") }
        records = Records(
            registers: [RegisterSpan(name: "all", rows: 0..<count)],
            identifiers: CodedColumn(name: "id", codes: codes, values: identifiers.finish()),
            features: features
        )
    }

    /// The keys of a made-up transform: the first letter.
    static let context = ComparisonContext { values, name in
        if name != "first" { return nil }
        return (0..<UInt32(values.count)).map { code in
            values.string(code).unicodeScalars.first.map { UInt64($0.value) } ?? 0
        }
    }

    func compile(_ comparisons: [Comparison]) throws -> CompiledComparisons {
        try CompiledComparisons(
            comparisons,
            records: records,
            context: Self.context,
            workers: Workers(threads: 1)
        )
    }

    /// All pairs, the lower row first.
    var pairs: [(UInt32, UInt32)] {
        let count = UInt32(records.count)
        return (0..<count).flatMap { a in ((a + 1)..<max(count, a + 1)).map { (a, $0) } }
    }
}

extension CompiledComparisons {
    /// The patterns of many pairs, compared in batches as large as they can be.
    func patterns(_ pairs: [(UInt32, UInt32)], only: [Int]? = nil) -> [UInt64] {
        var found: [UInt64] = []
        withWorker { worker in
            var next = 0
            while next < pairs.count {
                let count = min(PairWorker.capacity, pairs.count - next)
                for i in 0..<count { (worker.lefts[i], worker.rights[i]) = pairs[next + i] }
                worker.comparePatterns(count: count, only: only) { found.append($0) }
                next += count
            }
        }
        return found
    }

    /// The pairs that a table keeps.
    func score(_ pairs: [(UInt32, UInt32)], with table: ScoringTable) -> KeptPairs {
        let plan = ScoringPlan(table, for: self)
        var kept = KeptPairs()
        withWorker { worker in
            var next = 0
            while next < pairs.count {
                let count = min(PairWorker.capacity, pairs.count - next)
                for i in 0..<count { (worker.lefts[i], worker.rights[i]) = pairs[next + i] }
                worker.score(count: count, with: plan, rule: 3, into: &kept)
                next += count
            }
        }
        return kept
    }
}
