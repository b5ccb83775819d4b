import CZstd
import Columns
import Foundation
import Testing

@testable import RunStore

@Suite struct CompressedCSVWriterTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    /// The bytes of a file after zstd.
    private func unpacked(_ path: String) throws -> [UInt8] {
        let packed = try bytes(of: path)
        var result: [UInt8] = []
        let context = ZSTD_createDCtx()
        defer { ZSTD_freeDCtx(context) }
        var block = [UInt8](repeating: 0, count: 1 << 17)
        packed.withUnsafeBytes { source in
            var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
            while input.pos < input.size {
                let count = block.withUnsafeMutableBytes { target in
                    var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                    #expect(ZSTD_isError(ZSTD_decompressStream(context, &output, &input)) == 0)
                    return output.pos
                }
                result += block[0..<count]
            }
        }
        return result
    }

    @Test func hostileValuesAreReadBackExactly() throws {
        var writer = try CompressedCSVWriter(path: folder("a.csv"), header: ["x", "y,"], compression: .none)
        for value in hostileValues {
            try writer.text(value)
            try writer.prepared(CompressedCSVWriter.prepared(value))
            try writer.endRow()
        }
        try writer.finish()
        let rows = parseCSV(try bytes(of: folder("a.csv")))
        #expect(rows.count == hostileValues.count + 1)
        for (row, value) in zip(rows.dropFirst(), hostileValues) {
            #expect(row.count == 2 && row.allSatisfy { same($0, value) })
        }
    }

    @Test func onlyFieldsThatNeedQuotesGetThem() throws {
        var writer = try CompressedCSVWriter(path: folder("a.csv"), header: ["x"], compression: .none)
        for value in ["plain", "", "=1+1", "a,b", "'"] {
            try writer.text(value)
            try writer.endRow()
        }
        try writer.finish()
        let text = String(decoding: try bytes(of: folder("a.csv")), as: UTF8.self)
        #expect(text == "x\nplain\n\"\"\n=1+1\n\"a,b\"\n'\n")
    }

    @Test func numbersAreWrittenInFixedPoint() throws {
        var writer = try CompressedCSVWriter(path: folder("a.csv"), header: ["x"], compression: .none)
        let values: [(Double, Int, String)] = [
            (0, 2, "0.00"), (-0.001, 2, "0.00"), (1.005, 0, "1"), (-12.3456, 3, "-12.346"), (.nan, 2, "\"\""),
            (.infinity, 2, "inf"), (-.infinity, 1, "-inf"), (0.9999999, 7, "0.9999999"), (1e30, 2, "1e+30"),
            (123_456_789.5, 1, "123456789.5"), (0.05, 4, "0.0500"),
        ]
        for (value, decimals, _) in values {
            try writer.fixed(value, decimals: decimals)
            try writer.endRow()
        }
        for value in [0, 9, 10, 99, 100, UInt64.max, UInt64.max / 10, 10_000_000_000_000_000_000] {
            try writer.integer(value)
            try writer.endRow()
        }
        try writer.integer(Int.min)
        try writer.endRow()
        try writer.finish()
        let lines = String(decoding: try bytes(of: folder("a.csv")), as: UTF8.self).split(separator: "\n")
        #expect(lines.dropFirst().prefix(values.count).map(String.init) == values.map(\.2))
        #expect(
            lines.suffix(9).map(String.init) == [
                "0", "9", "10", "99", "100", "18446744073709551615", "1844674407370955161",
                "10000000000000000000", "-9223372036854775808",
            ]
        )
    }

    @Test func threadsDoNotChangeTheBytes() throws {
        for (name, inBackground) in [("one.csv.zst", false), ("two.csv.zst", true)] {
            var writer = try CompressedCSVWriter(
                path: folder(name),
                header: ["n", "text"],
                inBackground: inBackground
            )
            for number in 0..<100_000 {
                try writer.integer(number &* 2_654_435_761)
                try writer.text("value \(number % 97)")
                try writer.endRow()
            }
            try writer.finish()
        }
        #expect(try bytes(of: folder("one.csv.zst")) == bytes(of: folder("two.csv.zst")))
        let rows = parseCSV(try unpacked(folder("one.csv.zst")))
        #expect(rows.count == 100_001)
        #expect(rows[100_000] == ["\(99_999 * 2_654_435_761)", "value \(99_999 % 97)"])
    }

    @Test func aWriterThatIsDroppedLeavesNoFile() throws {
        do {
            var writer = try CompressedCSVWriter(path: folder("a.csv.zst"), header: ["x"], inBackground: true)
            for _ in 0..<200_000 {
                try writer.text("half")
                try writer.endRow()
            }
        }
        // What was still to be written in the background lets go of the file when it is done.
        for _ in 0..<500 where folder.names() != [] { usleep(10_000) }
        #expect(folder.names() == [])
    }

    @Test(arguments: [false, true]) func aFullDiskIsAnErrorThatSaysSo(inBackground: Bool) throws {
        // Every write to /dev/full fails as on a full disk.
        let full = open("/dev/full", O_WRONLY)
        try #require(full >= 0)
        let error = #expect(throws: RunStoreError.self) {
            let file = OutputFile(
                path: folder("a.csv"),
                writing: (full, folder("a.csv.partial")),
                compression: .none,
                inBackground: inBackground
            )
            var writer = try CompressedCSVWriter(file, header: ["x"])
            for _ in 0..<1_000_000 {
                try writer.text("more")
                try writer.endRow()
            }
            try writer.finish()
        }
        #expect(error?.code == .diskFull)
        #expect(error?.description.contains("disk is full") == true)
        #expect(folder.names() == [])
    }

    @Test func aMissingFolderIsAnError() {
        #expect(throws: RunStoreError.self) {
            _ = try CompressedCSVWriter(path: folder("nowhere/a.csv"), header: ["x"])
        }
    }

    @Test func peopleAndLinksNameRecordsExactly() throws {
        let records = hostileRecords()
        let people = RunStoreTests.people(count: records.count) { $0 / 2 }
        try ResultFiles.writePeople(people, of: records, into: folder.path, compression: .none)
        let rows = parseCSV(try bytes(of: folder("people.csv")))
        #expect(rows[0] == ["person_id", "register", "record_id"])
        #expect(rows.count == records.count + 1)
        #expect(zip(rows.dropFirst(), hostileValues).allSatisfy { same($0[2], $1) })
        #expect(rows[1][0] == "0000000000000" && rows[1][1] == "population, \"main\"")

        let links = LinkColumns(
            left: [0, 3],
            right: [20, 21],
            weight: [12.5, -3],
            probability: [0.999, 0.1],
            rule: [1, 0],
            pattern: [7, .max],
            decision: [0, 1]
        )
        let names = LinkNames(rules: ["a & b", "c, d"], decisions: ["link", "no"])
        try ResultFiles.writeLinks(links, names: names, of: records, into: folder.path, compression: .none)
        let written = parseCSV(try bytes(of: folder("links.csv")))
        #expect(
            written[1] == [
                "population, \"main\"", hostileValues[0], "=health", hostileValues[11], "12.5000",
                "0.9990000",
                "c, d", "7", "link",
            ]
        )
        #expect(
            written[2][7] == "18446744073709551615" && written[2][8] == "no" && written[2][4] == "-3.0000"
        )
    }
}
