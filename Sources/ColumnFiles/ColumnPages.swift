import CZstd
import Columns

/// The pages of one column, in the bytes of a file.
struct ColumnPages: @unchecked Sendable {
    // @unchecked: the bytes are only read, and outlive the pages.

    /// A page and where it stands.
    private struct Page {
        var rows: Range<Int>
        var content: Range<Int>
        var unpackedSize: Int
    }

    private let bytes: UnsafeRawBufferPointer
    private let kind: ColumnKind
    private let rowCount: Int
    private var pages: [Page] = []
    private var dictionaryPage: Page?

    /// The most bytes of a page before packing.
    private static let mostBytes = 1 << 31 - 1

    /// Looks for the pages of a column.
    init(
        _ chunk: ColumnFileFooter.Chunk,
        rowCount: Int,
        in bytes: UnsafeRawBufferPointer
    ) throws(CompactReader.Malformed) {
        self.bytes = bytes
        kind = chunk.kind
        self.rowCount = rowCount
        var place = chunk.start
        var row = 0
        while place < chunk.end {
            var reader = CompactReader(UnsafeRawBufferPointer(rebasing: bytes[..<chunk.end]), at: place)
            let header = try reader.structure()
            let isDictionary = try header.whole(1) == 2
            let own = try header.structure(isDictionary ? 7 : 5)
            let count = try own.whole(1)
            let size = try header.whole(3)
            let unpacked = try header.whole(2)
            let encoding = isDictionary ? ColumnKind.Encoding.plain : kind.encoding
            guard size <= chunk.end - reader.place, unpacked <= Self.mostBytes, count <= Int(UInt32.max),
                try own.whole(2) == Int(encoding), isDictionary == (place < chunk.dataStart)
            else { throw CompactReader.Malformed() }
            let content = reader.place..<reader.place + size
            if isDictionary {
                guard dictionaryPage == nil else { throw CompactReader.Malformed() }
                dictionaryPage = Page(rows: 0..<count, content: content, unpackedSize: unpacked)
            } else {
                // All pages but the last have the same number of rows, so that a row is found at once.
                let isLast = row + count == rowCount
                guard count == PageEncoder.rowsPerPage || isLast, count > 0, row + count <= rowCount else {
                    throw CompactReader.Malformed()
                }
                pages.append(Page(rows: row..<row + count, content: content, unpackedSize: unpacked))
                row += count
            }
            place = content.upperBound
        }
        guard row == rowCount, kind.hasDictionary == (dictionaryPage != nil) else {
            throw CompactReader.Malformed()
        }
    }

    // MARK: Dictionaries

    /// The texts that codes from 1 on stand for.
    func dictionary() throws(CompactReader.Malformed) -> ValueDictionary {
        guard let page = dictionaryPage else { throw CompactReader.Malformed() }
        return try Self.texts(try unpacked(page), count: page.rows.count)
    }

