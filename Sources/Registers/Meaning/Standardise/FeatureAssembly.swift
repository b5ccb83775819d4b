import Columns

/// Makes the features of all records from the registers' columns, one column after another.
///
/// The distinct values of a column are made canonical in chunks, a few at a time; while the next chunks are
/// at work, those before are put under the code space of their features, one worker per feature. Then the
/// rows get their codes, and the column is let go: memory is that of the features, of the columns still to
/// come and of one wave of chunks.
struct FeatureAssembly {
    private let workers: Workers
    private let spans: [RegisterSpan]
    private let keptRows: [[UInt32]?]
    /// The columns; nil once they are done.
    private var sources: [FeatureSource?]
    /// The features, in the order in which the sources first name them.
    private var builders: [FeatureBuilder] = []
    private var position: [String: Int] = [:]

    /// Chunks at work at a time, per thread.
    private static let chunksPerThread = 4

    init(_ sources: [FeatureSource], spans: [RegisterSpan], keptRows: [[UInt32]?], workers: Workers) {
        self.sources = sources
        self.spans = spans
        self.keptRows = keptRows
        self.workers = workers
        for key in sources.flatMap(\.outputs) {
            guard let key, position[key.name] == nil else { continue }
            position[key.name] = builders.count
            builders.append(FeatureBuilder(key))
        }
    }

    /// Makes all features.
    /// - Returns: What was done, by column and kind.
    mutating func run() -> [StandardisationStep] {
        var steps: [StandardisationStep] = []
        for index in sources.indices {
            guard let source = sources[index] else { continue }
            sources[index] = nil
            steps += add(source)
        }
        return steps
    }

    /// The features; a part that no cell has (a Han name in a Latin register) is none.
    mutating func finish() -> [Feature] {
        let made = builders
        builders = []
        return made.filter(\.hasValues).map { $0.finish() }
    }

    private func add(_ source: FeatureSource) -> [StandardisationStep] {
        let kept = keptRows[source.register]
        let counts = Self.counts(source.column, kept)
        let targets = source.outputs.enumerated().compactMap { output, key in
            key.flatMap { position[$0.name] }.map { (output: output, feature: builders[$0]) }
        }
        for target in targets { target.feature.begin(values: source.column.values.count) }
        var tally = StepTally()
        let end = source.column.values.count
        let starts = Array(stride(from: 1, to: end, by: ValueCanonicalisation.chunkSize))
        let waveSize = workers.threads * Self.chunksPerThread
        var done: [CanonicalisedChunk] = []
        var next = 0
        while next < starts.count || !done.isEmpty {
            let wave = starts[next..<min(starts.count, next + waveSize)]
            next = wave.endIndex
            let before = done
            let made = workers.map(pieces: targets.count + wave.count) { piece -> CanonicalisedChunk? in
                if piece < targets.count {
                    let (output, feature) = targets[piece]
                    for chunk in before { feature.add(chunk.outputs[output].rows) }
                    return nil
                }
                let start = wave[wave.startIndex + piece - targets.count]
                let codes = start..<min(end, start + ValueCanonicalisation.chunkSize)
                return ValueCanonicalisation.run(source, counts: counts, codes: codes)
            }
            for chunk in before { tally.add(chunk, of: source) }
            done = made.compactMap { $0 }
        }
        let rows = spans[source.register].rows
        precondition(rows.count == kept?.count ?? source.column.codes.count)
        for target in targets {
            target.feature.end(source.column.codes, kept, rows, of: spans.last?.rows.upperBound ?? 0, workers)
        }
        return tally.steps(of: source, register: spans[source.register].name)
    }

    /// How many records have each value.
    private static func counts(_ column: CodedColumn, _ kept: [UInt32]?) -> [UInt32] {
        guard let kept else { return column.counts() }
        var counts = [UInt32](repeating: 0, count: column.values.count)
        for row in kept { counts[Int(column.codes[Int(row)])] &+= 1 }
        return counts
    }
}
