import Columns
import Foundation
import Testing

@testable import Synthesis

/// A folder of its own for one test, removed with it.
private final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("registers-\(UUID().uuidString)")

    deinit { try? FileManager.default.removeItem(at: url) }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
    }

    /// The rows of a file as dictionaries; only addresses are quoted.
    func rows(_ name: String) throws -> [[String: String]] {
        let lines = try text(name).split(separator: "\n")
        let header = lines[0].split(separator: ",").map(String.init)
        return lines.dropFirst().map { line in
            let quoted = line.split(separator: "\"", omittingEmptySubsequences: false)
            var fields = quoted[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if quoted.count == 3 { fields[fields.count - 1] = String(quoted[1]) }
            if quoted.count == 3 { fields.append(String(quoted[2].dropFirst())) }
            #expect(fields.count == header.count, "\(line)")
            return Dictionary(uniqueKeysWithValues: zip(header, fields))
        }
    }
}

private func sample(_ settings: SampleRegisters, threads: Int = 2) throws -> (Folder, SampleRegisters.Summary)
{
    let folder = Folder()
    return (folder, try settings.generate(to: folder.url.path, workers: Workers(threads: threads)))
}

@Suite struct SampleRegistersTests {
    @Test func theSameSettingsGiveTheSameBytesOnAnyNumberOfThreads() throws {
        let settings = SampleRegisters(people: 8000, seed: 7)
        let files = SampleRegister.allCases.map { "\($0.rawValue).csv" } + ["truth.csv"]
        let (one, _) = try sample(settings, threads: 1)
        for threads in [2, 8] {
            let (other, _) = try sample(settings, threads: threads)
            for file in files {
                #expect(try one.text(file) == other.text(file), "\(file), \(threads) threads")
            }
        }
        let (reseeded, _) = try sample(SampleRegisters(people: 8000, seed: 8))
        #expect(try one.text("health.csv") != reseeded.text("health.csv"))
    }

    @Test func aRegisterIsTheSameWhicheverOthersAreWritten() throws {
        let (alone, _) = try sample(SampleRegisters(people: 3000, registers: [.tax]))
        let (among, _) = try sample(SampleRegisters(people: 3000))
        #expect(try alone.text("tax.csv") == among.text("tax.csv"))
    }

    @Test func truthNamesEveryRecordOnceInItsRegister() throws {
        let (folder, summary) = try sample(SampleRegisters(people: 5000))
        var truth: [String: [String]] = [:]
        for row in try folder.rows("truth.csv") {
            truth[row["register"] ?? "", default: []].append(row["record_id"] ?? "")
        }
        for (register, count) in zip(SampleRegister.allCases, summary.records) {
            let records = try folder.rows("\(register.rawValue).csv").compactMap { $0["rec_id"] }
            #expect(records.count == count)
            #expect(Set(records).count == count)
            #expect(records == truth[register.rawValue])
        }
    }

    @Test func identifiersAndOrderSayNothingOfThePerson() throws {
        let (folder, _) = try sample(SampleRegisters(people: 20_000, registers: [.population, .health]))
        let rows = try folder.rows("truth.csv").filter { $0["register"] == "population" }
        let records = rows.compactMap { Int(($0["record_id"] ?? "").dropFirst()).map(Double.init) }
        let persons = rows.compactMap { Int(($0["person_id"] ?? "").dropFirst()).map(Double.init) }
        let places = records.indices.map(Double.init)
        #expect(abs(correlation(records, persons)) < 0.03)
        #expect(abs(correlation(places, persons)) < 0.03)
        #expect(abs(correlation(places, records)) < 0.03)
        let neighbours = zip(persons, persons.dropFirst()).filter { abs($0 - $1) == 1 }.count
        #expect(neighbours < rows.count / 200)
    }

