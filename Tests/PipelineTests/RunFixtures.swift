import Columns
import Foundation
import Registers
import RunStore
import Synthesis

@testable import Pipeline

/// A folder that goes away with the test.
final class RunFolder {
    let path: String

    init() throws {
        var template = Array((NSTemporaryDirectory() + "recensus-run-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func callAsFunction(_ name: String) -> String { path + "/" + name }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: self(name), atomically: false, encoding: .utf8)
        return self(name)
    }

    func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

    func data(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: self(name))) }

    /// What a file holds, to be compared with another.
    func contents(_ name: String) throws -> FileContents { FileContents(bytes: try data(name)) }

    /// All files below a folder, sorted.
    func files(below name: String) -> [String] {
        (FileManager.default.enumerator(atPath: self(name))?.allObjects as? [String] ?? []).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: self(name) + "/" + $0, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    /// A job that links synthetic registers without identifiers and addresses, made below `registers/`.
    func sampleJob(
        people: Int,
        _ registers: [String] = ["registration", "health"],
        duplicates: Double? = nil
    ) throws -> Job {
        var scenario = try ScenarioParser.load("no-identifiers")
        scenario.people = people
        scenario.seed = 5
        scenario.registers = scenario.registers.filter { registers.contains($0.name) }
        for index in scenario.registers.indices {
            scenario.registers[index].duplicates = duplicates ?? scenario.registers[index].duplicates
            scenario.registers[index].columns.removeAll {
                [.identifier, .address, .buildingID, .registeredOn].contains($0.value)
            }
        }
        let options = SynthOptions(threads: 2, progress: StageProgress(.quiet))
        _ = try SynthRun.run(scenario, text: "", output: self("registers"), options: options)
        return Job(files: registers.map { self("registers/\($0).csv") })
    }

    func link(
        _ job: Job,
        to name: String = "out",
        in folder: String? = nil,
        threads: Int = 2,
        _ change: (inout LinkOptions) -> Void = { _ in }
    ) throws -> LinkSummary {
        var options = LinkOptions(threads: threads)
        options.compression = .none
        change(&options)
        return try LinkRun.run(job, in: folder ?? path, output: self(name), options: options)
    }

    func table(_ name: String) throws -> Table {
        try RegisterReader.read(path: self(name), name: name, options: ReadOptions(isExact: true)).table
    }
}

extension Table {
    /// The texts of a column.
    func texts(_ name: String) -> [String] {
        guard let column = columns.first(where: { $0.name == name }) else { return [] }
        return column.codes.map { column.values.string($0) }
    }
}

/// What a file holds.
///
/// Of two that differ a test says where, and lists no edits from one to the other, which takes hours on large files.
struct FileContents: Equatable, CustomStringConvertible {
    let bytes: Data

    /// The lines around the first difference from another file.
    func difference(from other: FileContents) -> String {
        let (a, b) = (bytes.split(separator: 10), other.bytes.split(separator: 10))
        let line = zip(a, b).enumerated().first { $1.0 != $1.1 }?.offset ?? min(a.count, b.count)
        func text(_ lines: [Data]) -> String {
            line < lines.count ? String(decoding: lines[line].prefix(300), as: UTF8.self) : "the end"
        }
        return "line \(line + 1): \(text(a)) | \(text(b))"
    }

    var description: String { "\(bytes.count) bytes" }
}
