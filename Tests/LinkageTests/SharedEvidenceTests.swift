import Columns
import Testing

@testable import Linkage

@Suite("What registers share")
struct SharedEvidenceTests {
    /// Two registers of a hundred records each with the values of some features.
    private func records(_ features: [(Role, (Int) -> String)]) -> Records {
        let made = features.map { role, value in
            var interner = ValueInterner()
            let codes = (0..<200).map { interner.intern(value($0)) }
            return Feature(name: role.rawValue, role: role, codes: codes, values: interner.finish())
        }
        var identifiers = ValueInterner()
        let codes = (0..<200).map { identifiers.intern("r\($0)") }
        return Records(
            registers: [RegisterSpan(name: "a", rows: 0..<100), RegisterSpan(name: "b", rows: 100..<200)],
            identifiers: CodedColumn(name: "record_id", codes: codes, values: identifiers.finish()),
            features: made
        )
    }

    private func shared(_ records: Records) -> [SharedEvidence] {
        SharedEvidence.all(in: records, allows: { $0 != $1 }, workers: Workers(threads: 1))
    }

    @Test("sex and year of birth alone agree by chance with several records")
    func little() {
        let found = shared(
            records([(.sex, { $0 % 2 == 0 ? "m" : "f" }), (.birthYear, { "\(1950 + $0 % 20)" })])
        )
        #expect(found.count == 1 && found[0].features == ["sex", "birth_year"])
        #expect(found[0].isTooLittle && abs(found[0].byChance - 2.5) < 0.2)
    }

    @Test("a name beside them is enough")
    func enough() {
        let found = shared(
            records([
                (.sex, { $0 % 2 == 0 ? "m" : "f" }), (.surname, { "s\($0 % 50)" }),
                (.givenName, { "g\($0 % 30)" }),
            ])
        )
        #expect(!found[0].isTooLittle)
        // The same name in another script says nothing more.
        let twice = shared(
            records([
                (.sex, { $0 % 2 == 0 ? "m" : "f" }), (.surname, { "s\($0 % 50)" }),
                (.givenName, { "g\($0 % 30)" }),
                (.hanName, { "h\($0 % 50)" }),
            ])
        )
        #expect(twice[0].byChance == found[0].byChance)
    }

    @Test("features of one register alone are not shared")
    func nothing() {
        let found = shared(
            records([(.surname, { $0 < 100 ? "s\($0)" : "" }), (.sex, { $0 < 100 ? "" : "m" })])
        )
        #expect(found[0].features.isEmpty && found[0].isTooLittle)
    }
}
