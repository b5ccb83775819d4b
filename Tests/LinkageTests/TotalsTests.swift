import Blocking
import Columns
import Comparison
import Foundation
import Testing

@testable import Linkage

@Suite("What all pairs look like")
struct TotalsTests {
    static let comparisons = [
        Comparison(
            name: "street",
            required: ["street"],
            levels: [
                ComparisonLevel("exact", .exact("street")), ComparisonLevel("near", .damerau("street", 2)),
            ],
            termFrequency: "street"
        ),
        Comparison(
            name: "district",
            required: ["district"],
            levels: [ComparisonLevel("exact", .exact("district"))],
            termFrequency: "district"
        ),
        Comparison(
            name: "sex",
            required: ["sex"],
            levels: [ComparisonLevel("exact", .exact("sex"))],
            termFrequency: "sex"
        ),
    ]

    /// Registers of people who live in few streets, each of which lies in one district.
    static func records(sizes: [Int], missing: Double = 0.1, streets: Int = 8, seed: UInt64 = 1) -> Records {
        var random = KeyedRandom(seed: seed, purpose: 1, entity: 0)
        var columns: [[String]] = [[], [], []]
        for _ in 0..<sizes.reduce(0, +) {
            let street = Int(Double(streets) * random.nextUnit() * random.nextUnit())
            let texts = ["street \(street)", "district \(street / 2)", random.nextBool(0.5) ? "m" : "f"]
            for (k, text) in texts.enumerated() { columns[k].append(random.nextBool(missing) ? "" : text) }
        }
        return Records(
            sizes: sizes,
            columns: [
                ("street", .street, columns[0]), ("district", .district, columns[1]),
                ("sex", .sex, columns[2]),
            ]
        )
    }

    static func compile(_ records: Records) throws -> CompiledComparisons {
        try CompiledComparisons(
            comparisons,
            records: records,
            context: ComparisonContext { _, _ in nil },
            workers: Workers(threads: 2)
        )
    }

    static func totals(_ compiled: CompiledComparisons, _ records: Records, _ topology: Topology)
        -> LevelTotals
    {
        LevelTotals(compiled, records: records, topology: topology, seed: 1, workers: Workers(threads: 2))
    }

    /// Pairs by the values of both, so that many records cost little: patterns with their numbers.
    static func allPatterns(_ records: Records, _ compiled: CompiledComparisons, _ topology: Topology)
        -> [UInt64: Double]
    {
        let registerOf = records.registerOfRecord()
        var classes: [[UInt32]: (row: UInt32, counts: [Int])] = [:]
        for row in 0..<records.count {
            let key = records.features.map { $0.codes[row] }
            var known = classes[key] ?? (UInt32(row), [Int](repeating: 0, count: topology.count))
            known.counts[Int(registerOf[row])] += 1
            classes[key] = known
        }
        let all = classes.values.sorted { $0.row < $1.row }
        var found: [UInt64: Double] = [:]
        for (i, a) in all.enumerated() {
            found[compiled.pattern(a.row, a.row), default: 0] += Double(topology.pairs(a.counts))
            for b in all[(i + 1)...] {
                var pairs = 0
                for x in 0..<topology.count {
                    for y in 0..<topology.count where topology.allows(x, y) {
                        pairs += a.counts[x] * b.counts[y]
                    }
                }
                found[compiled.pattern(a.row, b.row), default: 0] += Double(pairs)
            }
        }
        return found
    }

