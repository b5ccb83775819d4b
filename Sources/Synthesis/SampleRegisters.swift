public import Columns
import Foundation

/// Sample registers of an invented Hong Kong, with the truth.
///
/// People live in households of flats; each register sees some of them, in its own format, late and with
/// errors. The same settings give the same bytes on any number of threads.
public struct SampleRegisters: Sendable {
    /// The number of people who live here on the reference date, 2026-06-30.
    public var people: Int
    /// What all random draws hang on.
    public var seed: UInt64
    /// The registers to write, without repetition.
    public var registers: [SampleRegister]
    /// Whether records carry an identity card number.
    public var withIdentifier: Bool
    /// The share of people a register holds twice, from 0 to 1.
    public var duplicates: Double

    /// The largest number of people that identity card numbers suffice for.
    public static let maximumPeople = 20_000_000

    /// What was written.
    public struct Summary: Sendable, Equatable {
        /// The number of records of each register, in the order asked for.
        public let records: [Int]
        /// The number of people who exist, those who have emigrated included.
        public let persons: Int
    }

    /// Settings for sample registers.
    public init(
        people: Int,
        seed: UInt64 = 1,
        registers: [SampleRegister] = SampleRegister.allCases,
        withIdentifier: Bool = true,
        duplicates: Double = 0.005
    ) {
        self.people = people
        self.seed = seed
        self.registers = registers
        self.withIdentifier = withIdentifier
        self.duplicates = duplicates
    }

    /// Writes `NAME.csv` for each register and `truth.csv` into a folder, which is made if it is not there.
    ///
    /// The truth has a row `register,record_id,person_id` for each record. Rows stand in an order, and under
    /// identifiers, that say nothing about the people.
    /// - Throws: ``SynthesisError`` if a setting is out of range or a file cannot be written.
    /// - Complexity: O(records) time; memory for a few thousand households per thread and 4 bytes for each.
    @discardableResult
    public func generate(to directory: String, workers: Workers) throws(SynthesisError) -> Summary {
        try check()
        let population = Population(people: people, seed: seed, tables: try SampleTables())
        let folder = URL(fileURLWithPath: directory, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw SynthesisError(.cannotWrite, at: directory, "\(error); name a folder that can be written")
        }
        let truth = try OutputFile(folder.appendingPathComponent("truth.csv"))
        try truth.write(Array("register,record_id,person_id\n".utf8))
        var counts: [Int] = []
        for register in registers {
            let file = try OutputFile(folder.appendingPathComponent("\(register.rawValue).csv"))
            try file.write(Array(RecordWriter.header(withIdentifier: withIdentifier).utf8))
            counts.append(try write(register, of: population, to: file, truth: truth, workers: workers))
            try file.close()
        }
        try truth.close()
        return Summary(records: counts, persons: population.personCount)
    }

    private func check() throws(SynthesisError) {
        if people < 1 || people > Self.maximumPeople {
            throw SynthesisError(
                .badSetting,
                at: "people",
                "found \(people), expected 1 to \(Self.maximumPeople)"
            )
        }
        if registers.isEmpty || Set(registers).count != registers.count {
            let found = registers.map(\.rawValue).joined(separator: ",")
            throw SynthesisError(.badSetting, at: "registers", "found “\(found)”, expected each name once")
        }
        if !(0...1).contains(duplicates) {
            throw SynthesisError(.badSetting, at: "duplicates", "found \(duplicates), expected 0 to 1")
        }
    }

    private func write(
        _ register: SampleRegister,
        of population: Population,
        to file: OutputFile,
        truth: OutputFile,
        workers: Workers
    ) throws(SynthesisError) -> Int {
        let order = KeyedPermutation(
            count: population.householdCount,
            seed: seed,
            purpose: .visitOrder,
            variant: register.number
        )
        let shardCount = (population.householdCount + SampleShard.households - 1) / SampleShard.households
        // A wave keeps all threads busy and bounds what waits to be written.
        let wave = workers.threads * 8
        var records = 0
        var first = 0
        while first < shardCount {
            let shards = workers.map(pieces: min(wave, shardCount - first)) { [first] piece in
                SampleShard(
                    number: first + piece,
                    register: register,
                    population: population,
                    order: order,
                    settings: self
                )
            }
            for shard in shards {
                try file.write(shard.rows)
                try truth.write(shard.truth)
                records += shard.count
            }
            first += wave
        }
        return records
    }
}

/// A file being written from its beginning.
private struct OutputFile {
    private let handle: FileHandle
    private let path: String

    init(_ url: URL) throws(SynthesisError) {
        path = url.path
        guard FileManager.default.createFile(atPath: url.path, contents: nil),
            let handle = FileHandle(forWritingAtPath: url.path)
        else {
            throw SynthesisError(
                .cannotWrite,
                at: url.path,
                "cannot be opened; check the folder's permissions"
            )
        }
        self.handle = handle
    }

    func write(_ bytes: [UInt8]) throws(SynthesisError) {
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw SynthesisError(.cannotWrite, at: path, "\(error); check the space left")
        }
    }

    func close() throws(SynthesisError) {
        do {
            try handle.close()
        } catch {
            throw SynthesisError(.cannotWrite, at: path, "\(error); check the space left")
        }
    }
}
