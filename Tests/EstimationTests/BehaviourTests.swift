import Testing

@testable import Estimation

@Suite struct BehaviourTests {
    /// Rcapture 1.4-4, closedp.t: data, model, population, standard error, deviance, degrees of freedom, AIC, BIC.
    private let reference = """
        hav_taiwan Mb 383.128960617585 38.9592711930365 25.3608201078749 4 68.7518863667101 79.5582428293492
        hav_taiwan Mbh 667.899999999997 537.825798651743 22.480468684986 3 67.8715349438211 82.2800102273399
        hare Mb 81.1460605219885 8.26148570828765 67.0267749823159 60 155.217191956431 161.875715071959
        hare Mbh 74.1829259218671 14.5943603486998 63.2568206057874 59 153.447237579902 162.325268400607
        kosovo Mb 5189.66517094221 62.8691611907725 744.22730084623 12 851.651305563763 870.819385023482
        kosovo Mbh 5075.44867076683 86.0526008337261 739.997905721887 11 849.421910439421 874.979349719046
        my5 Mb 857.3103400703 83.1193398759354 370.935913417994 28 489.932463088815 502.790457372341
        my5 Mbh 2425.10821076562 2284.88430292145 352.724090689496 27 473.720640360317 490.864632738353
        netherlands5 Mb 25368.7991930133 2077.89757423171 6059.32086685371 28 6160.76835896773 6181.81644057472
        netherlands5 Mbh 10634.9767503719 158.431445366548 4654.19161246456 27 4757.63910457859 4785.70321338791
        uk_slavery5 Mbh 5603.59027498791 430.67612808751 641.293113463798 27 736.540360637161 760.209048592544
        western_us5 Mb 544.969192383942 64.2048987683509 104.820419594142 28 162.075696931227 173.606330182321
        western_us5 Mbh 401.680877160489 19.638180207576 66.9271889616399 27 126.182466298725 141.55664396685
        hiv_rome Mb 4045.90333263546 386.925845711265 266.720188403535 12 339.756046897321 356.398551945766
        hiv_rome Mbh 2465.12842075224 88.1822788284856 164.970540601982 11 240.006399095768 262.196405827028
        diabetes_casale Mb 2072.80927942532 2.0474361297871 1556.46968049145 12 1647.63193877458 1664.53640080782
        diabetes_casale Mbh 2152.02984631442 27.0012944846762 1354.24832809809 11 1447.41058638121 1469.9498690922
        lesbian_allegheny Mb 2470.24444889826 33.0425756431495 191.371523856987 12 289.72414328893 306.792256611519
        lesbian_allegheny Mbh 2402.84946449802 43.4203011003092 184.861674117664 11 285.214293549608 307.971777979726
        """

    @Test func behaviourModelsAreThoseOfRcapture() throws {
        let table = rows(reference)
        #expect(table.count == 19)
        for (words, numbers) in table {
            let fit = try published(words[0]).fit(#require(BehaviourModel(rawValue: words[1])))
            #expect(difference(fit.population, numbers[2]) < 1e-8, "\(words)")
            #expect(difference(fit.rcaptureError, numbers[3]) < 1e-6, "\(words)")
            #expect(difference(fit.deviance, numbers[4]) < 1e-8, "\(words)")
            #expect(fit.degreesOfFreedom == Int(numbers[5]))
            #expect(difference(fit.aic, numbers[6]) < 1e-8, "\(words)")
            #expect(difference(fit.bic, numbers[7]) < 1e-8, "\(words)")
            #expect(fit.model == .behaviourAndHeterogeneity || fit.rcaptureError == fit.standardError)
        }
    }

    /// The derivatives of the population, by small differences.
    @Test(arguments: BehaviourModel.allCases) func derivativesAreThoseOfTheFormula(_ model: BehaviourModel)
        throws
    {
        let b = model == .behaviour ? [4.0, -0.3, -0.9] : [4.0, 0.2, -0.3, -0.9]
        let size = try #require(model.population(b, listCount: 5))
        for place in b.indices {
            let values = try [-1e-5, 1e-5].map { step in
                var moved = b
                moved[place] += step
                return try #require(model.population(moved, listCount: 5)).value
            }
            #expect(difference(size.gradient[place], (values[1] - values[0]) / 2e-5) < 1e-7)
        }
    }

    /// 5,000 persons, caught with .3 on the first list, .2 on later ones, and .45 after a first capture.
    @Test func knownChancesAreRecovered() throws {
        var random = KeyedGenerator(seed: 11, purpose: .latentClasses, entity: 7)
        var table = [Int](repeating: 0, count: 32)
        for _ in 0..<5000 {
            var history = 0
            for list in 0..<5 {
                let chance = history != 0 ? 0.45 : list == 0 ? 0.3 : 0.2
                if random.unit() < chance { history |= 1 << list }
            }
            table[history] += 1
        }
        table[0] = 0
        let counts = try CaptureCounts(lists: ["A", "B", "C", "D", "E"], counts: table)
        let fit = try counts.fit(BehaviourModel.behaviourAndHeterogeneity)
        #expect((fit.population - 5000).magnitude < 3 * fit.standardError)
        #expect(fit.standardError < 400)
        // Who lets every list be as likely again as before is misled.
        let plain = try counts.fit(HeterogeneityModel(.none, listsDiffer: true))
        #expect(plain.population < 4500)
    }

    /// A removal that takes ever more has no end.
    @Test func firstCapturesThatGrowAreRefused() throws {
        let counts = try CaptureCounts(lists: ["A", "B", "C"], counts: [0, 10, 20, 5, 45, 6, 11, 3])
        for model in BehaviourModel.allCases {
            let error = #expect(throws: EstimationError.self) { try counts.fit(model) }
            #expect(error?.code == .noMaximumLikelihoodEstimate)
        }
        #expect(throws: EstimationError.self) {
            try CaptureCounts(lists: ["A", "B"], counts: [0, 5, 4, 3]).fit(
                BehaviourModel.behaviourAndHeterogeneity
            )
        }
        let two = try CaptureCounts(lists: ["A", "B"], counts: [0, 50, 40, 30]).fit(BehaviourModel.behaviour)
        // Two lists: the removal estimate n₁²/(n₁ − n₂), 80 first caught by A and 40 by B.
        #expect(difference(two.population, 160) < 1e-10)
    }

