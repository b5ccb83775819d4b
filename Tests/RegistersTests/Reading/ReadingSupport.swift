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
    tuning: ReadTuning = .whole,
    canReopen: Bool = true
) throws -> ReadResult {
    let reading = TextReading(name: "t.csv", options: options, tuning: tuning, canReopen: canReopen) {
        OpenedText(source: MemorySource(bytes), isAsStored: true, stored: { (bytes.count, "") })
    }
    return try reading.read(table: "t")
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

    /// The kinds of the notices, in their order.
    var kinds: [RegisterNotice.Kind] { notices.map(\.kind) }

    /// The count of the first notice of a kind; 0 if there is none.
    func count(_ kind: RegisterNotice.Kind) -> Int { notices.first { $0.kind == kind }?.count ?? 0 }

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

/// The error of bytes that must not be read.
func readError(_ bytes: [UInt8], _ options: ReadOptions = ReadOptions(), canReopen: Bool = true)
    -> RegisterError?
{
    do {
        _ = try readText(bytes, options, canReopen: canReopen)
        return nil
    } catch {
        return error as? RegisterError
    }
}

func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
}
