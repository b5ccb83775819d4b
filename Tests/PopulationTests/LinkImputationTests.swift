import Columns
import Estimation
import Resolution
import Testing

@testable import Population

private func pairs(_ links: [(UInt32, UInt32, Float)]) -> ScoredPairs {
    var result = ScoredPairs()
    for link in links { result.append(link.0, link.1, weight: link.2) }
    return result
}

private func rules(_ registerOf: [UInt8], registers: Int, duplicateFree: Bool = true) -> ResolutionRules {
    ResolutionRules(
        registerOf: registerOf,
        duplicateFree: [Bool](repeating: duplicateFree, count: registers),
        priorWeight: -12
    )
}

/// The share of draws in which two records are one person.
private func share(_ imputation: LinkImputation, _ a: Int, _ b: Int) -> Double {
    let together = (0..<imputation.drawCount).count {
        let people = imputation.people(draw: $0)
        return people[a] == people[b]
    }
    return Double(together) / Double(imputation.drawCount)
}

struct LinkImputationTests {
    @Test func `a single pair is linked as often as its odds say`() throws {
        let imputation = try LinkImputation(
            pairs: pairs([(0, 2, 1), (1, 3, -2)]),
            rules: rules([0, 0, 1, 1], registers: 2),
            settings: .init(draws: 8000),
            seed: 3
        )
        #expect(abs(share(imputation, 0, 2) - 2.0 / 3) < 0.02)
        #expect(abs(share(imputation, 1, 3) - 0.2) < 0.02)
        #expect(imputation.exactComponents == 2 && imputation.largestComponent == 2)
    }

    @Test(arguments: [4, 20]) func `verdicts hold in every draw`(_ records: Int) throws {
        // A chain of even odds; the first two records are to be together, the second and the third apart.
        let links = (1..<UInt32(records)).map { ($0 - 1, $0, Float($0 == 1 ? -9 : 0)) }
        var rules = rules([UInt8](repeating: 0, count: records), registers: 1, duplicateFree: false)
        rules.verdicts = [.together, .apart] + [PairVerdict](repeating: .free, count: records - 3)
        let imputation = try LinkImputation(
            pairs: pairs(links),
            rules: rules,
            settings: .init(draws: 200),
            seed: 3
        )
        #expect(share(imputation, 0, 1) == 1 && share(imputation, 1, 2) == 0)
    }

    @Test func `rivals share a place by the odds of whole matchings`() throws {
        // Matchings of two by two: none, each single link, and the two that use both places.
        let w: [Float] = [3, 1, 0, 2]
        let o = [8.0, 2, 1, 4]
        let total = 1 + o.reduce(0, +) + o[0] * o[3] + o[1] * o[2]
        let imputation = try LinkImputation(
            pairs: pairs([(0, 2, w[0]), (0, 3, w[1]), (1, 2, w[2]), (1, 3, w[3])]),
            rules: rules([0, 0, 1, 1], registers: 2),
            settings: .init(draws: 8000),
            seed: 11
        )
        #expect(abs(share(imputation, 0, 2) - (o[0] + o[0] * o[3]) / total) < 0.02)
        #expect(abs(share(imputation, 0, 3) - (o[1] + o[1] * o[2]) / total) < 0.02)
        #expect(abs(share(imputation, 1, 3) - (o[3] + o[0] * o[3]) / total) < 0.02)
        #expect(share(imputation, 0, 1) == 0)
    }

    @Test func `sums over partitions are those of trying all`() {
        let scored = pairs([
            (0, 2, 2), (0, 3, -1), (1, 2, 0.5), (1, 3, 3), (2, 4, 1), (3, 4, -2), (0, 4, 4), (1, 4, -3),
        ])
        let rules = rules([0, 0, 1, 1, 2], registers: 3)
        var problem = PartitionProblem(rules)
        problem.load(0, UncertainComponents(scored, recordCount: 5, floor: -10), scored, rules)
        var total = 0.0
        var together = 0.0
        // Every label of 5 records in restricted growth order is one partition.
        func grow(_ labels: [Int]) {
            if labels.count == 5 {
                var weight = 0.0
                for person in 0...4 { weight += problem.logWeight((0..<5).filter { labels[$0] == person }) }
                let value = weight == -.infinity ? 0 : exp2Value(weight)
                total += value
                if labels[0] == labels[4] { together += value }
                return
            }
            for next in 0...((labels.max() ?? -1) + 1) { grow(labels + [next]) }
        }
        grow([])
        #expect(abs(ExactPartitions(problem).probability(0, 4) - together / total) < 1e-12)
    }