    @Test(arguments: ["hav_taiwan", "kosovo", "hare"]) func mtIsTheModelOfIndependentLists(_ name: String)
        throws
    {
        let counts = try published(name)
        let fit = try counts.fit(HeterogeneityModel(.none, listsDiffer: true))
        let plain = try #require(try counts.fit(LogLinearModel(listCount: counts.listCount)).fit)
        #expect(difference(fit.population, plain.population) < 1e-11)
        #expect(difference(fit.standardError, plain.standardError) < 1e-10)
        #expect(zip(fit.coefficients, plain.coefficients).allSatisfy { difference($0, $1) < 1e-10 })
        #expect(zip(fit.coefficientErrors, plain.coefficientErrors).allSatisfy { difference($0, $1) < 1e-9 })
        let (a, b) = (try counts.profileInterval(fit), try plain.profileInterval(counts))
        #expect(difference(a.population, b.population) < 1e-8)
        #expect(difference(a.interval.lower, b.interval.lower) < 1e-9)
        #expect(difference(a.interval.upper ?? .nan, b.interval.upper ?? .nan) < 1e-9)
        // Chao's bound by equal chances is the closed form.
        let chao = try counts.fit(HeterogeneityModel(.chao, listsDiffer: false))
        if name == "hav_taiwan" {
            #expect(difference(chao.population, counts.chaoBounds.lists ?? .nan) < 1e-10)
        }
    }

    @Test func residualsAddUpToTheDeviance() throws {
        let counts = try published("kosovo")
        let fit = try #require(try counts.fit(model("[12,34]", listCount: 4)).fit)
        let cells = fit.residuals(counts)
        #expect(
            cells.map(\.history) == Array(1..<16) && cells.map(\.observed) == Array(counts.counts.dropFirst())
        )
        #expect(difference(cells.reduce(0) { $0 + $1.deviance * $1.deviance }, fit.deviance) < 1e-10)
        #expect(cells.allSatisfy { ($0.pearson >= 0) == (Double($0.observed) >= $0.fitted) })
        let mb = try counts.fit(BehaviourModel.behaviour)
        #expect(
            difference(mb.residuals(counts).reduce(0) { $0 + $1.deviance * $1.deviance }, mb.deviance) < 1e-10
        )
        let mh = try counts.fit(HeterogeneityModel(.darroch, listsDiffer: true))
        #expect(difference(mh.residuals(counts).reduce(0) { $0 + $1.fitted }, Double(counts.observed)) < 1e-9)
        #expect(mh.columns == ["(Intercept)", "L1", "L2", "L3", "L4", "tau"])
    }

    @Test(arguments: [
        ("[12,3]", "[12,3]"), ("12,3", "[12,3]"), ("[a:b]", "[12,3]"), (" [ b*c , 1 ] ", "[23,1]"),
        ("[a·b,b·c]", "[12,23]"), ("a", "[1,2,3]"),
    ]) func modelsAreReadAsPeopleWriteThem(_ text: String, _ name: String) throws {
        let trimmed = text.filter { $0 != " " }
        #expect(try LogLinearModel(trimmed, lists: ["a", "b", "c"]).name == name)
        #expect(try LogLinearModel("[12:NGO,police]", lists: ["12", "NGO", "police"]).name == "[12,3]")
    }

    @Test(arguments: [
        "", "[]", "[14]", "[11]", "[123]", "[a:d]", "[0]", "[12", "12]3", "[1-2]", "[,]", "[a:a]",
    ])
    func whatIsNoModelIsRefused(_ text: String) {
        let error = #expect(throws: EstimationError.self) {
            try LogLinearModel(text, lists: ["a", "b", "c"])
        }
        #expect(error?.code == .settingOutOfRange && error?.location == "--model \(text)")
    }
}
