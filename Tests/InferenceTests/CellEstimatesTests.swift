import Estimation
import Testing

@testable import Inference

/// Draws are combined, and their variance told apart.
@Suite struct CellEstimatesTests {
    private func draw(_ total: Double, _ variance: CellVariance = CellVariance()) -> DrawResult {
        DrawResult(
            totals: [[total]],
            variances: [[variance]],
            found: [[90]],
            onLists: [[]],
            strata: [],
            histories: [],
            peopleOfStratum: []
        )
    }

    private func cell(
        _ draws: [DrawResult],
        placed: [DrawResult] = [],
        doubt: Double = 0,
        level: Double = 0.95
    ) throws -> CellEstimates.Cell {
        try CellEstimates(draws, base: draw(100), placed: placed, doubts: [doubt], level: level).cells[0][0]
    }

    @Test func partsOfTheVarianceAreThoseDoneByHand() throws {
        let variance = CellVariance(sampling: 4, model: 3, evidence: 2, splits: 1)
        // B = 50, so (1 + 1/2) B = 75; of it attributes make (1 + 1/2) · 8 = 12.
        let cell = try cell(
            [draw(100, variance), draw(110, variance)],
            placed: [draw(98), draw(102)],
            doubt: 0.05
        )
        #expect(cell.value == 105 && cell.found == 90)
        #expect(abs(cell.sampling - 4) < 1e-12 && abs(cell.model - 3) < 1e-12)
        #expect(abs(cell.evidence - 2) < 1e-12)
        #expect(abs(cell.linkage - (75 - 12 + 1)) < 1e-12)
        // Models of attributes may be off by 5 % of 100.
        #expect(abs(cell.attributes - (12 + 25)) < 1e-12)
        #expect(abs(cell.standardError * cell.standardError - 110) < 1e-9)
        #expect(abs(cell.parts.reduce(0) { $0 + $1.variance } - 110) < 1e-9)
        // Rubin's degrees of freedom: (1 + 35/75)².
        let degrees = (1 + 35.0 / 75) * (1 + 35.0 / 75)
        let reach = StudentT.quantile(0.975, degrees) * 110.0.squareRoot()
        #expect(abs(cell.upper - (105 + reach)) < 1e-9 && cell.lower == max(0, 105 - reach))
    }

    @Test func attributesAreNoLargerThanAllThatDrawsDiffer() throws {
        let cell = try cell([draw(100), draw(101)], placed: [draw(80), draw(120)])
        #expect(abs(cell.attributes - 0.75) < 1e-12 && cell.linkage == 0)
    }

    @Test func intervalsFollowTheLevel() throws {
        let variance = CellVariance(sampling: 9)
        let same = [draw(100, variance), draw(100, variance)]
        for (level, reach) in [(0.5, 0.674490), (0.9, 1.644854), (0.95, 1.959964), (0.99, 2.575829)] {
            let cell = try cell(same, level: level)
            #expect(abs(cell.upper - 100 - 3 * reach) < 1e-4 && abs(100 - cell.lower - 3 * reach) < 1e-4)
        }
        #expect(throws: EstimationError.self) { try cell([draw(100)]) }
    }

    @Test func cellsAreMarkedByWhatMadeThem() throws {
        var estimates = try CellEstimates(
            [draw(1), draw(1)],
            base: draw(1),
            placed: [],
            doubts: [0],
            level: 0.9
        )
        estimates.mark([Grouping([], of: [])], areas: 2, isCalibrated: true)
        #expect(!estimates.cells[0][0].isFayHerriot && estimates.cells[0][0].isCalibrated)
    }
}
