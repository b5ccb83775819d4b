import Columns
import Synchronization

/// Makes the features of all records from the registers' columns.
///
/// Columns that feed the same features are taken one after another, others side by side. The distinct values
/// of a column are made canonical in chunks, a few at a time; while the next chunks are at work, be it those of
/// the next column, those before are put under the code space of their features, one worker per feature. Then
/// the rows get their codes, and the column is let go: memory is that of the features, of the columns still to
/// come and of a wave of chunks for each column at work.
struct FeatureAssembly {
    private let workers: Workers
    private let spans: [RegisterSpan]
    /// By register: the row of each record; nil where all rows are records in their order.
    private let keptRows: [[UInt32]?]
    /// By register: whether records stand in another order than their rows.
    ///
    /// Values are then numbered in the order of the records.
    private let isReordered: [Bool]
    /// The columns, until they are at work.
    private let sources: [PendingSource]
    /// The columns that share features, as indices into the sources: the longest work first.
    private let families: [[Int]]
    /// The features, in the order in which the sources first name them.
    private var builders: [FeatureBuilder] = []
    private var position: [String: Int] = [:]

    /// Chunks at work at a time, per thread.
    private static let chunksPerThread = 4

    init(
        _ sources: [FeatureSource],
        spans: [RegisterSpan],
        keptRows: [[UInt32]?],
        isReordered: [Bool],
        workers: Workers
    ) {
        self.sources = sources.map { PendingSource($0) }
        families = Self.families(sources)
        self.spans = spans
        self.keptRows = keptRows
        self.isReordered = isReordered
        self.workers = workers
        for key in sources.flatMap(\.outputs) {
            guard let key, position[key.name] == nil else { continue }
            position[key.name] = builders.count
            builders.append(FeatureBuilder(key))
        }
    }

    /// Makes all features.
    /// - Returns: What was done, by column and kind, and what of it must be told.
    func run() -> (steps: [StandardisationStep], notices: [RegisterNotice]) {
        let done = workers.mapSideBySide(pieces: families.count) { [self] in add(families[$0]) }
            .flatMap { $0 }.sorted { $0.number < $1.number }
        return (done.flatMap(\.steps), done.flatMap(\.notices))
    }

    /// What was done to one column.
    private struct Done: Sendable {
        /// The column's place among the sources.
        let number: Int
        let steps: [StandardisationStep]
        let notices: [RegisterNotice]
    }

    /// The sources in parts that share no feature.
    private static func families(_ sources: [FeatureSource]) -> [[Int]] {
        var sets = DisjointSets(count: sources.count)
        var owner: [String: Int] = [:]
        for (index, source) in sources.enumerated() {
            for key in source.outputs.compactMap({ $0 }) {
                if let first = owner[key.name] {
                    sets.union(UInt32(first), UInt32(index))
                } else {
                    owner[key.name] = index
                }
            }
        }
        var members = [[Int]](repeating: [], count: sources.count)
        for index in sources.indices { members[Int(sets.find(UInt32(index)))].append(index) }
        func size(_ family: [Int]) -> Int {
            family.reduce(0) { $0 + sources[$1].column.values.bytes.count * sources[$1].outputs.count }
        }
        let sizes = members.map(size)
        // Sorting is stable: of equal size, the first comes first.
        return members.indices.filter { !members[$0].isEmpty }.sorted { sizes[$0] > sizes[$1] }
            .map { members[$0] }
    }

    /// The features, those that are compared and the others; a part that no cell has (a Han name in a Latin register)
    /// is none.
    mutating func finish() -> (compared: [Feature], carried: [Feature]) {
        let made = builders.filter(\.hasValues)
        builders = []
        return (
            made.filter { !$0.isCarried }.map { $0.finish() }, made.filter(\.isCarried).map { $0.finish() }
        )
    }

    /// Adds columns one after another; returns what was done with each.
    private func add(_ family: [Int]) -> [Done] {
        let waveSize = workers.threads * Self.chunksPerThread
        var done: [Done] = []
        var before: Wave?
        func settle(_ wave: Wave?) {
            guard let wave else { return }
            for chunk in wave.chunks { wave.column.tally.add(chunk, of: wave.column.source) }
            if wave.isLast { done.append(end(wave.column)) }
        }
        for number in family {
            let column = column(number)
            var next = 0
            repeat {
                let wave = column.starts[next..<min(column.starts.count, next + waveSize)]
                next = wave.endIndex
                let chunks = run(wave, of: column, adding: before)
                settle(before)
                before = Wave(column: column, chunks: chunks, isLast: next == column.starts.count)
            } while next < column.starts.count
        }
        _ = run([], of: nil, adding: before)
        settle(before)
        return done
    }

