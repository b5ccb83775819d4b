import Fixtures
import Reporting
import RunStore
import Testing

@testable import Pipeline

/// What a report reads of the tables of the estimate.
@Suite(.serialized) struct PopulationSourceTests {
    /// A linked run, with estimates put into its database by hand.
    private func reader(_ folder: RunFolder) throws -> RunReader {
        _ = try folder.link(try folder.sampleJob(people: 200))
        let store = try ResultStore(updating: folder("out/recensus.sqlite"))
        func add(_ table: String, _ columns: String, _ rows: [[ResultValue]]) throws {
            try store.insert(TableRows(table, columns.split(separator: " ").map(String.init), rows))
        }
        try add(
            "groupings",
            "grouping name",
            [[.integer(0), .text("total")], [.integer(1), .text("district")]]
        )
        try add(
            "cells",
            "cell grouping label",
            [
                [.integer(0), .integer(0), .text("total")], [.integer(1), .integer(1), .text("south")],
                [.integer(2), .integer(1), .text("north")],
            ]
        )
        try add(
            "cell_values",
            "cell position dimension value rank",
            [
                [.integer(1), .integer(0), .text("district"), .text("south"), .integer(1)],
                [.integer(2), .integer(0), .text("district"), .text("north"), .integer(0)],
            ]
        )
        let estimates = [
            (0, "population", 1000.5), (0, "people_found", 950), (1, "population", 8),
            (2, "population", 992.5),
        ]
        try add(
            "estimates",
            "estimate cell measure method value standard_error lower upper contributors flag",
            estimates.enumerated().map { number, row in
                [
                    .integer(Int64(number)), .integer(Int64(row.0)), .text(row.1), .text("chapman"),
                    .real(row.2),
                    .real(5), .real(row.2 - 10), .real(row.2 + 10), .integer(7), .null,
                ]
            }
        )
        try add(
            "published",
            "estimate value standard_error lower upper flag",
            [
                [.integer(0), .real(1002), .real(6), .real(990), .real(1014), .null],
                [.integer(2), .null, .null, .null, .null, .text("too_few")],
                [.integer(3), .real(993), .real(6), .real(981), .real(1005), .null],
            ]
        )
        try add("lists", "list name people", [[.integer(0), .text("health"), .integer(700)]])
        try add(
            "coverage",
            "cell list people coverage lower upper",
            [
                [.integer(0), .integer(0), .integer(700), .real(0.7), .real(0.69), .real(0.71)],
                [.integer(1), .integer(0), .integer(3), .real(0.4), .null, .null],
            ]
        )
        try add(
            "error_budget",
            "cell component variance share note",
            [
                [.integer(0), .text("linkage"), .real(5), .real(0.2), .text("links")],
                [.integer(0), .text("sampling"), .real(20), .real(0.8), .text("chance")],
            ]
        )
        try add(
            "sensitivity",
            "position choice setting used value lower upper difference flag",
            [
                [
                    .integer(0), .text("threshold"), .text("8"), .integer(0), .null, .null, .null, .null,
                    .text("none"),
                ]
            ]
        )
        try store.finish()
        return try RunReader(database: folder("out/recensus.sqlite"))
    }

    @Test func showsWhatMayBePublished() throws {
        let folder = try RunFolder()
        let reader = try reader(folder)
        let population = try #require(try PopulationSource(reader, isRevealed: false).population())
        #expect(population.totals.map(\.value) == [1002] && population.totals[0].upper == 1014)
        #expect(population.isPublished && population.groupings.map(\.dimensions) == [["district"]])
        // In the order of the ranks, not of the cells.
        #expect(population.groupings[0].cells.map(\.labels) == [["north"], ["south"]])
        #expect(population.groupings[0].cells.map(\.value) == [993, nil])
        #expect(population.groupings[0].cells[1].flag == "too_few")
        #expect(population.coverage.map(\.people) == [700], "of the total alone")
        #expect(population.errorBudget.map(\.component) == ["sampling", "linkage"])
        #expect(population.sensitivity.map(\.value) == [nil] && population.models.isEmpty)
        #expect(try PopulationSource(reader, isRevealed: true).population()?.isPublished == false)
    }

    @Test func exactFiguresAreForThoseWhoReveal() throws {
        let folder = try RunFolder()
        let reader = try reader(folder)
        let exact = try #require(try PopulationSource(reader, isRevealed: true).population())
        #expect(exact.totals.map(\.value) == [1000.5, 950])
        #expect(exact.groupings[0].cells.map(\.value) == [992.5, 8])
        try fit(folder, "out")
        _ = try ReportRun.run(folder("out"), options: ReportOptions(threads: 2))
        let page = try folder.text("out/report/index.html")
        #expect(page.contains("<h2 id=\"population-heading\">Population</h2>") && page.contains("1002"))
        #expect(!page.contains("1000.5") && !page.contains("992.5") && page.contains("withheld"))
    }
}
