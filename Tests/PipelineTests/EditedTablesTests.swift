import ColumnFiles
import Columns
import Fixtures
import Foundation
import RunStore
import Testing

@testable import Pipeline

/// Tables of a run that were made anew with other values, and whose manifest was made to fit: commands refuse them.
@Suite struct EditedTablesTests {
    private static let workers = Workers(threads: 1)

    /// Columns that are edited, of all that a table has; others are kept as they are.
    private func columns(_ file: ColumnFile) throws -> [ColumnFileWriter.Column] {
        try file.names.map { name in
            if let labels = try? file.labels(name, workers: Self.workers) {
                return (name, .labels(labels.codes, labels.names))
            }
            if let whole = try? file.whole(name, workers: Self.workers) { return (name, .whole(whole)) }
            if let days = try? file.days(name, missing: .min, workers: Self.workers) {
                return (name, .days(days, missing: .min))
            }
            if let real = try? file.real(name, workers: Self.workers) { return (name, .real(real)) }
            if let words = try? file.words(name, workers: Self.workers) {
                return (name, .words(words.codes.map { $0 - 1 }, words.words))
            }
            let text = try file.text(name, workers: Self.workers)
            return (
                name,
                text.codes.contains(0) ? .text(text.codes, text.values) : .distinct(text.codes, text.values)
            )
        }
    }

    /// The first rows of a column alone.
    private func prefix(_ content: ColumnContent, _ rows: Int) -> ColumnContent {
        switch content {
        case .text(let codes, let values): .text(Array(codes.prefix(rows)), values)
        case .distinct(let codes, let values): .distinct(Array(codes.prefix(rows)), values)
        case .labels(let codes, let names): .labels(Array(codes.prefix(rows)), names)
        case .whole(let values): .whole(Array(values.prefix(rows)))
        case .days(let days, let missing): .days(Array(days.prefix(rows)), missing: missing)
        case .numbers(let days, let missing): .numbers(Array(days.prefix(rows)), missing: missing)
        case .real(let values): .real(Array(values.prefix(rows)))
        case .words(let codes, let words): .words(Array(codes.prefix(rows)), words)
        }
    }

    private func write(_ columns: [ColumnFileWriter.Column], like file: ColumnFile) throws {
        var bytes: [UInt8] = []
        let keys = ["recensus:features", "recensus:evidence", "recensus:movements"]
        let facts = keys.compactMap { key in file.fact(key).map { (key: key, value: $0) } }
        ColumnFileWriter.write(columns, facts: facts, creator: "an editor", workers: Self.workers) {
            bytes += $0
        }
        try Data(bytes).write(to: URL(fileURLWithPath: file.path))
    }

    /// An edit of one value of a column.
    private enum Edit {
        case whole(String, UInt32)
        case real(String, Float)
        case day(String, Int32)
        case label(String, String)
        case fewerRows
    }

    private func apply(_ edit: Edit, to columns: inout [ColumnFileWriter.Column]) {
        func change(_ name: String, _ body: (ColumnContent) -> ColumnContent) {
            for i in columns.indices where columns[i].name == name {
                columns[i].content = body(columns[i].content)
            }
        }
        switch edit {
        case .whole(let name, let value):
            change(name) { content in
                guard case .whole(var values) = content else { return content }
                values[values.count / 2] = value
                return .whole(values)
            }
        case .real(let name, let value):
            change(name) { content in
                guard case .real(var values) = content else { return content }
                values[values.count / 2] = value
                return .real(values)
            }
        case .day(let name, let value):
            change(name) { content in
                guard case .days(var days, let missing) = content else { return content }
                days[days.count / 2] = value
                return .days(days, missing: missing)
            }
        case .label(let name, let value):
            change(name) { content in
                guard case .labels(var codes, let names) = content else { return content }
                codes[codes.count / 2] = UInt8(names.count)
                return .labels(codes, names + [value])
            }
        case .fewerRows:
            for i in columns.indices { columns[i].content = prefix(columns[i].content, 10) }
        }
    }

    @Test func editedTablesAreRefused() throws {
        let fixture = try EstimateFixture(people: 120)
        let folder = fixture.folder
        try fixture.link()
        _ = try fixture.estimate(fixture.text)
        let edits: [(RunTable, Edit)] = [
            (.records, .whole("person", .max)), (.records, .day("event_death", .max)),
            (.records, .day("event_death", .min + 1)), (.records, .fewerRows), (.people, .fewerRows),
            (.links, .whole("row_a", .max)), (.links, .whole("row_b", .max)), (.links, .whole("row_b", 0)),
            (.links, .real("match_weight", .nan)), (.links, .real("match_weight", -.infinity)),
            (.crossings, .day("day", .max)), (.crossings, .day("day", .min + 1)),
            (.crossings, .label("register", "another")),
        ]
        for (table, edit) in edits {
            let path = folder("run/" + table.path)
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            let file = try ColumnFile(path)
            var columns = try columns(file)
            apply(edit, to: &columns)
            try write(columns, like: file)
            try fit(folder, "run")
            let error = #expect(throws: (any Error).self, "\(table) \(edit)") {
                try fixture.estimate(fixture.text)
            }
            #expect(
                error.map { CommandOutcome(for: $0) } == .failed,
                "\(table) \(edit): \(error.map { "\($0)" } ?? "")"
            )
            // A report may be made of what it reads, or refused.
            if table == .records || table == .links {
                _ = try? ReportSource(
                    folder("run"),
                    options: ReportOptions(threads: 1),
                    clock: StageClock(StageProgress(.silent))
                ).report()
            }
            try whole.write(to: URL(fileURLWithPath: path))
            try fit(folder, "run")
        }
        _ = try fixture.estimate(fixture.text)
    }
}