    private func exp2Value(_ x: Double) -> Double {
        let whole = x.rounded(.down)
        var factor = 1.0
        var rest = x - whole
        var root = 2.0
        for _ in 0..<60 {
            root = root.squareRoot()
            rest *= 2
            if rest >= 1 {
                factor *= root
                rest -= 1
            }
        }
        return factor * (whole < 0 ? 1 / Double(1 << Int(-whole)) : Double(1 << Int(whole)))
    }

    @Test func `sampling agrees with sums`() {
        let scored = pairs([
            (0, 2, 2), (0, 3, -1), (1, 2, 0.5), (1, 3, 3), (2, 4, 1), (3, 4, -2), (0, 4, 4), (1, 4, 2),
            (2, 5, 6),
            (3, 5, 5), (4, 5, 1),
        ])
        let rules = rules([0, 0, 1, 1, 2, 3], registers: 4)
        var problem = PartitionProblem(rules)
        problem.load(0, UncertainComponents(scored, recordCount: 6, floor: -10), scored, rules)
        let exact = ExactPartitions(problem)
        var sampler = SampledPartitions(problem)
        var random = KeyedRandom(seed: 5, purpose: 1, entity: 0)
        for _ in 0..<200 { sampler.round(&random) }
        let rounds = 6000
        var together = [[Int]](repeating: [Int](repeating: 0, count: 6), count: 6)
        for _ in 0..<rounds {
            sampler.round(&random)
            let labels = sampler.labels
            for a in 0..<6 {
                for b in 0..<a where labels[a] == labels[b] { together[a][b] += 1 }
            }
        }
        for a in 0..<6 {
            for b in 0..<a {
                #expect(abs(Double(together[a][b]) / Double(rounds) - exact.probability(a, b)) < 0.03)
            }
        }
    }

    @Test func `a person has one record per register without duplicates, in large components too`() throws {
        var random = KeyedRandom(seed: 2, purpose: 3, entity: 0)
        let registerOf = (0..<60).map { UInt8($0 / 20) }
        var links: [(UInt32, UInt32, Float)] = []
        for a in 0..<60 {
            for b in (a + 1)..<max(60, a + 1) where registerOf[a] != registerOf[b] && random.nextBool(0.1) {
                links.append((UInt32(a), UInt32(b), Float(random.nextUnit() * 10 - 5)))
            }
        }
        let imputation = try LinkImputation(
            pairs: pairs(links),
            rules: rules(registerOf, registers: 3),
            settings: .init(draws: 5),
            seed: 8
        )
        #expect(imputation.sampledComponents == 1)
        #expect(throws: PopulationError.self) {
            try LinkImputation(
                pairs: pairs(links),
                rules: rules(registerOf, registers: 3),
                settings: .init(componentLimit: 20),
                seed: 8
            )
        }
        for draw in 0..<5 {
            let people = imputation.people(draw: draw)
            for person in Set(people) {
                let records = (0..<60).filter { people[$0] == person }
                #expect(records.first == Int(person))
                #expect(Set(records.map { registerOf[$0] }).count == records.count)
            }
        }
    }

    @Test func `draws are the same for any number of threads, and the first ones for any number of draws`()
        throws
    {
        let links: [(UInt32, UInt32, Float)] = (0..<5000).map { i in
            let weight = Float(i % 7) - 3
            return (UInt32(i), UInt32(i + 5000), weight)
        }
        let registerOf = (0..<10_000).map { UInt8($0 / 5000) }
        func draws(_ threads: Int, _ count: Int) throws -> LinkImputation {
            try LinkImputation(
                pairs: pairs(links),
                rules: rules(registerOf, registers: 2),
                settings: .init(draws: count),
                seed: 1,
                threads: threads
            )
        }
        let (one, four) = (try draws(1, 3), try draws(4, 6))
        for draw in 0..<3 { #expect(one.people(draw: draw) == four.people(draw: draw)) }
        #expect(one.people(draw: 0) != one.people(draw: 1))
    }

    @Test func `bad input ends in one error`() {
        let two = rules([0, 1], registers: 2)
        func impute(_ scored: ScoredPairs, _ rules: ResolutionRules, _ draws: Int = 2) throws {
            _ = try LinkImputation(pairs: scored, rules: rules, settings: .init(draws: draws), seed: 1)
        }
        #expect(throws: PopulationError.self) {
            try impute(ScoredPairs(left: [1], right: [0], weight: [1]), two)
        }
        #expect(throws: PopulationError.self) {
            try impute(ScoredPairs(left: [0], right: [2], weight: [1]), two)
        }
        #expect(throws: PopulationError.self) {
            try impute(ScoredPairs(left: [0], right: [1], weight: [.nan]), two)
        }
        #expect(throws: PopulationError.self) {
            try impute(ScoredPairs(left: [0], right: [], weight: [1]), two)
        }
        #expect(throws: PopulationError.self) { try impute(ScoredPairs(), two, 1) }
        #expect(throws: PopulationError.self) { try impute(ScoredPairs(), rules([7], registers: 2)) }
        #expect(throws: Never.self) { try impute(ScoredPairs(), rules([], registers: 2)) }
    }
}

