import Columns
import Synthesis
import Testing

@testable import Jobs

@Suite struct ScenarioParserTests {
    private func mistakes(_ text: String) -> [String] {
        do throws(JobError) {
            _ = try ScenarioParser.parse(text, file: "s.yaml")
            return []
        } catch {
            return "\(error)".split(separator: "\n").map(String.init)
        }
    }

    @Test(arguments: [
        "hong-kong", "easy", "hard", "adversarial", "no-identifiers", "generic", "no-lag",
        "independent-errors",
    ])
    func presetsAreValid(name: String) throws {
        let scenario = try ScenarioParser.load(name)
        #expect(scenario.name == name)
        #expect(!scenario.title.isEmpty)
        #expect(scenario.registers.count >= 9)
    }

    @Test func theRealisticPresetHasTenRegisters() throws {
        let names = try ScenarioParser.load("hong-kong").registers.map(\.name)
        #expect(
            names == [
                "registration", "births", "deaths", "movement", "health", "education", "tax", "housing",
                "social_security", "electors",
            ]
        )
    }

    @Test func aPresetChangesOnlyWhatItNames() throws {
        var hard = try ScenarioParser.load("hard")
        let base = try ScenarioParser.load("hong-kong")
        #expect(hard.errors.scale == 2.2)
        hard.name = base.name
        hard.title = base.title
        hard.errors.scale = base.errors.scale
        hard.errors.hasty = base.errors.hasty
        hard.lagScale = base.lagScale
        #expect(hard == base)
    }

    @Test(arguments: [
        ("extends: hong-kong\npeolpe: 5000\n", "s.yaml:2:1: ", "did you mean “people”?"),
        ("extends: hongkong\n", "s.yaml:1:10: extends: ", "did you mean “hong-kong”?"),
        (
            "extends: hong-kong\nlife: { mobile: 1.5 }\n", "s.yaml:2:17: life.mobile: ",
            "expected a number from 0 to 0.4"
        ),
        (
            "extends: hong-kong\nerrors:\n  rates:\n    sex: { wrong_sex: 2 }\n",
            "s.yaml:4:23: errors.rates.sex.wrong_sex: ", "a probability from 0 to 1"
        ),
        (
            "extends: hong-kong\nerrors: { rates: { sex: { homophone: 0.1 } } }\n", "s.yaml:2:27: ",
            "expected one of missing, wrong_sex"
        ),
        (
            "extends: hong-kong\nregisters:\n  tax:\n    lag:\n      move: { median_days: -3 }\n",
            "s.yaml:5:28: registers.tax.lag.move.median_days: ", "days from 0 to 3650"
        ),
        (
            "extends: hong-kong\nregisters:\n  tax:\n    copies: { from: registrations, share: 0.5 }\n",
            "s.yaml:4:21: registers.tax.copies.from: no register is called “registrations”",
            "did you mean “registration”?"
        ),
        (
            "extends: hong-kong\nregisters:\n  health:\n    copies: { from: tax, share: 0.5 }\n",
            "s.yaml:4:21: registers.health.copies.from: “tax” does not stand before this register", ""
        ),
        (
            "extends: hong-kong\nregisters:\n  tax:\n    channels: { web: 0.5, ocr: 0.4 }\n",
            "s.yaml:4:15: registers.tax.channels: the shares add up to 0.9", ""
        ),
        (
            "extends: hong-kong\nregisters:\n  tax:\n    earlier: last\n",
            "s.yaml:4:5: registers.tax.earlier: a register of persons has no crossings", "holds: crossings"
        ),
        (
            "extends: hong-kong\nregisters:\n  movement:\n    earlier: all\n",
            "s.yaml:4:14: registers.movement.earlier: ", "expected one of none, last"
        ),
        (
            "extends: hong-kong\nregisters:\n  movment: none\n", "s.yaml:3:3: registers.movment: ",
            "did you mean “movement”?"
        ),
        (
            "extends: hong-kong\nregisters:\n  registration: none\n  health: { copies: none }\n",
            "s.yaml:3:3: registers.registration: “housing”, “electors” was set up from this register",
            "copies: none there"
        ),
        (
            "extends: hong-kong\nresidence: { mobile_days: 200, usual_days: 10 }\n",
            "s.yaml:2:12: residence: mobile_days is 200 and usual_days 10", "mobile_days below usual_days"
        ),
        (
            "extends: hong-kong\nresidence: { months: 3 }\n", "s.yaml:2:12: residence: ",
            "at most 84, 3 months"
        ),
        (
            "extends: hong-kong\nregisters:\n  tax: { columns: { dob: birth_date } }\n",
            "s.yaml:3:8: registers.tax.columns: no column says record_id", "rec_id: record_id"
        ),
        (
            "extends: hong-kong\nregisters:\n  tax: { extracts: [2026-07-01] }\n",
            "s.yaml:3:8: registers.tax.extracts: 2026-07-01 is after the reference date", "2026-06-30"
        ),
        ("people: 500\n", "s.yaml:1:1: registers: the scenario has no registers", ""),
        ("extends: hong-kong\nregisters: { new: { coverage: 0.5 } }\n", "s.yaml:2:19: ", "has no columns"),
        ("extends: hong-kong\nregisters: { ../x: none }\n", "s.yaml:2:14: ", "lower-case letters"),
        ("extends: hong-kong\nreference_date: 2026-02-30\n", "s.yaml:2:17: ", "expected a date"),
        ("", "s.yaml:1:1: the scenario is empty", ""),
        ("a: [", "s.yaml:", "valid YAML"),
    ])
    func mistakesAreLocated(text: String, place: String, says: String) {
        let found = mistakes(text)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.hasPrefix(place) == true, "\(found)")
        #expect(says.isEmpty || found.first?.contains(says) == true, "\(found)")
    }

    @Test func allMistakesAreToldAtOnce() {
        #expect(mistakes("extends: hong-kong\npeople: 0\nseed: -1\nworld: mars\n").count == 3)
    }

    @Test func unknownPresetsAreNamedWithTheNearest() {
        do throws(JobError) {
            _ = try ScenarioParser.load("hongkong")
            Issue.record("a preset that there is not was read")
        } catch {
            #expect("\(error)".contains("did you mean “hong-kong”?"))
        }
    }
}
