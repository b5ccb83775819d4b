import Estimation
import Fixtures
import RunStore
import Testing

@testable import Pipeline

/// Intervals follow the `confidence` of the job, inside and in what is published.
@Suite struct ConfidenceTests {
    private func real(_ value: ResultValue) -> Double? {
        switch value {
        case .integer(let n): Double(n)
        case .real(let x): x
        default: nil
        }
    }

    @Test func everyIntervalIsAsWideAsTheJobAsks() throws {
        let fixture = try EstimateFixture(people: 400)
        try fixture.link()
        var widths: [[Double]] = []
        for level in [0.8, 0.95, 0.99] {
            _ = try fixture.estimate(
                fixture.job(
                    """
                    estimate:
                      by: [sex]
                      strata: [sex]
                      draws: 3
                      confidence: \(level)
                    publish: { disclosure: rounding }

                    """
                )
            )
            let reach = ConfidenceInterval.normalReach(level: level)
            var seen = 0
            for row in try fixture.rows("SELECT value, standard_error, lower, upper FROM sensitivity") {
                guard let value = real(row[0]), let error = real(row[1]) else {
                    #expect(real(row[2]) == nil && real(row[3]) == nil)
                    continue
                }
                let (lower, upper) = (try #require(real(row[2])), try #require(real(row[3])))
                #expect(
                    abs(upper - value - reach * error) < 1e-6 && abs(value - lower - reach * error) < 1e-6
                )
                seen += 1
            }
            #expect(seen > 10)
            // Published intervals reach as many standard errors as those inside.
            let sql = """
                SELECT e.value, e.standard_error, e.upper, p.value, p.standard_error, p.upper
                FROM estimates AS e JOIN published AS p USING (estimate) ORDER BY estimate
                """
            var own: [Double] = []
            for row in try fixture.rows(sql) {
                let n = try row.map { try #require(real($0)) }
                #expect(n[1] > 0 && n[4] > n[1])
                #expect(abs((n[2] - n[0]) / n[1] - (n[5] - n[3]) / n[4]) < 1e-6)
                #expect((n[5] - n[3]) / n[4] > reach - 1e-3)
                own.append(n[5] - n[3])
            }
            #expect(own.count == 3)
            widths.append(own)
        }
        for (narrow, wide) in zip(widths, widths.dropFirst()) {
            #expect(zip(narrow, wide).allSatisfy { $0 < $1 })
        }
    }
}
