import Columns

/// A text opened for reading: its bytes, with any compression undone.
struct OpenedText {
    /// The text.
    let source: any ByteSource
    /// Whether the text is the file as stored, so that its digest is the file's.
    let isAsStored: Bool
    /// The bytes read of the file as stored, and its digest unless the text's is the same.
    let stored: () -> (count: Int, sha256: String)
    /// Called after each step.
    var progress: () -> Void = {}
    /// The share of the file that was read, if its size is known.
    var shareRead: () -> Double? = { nil }
}

/// Reads a text as often as it takes to read it right.
///
/// Encoding and shape are settled from the beginning of the text. Where the rest shows that they were wrong, the
/// text is read again; from standard input it cannot be.
struct TextReading {
    let name: String
    let options: ReadOptions
    var tuning: ReadTuning?
    /// Whether the text can be opened again.
    let canReopen: Bool
    let open: () throws(RegisterError) -> OpenedText

    /// A text is read at most so often.
    private static let mostAttempts = 5
    /// From this share of a column's values that hold bytes of no character on, the encoding is refused.
    private static let mostUndecodable = 0.01
    /// The same where the job names the encoding.
    private static let mostUndecodableNamed = 0.2

    /// Reads the text into a table.
    func read(table: String) throws(RegisterError) -> ReadResult {
        var plan = ReadPlan()
        if options.isExact {
            plan.encoding = .utf8
            plan.padsShortRows = false
            plan.isSurveyed = true
        }
        if let encoding = options.encoding {
            plan.encoding = encoding
            plan.encodingSource = .named
            plan.isSurveyed = true
        }
        // What was read without the filters that are tried.
        var unfiltered: TableFinish.Finished?
        for attempt in 1...Self.mostAttempts {
            let (read, hint) = try attemptReading(try open(), &plan, table)
            guard let read else {
                plan = hint ?? plan
                continue
            }
            // Filters are kept if fewer rows are set aside by them.
            if let unfiltered, unfiltered.result.quarantinedCount <= read.result.quarantinedCount {
                return try checked(unfiltered, plan)
            }
            unfiltered = nil
            if read.result.repairedUTF8Count > 0 && !plan.isSurveyed && canReopen {
                try survey(&plan)
                if plan.encoding != .utf8 || plan.fallback != nil { continue }
            }
            guard !options.isExact, let better = read.better, attempt < Self.mostAttempts else {
                return try checked(read, plan)
            }
            let isForFilters = better.padsShortRows == plan.padsShortRows
            if !canReopen {
                if isForFilters { return try checked(read, plan) }
                throw brokenRows()
            }
            unfiltered = isForFilters ? read : nil
            plan = better
        }
        throw RegisterError(
            .unreadable,
            at: name,
            "the text cannot be read in any of the ways that were tried"
        )
    }

    /// Reads the text once by a plan; nil with another plan if it fails in a way that this plan may mend.
    private func attemptReading(
        _ opened: OpenedText,
        _ plan: inout ReadPlan,
        _ table: String
    ) throws(RegisterError) -> (TableFinish.Finished?, ReadPlan?) {
        let size = (tuning ?? ReadTuning(threads: options.workers.threads)).sampleSize
        let peeked = try PeekedSource(opened.source, count: size)
        if plan.encoding == nil { try settleEncoding(&plan, peeked) }
        let encoding = plan.encoding ?? .utf8
        var source: any ByteSource = peeked
        var digested: DigestedSource?
        if encoding != .utf8 {
            if opened.isAsStored {
                let below = DigestedSource(peeked)
                digested = below
                source = below
            }
            source = try DecodedSource(source, encoding, name: name)
        }
        let reader = try DelimitedReader(
            source,
            name: name,
            options: options,
            plan: plan,
            tuning: tuning,
            digestsText: opened.isAsStored && digested == nil,
            progress: opened.progress,
            shareRead: opened.shareRead
        )
        do throws(RegisterError) {
            let finished = try reader.read(table: table) {
                let stored = opened.stored()
                return (stored.count, digested?.digest.hexadecimal ?? stored.sha256)
            }
            plan = reader.plan
            return (finished, nil)
        } catch {
            guard let hint = reader.planAfterFailure, canReopen, !options.isExact else { throw error }
            return (nil, hint)
        }
    }

