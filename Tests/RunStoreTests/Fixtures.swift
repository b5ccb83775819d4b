import Columns
import Foundation
import Synchronization

@testable import RunStore

/// A folder that goes away with the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array((NSTemporaryDirectory() + "recensus-tests-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func callAsFunction(_ name: String) -> String { path + "/" + name }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
    }

    /// Who may do what with a file or folder.
    func mode(_ name: String) -> mode_t {
        var status = stat()
        return lstat(path + "/" + name, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: path + "/" + name,
            withIntermediateDirectories: true
        )
    }

    func names(in folder: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []).sorted()
    }
}

/// Hears what a run tells.
final class Told: Sendable {
    private let heard = Mutex<[String]>([])

    var lines: [String] { heard.withLock { $0 } }

    var hear: @Sendable (String) -> Void {
        { [self] line in heard.withLock { $0.append(line) } }
    }
}

/// Values that break careless writers.
let hostileValues = [
    "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "'; DROP TABLE records; --", "a,b", "say \"hi\"",
    "\"", "two\nlines", "carriage\r\nreturn", "nul\u{0}inside", " blanks ", "王小明", "é", "e\u{301}", "\t",
    "-1",
    String(repeating: "long,\"", count: 60_000),
]

/// Records of two registers, one identifier per hostile value in each.
func hostileRecords() -> Records {
    records(["population, \"main\"": hostileValues, "=health": hostileValues.reversed()])
}

func records(_ registers: KeyValuePairs<String, [String]>) -> Records {
    var interner = ValueInterner()
    var codes: [UInt32] = []
    var spans: [RegisterSpan] = []
    for (name, identifiers) in registers {
        let start = codes.count
        codes += identifiers.map { interner.intern($0) }
        spans.append(RegisterSpan(name: name, rows: start..<codes.count))
    }
    let column = CodedColumn(name: "record_id", codes: codes, values: interner.finish())
    return Records(registers: spans, identifiers: column, features: [])
}

/// People of whom record i is one: number `person(i)`, which is also their identifier.
func people(count: Int, _ person: (Int) -> Int) -> PeopleColumns {
    var first: [Int: UInt32] = [:]
    for row in (0..<count).reversed() { first[person(row)] = UInt32(row) }
    return PeopleColumns(
        firstRow: (0..<count).map { first[person($0)] ?? 0 },
        identifier: (0..<count).map { UInt64(person($0)) }
    )
}

/// A reader of RFC 4180 by the book, to check the writer against.
func parseCSV(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if isQuoted {
            if byte != 34 {
                field.append(byte)
            } else if index < bytes.count, bytes[index] == 34 {
                field.append(34)
                index += 1
            } else {
                isQuoted = false
            }
        } else if byte == 34 {
            isQuoted = true
        } else if byte == 44 || byte == 10 {
            row.append(String(decoding: field, as: UTF8.self))
            field = []
            if byte == 10 {
                rows.append(row)
                row = []
            }
        } else {
            field.append(byte)
        }
    }
    return rows
}

func bytes(of path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

/// Equal to the byte; `==` on texts takes é and é for the same.
func same(_ a: String, _ b: String) -> Bool { Array(a.utf8) == Array(b.utf8) }
