import Testing

@testable import Estimation

/// Rcapture reports standard errors from the weights of the last step but one, right to about 1e-7; exact ones are
/// tested apart.
private let errorTolerance = 2e-7

@Suite struct LogLinearReferenceTests {
    @Test func fitsAndProfileLimitsAreThoseOfRcapture() throws {
        let table = rows(logLinearReference)
        #expect(table.count > 30)
        for (words, numbers) in table {
            let counts = try published(words[0])
            let fit = try #require(
                try counts.fit(model(words[1], listCount: counts.listCount)).fit,
                "\(words)"
            )
            #expect(fit.model.name == words[1])
            #expect(difference(fit.population, numbers[2]) < 1e-8, "\(words)")
            #expect(difference(fit.standardError, numbers[3]) < errorTolerance, "\(words)")
            #expect(difference(fit.deviance, numbers[4]) < 1e-8, "\(words)")
            #expect(difference(fit.aic, numbers[5]) < 1e-8, "\(words)")
            #expect(difference(fit.bic, numbers[6]) < 1e-8, "\(words)")
            let profile = try fit.profileInterval(counts)
            // The reference's maximum was sought by bisecting a flat top.
            #expect(difference(profile.population, numbers[7]) < 1e-6, "\(words)")
            #expect(difference(profile.interval.lower, numbers[8]) < 1e-9, "\(words)")
            #expect(difference(profile.interval.upper ?? .nan, numbers[9]) < 1e-9, "\(words)")
        }
    }

    /// Computed with 40 digits by Newton's method.
    @Test(arguments: [
        ("western_us5", "[1,2,3,4,5]", 2007.1417571858831875, 371.48163962070147),
        ("neworleans5", "[14,23,24,25,34]", 1805.5820465958933014, 934.99138480789565),
        ("uk_slavery5", "[13,23,24,34,35,45]", 15213.750535350412897, 2743.4262712418314),
    ]) func standardErrorsAreExact(_ name: String, _ terms: String, _ population: Double, _ error: Double)
        throws
    {
        let counts = try published(name)
        let fit = try #require(try counts.fit(model(terms, listCount: counts.listCount)).fit)
        #expect(difference(fit.population, population) < 1e-12)
        #expect(difference(fit.standardError, error) < 1e-11)
    }

    @Test func everyHierarchicalModelIsThatOfRcaptureOrRefused() throws {
        var fitted: [String: Int] = [:]
        var outcomes: [String: [String: LogLinearOutcome]] = [:]
        for (words, numbers) in rows(everyModelReferenceA) + rows(everyModelReferenceB) {
            if outcomes[words[0]] == nil {
                let counts = try published(words[0])
                let family = try LogLinearFamily(
                    LogLinearModel.all(listCount: counts.listCount),
                    counts: counts
                )
                outcomes[words[0]] = Dictionary(
                    uniqueKeysWithValues: family.outcomes.map { ($0.model.name, $0) }
                )
            }
            let outcome = try #require(outcomes[words[0]]?[words[1]], "\(words)")
            guard let fit = outcome.fit else { continue }
            fitted[words[0], default: 0] += 1
            #expect(difference(fit.population, numbers[2]) < 1e-8, "\(words)")
            #expect(difference(fit.standardError, numbers[3]) < errorTolerance, "\(words)")
            #expect(difference(fit.deviance, numbers[4]) < 1e-8, "\(words)")
            #expect(difference(fit.aic, numbers[5]) < 1e-8, "\(words)")
            #expect(difference(fit.bic, numbers[6]) < 1e-8, "\(words)")
        }
        #expect(
            fitted == [
                "kosovo": 113, "diabetes_casale": 113, "lesbian_allegheny": 113, "hav_taiwan": 8,
                "spina_bifida_my3": 8, "hiv_rome": 94, "australia4": 92, "artificial3": 1,
            ]
        )
    }

    /// Rcapture (closedpMS.t, pairs): sums over the models that have an estimate.
    ///
    /// How many there are; ln N, ln of the standard error, deviance, AIC, BIC.
    @Test(arguments: [
        (
            "my5", 1024,
            [
                6623.303138932124, 3009.3370571995215, 56736.18089413632, 194972.64775705663,
                243250.13029360442,
            ]
        ),
        (
            "netherlands5", 512,
            [5610.535817323464, 4215.6445525983, 101442.40568361052, 161063.52164599102, 198781.68388571622]
        ),
        (
            "neworleans5", 128,
            [934.771319485179, 814.7822745227048, 1708.0405850376487, 10059.520225908516, 13975.472909203754]
        ),
        (
            "uk_slavery5", 512,
            [4890.710045821945, 3654.982901142011, 31637.477804382528, 87060.06835714405, 118870.784969179]
        ),
        (
            "western_us5", 256,
            [2020.40303279222, 1703.237599494394, 7447.088764949644, 25688.439763243394, 35527.913470843676]
        ),
    ]) func modelsOfFiveListsSumToThoseOfRcapture(_ name: String, _ count: Int, _ sums: [Double]) throws {
        let models = try LogLinearModel.all(listCount: 5, order: 2)
        let fits = try LogLinearFamily(models, counts: published(name)).outcomes.compactMap(\.fit)
        #expect(fits.count == count)
        let found = [
            fits.reduce(0) { $0 + Real.log($1.population) },
            fits.reduce(0) { $0 + Real.log($1.standardError) },
            fits.reduce(0) { $0 + $1.deviance }, fits.reduce(0) { $0 + $1.aic },
            fits.reduce(0) { $0 + $1.bic },
        ]
        for (place, (value, reference)) in zip(found, sums).enumerated() {
            #expect(difference(value, reference) < (place == 1 ? 1e-8 : 1e-11), "\(name) \(place)")
        }
    }

    @Test func heterogeneityModelsAreThoseOfRcapture() throws {
        let forms: [String: HeterogeneityModel.Form] = [
            "Chao": .chao, "Poisson2": .poisson, "Darroch": .darroch, "Gamma3.5": .gamma,
        ]
        let table = rows(heterogeneityReference)
        #expect(table.count > 100)
        for (words, numbers) in table {
            let parts = words[1].split(separator: "_").map(String.init)
            let form = parts.count > 1 ? try #require(forms[parts[1]]) : .none
            let model = HeterogeneityModel(form, listsDiffer: parts[0].contains("t"))
            #expect(model.name == parts.joined(separator: " "))
            let fit = try published(words[0]).fit(model)
            #expect(difference(fit.population, numbers[2]) < 1e-8, "\(words)")
            #expect(difference(fit.standardError, numbers[3]) < 5e-7, "\(words)")
            #expect(difference(fit.deviance, numbers[4]) < 1e-8, "\(words)")
            #expect(difference(fit.aic, numbers[5]) < 1e-8, "\(words)")
            #expect(difference(fit.bic, numbers[6]) < 1e-8, "\(words)")
        }
    }

    /// Figures in the papers.
    ///
    /// Chao et al. (2001), Ball et al. (2002), Bales, Hesketh and Silverman (2015).
    @Test(arguments: [
        ("hav_taiwan", "[1,2,3]", 388), ("hav_taiwan", "[12,13,23]", 1313), ("kosovo", "[123,14,34]", 10357),
        ("uk_slavery5", "[12,13,24,25,35,45]", 11313), ("hiv_rome", "[12,3,4]", 12318),
    ]) func publishedEstimatesAreReached(_ name: String, _ terms: String, _ population: Int) throws {
        let counts = try published(name)
        let fit = try #require(try counts.fit(model(terms, listCount: counts.listCount)).fit)
        #expect(Int(fit.population.rounded()) == population)
    }
}