    /// Makes chunks of a column canonical, and meanwhile adds those before to their features.
    private func run(_ starts: ArraySlice<Int>, of column: Column?, adding before: Wave?)
        -> [CanonicalisedChunk]
    {
        let targets = before?.column.targets ?? []
        if let before, !before.column.isBegun {
            for target in targets { target.feature.begin(values: before.column.end) }
            before.column.isBegun = true
        }
        let (chunks, source, counts) = (before?.chunks ?? [], column?.source, column?.counts ?? [])
        let end = column?.end ?? 0
        let made = workers.map(pieces: targets.count + starts.count) { piece -> CanonicalisedChunk? in
            if piece < targets.count {
                let (output, feature) = targets[piece]
                for chunk in chunks { feature.add(chunk.outputs[output].rows) }
                return nil
            }
            guard let source else { return nil }
            let start = starts[starts.startIndex + piece - targets.count]
            let codes = start..<min(end, start + ValueCanonicalisation.chunkSize)
            return ValueCanonicalisation.run(source, counts: counts, codes: codes)
        }
        return made.compactMap { $0 }
    }

    /// Gives the rows of a column their codes.
    private func end(_ column: Column) -> Done {
        let source = column.source
        let kept = column.keptRows
        let rows = spans[source.register].rows
        precondition(rows.count == kept?.count ?? source.column.codes.count)
        for target in column.targets {
            target.feature.end(source.column.codes, kept, rows, of: spans.last?.rows.upperBound ?? 0, workers)
        }
        let register = spans[source.register].name
        return Done(
            number: column.number,
            steps: source.isToldElsewhere ? [] : column.tally.steps(of: source, register: register),
            notices: source.isToldElsewhere
                ? [] : ValueNotices.of(source, register: register, column.tally)
        )
    }

    private func column(_ number: Int) -> Column {
        var source = sources[number].take()
        var kept = keptRows[source.register]
        if isReordered[source.register], let rows = kept {
            source = source.only(rows)
            kept = nil
        }
        return Column(
            number: number,
            source: source,
            keptRows: kept,
            counts: Self.counts(source.column, kept),
            targets: source.outputs.enumerated().compactMap { output, key in
                key.flatMap { position[$0.name] }.map { (output: output, feature: builders[$0]) }
            }
        )
    }

    /// A column at work, and the features it feeds.
    private final class Column {
        let number: Int
        let source: FeatureSource
        /// The row of each record; nil where all rows are records.
        let keptRows: [UInt32]?
        /// How many records have each value.
        let counts: [UInt32]
        let targets: [(output: Int, feature: FeatureBuilder)]
        /// The first code of each chunk, and one past the last code.
        let starts: [Int]
        let end: Int
        var tally = StepTally()
        var isBegun = false

        init(
            number: Int,
            source: FeatureSource,
            keptRows: [UInt32]?,
            counts: [UInt32],
            targets: [(output: Int, feature: FeatureBuilder)]
        ) {
            self.number = number
            self.source = source
            self.keptRows = keptRows
            self.counts = counts
            self.targets = targets
            end = source.column.values.count
            starts = Array(stride(from: 1, to: end, by: ValueCanonicalisation.chunkSize))
        }
    }

    /// Chunks of a column that were made canonical, but not yet added to their features.
    private struct Wave {
        let column: Column
        let chunks: [CanonicalisedChunk]
        let isLast: Bool
    }

    /// How many records have each value.
    private static func counts(_ column: CodedColumn, _ kept: [UInt32]?) -> [UInt32] {
        guard let kept else { return column.counts() }
        var counts = [UInt32](repeating: 0, count: column.values.count)
        for row in kept { counts[Int(column.codes[Int(row)])] &+= 1 }
        return counts
    }
}

/// A column that is let go when it is taken.
private final class PendingSource: Sendable {
    private let source: Mutex<FeatureSource?>

    init(_ source: FeatureSource) { self.source = Mutex(source) }

    func take() -> FeatureSource {
        source.withLock { source in
            guard let taken = source else { preconditionFailure("a column is taken once") }
            source = nil
            return taken
        }
    }
}
