import Columns

/// Counts what was done to one column's values, chunk after chunk.
struct StepTally {
    private var values = [Int](repeating: 0, count: StandardisationKind.allCases.count)
    private var records = [Int](repeating: 0, count: StandardisationKind.allCases.count)
    private var examples = [[StandardisationStep.Example]](
        repeating: [],
        count: StandardisationKind.allCases.count
    )
    /// Values of the chunks so far.
    private var position = 1
    /// Records that have a value.
    private(set) var filled = 0
    /// Records of each token that stands for “no value”.
    private var tokens: [String: Int] = [:]

    /// Adds the next chunk.
    mutating func add(_ chunk: CanonicalisedChunk, of source: FeatureSource) {
        for k in values.indices {
            values[k] += chunk.valuesChanged[k]
            records[k] += chunk.recordsChanged[k]
            for code in chunk.examples[k].prefix(ValueCanonicalisation.exampleCount - examples[k].count) {
                let parts = chunk.outputs.map {
                    String(decoding: $0.rows.bytes(ofRow: Int(code) - position), as: UTF8.self)
                }
                examples[k].append(
                    StandardisationStep.Example(
                        before: source.column.values.string(code),
                        after: parts.filter { !$0.isEmpty }.joined(separator: " | ")
                    )
                )
            }
        }
        position += ValueCanonicalisation.chunkSize
        filled += chunk.records
        for (code, count) in chunk.placeholders {
            tokens[MissingTokens.label(source.column.values.slice(code)), default: 0] += count
        }
    }

    /// The tokens that stand for “no value” and their records, the most frequent first.
    var missing: [(token: String, records: Int)] {
        tokens.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// The records to which one kind of change was made.
    func count(_ kind: StandardisationKind) -> Int { records[Int(kind.rawValue)] }

    /// The shape of the first value to which one kind of change was made.
    func shape(_ kind: StandardisationKind) -> String? {
        examples[Int(kind.rawValue)].first.map { ValueShape.text(Array($0.before.utf8)[...]) }
    }

    /// What was done, by kind; kinds that changed nothing are left out.
    func steps(of source: FeatureSource, register: String) -> [StandardisationStep] {
        StandardisationKind.allCases.filter { values[Int($0.rawValue)] > 0 }.map { kind in
            StandardisationStep(
                register: register,
                column: source.column.name,
                role: source.role,
                kind: kind,
                valuesChanged: values[Int(kind.rawValue)],
                recordsChanged: records[Int(kind.rawValue)],
                examples: examples[Int(kind.rawValue)]
            )
        }
    }
}
