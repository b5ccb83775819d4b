import Columns
import Foundation
import Testing

@testable import Registers

/// Columns told from the beginning of a file are those that reading it gives.
@Suite struct ColumnNamesTests {
    private func file(_ bytes: [UInt8], _ name: String = "a.csv") throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent(name)
        try Data(bytes).write(to: path)
        return path.path
    }

    @Test func theyAreThoseOfTheWholeFile() throws {
        let long = "id,date,,date\n" + (0..<200_000).map { "\($0),2020-01-01,x,\"a,b\"\n" }.joined()
        for text in ["a,b,c\n1,2,3\n", "a;b\n1;2\n", "id\tname\n1\tx\n", "only\n1\n2\n", long] {
            let path = try file(Array(text.utf8))
            defer { try? FileManager.default.removeItem(atPath: path) }
            let whole = try RegisterReader.read(path: path, name: "t").table.columns.map(\.name)
            #expect(RegisterReader.columnNames(path: path) == whole)
        }
    }

    @Test func whatCannotBeToldIsNil() throws {
        // A beginning that ends within quotes: nothing is told, rather than something wrong.
        let lines = "id,date\n" + (0..<200_000).map { "\($0),\"2020\n01\"\n" }.joined()
        let path = try file(Array(lines.utf8))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect([nil, ["id", "date"]].contains(RegisterReader.columnNames(path: path)))
        #expect(RegisterReader.columnNames(path: "-") == nil)
        #expect(RegisterReader.columnNames(path: "/nowhere/at/all.csv") == nil)
        let archive = try file([0x50, 0x4b, 0x03, 0x04] + [UInt8](repeating: 0, count: 100))
        defer { try? FileManager.default.removeItem(atPath: archive) }
        #expect(RegisterReader.columnNames(path: archive) == nil)
        #expect(RegisterReader.columnNames(path: try file([])) == nil)
    }
}
