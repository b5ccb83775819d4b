import Columns
import Estimation
import Population
import Testing

@testable import Inference

/// From people to cells: what is put in comes out again.
@Suite struct EstimateComputationTests {
    private static let chances = [[0.9, 0.7, 0.5, 0.4], [0.8, 0.5, 0.6, 0.3]]

    @Test(arguments: [EstimationMethod.repeatedSightings, .logLinear])
    func aKnownPopulationIsRecovered(_ method: EstimationMethod) throws {
        let made = try MadePeople(20_000, chances: Self.chances)
        let result = try made.computation(method).result(made.view, draw: 0)
        let error = result.variances[0][0].sampling.squareRoot()
        #expect(abs(result.total - 20_000) < 4 * error + 1 && error < 200, "\(result.total) ± \(error)")
        for (sex, people) in made.bySex.enumerated() {
            let error = result.variances[1][sex].sampling.squareRoot()
            #expect(abs(result.totals[1][sex] - Double(people)) < 4 * error + 1)
        }
        // People found are fewer, and known to the last.
        #expect(result.found[0][0] == made.view.count && made.view.count < 19_700)
        for grouping in result.totals {
            #expect(abs(grouping.reduce(0, +) - result.total) < 1e-6)
        }
    }

    /// Estimates of strata spread over cells, one person at a time.
    @Test(arguments: EstimationMethod.allCases)
    func cellsAreThoseOfTheSlowTwin(_ method: EstimationMethod) throws {
        let made = try MadePeople(3_000, chances: Self.chances, unknownSex: 0.1)
        let computation = made.computation(method)
        let result = try computation.result(made.view, draw: 0)
        let values = computation.completed(made.view, draw: 0)
        for (g, grouping) in computation.groupings.enumerated() {
            for cell in 0..<grouping.cellCount {
                let people = (0..<made.view.count).filter { grouping.cell(of: $0, values) == cell }
                var total = 0.0
                for p in people {
                    let estimate = result.strata[Int(values[0][p])]
                    let set = made.view.lists[p]
                    total +=
                        set.nonzeroBitCount == 1
                        ? estimate.weightOnce[set.trailingZeroBitCount] : estimate.weight
                }
                #expect(abs(result.totals[g][cell] - total) < 1e-6, "\(method)")
                #expect(result.found[g][cell] == people.count)
                for list in 0..<4 {
                    let there = people.count { made.view.lists[$0] >> UInt32(list) & 1 == 1 }
                    #expect(result.onLists[g][cell * 4 + list] == there)
                }
            }
        }
    }

    @Test func peopleOfUnknownSexAreSpreadAsTheOthers() throws {
        let made = try MadePeople(8_000, chances: Self.chances, unknownSex: 0.2)
        let computation = made.computation(.peopleFound)
        let result = try computation.result(made.view, draw: 0)
        #expect(result.found[1].reduce(0, +) == made.view.count)
        let whole = try MadePeople(8_000, chances: Self.chances)
        let truth = try whole.computation(.peopleFound).result(whole.view, draw: 0)
        #expect(abs(Double(result.found[1][0]) / Double(truth.found[1][0]) - 1) < 0.03)
        // Another draw, other donors.
        #expect(computation.completed(made.view, draw: 1) != computation.completed(made.view, draw: 2))
        #expect(computation.completed(made.view, draw: 1) == computation.completed(made.view, draw: 1))
    }

    @Test func knownTotalsAreMet() throws {
        let made = try MadePeople(4_000, chances: Self.chances)
        var computation = made.computation()
        computation.known = [
            KnownMargin(dimension: 0, people: [2_500, 2_500]),
            KnownMargin(dimension: 1, people: [600, 1_500, 900, 900, 500, 600]),
        ]
        try KnownMargin.check(computation.known, computation, made.view)
        let result = try computation.result(made.view, draw: 0)
        #expect(result.totals[1].allSatisfy { abs($0 - 2_500) < 1e-3 })
        #expect(zip(result.totals[2], [600, 1_500, 900, 900, 500, 600]).allSatisfy { abs($0 - $1) < 1e-3 })
        // A total alone scales everybody alike.
        let plain = try made.computation().result(made.view, draw: 0)
        computation.known = [KnownMargin(dimension: nil, people: [2 * plain.total])]
        let doubled = try computation.result(made.view, draw: 0)
        #expect(zip(doubled.totals[3], plain.totals[3]).allSatisfy { abs($0 - 2 * $1) < 1e-6 })
        // Margins that contradict each other are refused.
        let contradiction = [
            KnownMargin(dimension: 0, people: [1, 1]), KnownMargin(dimension: 1, people: [1, 1, 1, 1, 1, 1]),
        ]
        #expect(throws: CalibrationError.self) {
            try KnownMargin.check(contradiction, computation, made.view)
        }
    }

    @Test func areasThatListsHaveLessOftenHoldMoreThanTheirStrataSay() throws {
        // Age groups stand for areas; the older, the less often on lists, and strata do not know that.
        let chances = [[0.8, 0.7, 0.6], [0.8, 0.7, 0.6]]
        let made = try MadePeople(40_000, chances: chances, oldest: 0.6)
        var computation = made.computation()
        computation.groupings = [[], [1]].map { Grouping($0, of: made.builder.dimensions) }
        let synthetic = try computation.result(made.view, draw: 0)
        let truth = made.byAge.map { Double($0) }
        #expect(synthetic.totals[1][5] < 0.93 * truth[5] && synthetic.totals[1][0] > 1.03 * truth[0])
        let areas = try #require(try AreaFactors(computation, made.view, synthetic, grouping: 1))
        #expect(areas.dimension == 1 && areas.factors[5] > 1.05 && areas.factors[0] < 0.98, "\(areas)")
        let sum = zip(synthetic.totals[1], areas.factors).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(sum / synthetic.total - 1) < 1e-9, "the total stays")
        computation.areas = areas
        let result = try computation.result(made.view, draw: 0)
        // The total is that of strata, and too low; the area that strata miss most is nearer the truth all the same.
        let before = abs(synthetic.totals[1][5] - truth[5])
        #expect(abs(result.totals[1][5] - truth[5]) < 0.5 * before)
        #expect(result.variances[1][5].areas > 0 && synthetic.variances[1][5].areas == 0)
        // Where all are covered alike, areas change little.
        let even = try MadePeople(40_000, chances: chances)
        var plain = even.computation()
        plain.groupings = computation.groupings
        let same = try #require(
            try AreaFactors(plain, even.view, plain.result(even.view, draw: 0), grouping: 1)
        )
        #expect(same.factors.allSatisfy { abs($0 - 1) < 0.02 }, "\(same.factors)")
        // Too few areas tell nothing of how areas differ.
        plain.groupings[1] = Grouping([0], of: even.builder.dimensions)
        #expect(try AreaFactors(plain, even.view, plain.result(even.view, draw: 0), grouping: 1) == nil)
    }

    @Test func withTwoListsTheErrorOfPredictionIsNone() throws {
        let two = try MadePeople(2_000, chances: [[0.8, 0.7], [0.8, 0.7]])
        let computation = two.computation()
        let result = try computation.result(two.view, draw: 0)
        #expect(computation.predictionErrors(result) == [0, 0])
        let four = try MadePeople(4_000, chances: Self.chances)
        let errors = four.computation().predictionErrors(try four.computation().result(four.view, draw: 0))
        #expect(errors.count == 2 && errors[0] == errors[1] && errors[0] > 0 && errors[0] < 0.2)
        let chao = four.computation(.chao)
        #expect(chao.predictionErrors(try chao.result(four.view, draw: 0)).isEmpty)
    }
}
