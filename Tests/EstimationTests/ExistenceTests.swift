import Testing

@testable import Estimation

@Suite struct ExistenceTests {
    @Test func artificial3IsRefused() throws {
        let counts = try published("artificial3")
        let family = try LogLinearFamily(LogLinearModel.all(listCount: 3), counts: counts)
        #expect(family.outcomes.compactMap(\.fit).map(\.model.name) == ["[1,2,3]"])
        for criterion in LogLinearFamily.Criterion.allCases {
            let choice = family.choice(by: criterion)
            #expect(choice.isVoid && choice.preferredButRefused.first?.model.name == "[12,3]")
        }
        let first = try #require(family.refused.first { $0.model.name == "[12,3]" })
        #expect(first.reason == .populationInfinite)
        // The limit that a program approaches without end: Rcapture stops at 29.2748836709618.
        #expect(difference(first.aicApproached ?? .nan, 29.2748836709618) < 1e-9)
        #expect(first.explanation(counts).contains("grows for ever"))
        #expect(try counts.sparseFit() == nil)
    }

    @Test func anEmptyOverlapMakesItsParameterInfinite() throws {
        let counts = try published("uk_slavery5")
        let outcome = try counts.fit(model("[15,2,3,4]", listCount: 5))
        guard case .refused(let refused) = outcome else {
            Issue.record("fitted")
            return
        }
        #expect(refused.reason == .parametersInfinite)
        #expect(refused.emptyOverlaps == [0b10001])
        #expect(
            refused.zeroHistories.allSatisfy { $0 & 0b10001 == 0b10001 } && refused.zeroHistories.count == 8
        )
    }

    /// Whether fitting runs away: the slow way to find out.
    private func runsAway(_ counts: CaptureCounts, _ model: LogLinearModel) -> Bool {
        let terms = model.terms
        let design = (1..<counts.counts.count).map { cell in terms.map { cell & $0 == $0 ? 1.0 : 0 } }
        guard let fit = denseFit(design: design, counts: counts.counts.dropFirst().map(Double.init)) else {
            return true
        }
        // Where no estimate exists some fitted count sinks to nothing.
        return fit.means.contains { $0 < 1e-6 }
    }

    @Test func theTestAgreesWithFitsThatRunAway() throws {
        var random = KeyedGenerator(seed: 5, purpose: .latentClasses, entity: 0)
        var refused = 0
        let models = try LogLinearModel.all(listCount: 3) + [LogLinearModel.all(listCount: 4)[40]]
        for _ in 0..<300 {
            for model in models {
                var table = [Int](repeating: 0, count: 1 << model.listCount)
                for h in 1..<table.count { table[h] = random.unit() < 0.45 ? 0 : 1 + Int(random.unit() * 9) }
                table[1] += 1
                let lists = (0..<model.listCount).map { "\($0)" }
                let counts = try CaptureCounts(lists: lists, counts: table)
                let exists = try counts.fit(model).fit != nil
                #expect(exists != runsAway(counts, model), "\(model.name) \(table)")
                if !exists { refused += 1 }
            }
        }
        #expect(refused > 300)
    }

    @Test func linearProgramsReachTheirMaximum() throws {
        let program = LinearProgram(rows: [[1, 1], [1, 3], [-1, 0]], bounds: [4, 6, 0])
        let point = try #require(program.maximise([3, 5]))
        #expect((point[0] - 3).magnitude < 1e-12 && (point[1] - 1).magnitude < 1e-12)
        #expect(program.maximise([0, -1]) == nil)
    }

    @Test func aListThatSharesNobodyIsRefusedEverywhere() throws {
        let counts = try CaptureCounts(lists: ["A", "B"], counts: [0, 10, 12, 0])
        #expect(try counts.fit(LogLinearModel(listCount: 2)).fit == nil)
        #expect(throws: EstimationError.self) { try counts.stepwise() }
        #expect(throws: EstimationError.self) { try counts.pair(0, 1).lincolnPetersen() }
        #expect(throws: EstimationError.self) { try counts.pair(0, 1).profileInterval() }
    }
}
