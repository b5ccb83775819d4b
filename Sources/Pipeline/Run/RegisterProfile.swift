public import Columns
public import Jobs
public import Registers
import Reporting

/// What a register holds and what its columns are taken for.
public struct RegisterProfile: Sendable {
    /// A column of a register.
    public struct Column: Sendable {
        /// Its header.
        public let name: String
        /// What it is taken for.
        public let role: Role
        /// How sure that is, 0…1; nil if it was given.
        public let confidence: Double?
        /// Why; nil if it was given.
        public let reason: String?
        /// The share of records with a value, 0…1.
        public let filled: Double
        /// The number of distinct values.
        public let distinct: Int
        /// The most frequent values, masked unless they are to be revealed, and their records, the most frequent first.
        public let frequent: [(value: String, records: Int)]
    }

    /// The register's name.
    public let name: String
    /// Its file.
    public let path: String
    /// Its rows.
    public let rows: Int
    /// Rows that could not be read.
    public let setAside: Int
    /// What was guessed, repaired or passed over.
    public let notices: [RegisterNotice]
    /// The columns in the order of the file.
    public let columns: [Column]
    /// Whether values are masked.
    public let isMasked: Bool

    /// How many frequent values are shown.
    private static let shownValues = 5

    /// The profiles of a job's registers.
    ///
    /// - Parameter isRevealed: Whether values are shown as they are; else their shapes are, as in reports.
    public static func profiles(
        of job: Job,
        in folder: String,
        source: JobSource,
        threads: Int,
        isRevealed: Bool = false,
        progress: StageProgress
    ) throws -> [RegisterProfile] {
        let workers = Workers(threads: threads)
        let clock = StageClock(progress)
        let registers = try LoadedRegister.load(
            job,
            in: folder,
            source: source,
            workers: workers,
            clock: clock
        )
        clock.tell(RegisterChecks.notices(registers))
        let veil = Veil(isRevealed: isRevealed)
        return registers.indices.map { RegisterProfile(registers[$0], behind: registers[..<$0], veil) }
    }

    private init(_ register: LoadedRegister, behind others: ArraySlice<LoadedRegister>, _ veil: Veil) {
        isMasked = !veil.isRevealed
        name = register.job.name
        path = register.path
        rows = register.read.table.rowCount
        setAside = register.read.quarantinedCount
        notices = RegisterChecks.notices(of: register, behind: others)
        columns = register.read.table.columns.enumerated().map { position, column in
            let field = register.schema.field(column.name)
            // A header in doubt may be a record.
            let shown = register.read.isHeaderDoubtful ? veil.shown(column.name) : column.name
            return Column(
                name: shown,
                role: field?.role ?? .ignore,
                confidence: field?.confidence,
                reason: field?.reason?.replacing(column.name, with: shown),
                filled: register.fill[position].share,
                distinct: register.fill[position].distinct,
                frequent: Self.frequent(column).map { (veil.shown($0.value), $0.records) }
            )
        }
    }

    /// The most frequent values, of equally frequent ones the first in the file.
    private static func frequent(_ column: CodedColumn) -> [(value: String, records: Int)] {
        let counts = column.counts()
        var best: [UInt32] = []
        for code in 1..<UInt32(max(1, counts.count)) {
            let count = counts[Int(code)]
            if best.count == shownValues, let last = best.last, counts[Int(last)] >= count { continue }
            let place = best.firstIndex { counts[Int($0)] < count } ?? best.count
            best.insert(code, at: place)
            if best.count > shownValues { best.removeLast() }
        }
        return best.map { (column.values.string($0), Int(counts[Int($0)])) }
    }

    /// The profile for programs.
    public var json: JSONText {
        .object([
            ("name", .string(name)), ("path", .string(path)), ("rows", .integer(rows)),
            ("set_aside", .integer(setAside)), ("masked", .bool(isMasked)),
            ("notices", .array(notices.map(\.json))),
            (
                "columns",
                .array(
                    columns.map { column in
                        .object([
                            ("name", .string(column.name)), ("role", .string(column.role.rawValue)),
                            ("confidence", column.confidence.map { .number($0) } ?? .null),
                            ("reason", column.reason.map { .string($0) } ?? .null),
                            ("filled", .number(column.filled)), ("distinct", .integer(column.distinct)),
                            (
                                "frequent",
                                .array(
                                    column.frequent.map {
                                        .object([
                                            ("value", .string($0.value)), ("records", .integer($0.records)),
                                        ])
                                    }
                                )
                            ),
                        ])
                    }
                )
            ),
        ])
    }

    /// The profile for people.
    public var text: String {
        var text =
            "\(TextTable.printable(name)): \(Plain.count(rows)) records in \(TextTable.printable(path))"
        text += setAside > 0 ? ", \(Plain.count(setAside)) rows could not be read\n" : "\n"
        var table = TextTable([
            ("column", .left), ("role", .left), ("sure", .right), ("filled", .right), ("distinct", .right),
            ("most frequent", .left),
        ])
        for column in columns {
            let values = column.frequent.map { Self.short($0.value) + " ×\(Plain.count($0.records))" }
            table.append([
                column.name, column.role.rawValue,
                column.confidence.map { Plain.fixed($0 * 100, decimals: 0) + " %" } ?? "given",
                Plain.fixed(column.filled * 100, decimals: 1) + " %", Plain.count(column.distinct),
                values.joined(separator: ", "),
            ])
        }
        text += table.text
        if isMasked { text += "Values are masked: letters are x, digits 9; --reveal shows them.\n" }
        for column in columns {
            guard let reason = column.reason else { continue }
            text += TextTable.printable("  \(column.name): \(reason)") + "\n"
        }
        return text
    }

    private static func short(_ value: String) -> String {
        value.count > 24 ? String(value.prefix(23)) + "…" : value
    }
}