    @Test("is counted exactly where pairs are few, and nearly where they are many", arguments: [300, 1400])
    func levels(size: Int) throws {
        let records = Self.records(sizes: [size, size])
        let compiled = try Self.compile(records)
        let topology = Topology(registers: 2) { $0 != $1 }
        let totals = Self.totals(compiled, records, topology)
        #expect(totals.pairs == Double(size * size) && totals.complete == (size == 300))
        var expected = Self.comparisons.map { [Double](repeating: 0, count: $0.levelCount) }
        for (pattern, n) in Self.allPatterns(records, compiled, topology) {
            for k in expected.indices { expected[k][compiled.layout.level(k, in: pattern)] += n }
        }
        for k in expected.indices {
            #expect(
                totals.totals[k][0] == expected[k][0] && totals.totals[k][1] == expected[k][1],
                "exact in any case"
            )
            for level in expected[k].indices {
                let slack = totals.complete ? 1e-6 : 0.03 * expected[k][level] + 1e-6
                #expect(abs(totals.totals[k][level] - expected[k][level]) <= slack)
            }
        }
    }

    @Test(
        "is near the truth, and found in time, where a small register meets a large one",
        .timeLimit(.minutes(1))
    )
    func unlikeSizes() throws {
        let records = Self.records(sizes: [3, 250_000])
        let compiled = try Self.compile(records)
        let topology = Topology(registers: 2) { $0 != $1 }
        let totals = Self.totals(compiled, records, topology)
        #expect(totals.pairs == 750_000 && !totals.complete)
        var expected = Self.comparisons.map { [Double](repeating: 0, count: $0.levelCount) }
        for (pattern, n) in Self.allPatterns(records, compiled, topology) {
            for k in expected.indices { expected[k][compiled.layout.level(k, in: pattern)] += n }
        }
        for k in expected.indices {
            for level in expected[k].indices {
                // Levels of a comparison are shares of all pairs; the sample errs by less than 2 % of these.
                #expect(abs(totals.totals[k][level] - expected[k][level]) <= 0.02 * totals.pairs)
            }
        }
    }

    @Test(
        "within groups is counted, too, whichever registers may be compared",
        arguments: [[1600], [1200, 1200], [4000, 500]]
    )
    func cells(sizes: [Int]) throws {
        let records = Self.records(sizes: sizes)
        let compiled = try Self.compile(records)
        let topology = Topology(registers: sizes.count) { sizes.count == 1 || $0 != $1 }
        let totals = Self.totals(compiled, records, topology)
        let groups = ComparisonGroups(
            members: [[0, 1], [2]],
            levelCounts: Self.comparisons.map(\.levelCount)
        )
        let found = GroupTotals(
            groups,
            compiled: compiled,
            totals: totals,
            records: records,
            topology: topology,
            seed: 1,
            workers: Workers(threads: 2)
        )
        var expected = [Double](repeating: 0, count: 16)
        for (pattern, n) in Self.allPatterns(records, compiled, topology) {
            expected[groups.cell(0, in: pattern, compiled.layout)] += n
        }
        let both = 1 << 2 | 1
        #expect(
            abs(found.cells[0][both] / expected[both] - 1) < 0.1,
            "\(sizes): \(found.cells[0][both]) pairs, truth \(expected[both])"
        )
        #expect(abs(found.cells[0].reduce(0, +) / totals.pairs - 1) < 0.1)
    }

    @Test("puts comparisons that depend on each other into one group, and no others")
    func groups() throws {
        var random = KeyedRandom(seed: 5, purpose: 1, entity: 0)
        var columns: [[String]] = [[], [], [], []]
        for _ in 0..<900 {
            let street = random.nextIndex(below: 20)
            let texts = [
                "street \(street)", "building \(street * 3 + random.nextIndex(below: 3))",
                SimulatedRegisters.word(random.nextIndex(below: 40), 1), random.nextBool(0.5) ? "m" : "f",
            ]
            for (k, text) in texts.enumerated() { columns[k].append(text) }
        }
        let records = Records(
            sizes: [900],
            columns: [
                ("street", .street, columns[0]), ("building", .building, columns[1]),
                ("surname", .surname, columns[2]), ("sex", .sex, columns[3]),
            ]
        )
        var settings = LinkSettings(registers: 1)
        settings.comparisons = ["street", "building", "surname", "sex"].map { .exact($0, 0.9) }
        let groups = try Linker(records, settings: settings).link().model.groups
        #expect(groups.members == [[0, 1], [2], [3]])
    }
}

@Suite("Term frequencies")
struct TermFrequenciesTests {
    /// A model in which strangers agree on the street with probability `u`.
    private func model(prior: Double, u: Double) -> LinkageModel {
        let counts = TotalsTests.comparisons.map(\.levelCount)
        return LinkageModel(
            comparisons: TotalsTests.comparisons,
            groups: ComparisonGroups(members: [[0], [1], [2]], levelCounts: counts),
            m: [[0, 0.9, 0.05, 0.05], [0, 0.9, 0.1], [0, 0.9, 0.1]],
            u: [[0, u, 0.01, 0.99 - u], [0, 0.2, 0.8], [0, 0.5, 0.5]],
            prior: prior
        )
    }

