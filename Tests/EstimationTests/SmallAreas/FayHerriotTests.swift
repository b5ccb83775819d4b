import Testing

@testable import Estimation

struct FayHerriotTests {
    private static func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
        abs(a - b) <= tolerance * max(abs(a), abs(b))
    }

    private static func milk(_ method: FayHerriot.Method, scale: Double = 1) throws -> FayHerriot {
        try FayHerriot(
            direct: Milk.direct.map { $0 * scale },
            variances: Milk.standardErrors.map { $0 * $0 * scale * scale },
            covariates: Milk.covariates,
            method: method
        )
    }

    @Test(arguments: Milk.references)
    func `the milk data give what the R package sae gives`(reference: Milk.Reference) throws {
        let fit = try Self.milk(#require(FayHerriot.Method(rawValue: reference.method)))
        #expect(Self.isClose(fit.modelVariance, reference.variance))
        for (i, coefficient) in fit.coefficients.enumerated() {
            #expect(Self.isClose(coefficient.value, reference.coefficients[i]))
            #expect(Self.isClose(coefficient.standardError, reference.standardErrors[i]))
        }
        #expect(Self.isClose(fit.logLikelihood, reference.logLikelihood))
        #expect(Self.isClose(fit.akaike, reference.akaike))
        #expect(Self.isClose(fit.bayesian, reference.bayesian))
        #expect(fit.estimates.count == 43)
        for i in fit.estimates.indices {
            #expect(Self.isClose(fit.estimates[i], reference.estimates[i]))
            #expect(Self.isClose(fit.meanSquaredErrors[i], reference.errors[i]))
        }
    }

    @Test(arguments: FayHerriot.Method.allCases)
    func `units of measurement do not matter`(method: FayHerriot.Method) throws {
        let fit = try Self.milk(method)
        let large = try Self.milk(method, scale: 1e5)
        for i in fit.estimates.indices {
            #expect(Self.isClose(fit.estimates[i] * 1e5, large.estimates[i], 1e-10))
            #expect(Self.isClose(fit.meanSquaredErrors[i] * 1e10, large.meanSquaredErrors[i], 1e-9))
        }
    }

    @Test(arguments: FayHerriot.Method.allCases)
    func `an estimate lies between the direct and the synthetic one`(method: FayHerriot.Method) throws {
        let fit = try Self.milk(method)
        for i in fit.estimates.indices {
            let low = min(Milk.direct[i], fit.synthetic[i]) - 1e-12
            let high = max(Milk.direct[i], fit.synthetic[i]) + 1e-12
            #expect(fit.estimates[i] >= low && fit.estimates[i] <= high)
            #expect(fit.shrinkage[i] > 0 && fit.shrinkage[i] < 1)
        }
    }

    @Test(arguments: FayHerriot.Method.allCases)
    func `areas alike beyond their sampling error get the regression alone`(
        method: FayHerriot.Method
    ) throws {
        let fit = try FayHerriot(
            direct: [1.01, 0.99, 1.0, 1.02, 0.98, 1.0],
            variances: [1, 1, 1, 1, 1, 1],
            covariates: [1, 1, 1, 1, 1, 1],
            method: method
        )
        #expect(fit.isOnBoundary)
        #expect(fit.estimates.allSatisfy { abs($0 - 1) < 1e-12 })
    }

    @Test(arguments: FayHerriot.Method.allCases)
    func `no mean squared error is negative, however unequal the areas`(method: FayHerriot.Method) throws {
        let fit = try FayHerriot(
            direct: [1, 1.1, 0.9, 1, 1.05, 0.95, 1, 1.02, 0.98, 1],
            variances: [0.01] + [Double](repeating: 1, count: 9),
            covariates: [Double](repeating: 1, count: 10),
            method: method
        )
        #expect(fit.isOnBoundary)
        #expect(fit.meanSquaredErrors.allSatisfy { $0 > 0 })
    }

    @Test func `equal variances give the balanced moment estimate`() throws {
        // With one mean and equal ψ all three equations have closed forms: Σ(y − ȳ)²/(m − 1) − ψ.
        let y = [3.0, 7, 1, 9, 4, 12, 6]
        let mean = y.reduce(0, +) / 7
        let sum = y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        for (method, divisor) in [
            (FayHerriot.Method.moments, 6.0), (.restrictedMaximumLikelihood, 6), (.maximumLikelihood, 7),
        ] {
            let fit = try FayHerriot(
                direct: y,
                variances: [Double](repeating: 2, count: 7),
                covariates: [Double](repeating: 1, count: 7),
                method: method
            )
            #expect(Self.isClose(fit.modelVariance, sum / divisor - 2, 1e-11))
        }
    }

    @Test func `an area without a direct estimate is predicted from its covariates`() throws {
        let fit = try Self.milk(.restrictedMaximumLikelihood)
        let area = try fit.synthetic(covariates: [1, 0, 1, 0])
        #expect(Self.isClose(area.estimate, fit.coefficients[0].value + fit.coefficients[2].value))
        #expect(area.meanSquaredError > fit.modelVariance)
        #expect(throws: SmallAreaError.self) { try fit.synthetic(covariates: [1]) }
        #expect(throws: SmallAreaError.self) { try fit.synthetic(covariates: [1, 0, .nan, 0]) }
    }

    @Test func `bad input ends in one error`() {
        func code(_ y: [Double], _ v: [Double], _ x: [Double]) -> SmallAreaError.Code? {
            do throws(SmallAreaError) {
                _ = try FayHerriot(direct: y, variances: v, covariates: x)
                return nil
            } catch { return error.code }
        }
        #expect(code([], [], []) == .unequalColumns)
        #expect(code([1, 2], [1], [1, 1]) == .unequalColumns)
        #expect(code([1, 2, 3], [1, 1, 1], [1, 1]) == .unequalColumns)
        #expect(code([1, .nan, 3], [1, 1, 1], [1, 1, 1]) == .valueOutOfRange)
        #expect(code([1, 2, 3], [1, 0, 1], [1, 1, 1]) == .valueOutOfRange)
        #expect(code([1, 2, 3], [1, -1, 1], [1, 1, 1]) == .valueOutOfRange)
        #expect(code([1, 2, 3], [1, 1, 1], [1, .infinity, 1]) == .valueOutOfRange)
        #expect(code([1], [1], [1]) == .tooFewAreas)
        #expect(code([1, 2, 3], [1, 1, 1], [1, 2, 1, 2, 1, 2]) == .dependentCovariates)
    }

    @Test func `synthetic totals are sums of counts times factors`() throws {
        let estimator = try SyntheticEstimator(factors: [1.1, 1.02], variances: [0.0004, 0.0001])
        let area = try estimator.estimate(counts: [100, 50])
        #expect(Self.isClose(area.value, 161))
        #expect(Self.isClose(area.standardError, 4.25.squareRoot()))
        #expect(throws: SmallAreaError.self) { try estimator.estimate(counts: [100]) }
        #expect(throws: SmallAreaError.self) { try estimator.estimate(counts: [100, -1]) }
        #expect(throws: SmallAreaError.self) { try SyntheticEstimator(factors: [1], variances: [.nan]) }
    }
}
