import Columns
import Foundation
import Mutations
import Testing

@testable import ColumnFiles

@Suite struct ColumnFileTests {
    private let folder: String
    private let workers = Workers(threads: 2)

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/columns-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// More rows than two pages hold, the last one not full.
    private static let rows = 2 * PageEncoder.rowsPerPage + 77

    private static func dictionary(_ texts: [String]) -> ValueDictionary {
        var interner = ValueInterner()
        for text in texts { _ = interner.intern(text) }
        return interner.finish()
    }

    private static let names = dictionary(["chan", "李", "'; DROP TABLE people; --", "<script>", "a\nb,\"c\""])

    /// A column of each kind, with missing values in runs and one by one.
    private static func columns(_ rows: Int) -> [ColumnFileWriter.Column] {
        let row = (0..<UInt32(rows)).map { $0 }
        let identifiers = dictionary(row.map { "R\($0)" })
        return [
            ("text", .text(row.map { $0 % 11 > 5 ? 0 : $0 % 11 }, names)),
            ("none", .text(row.map { _ in 0 }, ValueDictionary())),
            ("id", .distinct(row.map { $0 + 1 }, identifiers)),
            ("label", .labels(row.map { UInt8($0 / 1000 % 3) }, ["a", "b", "c"])),
            ("whole", .whole(row.map { $0 &* 2_654_435_761 })),
            ("day", .days(row.map { $0 % 7 == 3 ? .min : Int32($0) - 40_000 }, missing: .min)),
            (
                "number",
                .numbers(row.map { $0 < 9 ? .min : Int32(bitPattern: $0 &* 747_796_405) }, missing: .min)
            ),
            ("real", .real(row.map { Float($0) / 3 })),
            ("word", .words(of: row.map { UInt64.max &- UInt64($0 % 5000) })),
        ]
    }

    private func write(_ columns: [ColumnFileWriter.Column], _ name: String, threads: Int = 2) throws
        -> String
    {
        var bytes: [UInt8] = []
        ColumnFileWriter.write(
            columns,
            facts: [("key", "value")],
            creator: "test",
            workers: Workers(threads: threads)
        ) { bytes += $0 }
        let path = folder + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test(arguments: [0, 1, 8, 131_072, rows]) func whatIsWrittenIsReadBack(_ rows: Int) throws {
        let file = try ColumnFile(try write(Self.columns(rows), "a.parquet"))
        #expect(file.rowCount == rows && file.fact("key") == "value" && file.fact("none") == nil)
        #expect(file.names == Self.columns(rows).map(\.name))
        for (name, content) in Self.columns(rows) {
            switch content {
            case .text(let codes, let values), .distinct(let codes, let values):
                let column = try file.text(name, workers: workers)
                #expect(column.codes == codes && column.values.bytes == values.bytes)
                #expect(column.values.offsets == values.offsets)
            case .labels(let codes, let names):
                let column = try file.labels(name, workers: workers)
                #expect(column.codes == codes && column.names == names)
            case .whole(let values): #expect(try file.whole(name, workers: workers) == values)
            case .days(let values, let missing), .numbers(let values, let missing):
                #expect(try file.days(name, missing: missing, workers: workers) == values)
            case .real(let values): #expect(try file.real(name, workers: workers) == values)
            case .words(let codes, let words):
                let column = try file.words(name, workers: workers)
                #expect(column.codes.map { $0 - 1 } == codes && column.words == words)
            }
        }
    }

    @Test func someRowsAreReadAlone() throws {
        let file = try ColumnFile(try write(Self.columns(Self.rows), "a.parquet"))
        let rows = [Self.rows - 1, 0, 131_072, 131_071, 5, 5, 200_000]
        #expect(try file.text("id", rows: rows) == rows.map { "R\($0)" })
        #expect(
            try file.text("text", rows: rows)
                == rows.map { $0 % 11 > 5 || $0 % 11 == 0 ? nil : Self.names.string(UInt32($0 % 11)) }
        )
        #expect(try file.whole("whole", rows: rows) == rows.map { UInt32($0) &* 2_654_435_761 })
        #expect(try file.real("real", rows: rows) == rows.map { Float($0) / 3 })
        #expect(try file.words("word", rows: rows) == rows.map { UInt64.max - UInt64($0 % 5000) })
        #expect(throws: ColumnFileError.self) { try file.text("id", rows: [Self.rows]) }
        #expect(throws: ColumnFileError.self) { try file.text("id", rows: [-1]) }
    }

    @Test func threadsChangeNoByte() throws {
        let one = try Data(
            contentsOf: URL(fileURLWithPath: try write(Self.columns(Self.rows), "1", threads: 1))
        )
        let many = try Data(
            contentsOf: URL(fileURLWithPath: try write(Self.columns(Self.rows), "8", threads: 8))
        )
        #expect(one == many)
    }

    @Test func anotherColumnOrKindIsAnErrorThatSaysSo() throws {
        let file = try ColumnFile(try write(Self.columns(8), "a.parquet"))
        let missing = #expect(throws: ColumnFileError.self) { try file.whole("nothing", workers: workers) }
        #expect(missing?.detail.contains("has no column “nothing”; it has text, none, id") == true)
        #expect(throws: ColumnFileError.self) { try file.whole("text", workers: workers) }
        #expect(throws: ColumnFileError.self) { try file.labels("text", workers: workers) }
        #expect(throws: ColumnFileError.self) { try ColumnFile(folder + "/nothing") }
        try Data("PAR1PAR1".utf8).write(to: URL(fileURLWithPath: folder + "/short"))
        #expect(throws: ColumnFileError.self) { try ColumnFile(folder + "/short") }
    }

