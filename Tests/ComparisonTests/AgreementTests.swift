import Columns
import Testing

@testable import Comparison

@Suite("Agreement")
struct AgreementTests {
    /// Every condition at least once.
    static let conditions: [Agreement] = [
        .exact("given"), .exact("birth"), .sameWithoutSpaces("given"), .sameWithoutSpaces("surname"),
        .sameKey("surname", "first"), .jaro("given", 0.713), .jaro("surname", 0.6),
        .jaroWinkler("given", 0.847), .jaroWinkler("surname", 0.72), .levenshtein("surname", 1),
        .levenshtein("given", 3), .damerau("given", 1), .damerau("surname", 2), .jaccard("given", q: 2, 0.31),
        .jaccard("surname", q: 3, 0.21), .cosine("given", q: 2, 0.43), .cosine("surname", q: 3, 0.37),
        .sharesValues("given", 1), .sharesValues("surname", 2), .wordSubset("given"), .initial("given"),
        .nickname("given"), .swappedWith("given", "surname"),
        .nearlySwappedWith("given", "surname", 0.6), .nearlySwappedWith("surname", "given", 0.84),
        .crossedWith("given", "surname"), .rare("given"),
        .rare("surname"), .withinDays("birth", 10), .withinDays("birth", 400), .partialDate("birth"),
        .dayMonthSwapped("birth"), .oneDigit("birth"), .yearOnly("birth"), .twoDateParts("birth"),
        .sameMonthDay("birth"), .yearsApart("birth", 2), .heapedYear("birth"), .within("income", 1.5),
        .within("income", 250), .withinPercent("income", 11),
        .withinKm("lat", "lon", 3),
        .withinKm("lat", "lon", 25),
    ]

    static let features = RandomRecords.pools.map(\.name)

    @Test("of each kind is what the twin reads off the texts", arguments: conditions)
    func twin(of condition: Agreement) throws {
        let data = RandomRecords(count: 40, seed: 4)
        let twin = AgreementTwin(data)
        let comparisons = [
            Comparison(
                name: "required",
                required: condition.features,
                levels: [ComparisonLevel("holds", condition)]
            ),
            Comparison(name: "optional", required: [], levels: [ComparisonLevel("holds", condition)]),
        ]
        let compiled = try data.compile(comparisons)
        let patterns = compiled.patterns(data.pairs)
        let wrong = twin.differences(compiled, patterns)
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        #expect(Set(patterns.map { compiled.layout.level(0, in: $0) }) == [0, 1, 2], "every outcome is met")
    }

    @Test("of nested conditions at any level is what the twin says", arguments: 0..<6)
    func nested(seed: Int) throws {
        var random = KeyedRandom(seed: UInt64(seed), purpose: 3, entity: 0)
        let data = RandomRecords(count: 20, seed: UInt64(seed))
        let comparisons = (0..<14).map { Self.comparison("comparison \($0)", &random) }
        let compiled = try data.compile(comparisons)
        for wrong in AgreementTwin(data).differences(compiled, compiled.patterns(data.pairs)).prefix(3) {
            Issue.record("\(wrong)")
        }
    }

    /// A comparison of random levels, with or without required features and a condition for missing.
    static func comparison(_ name: String, _ random: inout KeyedRandom) -> Comparison {
        var required: [String] = []
        for feature in features where random.nextBool(0.2) { required.append(feature) }
        var levels: [ComparisonLevel] = []
        for number in 0...random.nextIndex(below: 6) {
            levels.append(ComparisonLevel("level \(number + 1)", tree(depth: 0, &random)))
        }
        if random.nextBool(0.5) { levels.insert(ComparisonLevel("exact", .exact("given")), at: 0) }
        return Comparison(
            name: name,
            required: required,
            missingWhen: random.nextBool(0.3) ? tree(depth: 1, &random) : nil,
            levels: levels
        )
    }

    private static func tree(depth: Int, _ random: inout KeyedRandom) -> Agreement {
        let kind = depth < 3 ? random.nextIndex(below: 6) : 5
        if kind > 2 { return conditions[random.nextIndex(below: conditions.count)] }
        let parts = (0...random.nextIndex(below: 3)).map { _ in tree(depth: depth + 1, &random) }
        return kind == 0 ? .any(parts) : kind == 1 ? .all(parts) : .not(parts[0])
    }

    @Test("measured for the few pairs that passed another condition is measured anew for the rest")
    func partialMeasures() throws {
        // The first level asks for the distance only where the dates are the same.
        let data = RandomRecords(count: 40, seed: 12, missing: 0)
        let comparison = Comparison(
            name: "name",
            required: ["given"],
            levels: [
                ComparisonLevel("same date and near", .all([.exact("birth"), .jaroWinkler("given", 0.847)])),
                ComparisonLevel(
                    "one or the other",
                    .any([.all([.yearOnly("birth"), .damerau("given", 2)]), .jaroWinkler("given", 0.9)])
                ),
                ComparisonLevel("near", .jaroWinkler("given", 0.72)),
                ComparisonLevel("two edits", .damerau("given", 2)),
            ]
        )
        let twin = AgreementTwin(data)
        let compiled = try data.compile([comparison])
        let wrong = twin.differences(compiled, compiled.patterns(data.pairs))
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    }