    /// The words that codes from 1 on stand for.
    func dictionaryWords() throws(CompactReader.Malformed) -> [UInt64] {
        guard let page = dictionaryPage else { throw CompactReader.Malformed() }
        let content = try unpacked(page)
        guard content.count == 8 * page.rows.count else { throw CompactReader.Malformed() }
        return content.withUnsafeBytes { bytes in
            page.rows.map {
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self))
            }
        }
    }

    /// The texts of a column without a dictionary, row after row, as codes from 1 on.
    func values() throws(CompactReader.Malformed) -> ValueDictionary {
        var all: [UInt8] = []
        var offsets: [UInt32] = [0, 0]
        for page in pages {
            let own = try Self.texts(try unpacked(page), count: page.rows.count)
            guard all.count + own.bytes.count <= Int(UInt32.max) else { throw CompactReader.Malformed() }
            let start = UInt32(all.count)
            offsets += own.offsets.dropFirst(2).map { start + $0 }
            all += own.bytes
        }
        return ValueDictionary(bytes: all, offsets: offsets)
    }

    /// Texts that stand end to end, each with its length in front.
    private static func texts(_ bytes: [UInt8], count: Int) throws(CompactReader.Malformed) -> ValueDictionary
    {
        guard count <= bytes.count / 4 else { throw CompactReader.Malformed() }
        var arena: [UInt8] = []
        arena.reserveCapacity(bytes.count - 4 * count)
        var offsets: [UInt32] = [0, 0]
        offsets.reserveCapacity(count + 2)
        var place = 0
        for _ in 0..<count {
            guard bytes.count - place >= 4 else { throw CompactReader.Malformed() }
            let length = bytes.withUnsafeBytes {
                Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
            }
            place += 4
            guard length <= bytes.count - place else { throw CompactReader.Malformed() }
            arena += bytes[place..<place + length]
            offsets.append(UInt32(truncatingIfNeeded: arena.count))
            place += length
        }
        guard place == bytes.count else { throw CompactReader.Malformed() }
        return ValueDictionary(bytes: arena, offsets: offsets)
    }

    // MARK: Values

    /// The code of every row, 0 where it is missing; codes go from 1 to `count`.
    func codes(below count: Int, _ workers: Workers) throws(CompactReader.Malformed) -> [UInt32] {
        try all(0, workers) { (page, target) throws(CompactReader.Malformed) in
            try places(page, below: count, into: target)
        }
    }

    /// The codes of some rows.
    func codes(below count: Int, rows: [Int]) throws(CompactReader.Malformed) -> [UInt32] {
        try some(0, rows) { (page, target) throws(CompactReader.Malformed) in
            try places(page, below: count, into: target)
        }
    }

    /// The number of every row.
    func numbers(missing: Int32, _ workers: Workers) throws(CompactReader.Malformed) -> [Int32] {
        try all(0, workers) { (page, target) throws(CompactReader.Malformed) in
            try numbers(page, missing: missing, into: target)
        }
    }

    /// The numbers of some rows, 0 where one is missing.
    func numbers(_ rows: [Int]) throws(CompactReader.Malformed) -> [Int32] {
        try some(0, rows) { (page, target) throws(CompactReader.Malformed) in
            try numbers(page, missing: 0, into: target)
        }
    }

    func reals(_ workers: Workers) throws(CompactReader.Malformed) -> [Float] {
        try all(0, workers) { (page, target) throws(CompactReader.Malformed) in
            try reals(page, into: target)
        }
    }

    func reals(_ rows: [Int]) throws(CompactReader.Malformed) -> [Float] {
        try some(0, rows) { (page, target) throws(CompactReader.Malformed) in try reals(page, into: target) }
    }

    /// The texts of some rows of a column without a dictionary.
    func values(_ rows: [Int]) throws(CompactReader.Malformed) -> [String] {
        var result = [String](repeating: "", count: rows.count)
        for (number, places) in try byPage(rows) {
            let page = pages[number]
            let texts = try Self.texts(try unpacked(page), count: page.rows.count)
            for place in places {
                result[place] = texts.string(UInt32(rows[place] - page.rows.lowerBound + 1))
            }
        }
        return result
    }

    // MARK: Pages

    /// Values of all rows, page by page.
    private func all<Element: Sendable & BitwiseCopyable>(
        _ empty: Element,
        _ workers: Workers,
        _ decode:
            @Sendable (Page, UnsafeMutableBufferPointer<Element>) throws(CompactReader.Malformed) -> Void
    ) throws(CompactReader.Malformed) -> [Element] {
        var result = [Element](repeating: empty, count: rowCount)
        var isBroken = false
        result.withUnsafeMutableBufferPointer { all in
            // SAFETY: the pages' rows are disjoint and below the number of rows.
            nonisolated(unsafe) let target = all
            let broken = workers.map(pieces: pages.count) { number -> Bool in
                let page = pages[number]
                let own = UnsafeMutableBufferPointer(rebasing: target[page.rows])
                do throws(CompactReader.Malformed) { try decode(page, own) } catch { return true }
                return false
            }
            isBroken = broken.contains(true)
        }
        if isBroken { throw CompactReader.Malformed() }
        return result
    }

    /// Values of some rows; each page is unpacked once.
    private func some<Element: BitwiseCopyable>(
        _ empty: Element,
        _ rows: [Int],
        _ decode: (Page, UnsafeMutableBufferPointer<Element>) throws(CompactReader.Malformed) -> Void
    ) throws(CompactReader.Malformed) -> [Element] {
        var result = [Element](repeating: empty, count: rows.count)
        var buffer: [Element] = []
        for (number, places) in try byPage(rows) {
            let page = pages[number]
            buffer = [Element](repeating: empty, count: page.rows.count)
            try buffer.withUnsafeMutableBufferPointer {
                (target: inout UnsafeMutableBufferPointer<Element>) throws(CompactReader.Malformed) in
                try decode(page, target)
            }
            for place in places { result[place] = buffer[rows[place] - page.rows.lowerBound] }
        }
        return result
    }

    /// The places of some rows among those asked for, by their page.
    private func byPage(_ rows: [Int]) throws(CompactReader.Malformed) -> [(page: Int, places: [Int])] {
        guard rows.allSatisfy({ $0 >= 0 && $0 < rowCount }) else { throw CompactReader.Malformed() }
        let order = rows.indices.sorted { (rows[$0], $0) < (rows[$1], $1) }
        var result: [(page: Int, places: [Int])] = []
        for place in order {
            let page = rows[place] / PageEncoder.rowsPerPage
            if result.last?.page == page {
                result[result.count - 1].places.append(place)
            } else {
                result.append((page, [place]))
            }
        }
        return result
    }

    private func places(
        _ page: Page,
        below count: Int,
        into target: UnsafeMutableBufferPointer<UInt32>
    ) throws(CompactReader.Malformed) {
        let content = try unpacked(page)
        try content.withUnsafeBufferPointer {
            (bytes: UnsafeBufferPointer<UInt8>) throws(CompactReader.Malformed) in
            var rest = UnsafeRawBufferPointer(bytes)
            let known = kind.isOptional ? try levels(&rest, into: target) : target.count
            guard let width = rest.first else { throw CompactReader.Malformed() }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
            if known == target.count {
                try RunsAndBits.decode(rest, width: Int(width), into: target)
                for i in target.indices {
                    if Int(target[i]) >= count { throw CompactReader.Malformed() }
                    target[i] &+= 1
                }
                return
            }
            var own = [UInt32](repeating: 0, count: known)
            try own.withUnsafeMutableBufferPointer {
                (own: inout UnsafeMutableBufferPointer<UInt32>) throws(CompactReader.Malformed) in
                try RunsAndBits.decode(rest, width: Int(width), into: own)
            }
            var next = 0
            for i in target.indices where target[i] != 0 {
                if Int(own[next]) >= count { throw CompactReader.Malformed() }
                target[i] = own[next] &+ 1
                next += 1
            }
        }
    }

    private func numbers(
        _ page: Page,
        missing: Int32,
        into target: UnsafeMutableBufferPointer<Int32>
    ) throws(CompactReader.Malformed) {
        let content = try unpacked(page)
        try content.withUnsafeBufferPointer {
            (bytes: UnsafeBufferPointer<UInt8>) throws(CompactReader.Malformed) in
            var rest = UnsafeRawBufferPointer(bytes)
            guard kind.isOptional else { return try DeltaPacking.decode(rest, into: target) }
            var isKnown = [UInt32](repeating: 0, count: target.count)
            let known = try isKnown.withUnsafeMutableBufferPointer {
                (isKnown: inout UnsafeMutableBufferPointer<UInt32>) throws(CompactReader.Malformed) -> Int in
                try levels(&rest, into: isKnown)
            }
            var own = [Int32](repeating: 0, count: known)
            try own.withUnsafeMutableBufferPointer {
                (own: inout UnsafeMutableBufferPointer<Int32>) throws(CompactReader.Malformed) in
                try DeltaPacking.decode(rest, into: own)
            }
            var next = 0
            for i in target.indices {
                target[i] = isKnown[i] == 0 ? missing : own[next]
                if isKnown[i] != 0 { next += 1 }
            }
        }
    }

    private func reals(
        _ page: Page,
        into target: UnsafeMutableBufferPointer<Float>
    ) throws(CompactReader.Malformed) {
        let content = try unpacked(page)
        guard content.count == 4 * target.count else { throw CompactReader.Malformed() }
        content.withUnsafeBytes { bytes in
            for i in target.indices {
                let word = bytes.loadUnaligned(fromByteOffset: 4 * i, as: UInt32.self)
                target[i] = Float(bitPattern: UInt32(littleEndian: word))
            }
        }
    }

    /// Reads which rows have a value, and takes their bytes off; the number of those that have.
    private func levels(
        _ bytes: inout UnsafeRawBufferPointer,
        into target: UnsafeMutableBufferPointer<UInt32>
    ) throws(CompactReader.Malformed) -> Int {
        guard bytes.count >= 4 else { throw CompactReader.Malformed() }
        let size = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)))
        guard size <= bytes.count - 4 else { throw CompactReader.Malformed() }
        try RunsAndBits.decode(UnsafeRawBufferPointer(rebasing: bytes[4..<4 + size]), width: 1, into: target)
        bytes = UnsafeRawBufferPointer(rebasing: bytes[(4 + size)...])
        return target.reduce(0) { $0 + Int($1) }
    }

    private func unpacked(_ page: Page) throws(CompactReader.Malformed) -> [UInt8] {
        var isWhole = false
        let result = [UInt8](unsafeUninitializedCapacity: page.unpackedSize) { target, filled in
            let source = UnsafeRawBufferPointer(rebasing: bytes[page.content])
            // SAFETY: zstd writes no more than the capacity that it is told.
            let size = ZSTD_decompress(
                target.baseAddress,
                page.unpackedSize,
                source.baseAddress,
                source.count
            )
            isWhole = ZSTD_isError(size) == 0 && size == page.unpackedSize
            filled = isWhole ? size : 0
        }
        guard isWhole else { throw CompactReader.Malformed() }
        return result
    }
}
