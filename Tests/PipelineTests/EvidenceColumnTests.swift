import Columns
import Fixtures
import Foundation
import Jobs
import Testing

@testable import Pipeline

/// A wrong column of evidence is told before anything is linked.
@Suite struct EvidenceColumnTests {
    @Test(arguments: [
        ("date: crossing_date", "date: crossing_dat", "movement.evidence.date", "crossing_date"),
        ("direction: direction", "direction: way", "movement.evidence.direction", "direction"),
        ("date: date_of_death", "date: dead_on", "deaths.evidence.date", "date_of_death"),
    ])
    func aColumnThatIsNotThereIsTold(_ given: (right: String, wrong: String, place: String, there: String))
        throws
    {
        let fixture = try EstimateFixture(people: 200)
        let text = fixture.text.replacing(given.right, with: given.wrong)
        let file = try fixture.folder.write(text, to: "registers/job.yaml")
        let source = JobSource(file: file, text: text)
        var options = LinkOptions(threads: 2)
        options.source = source
        let error = #expect(throws: JobError.self) {
            try Estimates.run(
                source.job(),
                in: fixture.folder("registers"),
                output: fixture.folder("run"),
                options: options
            )
        }
        let message = error?.description ?? ""
        #expect(message.contains("registers.\(given.place): the register has no column"), "\(message)")
        #expect(message.contains(given.there) && (error?.mistakes.first?.line ?? 0) > 1)
        // Nothing was begun: a linkage would have left its folder or its beginnings.
        #expect(!fixture.folder.files(below: "").contains { $0.contains("run/") || $0.hasPrefix("run") })
    }

    @Test func columnsThatAreThereAreLeftAlone() throws {
        let fixture = try EstimateFixture(people: 200)
        let file = try fixture.folder.write(fixture.text, to: "registers/job.yaml")
        let source = JobSource(file: file, text: fixture.text)
        try EvidenceColumns.check(
            source.job(),
            in: fixture.folder("registers"),
            source: source,
            workers: .init(threads: 1)
        )
    }
}
