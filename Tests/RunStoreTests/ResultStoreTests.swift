import Columns
import Foundation
import GRDB
import Testing

@testable import RunStore

@Suite struct ResultStoreTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private let links = LinkColumns(
        left: [0, 3],
        right: [20, 21],
        weight: [12.5, -3],
        probability: [0.5, 0.25],
        rule: [1, 0],
        pattern: [7, .max],
        decision: [0, 1]
    )

    private func build(_ name: String) throws -> RunReader {
        let records = hostileRecords()
        let store = try ResultStore(creatingAt: folder(name))
        try store.insert(
            records.registers.enumerated().map { index, span in
                RegisterRow(
                    register: index,
                    name: span.name,
                    path: "'; DROP TABLE people; --",
                    bytes: 10,
                    sha256: "",
                    firstRow: span.rows.lowerBound,
                    records: span.rows.count,
                    quarantined: 0,
                    duplicates: "none",
                    usedFor: "link"
                )
            }
        )
        try store.insert(
            ["a", "b"].enumerated().map {
                BlockingRuleRow(
                    rule: $0.offset,
                    name: $0.element,
                    pairs: 5,
                    newPairs: 5,
                    blocks: 1,
                    largestBlockPairs: 5,
                    expectedRecall: nil,
                    reason: "given"
                )
            }
        )
        let people = RunStoreTests.people(count: records.count) { $0 % 5 }
        try store.insert(people, of: records)
        try store.insert(links, names: LinkNames(rules: ["a", "b"], decisions: ["link", "no"]))
        try store.finish()
        return try RunReader(database: folder(name))
    }

    @Test func hostileValuesAreReadBackExactly() throws {
        let reader = try build("a.sqlite")
        let rows = try reader.rows("SELECT record_id, CAST(record_id AS BLOB) FROM records ORDER BY row")
        let expected = hostileValues + hostileValues.reversed()
        #expect(rows.count == expected.count)
        for (row, value) in zip(rows, expected) {
            guard case .text(let bytes) = row[1] else {
                Issue.record("not a text")
                continue
            }
            #expect(same(bytes, value))
        }
        let names = try reader.rows("SELECT name FROM registers ORDER BY register")
        #expect(names == [[.text("population, \"main\"")], [.text("=health")]])
    }

    @Test func theViewsNameWhatTheTablesNumber() throws {
        let reader = try build("a.sqlite")
        let rows = try reader.rows(
            "SELECT register_a, record_a, register_b, match_weight, rule, pattern, decision FROM linked_records"
        )
        #expect(
            rows == [
                [
                    .text("population, \"main\""), .text(hostileValues[0]), .text("=health"), .real(12.5),
                    .text("b"),
                    .integer(7), .text("link"),
                ],
                [
                    .text("population, \"main\""), .text(hostileValues[3]), .text("=health"), .real(-3),
                    .text("a"),
                    .integer(-1), .text("no"),
                ],
            ]
        )
        #expect(
            try reader.rows("SELECT count(*), count(DISTINCT person_id) FROM person_records")
                == [[.integer(Int64(32)), .integer(Int64(5))]]
        )
        #expect(try reader.rows("SELECT sum(size * people) FROM people_by_size") == [[.integer(Int64(32))]])
        #expect(
            try reader.rows("SELECT * FROM people_by_registers")
                == [[.text("population, \"main\" + =health"), .integer(Int64(5))]]
        )
    }

    @Test func equalContentsGiveEqualBytes() throws {
        _ = try build("a.sqlite")
        _ = try build("b.sqlite")
        #expect(try bytes(of: folder("a.sqlite")) == bytes(of: folder("b.sqlite")))
        #expect(folder.names() == ["a.sqlite", "b.sqlite"])
    }

    /// From no page above the leaves to two levels of them; a row too long for a page goes another way.
    @Test(arguments: [(0, 9), (1, 9), (200, 9), (40_000, 9), (30_000, 300), (3, 4000), (3, 20_000)])
    func tablesOfAnySizeAreWholeForSQLite(_ count: Int, _ length: Int) throws {
        let identifiers = (0..<count).map { String(repeating: "x", count: length) + "\($0)" }
        let many = records(["a": identifiers])
        let store = try ResultStore(creatingAt: folder("\(count)-\(length).sqlite"))
        let people = RunStoreTests.people(count: count) { $0 / 3 }
        try store.insert(people, of: many)
        let links = LinkColumns(
            left: (0..<UInt32(count)).map { $0 },
            right: (0..<UInt32(count)).map { $0 &* 65_537 },
            weight: (0..<count).map { Float($0 % 3) - 1 },
            probability: [Float](repeating: 0.25, count: count),
            rule: (0..<count).map { UInt8($0 % 256) },
            pattern: (0..<UInt64(count)).map { UInt64.max << $0 },
            decision: [UInt8](repeating: 1, count: count)
        )
        try store.insert(links, names: LinkNames(rules: [], decisions: ["a", "b"]))
        try store.finish()
        let database = try DatabaseQueue(path: folder("\(count)-\(length).sqlite"))
        try database.read { database in
            #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
            let found = try String.fetchAll(database, sql: "SELECT record_id FROM records ORDER BY row")
            #expect(found == identifiers)
            let sums = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*) AS n, count(DISTINCT link) AS d, total(row_a) AS a, total(row_b) AS b,
                        total(match_weight) AS w, total(rule) AS r FROM links
                    """
            )
            #expect(sums?["n"] == count && sums?["d"] == count)
            #expect(sums?["a"] == links.left.reduce(0.0) { $0 + Double($1) })
            #expect(sums?["b"] == links.right.reduce(0.0) { $0 + Double($1) })
            #expect(sums?["w"] == links.weight.reduce(0.0) { $0 + Double($1) })
            #expect(sums?["r"] == links.rule.reduce(0.0) { $0 + Double($1) })
            let patterns = try Int64.fetchAll(database, sql: "SELECT pattern FROM links ORDER BY link")
            #expect(patterns == links.pattern.map { Int64(bitPattern: $0) })
            let sizes = try Int.fetchAll(database, sql: "SELECT size FROM people ORDER BY person")
            #expect(sizes.reduce(0, +) == count && sizes.count == (count + 2) / 3)
        }
    }

    @Test func everySmallTableTakesItsRows() throws {
        let store = try ResultStore(creatingAt: folder("a.sqlite"))
        try store.insert([RunFact(key: "seed", value: "1")])
        try store.insert(
            [ColumnRow(register: 0, position: 0, name: "dob", role: "birth_date", reason: "its header")]
        )
        try store.insert(
            [
                StandardisationRow(
                    register: 0,
                    feature: "surname",
                    step: 0,
                    name: "lower case",
                    valuesChanged: 2,
                    recordsChanged: 3
                )
            ]
        )
        try store.insert([QuarantineRow(register: 0, line: 7, reason: "too few fields", excerpt: "a,b")])
        try store.insert([LargestBlockRow(rule: 0, rank: 1, key: "chan", records: 4, pairs: 6)])
        try store.insert([
            ComparisonRow(comparison: 0, name: "surname", features: "surname", termFrequency: true)
        ])
        try store.insert(
            [
                ComparisonLevelRow(
                    comparison: 0,
                    level: 2,
                    label: "exact",
                    m: 0.9,
                    u: 0.01,
                    source: "estimated"
                )
            ]
        )
        try store.insert(
            [EMTraceRow(start: 0, iteration: 0, logLikelihood: -1.5, prior: 0.1, chosen: true)]
        )
        try store.insert([DependenceRow(comparisonA: 0, comparisonB: 1, value: 0.25)])
        try store.insert([WeightBinRow(bin: 0, lower: -1, upper: 0, pairs: 9, matches: 0.5)])
        try store.insert(
            [
                ThresholdRow(
                    weight: 1,
                    probability: 0.5,
                    links: 2,
                    precision: 1,
                    recall: 0.5,
                    f: 2 / 3,
                    accepted: true
                )
            ]
        )
        try store.finish()
        let reader = try RunReader(database: folder("a.sqlite"))
        #expect(try reader.rows("SELECT confidence, reason FROM columns") == [[.null, .text("its header")]])
        #expect(
            try reader.rows("SELECT comparison, label, m, weight FROM level_weights")
                == [[.text("surname"), .text("exact"), .real(0.9), .null]]
        )
    }

    @Test func aRowThatBreaksTheSchemaIsAnError() throws {
        let store = try ResultStore(creatingAt: folder("a.sqlite"))
        let fact = RunFact(key: "seed", value: "1")
        let error = #expect(throws: RunStoreError.self) { try store.insert([fact, fact]) }
        #expect(error?.code == .database)
    }

    @Test func aDatabaseOfAnotherVersionIsRefused() throws {
        try folder.write("", to: "a.sqlite")
        let error = #expect(throws: RunStoreError.self) { _ = try RunReader(database: folder("a.sqlite")) }
        #expect(error?.code == .malformed)
        #expect(throws: RunStoreError.self) { _ = try ResultStore(creatingAt: folder("a.sqlite")) }
        #expect(throws: RunStoreError.self) { _ = try RunReader(database: folder("none.sqlite")) }
    }

    @Test(.enabled(if: getuid() == 0)) func aFullDiskIsAnErrorThatSaysSo() throws {
        try FileManager.default.createDirectory(atPath: folder("small"), withIntermediateDirectories: false)
        // Where the test may not mount a file system there is nothing to try.
        guard mount("tmpfs", folder("small"), "tmpfs", 0, "size=256k") == 0 else { return }
        defer { umount(folder("small")) }
        let many = records(["a": (0..<100_000).map { "record \($0)" }])
        let error = #expect(throws: RunStoreError.self) {
            let store = try ResultStore(creatingAt: folder("small/a.sqlite"))
            let people = RunStoreTests.people(count: many.count) { _ in 1 }
            try store.insert(people, of: many)
            try store.finish()
        }
        #expect(error?.code == .diskFull)
    }
}
