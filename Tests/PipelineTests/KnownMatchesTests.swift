import Columns
import Fixtures
import Foundation
import Jobs
import Resolution
import RunStore
import Synthesis
import Testing

@testable import Pipeline

/// m that is not estimated from unlabelled pairs: from labelled ones, or given in the job.
@Suite(.serialized) struct KnownMatchesTests {
    /// Pairs of the registers that belong to one person, as a file of labels.
    private func labels(_ folder: RunFolder) throws -> [String] {
        let truth = try folder.table("registers/truth/records.csv")
        var health: [String: String] = [:]
        let rows = zip(zip(truth.texts("register"), truth.texts("record_id")), truth.texts("person_id"))
        for ((register, record), person) in rows where register == "health" { health[person] = record }
        return rows.compactMap { row, person in
            guard row.0 == "registration", let other = health[person] else { return nil }
            return "registration,\(row.1),health,\(other),1"
        }
    }

    private func levels(_ folder: RunFolder, _ condition: String) throws -> [[ResultValue]] {
        try RunReader(run: folder("out")).rows(
            "SELECT round(m, 6), source FROM comparison_levels JOIN comparisons USING (comparison) "
                + "WHERE level > 0 AND \(condition) ORDER BY level"
        )
    }

    @Test func labelledPairsSayWhatMatchesAreLike() throws {
        let folder = try RunFolder()
        var job = try folder.sampleJob(people: 250)
        let pairs = try labels(folder)
        try folder.write(
            "register_a,record_a,register_b,record_b,match\n" + pairs.joined(separator: "\n") + "\n",
            to: "labels.csv"
        )
        job.link.labels = folder("labels.csv")
        _ = try folder.link(job)
        let sex = try levels(folder, "name = 'sex'")
        #expect(sex.count == 2 && sex.allSatisfy { $0[1] == .text("labels") })
        let evaluation = try RunEvaluation(
            run: folder("out"),
            truth: folder("registers/truth/records.csv"),
            workers: Workers(threads: 1)
        )
        #expect(evaluation.quality.pairs.f > 0.9)
    }

    @Test func givenProbabilitiesStandInTheModel() throws {
        let folder = try RunFolder()
        var job = try folder.sampleJob(people: 250)
        var sex = ComparisonSpec(feature: "sex")
        sex.fixedM = [.init(level: "exact", probability: 0.75)]
        job.link.compare = .given(
            [sex] + ["given_name", "surname", "birth_date", "district"].map { ComparisonSpec(feature: $0) }
        )
        _ = try folder.link(job)
        #expect(
            try levels(folder, "name = 'sex'") == [
                [.real(0.75), .text("fixed")], [.real(0.25), .text("estimated")],
            ]
        )
    }

    @Test(arguments: [
        ("registration,?,health,x,1", "row 1: register “registration” has no record “?”"),
        ("registration,a,tax,x,1", "row 1: register “registration” has no record “a”"),
        ("a,b", "there is no column “register_b”"),
    ]) func whatIsWrongWithLabelsIsSaid(_ row: String, _ message: String) throws {
        let folder = try RunFolder()
        var job = try folder.sampleJob(people: 100)
        let isRow = row.contains("1")
        let header = isRow ? "register_a,record_a,register_b,record_b,match" : "register_a,record_a"
        try folder.write(header + "\n" + row + "\n", to: "labels.csv")
        job.link.labels = folder("labels.csv")
        let error = #expect(throws: (any Error).self) { _ = try folder.link(job) }
        #expect(error.map { "\($0)" }?.contains(message) == true, "\(error.map { "\($0)" } ?? "")")
        #expect(!FileManager.default.fileExists(atPath: folder("out")))
    }
}
