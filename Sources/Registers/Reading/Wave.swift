/// A stretch of text in memory: whole rows, cut into chunks, and the beginning of the next row.
final class Wave: @unchecked Sendable {
    /// What is wrong with the row that does not end in the wave.
    enum Problem {
        case unclosedQuote
        case rowTooLong
    }

    let buffer = TextBuffer(capacity: 0)
    /// The place of the first byte in the text.
    private(set) var offset = 0
    /// Bytes at hand.
    private(set) var count = 0
    /// Bytes that came fresh from the source, behind those carried over.
    private(set) var fresh = 0..<0
    /// The ends of the chunks.
    private(set) var ends: [Int] = []
    /// Whether the text ends here.
    private(set) var isLast = false
    /// Whether the text ends here without a line end.
    private(set) var lacksLineEnd = false
    /// Why the last row, which starts behind the last chunk, cannot be read.
    private(set) var problem: Problem?
    /// Why the source failed.
    private(set) var failure: RegisterError?

    /// Where the unfinished row starts.
    var tailStart: Int { ends.last ?? 0 }

    /// The first byte and size of a chunk.
    func chunk(_ index: Int) -> (start: Int, count: Int) {
        let start = index == 0 ? 0 : ends[index - 1]
        return (start, ends[index] - start)
    }

    /// Reads on behind the previous wave, whose unfinished row is carried over.
    ///
    /// A row that does not fit makes the wave grow, up to the longest row allowed.
    func fill(
        from source: any ByteSource,
        after previous: Wave?,
        at start: Int,
        tuning: ReadTuning,
        dialect: Dialect
    ) {
        let carried = previous.map { $0.count - $0.tailStart } ?? 0
        offset = previous.map { $0.offset + $0.tailStart } ?? start
        buffer.reserve(carried + tuning.waveSize + 1, keeping: 0)
        if let previous {
            // SAFETY: the tail lies in the previous buffer, and this one has room.
            buffer.base.update(from: previous.buffer.base + previous.tailStart, count: carried)
        }
        count = carried
        problem = nil
        failure = nil
        isLast = false
        lacksLineEnd = false
        ends = []
        var size = tuning.waveSize
        while ends.isEmpty && !isLast {
            buffer.reserve(count + size + 1, keeping: count)
            do throws(RegisterError) {
                let got = try source.read(into: buffer.base + count, count: size)
                isLast = got < size
                count += got
            } catch {
                failure = error
                return
            }
            fresh = carried..<count
            if isLast && count > 0 && buffer.base[count - 1] != dialect.newline {
                buffer.base[count] = dialect.newline
                count += 1
                lacksLineEnd = true
            }
            let cuts = RowSplitter.cuts(
                of: buffer.base,
                count: count,
                pieceSize: tuning.chunkSize,
                dialect: dialect
            )
            ends = cuts.ends
            if isLast && tailStart < count { problem = .unclosedQuote }
            if !isLast && count - tailStart > tuning.maximumRow {
                problem = .rowTooLong
                isLast = true
            }
            size = min(max(size, count), 1 &<< 26)
        }
    }
}

/// Sizes that steer how text is cut; the result of reading does not depend on them.
struct ReadTuning: Sendable {
    /// Bytes per chunk, the unit of parallel work.
    var chunkSize = 1 &<< 18
    /// Bytes read at a time: a few chunks for each thread, so that waves in flight stay in the cache.
    var waveSize = 1 &<< 20
    /// The longest row, in bytes; a longer one is taken for a quote that was never closed.
    var maximumRow = 1 &<< 24
    /// Bytes from which delimiter, line ends and header are found.
    var sampleSize = 1 &<< 18
}

extension ReadTuning {
    /// Sizes for a number of threads.
    init(threads: Int) {
        self.init()
        waveSize = max(waveSize, threads * 4 * chunkSize)
    }
}