    /// Reads all that a file holds; an error is as good as values.
    private func readAll(_ path: String) -> Bool {
        do {
            let file = try ColumnFile(path)
            for name in file.names {
                for read in [
                    { _ = try file.text(name, workers: workers) },
                    { _ = try file.labels(name, workers: workers) },
                    { _ = try file.whole(name, workers: workers) },
                    { _ = try file.days(name, missing: .min, workers: workers) },
                    { _ = try file.real(name, workers: workers) },
                    { _ = try file.words(name, workers: workers) },
                    { _ = try file.text(name, rows: [0, 3]) },
                ] as [() throws -> Void] { try? read() }
            }
            return true
        } catch {
            return false
        }
    }

    @Test func damagedFilesEndInValuesOrErrors() throws {
        let whole = Array(try Data(contentsOf: URL(fileURLWithPath: try write(Self.columns(300), "a"))))
        let path = folder + "/b"
        var opened = 0
        let count = mutationCount(3000)
        for number in 0..<count {
            var mutator = Mutator(seed: 11, number: number)
            try Data(mutator.mutate(whole, scraps: ["PAR1", "\u{15}\u{4}"])).write(
                to: URL(fileURLWithPath: path)
            )
            if readAll(path) { opened += 1 }
        }
        #expect(opened > 0 && opened < count)
    }
}

/// The examples of Parquet's own description of its encodings.
@Suite struct EncodingTests {
    @Test func numbersOfThreeBitsStandAsTheFormatShowsThem() throws {
        let numbers: [UInt32] = [0, 1, 2, 3, 4, 5, 6, 7]
        var bytes: [UInt8] = []
        numbers.withUnsafeBufferPointer { RunsAndBits.encode($0, width: 3, to: &bytes) }
        #expect(bytes == [0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010])
        #expect(try decoded(bytes, width: 3, count: 8) == numbers)
        // A run of equal numbers: its length, then the number in whole bytes.
        bytes = []
        [UInt32](repeating: 300, count: 100).withUnsafeBufferPointer {
            RunsAndBits.encode($0, width: 9, to: &bytes)
        }
        #expect(bytes == [0b1100_1000, 1, 0x2c, 1])
    }

    @Test func differencesStandAsTheFormatShowsThem() throws {
        // 1, 2, 3, 4, 5: a block of differences that are all 1, in no bits.
        #expect(encoded([1, 2, 3, 4, 5]) == [0x80, 1, 4, 5, 2, 2, 0, 0, 0, 0])
        // 7, 5, 3, 1, 2, 3, 4, 5: differences −2, −2, −2, 1, 1, 1, 1, the least of them −2: 0, 0, 0, 3, 3, 3, 3.
        let bytes = encoded([7, 5, 3, 1, 2, 3, 4, 5])
        #expect(Array(bytes.prefix(11)) == [0x80, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0b1100_0000])
        #expect(bytes.count == 10 + 8)
    }

    @Test(arguments: [0, 1, 2, 32, 33, 128, 129, 130, 1000]) func anyNumbersComeBack(_ count: Int) throws {
        var random = KeyedRandom(seed: 1, purpose: 2, entity: UInt64(count))
        for width in [1, 7, 8, 31, 32] {
            let numbers = (0..<count).map { _ in random.nextWord() >> UInt32(32 - width) }
            var bytes: [UInt8] = []
            numbers.withUnsafeBufferPointer { RunsAndBits.encode($0, width: width, to: &bytes) }
            #expect(try decoded(bytes, width: width, count: count) == numbers)
            // The widest steps wrap round.
            let signed = numbers.map { Int32(bitPattern: $0) }
            var back = [Int32](repeating: 0, count: count)
            try encoded(signed).withUnsafeBytes { bytes in
                try back.withUnsafeMutableBufferPointer { try DeltaPacking.decode(bytes, into: $0) }
            }
            #expect(back == signed)
        }
    }

    @Test func whatIsTooShortIsRefused() {
        let bytes = encoded([7, 5, 3, 1, 2, 3, 4, 5])
        for length in 0..<bytes.count {
            var back = [Int32](repeating: 0, count: 8)
            #expect(throws: CompactReader.Malformed.self) {
                try bytes[..<length].withUnsafeBytes { bytes in
                    try back.withUnsafeMutableBufferPointer { try DeltaPacking.decode(bytes, into: $0) }
                }
            }
        }
        #expect(throws: CompactReader.Malformed.self) { try decoded([3, 0], width: 3, count: 8) }
        #expect(throws: CompactReader.Malformed.self) { try decoded([], width: 3, count: 1) }
    }

    private func encoded(_ numbers: [Int32]) -> [UInt8] {
        var bytes: [UInt8] = []
        numbers.withUnsafeBufferPointer { DeltaPacking.encode($0, to: &bytes) }
        return bytes
    }

    private func decoded(_ bytes: [UInt8], width: Int, count: Int) throws -> [UInt32] {
        var numbers = [UInt32](repeating: 0, count: count)
        try bytes.withUnsafeBytes { bytes in
            try numbers.withUnsafeMutableBufferPointer {
                try RunsAndBits.decode(bytes, width: width, into: $0)
            }
        }
        return numbers
    }
}
