import Testing

@testable import Estimation

@Suite struct ExtendedEstimateTests {
    private func extended(_ name: String, _ terms: String) throws -> LogLinearFit {
        let counts = try published(name)
        return try #require(try counts.fit(model(terms, listCount: counts.listCount)).estimate)
    }

    /// Rcapture 1.4-4 on the same tables: `glm` comes to the limit, and prints a warning.
    @Test(arguments: [
        (
            "netherlands5", "[12,15,23,24,25,35,45]", 48012.7262915418, 3263.89392200971, 9.3980645158268,
            222.05391026014, LogLinearFit.Extent.emptyOverlaps
        ),
        (
            "netherlands5", "[12,14,15,23,24,25,35,45]", 46330.875466767, 3185.28551257167, 4.79984963662929,
            226.471722583271, .emptyOverlaps
        ),
        (
            "australia4", "[234,12]", 2440.40000000003, 978.692368418202, 2.40886725285651, 114.535765235001,
            .face
        ),
    ]) func extendedEstimatesAreTheLimitsOfGlm(
        _ name: String,
        _ terms: String,
        _ population: Double,
        _ error: Double,
        _ deviance: Double,
        _ bic: Double,
        _ extent: LogLinearFit.Extent
    ) throws {
        let fit = try extended(name, terms)
        #expect(fit.extent == extent)
        #expect(difference(fit.population, population) < 1e-8)
        #expect(difference(fit.standardError, error) < 1e-6)
        #expect(difference(fit.deviance, deviance) < 1e-7)
        #expect(difference(fit.bic, bic) < 1e-8)
        let profile = try fit.profileInterval(published(name))
        #expect(profile.interval.lower < population && profile.interval.upper ?? .infinity > population)
    }

    @Test func criteriaChooseExtendedEstimates() throws {
        let counts = try published("netherlands5")
        let family = try LogLinearFamily(LogLinearModel.all(listCount: 5, order: 2), counts: counts)
        let choice = family.choice(by: .bic)
        let best = try #require(choice.best)
        #expect(best.model.name == "[12,15,23,24,25,35,45]" && !choice.isVoid)
        #expect(choice.preferredButRefused.isEmpty)
        #expect(best.zeroHistories.allSatisfy { $0 & 0b01010 == 0b01010 } && best.zeroHistories.count == 8)
        let place = try #require(best.model.terms.firstIndex(of: 0b01010))
        #expect(best.coefficients[place] == -.infinity && best.coefficientErrors.isEmpty)
        let alone = try #require(try counts.fit(best.model).estimate)
        #expect(alone.coefficientErrors[place] == .infinity && alone.coefficientErrors[0] < 0.1)
        #expect(family.refused.allSatisfy { $0.extended == nil })
    }

    /// With pairs only the two definitions of an infinite parameter are one.
    @Test(arguments: ["netherlands5", "western_us5", "uk_slavery5", "neworleans5", "artificial3"])
    func pairsThatShareNobodyAreThoseOfTheSparseFit(_ name: String) throws {
        let counts = try published(name)
        var found = 0
        for model in try LogLinearModel.all(listCount: counts.listCount, order: 2).prefix(400) {
            let sparse = try counts.sparseFit(pairs: model.generators.filter { $0.nonzeroBitCount == 2 })
            let outcome = try counts.fit(model)
            guard let sparse else {
                #expect(outcome.estimate == nil || outcome.estimate?.extent == .face, "\(model.name)")
                continue
            }
            let fit = try #require(outcome.estimate, "\(model.name)")
            #expect(difference(fit.population, sparse.population) < 1e-10)
            #expect(difference(fit.aic, sparse.aic) < 1e-10)
            if fit.extent == .emptyOverlaps { found += 1 }
        }
        #expect(found > 0)
    }

    /// Where the likelihood has its limit: a table with a thousandth of a case in each empty history comes near it.
    @Test func extendedEstimatesAreLimits() throws {
        let counts = try published("australia4")
        let names = ["[234,12]", "[234,12,13]", "[123,234]"]
        for name in names {
            let fit = try extended("australia4", name)
            let terms = try model(name, listCount: 4).terms
            let design = (1..<16).map { cell in terms.map { cell & $0 == $0 ? 1.0 : 0 } }
            let near = try #require(
                denseFit(design: design, counts: counts.values.dropFirst().map { max($0, 1e-7) })
            )
            #expect(
                difference(Double(counts.observed) + Real.exp(near.coefficients[0]), fit.population) < 1e-3
            )
        }
    }

    /// Chan, Silverman and Vincent's definition step by step: terms without a case go, with all histories that hold
    /// them; what is left must have an estimate and be told apart.
    @Test func emptyOverlapsAreThoseOfTheDefinition() throws {
        var random = KeyedGenerator(seed: 21, purpose: .latentClasses, entity: 0)
        let models = try LogLinearModel.all(listCount: 4)
        var found: [LogLinearFit.Extent: Int] = [:]
        for _ in 0..<40 {
            var table = [Int](repeating: 0, count: 16)
            for h in 1..<16 where random.unit() < 0.55 { table[h] = 1 + Int(random.unit() * 12) }
            for list in 0..<4 { table[1 << list] += 1 }
            let counts = try CaptureCounts(lists: ["A", "B", "C", "D"], counts: table)
            for model in models {
                let empty = model.terms.filter { counts.overlap(of: $0) == 0 }
                let terms = model.terms.filter { !empty.contains($0) }
                let cells = LogLinearFitting.cells(of: counts, excluding: empty)
                let design = cells.map { cell in terms.map { cell & $0 == $0 ? 1.0 : 0 } }
                let isTold = RowEchelon(design, columns: terms.count).pivots.count == terms.count
                let exists =
                    isTold && Existence(design: design, isPositive: cells.map { table[$0] > 0 }).exists
                let estimate = try counts.fit(model).estimate
                let expected: LogLinearFit.Extent? =
                    exists ? (empty.isEmpty ? .ordinary : .emptyOverlaps) : nil
                #expect(
                    (estimate?.extent == .face ? nil : estimate?.extent) == expected,
                    "\(model.name) \(table)"
                )
                if let estimate { found[estimate.extent, default: 0] += 1 }
            }
        }
        #expect(found.count == 3 && found.values.allSatisfy { $0 > 100 })
    }
}
