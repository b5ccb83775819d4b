import Columns
import Foundation

@testable import Jobs
@testable import Pipeline
@testable import Registers
@testable import RunStore

/// A reader that is fed with bytes: it may take them or refuse them by a typed error, and nothing else.
enum FuzzTarget: String, CaseIterable {
    /// Separated values, read in chunks of several sizes, which must make no difference.
    case text
    /// Files by their paths: text, packed text, whatever their first bytes say.
    case file
    /// SQLite databases.
    case sqlite
    /// What columns are taken for, and their values in canonical form.
    case meaning
    /// Schemas of registers.
    case schema
    /// Job files.
    case job
    /// Tables of counts.
    case counts
    /// Models.
    case model

    /// The target of this process.
    nonisolated(unsafe) static var current = FuzzTarget.text

    /// A file of this process, in memory where the system has such a place.
    private static let path: String = {
        let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        return "\(folder)/recensus-fuzz-\(getpid())"
    }()

    func run(_ bytes: UnsafeBufferPointer<UInt8>) {
        switch self {
        case .text: readText(Array(bytes))
        case .file, .sqlite: readFile(bytes)
        case .meaning: standardise(Array(bytes))
        case .schema:
            attempt { () throws(SchemaError) in _ = try RegisterSchema(reading: Array(bytes), file: "s") }
        case .job:
            attempt { () throws(JobError) in
                let text = String(decoding: bytes, as: UTF8.self)
                let job = try JobParser.parse(text, file: "j")
                // What was read can be written, and means the same.
                let again = try JobParser.parse(JobWriter.write(job), file: "j")
                precondition(again == job, "written otherwise")
            }
        case .counts:
            attempt { () throws(PipelineError) in _ = try CountsFile.parse(Data(bytes), path: "c") }
        case .model:
            attempt { () throws(PipelineError) in _ = try ModelFile.read(Data(bytes), file: "m") }
        }
    }

    /// A typed error is an answer; it must say something.
    private func attempt<E: Error>(_ body: () throws(E) -> Void) {
        do throws(E) {
            try body()
        } catch {
            precondition(!"\(error)".isEmpty, "an error without words")
        }
    }

    private func table(_ bytes: [UInt8], chunk: Int, threads: Int) throws(RegisterError) -> ReadResult {
        try DelimitedReader(
            MemorySource(bytes),
            name: "t",
            options: ReadOptions(workers: Workers(threads: threads)),
            tuning: ReadTuning(chunkSize: chunk, waveSize: 3 * chunk, sampleSize: 1 << 14),
            digestsText: false
        ).read(table: "t") { (bytes.count, "") }.result
    }

    private func readText(_ bytes: [UInt8]) {
        let answers = [1 << 16, 64, 7].map { chunk in
            do throws(RegisterError) {
                let result = try table(bytes, chunk: chunk, threads: 1)
                return result.table.columns.map { "\($0.name)\($0.codes)\($0.values.bytes)" }.joined()
            } catch {
                return "\(error)"
            }
        }
        precondition(answers.allSatisfy { $0 == answers[0] }, "cuts make a difference")
    }

    private func readFile(_ bytes: UnsafeBufferPointer<UInt8>) {
        let descriptor = open(Self.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        precondition(descriptor >= 0 && write(descriptor, bytes.baseAddress, bytes.count) == bytes.count)
        close(descriptor)
        attempt { () throws(RegisterError) in
            let options = ReadOptions(table: self == .sqlite ? "t" : nil)
            let result = try RegisterReader.read(path: Self.path, name: "t", options: options)
            precondition(result.table.columns.allSatisfy { $0.codes.count == result.table.rowCount })
        }
    }

    private func standardise(_ bytes: [UInt8]) {
        guard let table = (try? table(bytes, chunk: 1 << 16, threads: 1))?.table else { return }
        attempt { () throws(SchemaError) in
            let input = RegisterInput(name: "t", table: table, schema: RoleInference.infer(table))
            _ = try Standardiser.standardise([input], workers: Workers(threads: 1))
        }
    }
}
