import Columns
import Foundation
import Testing

@testable import RunStore

@Suite struct ResultStoreTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

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
        try store.insert([PeopleBySizeRow(size: 6, people: 4), PeopleBySizeRow(size: 8, people: 1)])
        let names = records.registers.map(\.name)
        try store.insert([PeopleByRegistersRow(position: 0, registers: [0, 1], names: names, people: 5)])
        try store.finish()
        return try RunReader(database: folder(name))
    }

    @Test func hostileValuesAreReadBackExactly() throws {
        let reader = try build("a.sqlite")
        let names = try reader.rows("SELECT name FROM registers ORDER BY register")
        #expect(names == [[.text("population, \"main\"")], [.text("=health")]])
    }

    @Test func countsOfPeopleAreReadBack() throws {
        let reader = try build("a.sqlite")
        #expect(try reader.rows("SELECT sum(size * people) FROM people_by_size") == [[.integer(Int64(32))]])
        #expect(try reader.peopleBySize().map(\.people) == [4, 1])
        let found = try reader.peopleByRegisters()
        #expect(found.map(\.registers) == [[0, 1]] && found.map(\.people) == [5])
        #expect(found[0].names == ["population, \"main\" + =health"])
    }

    @Test func equalContentsGiveEqualBytes() throws {
        _ = try build("a.sqlite")
        _ = try build("b.sqlite")
        #expect(try bytes(of: folder("a.sqlite")) == bytes(of: folder("b.sqlite")))
        #expect(folder.names() == ["a.sqlite", "b.sqlite"])
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
        let error = #expect(throws: RunStoreError.self) {
            let store = try ResultStore(creatingAt: folder("small/a.sqlite"))
            try store.insert((0..<100_000).map { RunFact(key: "fact \($0)", value: "value") })
            try store.finish()
        }
        #expect(error?.code == .diskFull)
    }
}
