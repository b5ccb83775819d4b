import Columns

/// Reads separated values in one pass.
///
/// Text passes through three stations at the same time: one wave is filled from the source and cut at
/// rows, the wave before is parsed chunk by chunk, and the chunks of the wave before that are added to the
/// columns, one worker per column. Memory is that of three waves and the table.
final class DelimitedReader {
    private let source: PeekedSource
    private let name: String
    private let options: ReadOptions
    private let tuning: ReadTuning
    /// How the text is read.
    let plan: ReadPlan
    /// How the text may be read after reading it by this plan failed; nil if nothing speaks for another way.
    private(set) var planAfterFailure: ReadPlan?
    private let opening: TextOpening
    private let layout: TableLayout
    private let builders: [ColumnBuilder]
    /// Field indices to reuse: that of each chunk of a wave.
    private var scans: [ChunkScan] = []
    private var tally: RowTally
    /// Whether the text ended without a line end.
    private var lacksLineEnd = false
    /// The rows of the whole file as guessed from the first wave, until columns have made use of it.
    private var expectedRows: Int?
    /// The digest of the text itself; nil when the source digests what it reads.
    private let digest: TextDigest?
    /// The source that digests the text, where it is rewritten on its way.
    private let digested: DigestedSource?
    /// Called after each step.
    private let progress: () -> Void
    /// The share of the file that was read, if its size is known.
    private let shareRead: () -> Double?

    /// Looks at the beginning of a text in UTF-8.
    init(
        _ source: any ByteSource,
        name: String,
        options: ReadOptions,
        plan: ReadPlan = ReadPlan(),
        tuning: ReadTuning? = nil,
        digestsText: Bool,
        progress: @escaping () -> Void = {},
        shareRead: @escaping () -> Double? = { nil }
    ) throws(RegisterError) {
        let tuning = tuning ?? ReadTuning(threads: options.workers.threads)
        self.name = name
        self.options = options
        self.tuning = tuning
        self.progress = progress
        self.shareRead = shareRead
        if let delimiter = options.delimiter, !Dialect.isUsable(delimiter: delimiter) {
            throw RegisterError(
                .invalidOption,
                at: name,
                "byte \(delimiter) cannot be the delimiter; use a punctuation mark, a tab or a space"
            )
        }
        let peeked = try PeekedSource(source, count: tuning.sampleSize)
        var settled = plan
        if !options.isExact {
            settled.filters = try TextFilters(
                for: peeked.sample,
                isWhole: peeked.isWhole,
                delimiter: options.delimiter,
                known: plan.filters,
                location: name
            )
        }
        var shaping = options
        if settled.filters.isEmpty {
            self.source = peeked
            digested = nil
        } else {
            let below = DigestedSource(peeked)
            self.source = try PeekedSource(settled.filters.applied(to: below), count: tuning.sampleSize)
            digested = digestsText ? below : nil
            if settled.filters.aligned != nil { shaping.delimiter = AlignedColumnFilter.delimiter }
        }
        self.plan = settled
        opening = try TextOpening(
            self.source.sample,
            isWhole: self.source.isWhole,
            options: shaping,
            fallback: plan.fallback,
            location: name
        )
        var layout = try TableLayout(headers: opening.headers, options: options, location: name)
        if opening.padsShortRows && plan.padsShortRows { layout.kinds = opening.kinds }
        layout.fallback = plan.fallback
        layout.isExact = options.isExact
        self.layout = layout
        builders = layout.kept.map { _ in ColumnBuilder() }
        tally = RowTally(name: name, limit: options.maximumQuarantine, linesBefore: opening.linesBefore)
        digest = digestsText && digested == nil ? TextDigest() : nil
    }

    /// Reads all rows.
    func read(
        table: String,
        bytes: () -> (count: Int, sha256: String)
    ) throws(RegisterError) -> TableFinish.Finished {
        digest?.update(source.sample, opening.dataStart)
        source.skip(opening.dataStart)
        try readRows()
        if !options.isExact { tally.finish(fields: layout.fieldCount) }
        if tally.rows == 0, let example = tally.examples.first {
            throw RegisterError(
                .tooManyQuarantined,
                at: "\(name):\(example.line)",
                "no row could be read; the first has \(tally.describe(example, layout.fieldCount)). "
                    + "Check the delimiter (“\(Dialect.show(opening.dialect.delimiter))”) and the header"
                    + (example.excerpt.hasPrefix("'")
                        ? "; apostrophes do not quote values here, write double quotes" : "")
            )
        }
        let finish = TableFinish(
            opening: opening,
            layout: layout,
            plan: plan,
            tally: tally,
            builders: builders,
            isCutOff: lacksLineEnd && tally.endsShort
        )
        let file = bytes()
        let sha256 = digested?.digest.hexadecimal ?? digest?.hexadecimal ?? file.sha256
        return try finish.result(
            table: table,
            file: TableFinish.File(name: name, bytes: file.count, sha256: sha256),
            options: options
        )
    }