struct ImputedEstimateTests {
    /// Two registers whose links are known but for some, with calibrated probabilities from Beta(2, 1).
    ///
    /// A simulation of the same design (20,000 people, p₁ = .9, p₂ = .8, 1,500 replicates) gave intervals from
    /// thresholded links a coverage of .008 and a bias of −0.6 %, imputed ones .953, the closed form .947.
    @Test func `imputed links give intervals that cover, thresholded ones do not`() throws {
        let replicates = 40
        var covered = (threshold: 0, imputed: 0, closed: 0)
        for replicate in 0..<replicates {
            let sample = Sample(replicate)
            let naive = sample.estimate(sample.sure + sample.probabilities.count { $0 > 0.5 })
            if covers(naive.value, naive.variance) { covered.threshold += 1 }
            let matches = try UncertainMatches(
                probabilities: sample.probabilities + [Double](repeating: 1, count: sample.sure)
            )
            let closed = sample.estimate(Int(matches.expected.rounded()))
            let added = matches.addedVariance(estimate: closed.value)
            if covers(closed.value, closed.variance + added) { covered.closed += 1 }
            let combined = try sample.combined(draws: 10)
            let interval = combined.interval()
            if interval.lower <= 20_000 && interval.upper >= 20_000 { covered.imputed += 1 }
            #expect(abs(combined.linkageVariance / added - 1) < 3)
        }
        // Of 40 at .95 fewer than 33 are seen once in 20,000 times.
        #expect(covered.threshold <= 4)
        #expect(covered.imputed >= 33)
        #expect(covered.closed >= 33)
    }

    private func covers(_ value: Double, _ variance: Double) -> Bool {
        abs(value - 20_000) <= 1.959964 * variance.squareRoot()
    }

    /// What two registers of 20,000 people show.
    private struct Sample {
        var first = 0
        var second = 0
        var sure = 0
        var probabilities: [Double] = []
        let seed: UInt64

        init(_ replicate: Int) {
            seed = UInt64(replicate)
            var random = KeyedRandom(seed: 77, purpose: 1, entity: seed)
            for _ in 0..<20_000 {
                let isFirst = random.nextBool(0.9)
                let isSecond = random.nextBool(0.8)
                if isFirst { first += 1 }
                if isSecond { second += 1 }
                if isFirst && isSecond { sure += 1 }
            }
            // A twentieth of the matches, more or less, is uncertain; p = √u is from Beta(2, 1).
            probabilities = (0..<sure * 3 / 40).map { _ in random.nextUnit().squareRoot() }
            sure -= probabilities.count { random.nextBool($0) }
        }

        func estimate(_ matches: Int) -> (value: Double, variance: Double) {
            let (a, b, m) = (Double(first), Double(second), Double(matches))
            return (a * b / m, a * b * (a - m) * (b - m) / (m * m * m))
        }

        func combined(draws: Int) throws -> RepeatedEstimate {
            let uncertain = probabilities.count
            var links = ScoredPairs()
            for (i, p) in probabilities.enumerated() {
                links.append(UInt32(i), UInt32(i + uncertain), weight: Float(log2Odds(p)))
            }
            let registerOf = (0..<2 * uncertain).map { UInt8($0 / uncertain) }
            let imputation = try LinkImputation(
                pairs: links,
                rules: rules(registerOf, registers: 2),
                settings: .init(draws: draws, floor: -40),
                seed: seed
            )
            var values: [Double] = []
            var variances: [Double] = []
            for draw in 0..<draws {
                let people = imputation.people(draw: draw)
                let linked = (0..<uncertain).count { people[$0 + uncertain] == people[$0] }
                let result = estimate(sure + linked)
                values.append(result.value)
                variances.append(result.variance)
            }
            return try RepeatedEstimate(values: values, variances: variances)
        }
    }
}

/// log2 of the odds of p, within ±60.
private func log2Odds(_ p: Double) -> Double {
    let x = p / (1 - p)
    if x <= 0 { return -60 }
    var value = Double(x.exponent)
    var mantissa = x.significand
    var bit = 0.5
    for _ in 0..<50 {
        mantissa *= mantissa
        if mantissa >= 2 {
            mantissa /= 2
            value += bit
        }
        bit /= 2
    }
    return min(60, value)
}