    @Test func registersCoverWhomTheyShould() throws {
        let (folder, summary) = try sample(SampleRegisters(people: 20_000, duplicates: 0))
        let shares = summary.records.map { Double($0) / 20_000 }
        let expected = [0.98, 0.90, 0.49, 0.13, 0.35]
        for (share, wanted) in zip(shares, expected) { #expect(abs(share - wanted) < 0.03, "\(shares)") }
        let truth = try folder.rows("truth.csv")
        func persons(_ register: String) -> Set<String> {
            Set(truth.filter { $0["register"] == register }.compactMap { $0["person_id"] })
        }
        let emigrants = persons("population").filter { (Int($0.dropFirst()) ?? 0) >= 20_000 }
        #expect((250...550).contains(emigrants.count))
    }

    @Test func whoIsEasilySeenIsSeenByEveryRegister() {
        for register in SampleRegister.allCases {
            var person = SamplePerson()
            person.age = register == .education ? 20 : 66
            person.visibility = 0.5
            let usual = register.coverage(of: person)
            person.visibility = 0.9
            #expect(register.coverage(of: person) > usual)
            person.visibility = 0.1
            #expect(register.coverage(of: person) < usual)
        }
    }

    @Test func duplicatesComeAtTheirRateOrNotAtAll() throws {
        for (rate, range) in [(0.0, 0...0), (0.005, 60...180), (0.1, 1900...2300)] {
            let settings = SampleRegisters(people: 20_000, registers: [.population], duplicates: rate)
            let (folder, _) = try sample(settings)
            let persons = try folder.rows("truth.csv").compactMap { $0["person_id"] }
            #expect(range.contains(persons.count - Set(persons).count), "rate \(rate)")
        }
    }

    @Test func valuesAreMissingAndWrongAboutAsOftenAsMeant() throws {
        let (folder, _) = try sample(SampleRegisters(people: 10_000, registers: [.population, .health]))
        let population = try folder.rows("population.csv")
        let health = try folder.rows("health.csv")
        func share(_ rows: [[String: String]], _ isHit: ([String: String]) -> Bool) -> Double {
            Double(rows.count(where: isHit)) / Double(rows.count)
        }
        #expect((0.04...0.08).contains(share(population) { $0["chinese_name"] == "" }))
        #expect((0.005...0.02).contains(share(population) { $0["dob"]?.count == 4 }))
        #expect((0.002...0.02).contains(share(health) { $0["dob"] == "" }))
        #expect((0.005...0.03).contains(share(health) { $0["hkid"] == "" }))
        #expect(population.allSatisfy { $0["dob"]?.contains("/") == false })
        #expect(health.allSatisfy { $0["dob"]?.contains("-") == false })
        let truth = try folder.rows("truth.csv")
        let person = Dictionary(
            uniqueKeysWithValues: truth.map { ("\($0["record_id"] ?? "")", $0["person_id"] ?? "") }
        )
        var first: [String: [String: String]] = [:]
        for row in population { first[person[row["rec_id"] ?? ""] ?? ""] = row }
        let pairs = health.compactMap { row in first[person[row["rec_id"] ?? ""] ?? ""].map { ($0, row) } }
        func agreement(_ column: String) -> Double {
            let both = pairs.filter { $0.0[column] != "" && $0.1[column] != "" }
            return Double(both.count { $0.0[column] == $0.1[column] }) / Double(both.count)
        }
        #expect((0.985...0.998).contains(agreement("sex")))
        #expect((0.90...0.98).contains(agreement("surname")))
        #expect((0.90...0.98).contains(agreement("chinese_name")))
        #expect((0.70...0.85).contains(agreement("building_id")))
    }

    @Test func identifiersCanBeWithheld() throws {
        let (folder, _) = try sample(SampleRegisters(people: 100, registers: [.tax], withIdentifier: false))
        #expect(try folder.text("tax.csv").hasPrefix("rec_id,surname,"))
        #expect(try !folder.text("tax.csv").contains("hkid"))
    }

    @Test func settingsOutOfRangeAreRefusedWithWhatWasExpected() throws {
        let folder = Folder()
        for settings in [
            SampleRegisters(people: 0), SampleRegisters(people: 10, registers: [.tax, .tax]),
            SampleRegisters(people: 10, duplicates: 2),
        ] {
            let error = #expect(throws: SynthesisError.self) {
                try settings.generate(to: folder.url.path, workers: Workers(threads: 1))
            }
            #expect(error?.code == .badSetting)
            #expect(error?.description.contains("expected") == true)
        }
    }

    @Test func aSingleInhabitantIsEnough() throws {
        for people in [1, 2, 3] {
            let (_, summary) = try sample(SampleRegisters(people: people))
            #expect(summary.persons == people)
        }
    }

    private func correlation(_ x: [Double], _ y: [Double]) -> Double {
        let count = Double(x.count)
        let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
        var (xy, xx, yy) = (0.0, 0.0, 0.0)
        for (a, b) in zip(x, y) {
            xy += (a - meanX) * (b - meanY)
            xx += (a - meanX) * (a - meanX)
            yy += (b - meanY) * (b - meanY)
        }
        return xy / (xx * yy).squareRoot()
    }
}
