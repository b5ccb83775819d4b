import Pipeline
import RunStore
import Synthesis

/// The files that shards are written to, in order.
final class SynthWriters: @unchecked Sendable {
    // @unchecked: written by one thread at a time, that whose shard's turn it is.
    private let registers: [OutputFile]
    private let truth: [OutputFile]
    private let database: TextTableStore?

    init(_ synthesis: Synthesis, directory: RunDirectory, format: SynthOptions.Format) throws {
        try directory.makeFolder("truth")
        let packing: Compression = format == .zst ? .zstd(level: LinkOptions.compressionLevel) : .none
        func open(_ name: String, _ header: String) throws -> OutputFile {
            let file = try OutputFile(
                path: directory.file(name + ".csv" + packing.suffix),
                compression: packing,
                inBackground: true,
                access: .shared
            )
            try file.write(Array(header.utf8))
            return file
        }
        if format == .sqlite {
            registers = []
            database = try TextTableStore(
                path: directory.file("registers.sqlite"),
                tables: synthesis.files.map { file in
                    (
                        file.name,
                        synthesis.scenario.registers[file.register].columns.map(\.name) + ["synthetic"]
                    )
                }
            )
        } else {
            database = nil
            registers = try synthesis.files.map { file in
                let columns = synthesis.scenario.registers[file.register].columns.map(\.name) + ["synthetic"]
                return try open(file.name, columns.joined(separator: ",") + "\n")
            }
        }
        let headers = [
            Synthesis.Header.records, Synthesis.Header.people, Synthesis.Header.events,
            Synthesis.Header.absences, Synthesis.Header.errors,
        ]
        truth = try zip(Self.truthNames, headers).map { try open("truth/" + $0, $1) }
    }

    /// The tables of truth, in the order in which they are written.
    static let truthNames = ["records", "people", "events", "absences", "errors"]

    func write(_ output: ShardOutput) throws {
        if let database {
            for (table, rows) in output.registers.enumerated() where !rows.isEmpty {
                try database.insert(rows, into: table)
            }
        } else {
            for (file, rows) in zip(registers, output.registers) where !rows.isEmpty { try file.write(rows) }
        }
        let tables = [output.records, output.people, output.events, output.absences, output.errors]
        for (file, rows) in zip(truth, tables) where !rows.isEmpty { try file.write(rows) }
    }

    func finish() throws {
        for file in registers + truth { try file.finish(synchronise: false) }
        try database?.finish()
    }
}