    // MARK: Encoding

    /// Tells the encoding by the first bytes, or, where these are not UTF-8, by those of the whole text.
    private func settleEncoding(_ plan: inout ReadPlan, _ peeked: PeekedSource) throws(RegisterError) {
        let sample = peeked.sample
        if let mark = EncodingGuess.mark(sample) {
            plan.encoding = mark.encoding
            plan.encodingSource = .mark
        } else if let wide = EncodingGuess.wide(sample) {
            plan.encoding = wide
            plan.isSurveyed = true
        } else {
            try checkIsText(sample)
            // The last word may be cut off in the middle of a character.
            let end = peeked.isWhole ? sample.endIndex : sample.lastIndex(of: 0x0a) ?? sample.endIndex
            let evidence = EncodingEvidence(Array(sample[..<end]))
            if evidence.badCount == 0 {
                plan.encoding = .utf8
                plan.isSurveyed = peeked.isWhole
            } else if peeked.isWhole || !canReopen {
                try settle(&plan, evidence)
            } else {
                try survey(&plan)
            }
        }
    }

    /// Whether a beginning is text: control characters are few.
    private func checkIsText(_ sample: [UInt8]) throws(RegisterError) {
        let controls = sample.count { $0 < 0x20 && !(0x09...0x0d).contains($0) && $0 != 0x01 && $0 != 0x1f }
        if controls < 8 || controls * 20 <= sample.count { return }
        throw RegisterError(
            .unsupportedFormat,
            at: name,
            "\(controls * 100 / sample.count) % of the first \(sample.count) bytes are control characters: this is no "
                + "text; text (CSV), text in zstd or gzip, or a SQLite database is expected"
        )
    }

    /// Tells the encoding by the bytes of the whole text.
    private func survey(_ plan: inout ReadPlan) throws(RegisterError) {
        let opened = try open()
        let buffer = TextBuffer(capacity: 1 &<< 20)
        var evidence = EncodingEvidence()
        while true {
            let got = try opened.source.read(into: buffer.base, count: buffer.capacity)
            evidence.add(buffer.base, got)
            if got < buffer.capacity { break }
        }
        evidence.finish()
        try settle(&plan, evidence)
    }

    private func settle(_ plan: inout ReadPlan, _ evidence: EncodingEvidence) throws(RegisterError) {
        plan.isSurveyed = true
        guard let guess = EncodingGuess(evidence) else {
            throw RegisterError(
                .unsupportedEncoding,
                at: "\(name):\(evidence.firstBadLine)",
                "bytes here are not UTF-8, and no other encoding explains those of the file (Big5, GB18030, "
                    + "Windows-1252 and others were tried); name it as `encoding` (--encoding), or convert the file "
                    + "to UTF-8"
            )
        }
        plan.encoding = guess.encoding
        plan.encodingSource = .bytes
        plan.rival = guess.rival
        plan.fallback = guess.fallback.flatMap { FallbackEncoding($0) }
    }

    /// The result, unless too many values hold bytes that are no character.
    private func checked(_ finished: TableFinish.Finished, _ plan: ReadPlan) throws(RegisterError)
        -> ReadResult
    {
        guard let worst = finished.undecodable, !options.isExact else { return finished.result }
        let share = Double(worst.count) / Double(max(1, worst.filled))
        let most = plan.encodingSource == .named ? Self.mostUndecodableNamed : Self.mostUndecodable
        if share <= most { return finished.result }
        let encoding = plan.encoding ?? .utf8
        throw RegisterError(
            .unsupportedEncoding,
            at: "\(name): \(worst.column)",
            "\(worst.count) of \(worst.filled) values hold bytes that are no characters of \(encoding.label)"
                + (plan.encodingSource == .named
                    ? ", as which the text is read" : ", and no other encoding explains them")
                + "; name the encoding of the file as `encoding` (--encoding), or convert it to UTF-8"
        )
    }

    private func brokenRows() -> RegisterError {
        RegisterError(
            .tooManyQuarantined,
            at: name,
            "rows break off in the middle of a value, which shows only after all were read; save the text to a file, "
                + "which can be read a second time"
        )
    }
}
