import Testing

@testable import Estimation

@Suite struct CoverageTests {
    @Test func estimatesAreThoseOfCARE1() throws {
        for (words, numbers) in rows(coverageReference) {
            let counts = try published(words[0])
            let coverage = try SampleCoverage(counts)
            #expect(difference(coverage.averageOverlapping, numbers[1]) < 1e-12, "\(words)")
            #expect(difference(coverage.coverage, numbers[2]) < 1e-12, "\(words)")
            #expect(difference(coverage.independent, numbers[3]) < 1e-12, "\(words)")
            // CARE1 gives the observed cases where the denominator is not positive; here there is no estimate.
            if let high = coverage.highCoverage {
                #expect(difference(high, numbers[4]) < 1e-12, "\(words)")
            } else {
                #expect(numbers[4].isNaN || numbers[4] == Double(counts.observed), "\(words)")
            }
            #expect(difference(coverage.lowCoverage, numbers[5]) < 1e-12, "\(words)")
            let bounds = counts.chaoBounds
            #expect(difference(bounds.continuous ?? .nan, numbers[6]) < 1e-12, "\(words)")
            #expect(difference(bounds.biasCorrected, numbers[7]) < 1e-12, "\(words)")
            #expect(difference(bounds.lists ?? .nan, numbers[8]) < 1e-12, "\(words)")
        }
    }

    /// CARE1 1.1.0, 500 and 2,000 draws: 24.3 and 49.1 on hepatitis A, 24.1, 79.9 and 49.3 on diabetes.
    @Test func bootstrapErrorsAreNearThoseOfCARE1() throws {
        let hepatitis = try published("hav_taiwan").sampleCoverageErrors(draws: 600, seed: 1)
        #expect((hepatitis.independent / 24.3 - 1).magnitude < 0.12)
        #expect((hepatitis.lowCoverage / 49.1 - 1).magnitude < 0.12)
        let diabetes = try published("diabetes_casale").sampleCoverageErrors(draws: 600, seed: 1)
        #expect((diabetes.independent / 24.1 - 1).magnitude < 0.12)
        #expect(((diabetes.highCoverage ?? 0) / 79.9 - 1).magnitude < 0.12)
        #expect((diabetes.lowCoverage / 49.3 - 1).magnitude < 0.12)
    }

    @Test func tooLittleIsRefused() throws {
        let two = try CaptureCounts(lists: ["A", "B"], counts: [0, 3, 4, 5])
        #expect(throws: EstimationError.self) { try SampleCoverage(two) }
        let apart = try CaptureCounts(lists: ["A", "B", "C"], counts: [0, 3, 4, 0, 5, 0, 0, 0])
        #expect(throws: EstimationError.self) { try SampleCoverage(apart) }
        #expect(apart.chaoBounds.lists == nil && apart.chaoBounds.biasCorrected == 12 + 12 * 11 / 2)
        let empty = try CaptureCounts(lists: ["A", "B", "C"], counts: [0, 3, 4, 5, 0, 0, 0, 0])
        #expect(throws: EstimationError.self) { try SampleCoverage(empty) }
    }
}
