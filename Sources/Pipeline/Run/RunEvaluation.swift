public import Columns
import Foundation
import Registers
public import Resolution
import RunStore

/// A finished run compared with the truth.
public struct RunEvaluation: Sendable {
    /// The quality at a threshold, of scored pairs by themselves.
    public struct Point: Sendable {
        /// The threshold, in bits.
        public let threshold: Double
        /// The quality of the pairs that reach it.
        public let pairs: PairQuality
    }

    /// The people against the truth.
    public let quality: PartitionQuality
    /// Whether only pairs across registers count.
    public let isAcrossRegisters: Bool
    /// The share of true pairs among the pairs kept: blocking found at least these.
    public let keptRecall: Double
    /// The quality of pairs by threshold.
    public let curve: [Point]
    /// Records of the run.
    public let records: Int
    /// Records of the run that the truth does not know.
    public let unknownRecords: Int
    /// Rows of the truth that name no record of the run, in registers of the run.
    public let strangeRows: Int

    /// Which pairs count.
    public enum Pairs: String, Sendable, CaseIterable {
        /// Those across registers if no register holds duplicates, else all.
        case auto
        /// All pairs.
        case all
        /// Those across registers.
        case across
    }

    /// The thresholds of the curve, in bits.
    private static let thresholds = stride(from: Float(-6), through: 30, by: 1)

    /// Compares a run directory with a table of truth: register, record_id, person_id.
    public init(run folder: String, truth: String, pairs: Pairs = .auto, workers: Workers) throws {
        let run = try CheckedRun(
            folder,
            reading: { path in
                ["people.csv", "links.csv"].contains { path == $0 || path == $0 + ".zst" }
                    || path == RunDirectory.databaseName && pairs == .auto
            },
            workers: workers
        )
        let people = try Self.table("people.csv", of: run, workers)
        let truthTable = try Self.read(truth, ["register", "record_id", "person_id"], workers)
        let records = try RecordKeys(people.columns("register", "record_id"))
        var known = [UInt32](repeating: Evaluation.unknown, count: people.rowCount)
        var strange = 0
        let keys = try records.codes(of: truthTable.columns("register", "record_id"))
        let persons = try truthTable.column("person_id").codes
        for (row, key) in keys.enumerated() {
            if let record = records.row(key) {
                known[Int(record)] = persons[row]
            } else if records.hasRegister(key) {
                strange += 1
            }
        }
        if known.allSatisfy({ $0 == Evaluation.unknown }) {
            throw PipelineError(
                .malformed,
                at: truth,
                "names no record of the run; its register and record_id must be those of people.csv"
            )
        }
        let registerOf = records.registers
        isAcrossRegisters = try pairs == .across || (pairs == .auto && Self.isDuplicateFree(run))
        let evaluation = try Evaluation(truth: known, registerOf: isAcrossRegisters ? registerOf : nil)
        quality = try evaluation.quality(of: people.column("person_id").codes)
        let scored = try Self.links(run, records, workers)
        keptRecall = try evaluation.blockingRecall(of: scored)
        curve = try evaluation.curve(of: scored, at: Array(Self.thresholds)).map {
            Point(threshold: Double($0.threshold), pairs: $0.pairs)
        }
        self.records = people.rowCount
        unknownRecords = known.count { $0 == Evaluation.unknown }
        strangeRows = strange
    }

    // MARK: Reading

    private static func read(_ path: String, _ columns: [String], _ workers: Workers) throws -> Table {
        try RegisterReader.read(
            path: path,
            name: path,
            options: ReadOptions(
                delimiter: 44,
                header: .firstRow,
                requiredColumns: columns,
                workers: workers,
                waiting: Waiting.hearer()
            )
        ).table
    }

    private static func table(_ name: String, of run: CheckedRun, _ workers: Workers) throws -> Table {
        try read(try run.file(name, name + ".zst"), [], workers)
    }