    @Test("that another comparison speaks for comes before the best level")
    func missingBeforeExact() throws {
        let data = RandomRecords(count: 40, seed: 3, missing: 0)
        let comparison = Comparison(
            name: "surname",
            required: ["surname"],
            missingWhen: .exact("given"),
            levels: [ComparisonLevel("exact", .exact("surname"))]
        )
        let compiled = try data.compile([comparison])
        let twin = AgreementTwin(data)
        let wrong = twin.differences(compiled, compiled.patterns(data.pairs))
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    }

    @Test("of one pair alone is that of the pair in a batch, whichever row is first")
    func single() throws {
        let data = RandomRecords(count: 12, seed: 6)
        let levels = Self.conditions.prefix(14).map { ComparisonLevel("level", $0) }
        let compiled = try data.compile([
            Comparison(name: "many", required: [], levels: Array(levels)),
            Comparison(
                name: "birth",
                required: ["birth"],
                levels: [ComparisonLevel("exact", .exact("birth"))]
            ),
        ])
        let patterns = compiled.patterns(data.pairs)
        let only = compiled.patterns(data.pairs, only: [1])
        for (position, (a, b)) in data.pairs.enumerated() {
            #expect(compiled.pattern(a, b) == patterns[position])
            #expect(compiled.pattern(b, a) == patterns[position])
            #expect(
                only[position] == patterns[position] & (compiled.layout.mask[1] << compiled.layout.shift[1])
            )
        }
    }

    @Test("on what does not exist is refused by name")
    func errors() {
        let data = RandomRecords(count: 3, seed: 1)
        let unknown = Comparison(
            name: "odd",
            required: ["given"],
            levels: [ComparisonLevel("exact", .exact("nobody"))]
        )
        #expect(throws: ComparisonError.self) { try data.compile([unknown]) }
        let transform = Comparison(
            name: "odd",
            required: ["given"],
            levels: [ComparisonLevel("key", .sameKey("given", "nothing"))]
        )
        #expect {
            try data.compile([transform])
        } throws: { error in
            "\(error)".contains("nothing") && "\(error)".contains("odd")
        }
        let wide = (0..<17).map { number in
            Comparison(
                name: "\(number)",
                required: ["given"],
                levels: (0..<12).map { ComparisonLevel("\($0)", .levenshtein("given", $0)) }
            )
        }
        #expect(throws: ComparisonError.self) { try data.compile(wide) }
    }
}

@Suite("Pattern layout")
struct PatternLayoutTests {
    @Test("packs levels side by side and reads them back", arguments: 0..<20)
    func roundTrip(seed: Int) throws {
        var random = KeyedRandom(seed: UInt64(seed), purpose: 5, entity: 0)
        let counts = (0..<(1 + random.nextIndex(below: 16))).map { _ in 2 + random.nextIndex(below: 15) }
        let layout = try #require(PatternLayout(levelCounts: counts))
        for _ in 0..<50 {
            let levels = counts.map { random.nextIndex(below: $0) }
            let pattern = layout.pattern(of: levels)
            #expect(counts.indices.map { layout.level($0, in: pattern) } == levels)
        }
        for k in counts.indices.dropFirst() {
            let bits = UInt64(64 - layout.mask[k - 1].leadingZeroBitCount)
            #expect(layout.shift[k] == layout.shift[k - 1] + bits && (1 << bits) >= counts[k - 1])
        }
    }

    @Test("fills 64 bits and no more")
    func width() {
        #expect(PatternLayout(levelCounts: [Int](repeating: 16, count: 16)) != nil)
        #expect(PatternLayout(levelCounts: [Int](repeating: 16, count: 16) + [2]) == nil)
        #expect(PatternLayout(levelCounts: [Int](repeating: 3, count: 32)) != nil)
        #expect(PatternLayout(levelCounts: [Int](repeating: 3, count: 33)) == nil)
        #expect(PatternLayout(levelCounts: [])?.count == 0)
        let full = PatternLayout(levelCounts: [Int](repeating: 16, count: 16))
        #expect(full?.pattern(of: [Int](repeating: 15, count: 16)) == .max)
    }
}

@Suite("Pattern counts")
struct PatternCountsTests {
    @Test("are those of a dictionary", arguments: [0, 1, 100, 5000])
    func dictionary(draws: Int) {
        var random = KeyedRandom(seed: 8, purpose: 6, entity: UInt64(draws))
        var expected: [UInt64: UInt64] = [:]
        var parts = [PatternCounts](repeating: PatternCounts(), count: 3)
        for _ in 0..<draws {
            let pattern = UInt64(random.nextIndex(below: 1500)) << UInt64(random.nextIndex(below: 3) * 20)
            let count = UInt64(random.nextIndex(below: 4))
            parts[random.nextIndex(below: 3)].add(pattern, count)
            if count > 0 { expected[pattern, default: 0] += count }
        }
        var total = PatternCounts()
        for part in parts { total.add(part) }
        let sorted = total.sorted()
        #expect(sorted.map(\.pattern) == expected.keys.sorted())
        #expect(sorted.allSatisfy { expected[$0.pattern] == $0.count })
        #expect(total.count == expected.count)
    }
}
