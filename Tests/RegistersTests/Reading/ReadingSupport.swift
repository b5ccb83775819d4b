import Columns
import Foundation

@testable import Registers

extension ReadTuning {
    /// A small text as one chunk.
    static let whole = ReadTuning(chunkSize: 1 << 16, waveSize: 1 << 16, sampleSize: 1 << 14)
}

/// Reads text in memory, cut as the tuning says.
func readText(
    _ bytes: [UInt8],
    _ options: ReadOptions = ReadOptions(),
    tuning: ReadTuning = .whole
) throws -> ReadResult {
    let reader = try DelimitedReader(
        MemorySource(bytes),
        name: "t.csv",
        options: options,
        tuning: tuning,
        digestsText: true
    )
    return try reader.read(table: "t") { (bytes.count, "") }
}

func readText(
    _ text: String,
    _ options: ReadOptions = ReadOptions(),
    tuning: ReadTuning = .whole
) throws -> ReadResult {
    try readText(Array(text.utf8), options, tuning: tuning)
}

/// The error of a reading that must fail.
func readError(_ text: String, _ options: ReadOptions = ReadOptions()) -> RegisterError? {
    do {
        _ = try readText(text, options)
        return nil
    } catch {
        return error as? RegisterError
    }
}

/// The error of a file that must fail.
func fileError(_ path: String, _ options: ReadOptions = ReadOptions()) -> RegisterError? {
    do {
        _ = try RegisterReader.read(path: path, name: "t", options: options)
        return nil
    } catch {
        return error
    }
}

extension ReadResult {
    /// The rows as text.
    var rows: [[String]] {
        (0..<table.rowCount).map { row in table.columns.map { $0.values.string($0.codes[row]) } }
    }

    /// The names of the columns.
    var names: [String] { table.columns.map(\.name) }
}

/// A folder for one test, removed afterwards.
func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reading-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
}

func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
}
