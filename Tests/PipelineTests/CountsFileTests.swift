import Estimation
import Foundation
import Testing

@testable import Pipeline

@Suite struct CountsFileTests {
    private func read(_ text: String) throws -> CaptureCounts {
        try CountsFile.parse(Data(text.utf8), path: "c.csv")
    }

    @Test func countsAreReadByNameInAnyOrder() throws {
        let counts = try read("\u{feff}A,\"count\", B\r\n1,4,0\r\n\r\n0,3,1\r\n1,2,1\r\n")
        #expect(counts.lists == ["A", "B"] && counts.counts == [0, 4, 3, 2])
        #expect(try read("A,B,count\n1,1,5").counts == [0, 0, 0, 5])
    }

    @Test(arguments: [
        ("", "c.csv: the file is empty"), ("\n\n", "c.csv: the file is empty"),
        ("A,B\n1,1", "c.csv:1: there is no column `count`"), ("A,count\n1,4", "c.csv:1: 1 list;"),
        ("count\n4", "c.csv:1: 0 lists;"), ("a,b,c,d,e,f,g,h,i,j,count\n", "c.csv:1: 10 lists; at most 9"),
        ("A,A,count\n1,1,4", "c.csv:1:2: the name A occurs twice"),
        ("A,,count\n", "c.csv:1:2: the column has no"),
        ("A,B,count\n1,2,4", "c.csv:2:2: “2” in column B"), ("A,B,count\n1,,4", "c.csv:2:2: an empty field"),
        ("A,B,count\n1,1,-4", "c.csv:2:3: “-4” in column count is a negative count"),
        ("A,B,count\n1,1,4.5", "c.csv:2:3: “4.5” in column count is not a whole number"),
        ("A,B,count\n1,1,many", "c.csv:2:3: “many” in column count is not a number"),
        ("A,B,count\n1,1,", "c.csv:2:3: an empty field in column count"),
        ("A,B,count\n1,1,nan", "c.csv:2:3: “nan” in column count is not a whole number"),
        ("A,B,count\n1,1\n", "c.csv:2: 2 fields; expected 3"),
        ("A,B,count\n1,0,3\n0,0,9\n", "c.csv:3: a row of those whom no list caught"),
        ("A,B,count\n1,0,3\n0,1,9\n1,0,3", "c.csv:4: the same combination of lists as in line 2"),
        ("A,B,count\n1,0,9007199254740992\n0,1,1", "c.csv:3:3: with “1” the counts sum to more"),
        ("A,B,count\n1,0,99999999999999999999", "c.csv:2:3: with “99999999999999999999”"),
        ("A,B,count\n1,0,0\n", "c.csv: all are 0"), ("A,B,count\n", "c.csv: all are 0"),
    ]) func mistakesAreLocated(_ text: String, _ start: String) {
        let error = #expect(throws: PipelineError.self) { try read(text) }
        #expect(error?.description.hasPrefix(start) == true, "\(error?.description ?? "none")")
    }

    @Test(arguments: ["0", "NA", "", "00"]) func nothingMayBeKnownOfTheUnseen(_ count: String) throws {
        let counts = try read("A,B,count\n0,0,\(count)\n1,0,4\n0,1,3\n1,1,2\n")
        #expect(counts.counts == [0, 4, 3, 2])
        let twice = #expect(throws: PipelineError.self) {
            try read("A,B,count\n0,0,\(count)\n1,1,4\n0,0,0\n")
        }
        #expect(twice?.description.hasPrefix("c.csv:4: the same combination") == true)
    }

    @Test func whatIsNoTextIsRefused() {
        #expect(throws: PipelineError.self) { try CountsFile.parse(Data([0xff, 0xfe, 0]), path: "c.csv") }
        #expect(throws: PipelineError.self) { try CountsFile.read("/nowhere/c.csv") }
        #expect(throws: PipelineError.self) { try CountsFile.read("/") }
    }

    /// Hepatitis A, Taiwan (Chao and others 2001): 388 persons by independent lists, 508 by the one-step estimate.
    private let hepatitis =
        "P,Q,E,count\n0,0,1,63\n0,1,0,55\n0,1,1,18\n1,0,0,69\n1,0,1,17\n1,1,0,21\n1,1,1,28\n"

    @Test func allMethodsStandSideBySide() throws {
        var settings = CaptureRecapture.Settings()
        (settings.bootstrapDraws, settings.latentClassDraws) = (20, 20)
        let result = try CaptureRecapture(read(hepatitis), settings: settings, path: "c.csv")
        #expect(result.refusal == nil)
        let text = result.text
        for word in ["388.5", "507.8", "479.1", "1313", "decomposable graphs", "latent classes", "[12,23]"] {
            #expect(text.contains(word), "\(word)\n\(text)")
        }
        let json = result.json.text
        #expect(json.contains("\"model\":\"[12,23]\",\"population\":526.705882352941"))
        #expect(try CaptureRecapture(read(hepatitis), settings: settings, path: "c.csv").json.text == json)
    }

    @Test func extendedEstimatesAreChosenAndTold() throws {
        var settings = CaptureRecapture.Settings()
        (settings.bootstrapDraws, settings.latentClassDraws) = (0, 0)
        // Trafficking in the Netherlands: Rcapture's table has 48,012.7262915418 at a BIC of 222.053910260.
        let table =
            "IO,K,P,R,Z,count\n0,0,0,0,0,NA\n0,0,0,0,1,632\n0,0,0,1,0,650\n0,0,0,1,1,2\n0,0,1,0,0,4466\n"
            + "0,0,1,0,1,125\n0,0,1,1,0,82\n0,0,1,1,1,1\n0,1,0,0,0,1299\n0,1,0,0,1,4\n0,1,1,0,0,44\n"
            + "1,0,0,0,0,756\n1,0,0,0,1,73\n1,0,0,1,0,5\n1,0,1,0,0,81\n1,0,1,0,1,11\n1,0,1,1,0,2\n1,1,0,0,0,1\n"
        let result = try CaptureRecapture(read(table), settings: settings, path: "c.csv")
        let line = try #require(result.lines.first { $0.method == "lowest BIC" })
        #expect(line.model == "[12,15,23,24,25,35,45]")
        #expect(((line.population ?? 0) - 48012.7262915418).magnitude < 1e-4)
        #expect(line.note?.contains("extended estimate: no case is on all of K·R") == true)
        #expect(result.json.text.contains("\"extent\":\"empty_overlaps\",\"zero_histories\":[\"01010\""))
    }

    @Test func whatCannotBeEstimatedIsRefused() throws {
        let settings = CaptureRecapture.Settings()
        let artificial = try CaptureRecapture(
            read("A,B,C,count\n0,0,1,20\n0,1,0,30\n1,0,0,40\n1,1,0,6\n"),
            settings: settings,
            path: "c.csv"
        )
        #expect(artificial.refusal?.detail.contains("[12,3]") == true)
        let apart = try CaptureRecapture(
            read("A,B,count\n1,0,3\n0,1,9\n"),
            settings: settings,
            path: "c.csv"
        )
        #expect(apart.refusal != nil && apart.lines.isEmpty)
        let idle = try CaptureRecapture(
            read("A,B,C,count\n1,0,0,3\n0,1,0,9\n1,1,0,2\n"),
            settings: settings,
            path: "c.csv"
        )
        #expect(idle.refusal?.detail.contains("nobody is on C") == true)
    }
}
