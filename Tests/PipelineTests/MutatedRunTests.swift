import Columns
import Fixtures
import Foundation
import GRDB
import Mutations
import Population
import Reporting
import Testing

@testable import Pipeline
@testable import RunStore

/// Run directories that were edited, and whose manifest was made to fit: commands refuse them or read them, and
/// never trap.
@Suite(.serialized) struct MutatedRunTests {
    /// What an editor of databases may leave in a cell.
    private static let values: [DatabaseValue] = [
        .null, 0.databaseValue, (-1).databaseValue, Int64.max.databaseValue, Int64.min.databaseValue,
        Int64(UInt32.max).databaseValue, 4_294_967_296.databaseValue, 255.databaseValue, 256.databaseValue,
        1e308.databaseValue, (-1e308).databaseValue, Double.infinity.databaseValue, 5e-300.databaseValue,
        0.5.databaseValue, "".databaseValue, "text".databaseValue, "inf".databaseValue, "nan".databaseValue,
        "-9223372036854775808".databaseValue, "1e300".databaseValue, Data([0, 255]).databaseValue,
        String(repeating: "a", count: 3000).databaseValue,
    ]

    /// Names of tables with their columns.
    private func columns(_ reader: RunReader) throws -> [(table: String, column: String)] {
        try reader.rows(
            """
            SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM sqlite_schema) ORDER BY 1, c.cid
            """
        ).compactMap { row in
            guard case .text(let table) = row[0], case .text(let column) = row[1] else { return nil }
            return (table, column)
        }
    }

    /// Changes a database: one value, some, or all of a column, or rows away.
    private func edit(_ path: String, _ columns: [(table: String, column: String)], _ mutator: inout Mutator)
        throws
    {
        let (table, column) = mutator.pick(columns)
        let value = mutator.pick(Self.values)
        let one = "(SELECT \(column) FROM \(table) LIMIT 1 OFFSET \(mutator.random.nextIndex(below: 20)))"
        let statements = [
            "UPDATE OR IGNORE \(table) SET \(column) = ?",
            "UPDATE OR IGNORE \(table) SET \(column) = ? WHERE \(column) IS \(one)",
            "UPDATE OR IGNORE \(table) SET \(column) = ? WHERE \(column) IS \(one)",
            "DELETE FROM \(table) WHERE \(column) IS \(one) OR 0 IS ?",
            "DELETE FROM \(table) WHERE 1 OR 0 IS ?",
        ]
        let statement = mutator.pick(statements)
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            // Half the time as one who does not care for the types of columns.
            if mutator.random.nextBool(0.5) {
                try database.execute(sql: "PRAGMA writable_schema = ON")
                try database.execute(
                    sql:
                        "UPDATE sqlite_schema SET sql = replace(sql, ') STRICT, WITHOUT ROWID', ') WITHOUT ROWID')"
                )
                try database.execute(sql: "UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')')")
                try database.execute(sql: "UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '')")
            }
        }
        try queue.close()
        let again = try DatabaseQueue(path: path)
        // What SQLite itself refuses nobody can edit that way.
        try? again.write { try $0.execute(sql: statement, arguments: [value]) }
        try again.close()
    }

    /// Whether a command took what it read; anything but an error is a failure of the test.
    private func took(_ body: () throws -> Void) -> Bool {
        do {
            try body()
            return true
        } catch {
            #expect([.failed, .usage].contains(CommandOutcome(for: error)), "\(error)")
            #expect(!"\(error)".isEmpty)
            return false
        }
    }

    @Test func editedDatabasesAreReadOrRefused() throws {
        let fixture = try EstimateFixture(people: 60)
        let folder = fixture.folder
        try fixture.link()
        _ = try fixture.estimate(fixture.text)
        let whole = try folder.data("run/recensus.sqlite")
        let all = try columns(try RunReader(run: folder("run")))
        #expect(all.count > 100)
        // Without registers to be read again most of the time goes into what is tried.
        try FileManager.default.removeItem(atPath: folder("registers"))
        let count = mutationCount(40)
        var reported = 0
        for number in 0..<count {
            var mutator = Mutator(seed: 6, number: number)
            try whole.write(to: URL(fileURLWithPath: folder("run/recensus.sqlite")))
            for _ in 0...mutator.random.nextIndex(below: 2) {
                try edit(folder("run/recensus.sqlite"), all, &mutator)
            }
            try fit(folder, "run")
            _ = took {
                let run = try CheckedRun(folder("run"), workers: Workers(threads: 1))
                let linked = try LinkedRun(run, workers: Workers(threads: 1))
                _ = linked.rules(threshold: linked.threshold)
            }
            let isReported = took {
                var options = ReportOptions(threads: 1)
                options.isRevealed = number % 2 == 0
                let report = try ReportSource(
                    folder("run"),
                    options: options,
                    clock: StageClock(options.progress)
                ).report()
                #expect(report.html(report.sections).count > 1000)
            }
            if isReported { reported += 1 }
        }
        #expect(reported > count / 20 && reported < count)
    }
}

/// Makes the manifest of a run fit files that were edited by hand.
///
/// - Parameter gone: A file that is not there any more.
func fit(_ folder: RunFolder, _ run: String, without gone: String? = nil) throws {
    var manifest = try JSONDecoder().decode(Manifest.self, from: folder.data("\(run)/manifest.json"))
    manifest.outputs.removeAll { $0.path == gone }
    for index in manifest.outputs.indices {
        let (digest, bytes) = try FileDigest.sha256(
            ofFile: folder("\(run)/\(manifest.outputs[index].path)")
        )
        manifest.outputs[index].sha256 = digest
        manifest.outputs[index].bytes = bytes
    }
    try Data(try manifest.json()).write(to: URL(fileURLWithPath: folder("\(run)/manifest.json")))
}
