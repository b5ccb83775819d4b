import Fixtures
import Foundation
import Jobs
import RunStore
import Synthesis
import Testing

@testable import Pipeline
@testable import Simulation

/// The check holds on what was made and names what is off on what was tampered with.
@Suite struct SynthCheckTests {
    private func made() throws -> RunFolder {
        let folder = try RunFolder()
        var scenario = try ScenarioParser.load("hong-kong")
        scenario.people = 6000
        let options = SynthOptions(threads: 2, progress: StageProgress(.quiet))
        let text = try ScenarioParser.text("hong-kong")
        _ = try SynthRun.run(scenario, text: text, output: folder("made"), options: options)
        return folder
    }

    /// What the check says after a file was changed: its headline and the rows that are off.
    private func findings(_ file: String, _ change: (String) -> String) throws -> [String] {
        let folder = try made()
        let before = try folder.text("made/\(file)")
        let after = change(before)
        #expect(before != after)
        try folder.write(after, to: "made/\(file)")
        let check = try SynthCheck(folder("made"))
        #expect(!check.isGood)
        #expect(check.failure.description.contains("comparisons do not hold"))
        return check.text.split(separator: "\n").map(String.init)
    }

    private func expect(_ findings: [String], _ words: String) {
        #expect(findings.contains { $0.hasPrefix(words) }, "\(findings)")
    }

    @Test func whatWasMadeHolds() throws {
        let folder = try made()
        let check = try SynthCheck(folder("made"))
        #expect(check.isGood, "\(check.text)")
        #expect(check.findings.count > 1000)
    }

    @Test func aChangedByteIsFound() throws {
        let found = try findings("electors.csv") { $0 + " " }
        expect(found, "electors.csv")
        #expect(found.count == 3)
    }

    @Test func aDistrictTooManyOrTooFewIsFound() throws {
        let found = try findings("truth/population.csv") {
            $0.replacingOccurrences(of: "KT,F,40-44,", with: "KT,F,40-44,9")
        }
        expect(found, "residents of KT, female")
        expect(found, "residents aged 40-44, female")
    }

    @Test func householdsOfAnotherSizeOrDistrictAreFound() throws {
        let found = try findings("truth/people.csv") { text in
            // All households of Sha Tin become those of one person.
            text.split(separator: "\n").map { line in
                line.contains(",head,") && line.contains(",ST,") ? line.dropLast() + "1" : line
            }.joined(separator: "\n")
        }
        expect(found, "households of 1, ST")
        expect(found, "households of 2, ST")
        #expect(!found.contains { $0.hasPrefix("households of 2, KT") })
    }

    @Test func aPersonTwiceIsFound() throws {
        let found = try findings("truth/people.csv") {
            $0.replacingOccurrences(of: "\nSYN000000007,", with: "\nSYN000000006,")
        }
        expect(found, "persons")
    }

    @Test func anotherCommonSurnameIsFound() throws {
        let found = try findings("truth/people.csv") { $0.replacingOccurrences(of: ",陳", with: ",李") }
        expect(found, "surname 陳")
    }

    @Test func anErrorThatIsNotLoggedIsFound() throws {
        let found = try findings("truth/errors.csv") { text in
            let lines = text.split(separator: "\n")
            let row = lines.firstIndex {
                $0.hasPrefix("health,") && $0.contains(",sex,wrong_sex,") && $0.hasSuffix(",,1")
            }
            return lines.enumerated().filter { $0.offset != row }.map(\.element).joined(separator: "\n")
                + "\n"
        }
        expect(found, "logged health sex.wrong_sex")
    }

    @Test func aRateThatIsNotTheOneAskedForIsFound() throws {
        let found = try findings("truth/rates.csv") { text in
            text.split(separator: "\n").map { line in
                let fields = line.split(separator: ",")
                let isOff =
                    line.hasPrefix("within_median_lag,health,move,")
                    || line.hasPrefix("coverage,tax,") || line.hasPrefix("error,health,sex.missing,")
                if !isOff { return String(line) }
                var changed = fields.map(String.init)
                changed[6] = String((Int(fields[6]) ?? 0) * 2 + 20)
                return changed.joined(separator: ",")
            }.joined(separator: "\n") + "\n"
        }
        expect(found, "within_median_lag health move")
        expect(found, "coverage tax persons")
        expect(found, "error health sex.missing")
    }

    @Test func aRecordThatIsNotInTheTruthIsFound() throws {
        let found = try findings("truth/records.csv") { text in
            text.replacingOccurrences(of: "\ntax,", with: "\ntaxes,")
        }
        expect(found, "records of tax")
    }

    @Test func whatIsNoSyntheticFolderIsSaid() throws {
        let folder = try RunFolder()
        #expect(throws: (any Error).self) { _ = try SynthCheck(folder("")) }
    }
}
