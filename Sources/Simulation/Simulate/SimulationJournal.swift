import Pipeline
import RunStore

/// The replicates that are done, with what ties them to `replicates.csv`: the file `seeds.csv`.
///
/// A replicate is done once its row stands here, ended by a line feed. What follows in `replicates.csv` is of a
/// replicate that was not finished, and is dropped.
struct SimulationJournal: Sendable, Equatable {
    /// A replicate that is done.
    struct Entry: Sendable, Equatable {
        var seed: UInt64
        /// Rows of the replicate, and bytes of `replicates.csv` up to its last one.
        var rows: Int
        var bytes: Int
        /// The digest of the manifest of its registers.
        var registers: String
        var settings: SimulationSettings
        /// Groupings without a truth.
        var withoutTruth: [String]
        /// What the estimate said was wrong with it.
        var flags: [String] = []

        fileprivate var text: String {
            CSVText.row([
                String(seed), String(rows), String(bytes), registers, settings.residence, settings.method,
                "\(settings.confidence)", TextTable.printable(withoutTruth.joined(separator: "; ")),
                flags.joined(separator: " "),
            ])
        }
    }

    /// The replicates, in the order in which they were done.
    private(set) var entries: [Entry] = []

    private static let header = CSVText.row([
        "seed", "rows", "bytes", "registers_sha256", "residence", "method", "confidence",
        "groupings_without_truth", "flags",
    ])

    /// Nothing done yet.
    init() {}

    /// Reads what is left of a file; a last line without its end was being written when the end came.
    ///
    /// - Parameters:
    ///   - size: The bytes of `replicates.csv`; replicates beyond are not done.
    ///   - header: The bytes of its first line, after which replicates begin.
    /// - Throws: ``PipelineError`` for a line that no simulation has written.
    init(_ bytes: [UInt8], path: String, size: Int, header: Int = 0) throws(PipelineError) {
        let text = String(decoding: bytes, as: UTF8.self)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        lines.removeLast()
        var known: Set<UInt64> = []
        for (index, line) in lines.enumerated().dropFirst() {
            let fields = CSVLine.fields(String(line))
            guard fields.count == 9, let seed = UInt64(fields[0]), let rows = Int(fields[1]),
                let end = Int(fields[2]), let confidence = Double(fields[6]), end > max(header, self.bytes),
                rows >= 0, confidence > 0, confidence < 1, known.insert(seed).inserted
            else {
                throw PipelineError(
                    .malformed,
                    at: "\(path):\(index + 1)",
                    "is no row of a simulation; remove the folder to begin again"
                )
            }
            if end > size { break }
            entries.append(
                Entry(
                    seed: seed,
                    rows: rows,
                    bytes: end,
                    registers: fields[3],
                    settings: SimulationSettings(
                        residence: fields[4],
                        method: fields[5],
                        confidence: confidence
                    ),
                    withoutTruth: fields[7].isEmpty ? [] : fields[7].split(separator: "; ").map(String.init),
                    flags: fields[8].split(separator: " ").map(String.init)
                )
            )
        }
    }

    /// The bytes of `replicates.csv` that are good.
    var bytes: Int { entries.last?.bytes ?? 0 }

    /// The file.
    var text: String { Self.header + entries.map(\.text).joined() }

    mutating func append(_ entry: Entry) { entries.append(entry) }

    /// The same in the order of seeds, from a first one on, and the rows of `replicates.csv` likewise.
    ///
    /// - Parameter rows: `replicates.csv`, headers included.
    func sorted(_ rows: [UInt8], header: Int) -> (journal: SimulationJournal, rows: [UInt8]) {
        var start = header
        var pieces: [(entry: Entry, range: Range<Int>)] = []
        for entry in entries {
            pieces.append((entry, start..<entry.bytes))
            start = entry.bytes
        }
        pieces.sort { $0.entry.seed < $1.entry.seed }
        var journal = SimulationJournal()
        var result = Array(rows[..<header])
        for piece in pieces {
            result += rows[piece.range]
            var entry = piece.entry
            entry.bytes = result.count
            journal.append(entry)
        }
        return (journal, result)
    }
}