    /// Moves wave after wave through the three stations.
    private func readRows() throws(RegisterError) {
        let waves = [Wave(), Wave()]
        var sets: [[ParsedChunk]] = [[], []]
        var parsing: Wave?
        var merging: [ParsedChunk] = []
        var step = 0
        var hasMore = true
        while hasMore || parsing != nil || !merging.isEmpty {
            let filling = hasMore ? waves[step & 1] : nil
            let chunkCount = parsing?.ends.count ?? 0
            while sets[step & 1].count < chunkCount {
                sets[step & 1].append(ParsedChunk(columns: layout.kept.count))
            }
            while scans.count < chunkCount { scans.append(ChunkScan()) }
            let chunks = Array(sets[step & 1].prefix(chunkCount))
            runStep(fill: filling, parse: parsing, into: chunks, merge: merging)
            if let failure = filling?.failure { throw failure }
            for chunk in merging { try tally.add(chunk, fields: layout.fieldCount) }
            if merging.count > 0 { try checkSize() }
            if merging.count > 0, let rows = expectedRows {
                // Once: the first wave told what the columns are like.
                expectedRows = nil
                for builder in builders { builder.expect(rows: rows) }
            }
            if let parsing, parsing.problem != nil {
                for chunk in chunks { try tally.add(chunk, fields: layout.fieldCount) }
                if plan.filters.escapedQuotes == nil, Self.hasEscapedQuote(parsing) {
                    planAfterFailure = plan
                    planAfterFailure?.filters.escapedQuotes = opening.dialect.delimiter
                }
                throw tally.error(for: parsing, dialect: opening.dialect, tuning: tuning)
            }
            if let parsing, parsing.lacksLineEnd { lacksLineEnd = true }
            if tally.rows == 0, let parsing { reserve(for: chunks, of: parsing, behind: filling) }
            merging = chunks
            parsing = filling
            hasMore = filling.map { !$0.isLast } ?? false
            step += 1
            progress()
        }
    }

    /// Whether the row that does not end holds a quote behind a backslash.
    private static func hasEscapedQuote(_ wave: Wave) -> Bool {
        RowCheck.hasEscapedQuote(wave.buffer.base, wave.tailStart..<wave.count)
    }

    /// Runs one step of each station; they touch different waves, chunks and columns.
    private func runStep(fill: Wave?, parse: Wave?, into chunks: [ParsedChunk], merge: [ParsedChunk]) {
        let tuning = self.tuning
        let layout = self.layout
        let dialect = opening.dialect
        let dataStart = opening.dataStart
        let source: any ByteSource = self.source
        let builders = self.builders
        let scans = self.scans
        let digest = parse == nil ? nil : self.digest
        let merges = merge.isEmpty ? 0 : builders.count
        // The long pieces first, so that the small ones fill the gaps at the end.
        options.workers.run(pieces: 2 + merges + chunks.count) { piece in
            if piece == 0 {
                fill?.fill(from: source, after: parse, at: dataStart, tuning: tuning, dialect: dialect)
            } else if piece == 1 {
                if let parse { digest?.update(parse.buffer.base, parse.fresh) }
            } else if piece < 2 + merges {
                for chunk in merge { builders[piece - 2].append(chunk.columns[piece - 2]) }
            } else if let parse {
                let index = piece - 2 - merges
                let (start, count) = parse.chunk(index)
                chunks[index].parse(
                    parse.buffer.base + start,
                    count: count,
                    offset: parse.offset + start,
                    dialect: dialect,
                    layout: layout,
                    scan: scans[index]
                )
            }
        }
    }

    /// Makes room for the rows to come, guessed from the first wave; only memory depends on the guess.
    private func reserve(for chunks: [ParsedChunk], of wave: Wave, behind last: Wave?) {
        guard let share = shareRead(), share > 0, wave.tailStart > 0 else { return }
        let rows = chunks.reduce(0) { $0 + $1.rowCount }
        let end = last ?? wave
        let text = Double(end.offset + end.count) / share
        let estimate = Double(rows) / Double(wave.tailStart) * text * 1.03
        if estimate >= 1e9 { return }
        expectedRows = Int(estimate)
        for (index, builder) in builders.enumerated() {
            builder.reserve(rows: Int(estimate), like: chunks.map { $0.columns[index] })
        }
    }

    private func checkSize() throws(RegisterError) {
        for (builder, column) in zip(builders, layout.names) where builder.isFull {
            throw RegisterError(
                .tooLarge,
                at: "\(name): \(column)",
                "the column's distinct values exceed 4 GiB; leave the column out or split the file"
            )
        }
        if tally.rows > Int(UInt32.max) - 1 {
            throw RegisterError(.tooLarge, at: name, "the file has more than 4 294 967 294 rows; split it")
        }
    }
}

/// A digest that one worker at a time adds to, in the order of the text.
final class TextDigest: @unchecked Sendable {
    private var digest = FileDigest()

    func update(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) {
        digest.update(bytes + range.lowerBound, range.count)
    }

    func update(_ bytes: [UInt8], _ count: Int) {
        bytes.withUnsafeBufferPointer { all in
            if let base = all.baseAddress { digest.update(base, min(count, all.count)) }
        }
    }

    var hexadecimal: String { digest.hexadecimal }
}
