import Blocking
import Columns
import Comparison
import Testing

@testable import Linkage

/// Rules on pairs, as masks and as keys.
@Suite struct PairRuleTests {
    private let comparisons = [
        ReadyMadeComparison.surname("surname", given: nil).comparison,
        ReadyMadeComparison.hanName("han_name").comparison,
        ReadyMadeComparison.exact("sex", 0.9).comparison,
        ReadyMadeComparison.checkedNumber("number").comparison,
    ]

    private func layout() throws -> PatternLayout {
        try #require(PatternLayout(levelCounts: comparisons.map(\.levelCount)))
    }

    /// Records with the given numbers and nothing else.
    private func records(_ numbers: [String]) -> Records {
        var interner = ValueInterner()
        let codes = numbers.map { interner.intern($0) }
        let values = interner.finish()
        let feature = Feature(name: "number", role: .nationalID, codes: codes, values: values)
        return Records(
            registers: [RegisterSpan(name: "a", rows: 0..<numbers.count)],
            identifiers: CodedColumn(name: "id", codes: codes, values: values),
            features: [feature]
        )
    }

    @Test func masksFindWhatLevelsSay() throws {
        let layout = try layout()
        var random = KeyedRandom(seed: 7, purpose: 1, entity: 0)
        for _ in 0..<50 {
            let rules = (0..<6).map { number in
                let conditions = (0..<(1 + random.nextIndex(below: 3))).map { _ in
                    let k = random.nextIndex(below: comparisons.count)
                    let all = (1 << comparisons[k].levelCount) - 1
                    let levels = 1 + random.nextIndex(below: all)
                    return PairRule.Condition.levels(comparison: k, UInt16(levels))
                }
                return PairRule(number % 2 == 0 ? .never : .always, name: "\(number)", conditions: conditions)
            }
            let compiled = CompiledPairRules(rules, layout: layout, records: records([]))
            for _ in 0..<200 {
                let levels = comparisons.map { random.nextIndex(below: $0.levelCount) }
                let holding = rules.indices.filter { rule in
                    rules[rule].conditions.allSatisfy {
                        guard case .levels(let k, let allowed) = $0 else { return false }
                        return allowed >> UInt16(levels[k]) & 1 == 1
                    }
                }
                let finding = compiled.finding(layout.pattern(of: levels), 0, 1)
                #expect(finding.never == holding.first { rules[$0].effect == .never } ?? -1)
                #expect(finding.always == holding.first { rules[$0].effect == .always } ?? -1)
                #expect(finding.deciding == (finding.never >= 0 ? finding.never : finding.always))
            }
        }
    }

    @Test func numbersMustPassTheirCheck() throws {
        // Thirty numbers that pass Luhn, one that does not, and nothing.
        let luhn = (0..<30).map { i in
            let body = "7992739\(String(100 + i))"
            let sum = body.reversed().enumerated().reduce(0) { sum, item in
                let digit = item.element.wholeNumberValue ?? 0
                return sum + (item.offset % 2 == 1 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit)
            }
            return body + String((10 - sum % 10) % 10)
        }
        let wrong = String(luhn[0].dropLast()) + (luhn[0].hasSuffix("0") ? "1" : "0")
        let rules = [
            PairRule(.never, name: "differ", conditions: [.numbers(feature: "number", areSame: false)]),
            PairRule(.always, name: "same", conditions: [.numbers(feature: "number", areSame: true)]),
        ]
        let compiled = CompiledPairRules(
            rules,
            layout: try layout(),
            records: records(luhn + [wrong, luhn[0], wrong, "", ""])
        )
        #expect(compiled.finding(0, 0, 1) == .init(never: 0, always: -1))
        #expect(compiled.finding(0, 0, 31) == .init(never: -1, always: 1))
        #expect(compiled.finding(0, 0, 30) == .nothing)
        #expect(compiled.finding(0, 30, 32) == .nothing)
        #expect(compiled.finding(0, 33, 34) == .nothing && compiled.finding(0, 0, 33) == .nothing)
        // A few numbers tell of no check.
        let few = CompiledPairRules(rules, layout: try layout(), records: records([luhn[0], luhn[1]]))
        #expect(few.finding(0, 0, 1) == .nothing)
    }

    @Test func levelsThatAskForEqualityBecomeKeys() {
        func keys(_ conditions: [PairRule.Condition]) -> [String]? {
            PairRule(.always, name: "", conditions: conditions).blockingRules(comparisons)?.map(\.description)
        }
        #expect(keys([.levels(comparison: 0, 0b10), .levels(comparison: 2, 0b10)]) == ["surname & sex"])
        // Equal values and homophones: a rule for each.
        #expect(keys([.levels(comparison: 1, 0b110)]) == ["han_name", "han_name.jyutping"])
        // What must agree in any case goes with each.
        #expect(
            keys([.levels(comparison: 1, 0b110), .levels(comparison: 2, 0b10)]) == [
                "sex & han_name", "sex & han_name.jyutping",
            ]
        )
        #expect(keys([.numbers(feature: "number", areSame: true)]) == ["number"])
        // One edit, missing and different ask for nothing.
        #expect(keys([.levels(comparison: 0, 0b11010)]) == nil)
        #expect(keys([.levels(comparison: 2, 0b11)]) == nil && keys([.levels(comparison: 2, 0b100)]) == nil)
        #expect(keys([.numbers(feature: "number", areSame: false)]) == nil)
    }
}