    /// Linkage of people who live in few streets, as outcomes hand its adjustments out.
    private func outcome(missing: Double) throws -> (Records, LinkOutcome) {
        let records = TotalsTests.records(sizes: [400, 400], missing: missing, streets: 12, seed: 9)
        var settings = LinkSettings(registers: 2)
        settings.duplicates = [.none, .none]
        settings.comparisons = ["street", "district", "sex"].map { .exact($0, 0.9) }
        settings.model = LinkageModel(
            comparisons: settings.comparisons?.map(\.comparison) ?? [],
            groups: ComparisonGroups(members: [[0], [1], [2]], levelCounts: [3, 3, 3]),
            m: [[0, 0.9, 0.1], [0, 0.9, 0.1], [0, 0.9, 0.1]],
            u: try ["street", "district", "sex"].map { name in
                let feature = try #require(records.feature(name))
                let exact = ExactCounts.of(
                    feature,
                    records.registers,
                    [Topology(registers: 2) { $0 != $1 }]
                )[0]
                let u = exact.agreeing / exact.present
                return [0, u, 1 - u]
            },
            prior: 1e-9
        )
        return (records, try Linker(records, settings: settings).link())
    }

    @Test("weigh agreement on rare values more")
    func rare() throws {
        let (records, outcome) = try outcome(missing: 0)
        let feature = try #require(records.feature("street"))
        let counts = feature.counts()
        let byCount = (1..<feature.values.count).sorted { counts[$0] < counts[$1] }
        let adjustments = byCount.map { outcome.termAdjustments[0][$0] }
        let (rarest, commonest) = (try #require(adjustments.first), try #require(adjustments.last))
        #expect(rarest > 1 && commonest < 0)
    }

    @Test(
        "leave the weight of agreement as such as it is, however much is missing",
        arguments: [0, 0.2, 0.5]
    )
    func average(missing: Double) throws {
        // Among non-matches the mean of the likelihood ratios of values is 1: sum of u(v)/u · f(v)·u/u(v).
        let (records, outcome) = try outcome(missing: missing)
        for (k, name) in ["street", "district"].enumerated() {
            let feature = try #require(records.feature(name))
            var sum = 0.0
            var agreeing = 0.0
            for code in 1..<feature.values.count {
                let counts = records.registers.map { register in
                    register.rows.count { feature.codes[$0] == UInt32(code) }
                }
                let pairs = Double(counts[0] * counts[1])
                sum += pairs * powerOfTwo(Double(outcome.termAdjustments[k][code]))
                agreeing += pairs
            }
            #expect(abs(sum / agreeing - 1) < 0.1, "\(name): \(sum / agreeing)")
        }
    }

    @Test("do not take a name for common because its bearer is listed often")
    func duplicates() throws {
        // "rare" is one person listed six times, "common" six persons of one name.
        var texts = (0..<300).map { "name \($0 % 50)" }
        for i in 0..<6 {
            texts[i] = "rare"
            texts[i + 6] = "common"
        }
        let records = Records(
            sizes: [300],
            columns: [
                ("street", .street, texts), ("district", .district, texts), ("sex", .sex, texts),
            ]
        )
        let topology = Topology(registers: 1) { _, _ in true }
        let pairs = Double(topology.pairs([300]))
        func adjustments(prior: Double, u: Double) -> [Float] {
            TermFrequencies.adjustments(
                model(prior: prior, u: u),
                comparison: 0,
                records: records,
                topology: topology,
                pairs: pairs
            )
        }
        // Of the pairs that share a value as many are matches as agree among matches, by the value's share of records;
        // a quarter at least are not.
        let m = model(prior: 0.5, u: 0.02).m[0][1]
        let feature = records.features[0]
        for prior in [1e-6, 600 / pairs] {
            let found = adjustments(prior: prior, u: 0.02)
            for code in 1..<feature.values.count {
                let n = Double(feature.codes.count { $0 == UInt32(code) })
                let share = n / 300
                let together = n * (n - 1) / 2
                let others = max(together - pairs * prior * m * share, together / 4, 0.5)
                let bits = log2(share * pairs * 0.02 / others)
                let bounded = max(-TermFrequencies.bound, min(TermFrequencies.bound, bits))
                #expect(abs(Double(found[code]) - bounded) < 1e-4, "\(prior), \(code)")
            }
        }
        // Where many matches are expected, less of the agreement is that of two people.
        let code = Int(feature.codes[0])
        #expect(adjustments(prior: 600 / pairs, u: 0.02)[code] > adjustments(prior: 1e-6, u: 0.02)[code])
        // However rare agreement is said to be, one value does not outweigh all else.
        let bound = Float(TermFrequencies.bound)
        #expect(adjustments(prior: 1e-6, u: 1e-9).dropFirst().allSatisfy { $0 == -bound })
    }
}