    private static func links(
        _ run: CheckedRun,
        _ records: RecordKeys,
        _ workers: Workers
    ) throws -> ScoredPairs {
        let table = try table("links.csv", of: run, workers)
        let lefts = try records.codes(of: table.columns("register_a", "record_a"))
        let rights = try records.codes(of: table.columns("register_b", "record_b"))
        let column = try table.column("match_weight")
        let weights = (0..<UInt32(column.values.count)).map { Float(column.values.string($0)) }
        var pairs = ScoredPairs()
        for i in 0..<table.rowCount {
            guard let a = records.row(lefts[i]), let b = records.row(rights[i]), a != b else {
                throw PipelineError(
                    .malformed,
                    at: run.folder,
                    "links.csv names a record that people.csv does not have"
                )
            }
            guard let weight = weights[Int(column.codes[i])], weight.isFinite else {
                throw PipelineError(
                    .malformed,
                    at: run.folder,
                    "row \(i + 1) of links.csv has no weight; expected a number of bits. Link again"
                )
            }
            pairs.append(a, b, weight: weight)
        }
        return pairs
    }

    /// Whether the run took every register for free of duplicates.
    private static func isDuplicateFree(_ run: CheckedRun) throws -> Bool {
        let hasDatabase = run.manifest.outputs.contains { $0.path == RunDirectory.databaseName }
        if !hasDatabase { return false }
        let rows = try RunReader(run).rows("SELECT count(*) FROM registers WHERE duplicates <> 'none'")
        return rows == [[.integer(0)]]
    }
}

/// Records by register and identifier, as numbers that tables of text can be matched by.
private struct RecordKeys {
    /// The register of each record, in the order in which they appear.
    let registers: [UInt8]
    private let registerNames: ValueDictionary
    private let identifiers: ValueDictionary
    private var rowOf: [UInt64: UInt32]

    /// Keys of the records of a table, which stand there once each.
    init(_ columns: (register: CodedColumn, identifier: CodedColumn)) throws(PipelineError) {
        registerNames = columns.register.values
        identifiers = columns.identifier.values
        let codes = columns.register.codes
        if columns.register.values.count > 257 {
            throw PipelineError(.malformed, at: "people.csv", "has more than 256 registers")
        }
        registers = codes.map { UInt8(truncatingIfNeeded: $0 &- 1) }
        rowOf = Dictionary(minimumCapacity: codes.count)
        for row in codes.indices {
            let key = UInt64(codes[row]) &<< 32 | UInt64(columns.identifier.codes[row])
            if rowOf.updateValue(UInt32(row), forKey: key) != nil {
                throw PipelineError(.malformed, at: "people.csv", "holds a record twice")
            }
        }
    }

    /// The keys of a table's rows; a value that no record has makes a key that no record has.
    func codes(of columns: (register: CodedColumn, identifier: CodedColumn)) -> [UInt64] {
        let register = Self.map(columns.register.values, to: registerNames)
        let identifier = Self.map(columns.identifier.values, to: identifiers)
        return zip(columns.register.codes, columns.identifier.codes).map { a, b in
            UInt64(register[Int(a)]) &<< 32 | UInt64(identifier[Int(b)])
        }
    }

    /// Whether a key is of a register that has records.
    func hasRegister(_ key: UInt64) -> Bool { Int(key &>> 32) < registerNames.count }

    /// The row of a key, if a record has it.
    func row(_ key: UInt64) -> UInt32? { rowOf[key] }

    /// For each value of one dictionary its code in another.
    private static func map(_ values: ValueDictionary, to known: ValueDictionary) -> [UInt32] {
        var interner = ValueInterner(capacity: known.count)
        for code in 1..<UInt32(max(1, known.count)) { _ = known.withBytes(code) { interner.intern($0) } }
        return (0..<UInt32(values.count)).map { code in
            code == 0 ? 0 : values.withBytes(code) { interner.intern($0) }
        }
    }
}

extension Table {
    /// A column that must be there.
    fileprivate func column(_ name: String) throws(PipelineError) -> CodedColumn {
        if let column = columns.first(where: { $0.name == name }) { return column }
        throw PipelineError(.malformed, at: self.name, "has no column \(name)")
    }

    fileprivate func columns(
        _ register: String,
        _ identifier: String
    ) throws(PipelineError) -> (register: CodedColumn, identifier: CodedColumn) {
        (try column(register), try column(identifier))
    }
}
