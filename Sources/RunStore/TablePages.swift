import Foundation

/// Writes rowid tables into a closed SQLite database, page by page.
///
/// SQLite's file format is stable and documented (https://www.sqlite.org/fileformat2.html): a table is a
/// B-tree whose leaves hold rows in the order of their rowids. Rows that come in that order fill leaf after
/// leaf, the pages above follow, and the table's root, empty so far, is overwritten last. Statements
/// take several times as long. Any reader of SQLite sees an ordinary table.
struct TablePages: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private let pageSize: Int
    /// Pages in the file, those still in the buffer included.
    private var pageCount: Int
    /// Pages not yet written, the first of them at `bufferStart`.
    private var buffer: [UInt8] = []
    private var bufferStart: Int
    private var page: [UInt8]

    /// Pages handed to the system at a time.
    private static let pagesAtATime = 128
    /// Where SQLite keeps its locks, in a page that holds nothing else.
    private static let lockByte = 1 << 30
    /// Most children of a page above the leaves: their entries of at most 15 bytes fit in any page.
    private func fanOut() -> Int { (pageSize - 12) / 15 }

    /// Opens a database that no connection has open.
    init(path: String) throws(RunStoreError) {
        self.path = path
        let file = open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { throw .system(errno, at: path, doing: "opening") }
        var header = [UInt8](repeating: 0, count: 100)
        let count = header.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
        let declared = Int(header[16]) << 8 | Int(header[17])
        let size = declared == 1 ? 65536 : declared
        var status = stat()
        if count != 100 || size < 512 || fstat(file, &status) != 0 {
            close(file)
            throw RunStoreError(.database, at: path, "is no database that can be added to")
        }
        descriptor = file
        pageSize = size
        pageCount = Int(status.st_size) / pageSize
        bufferStart = pageCount
        page = [UInt8](repeating: 0, count: pageSize)
    }

    deinit { close(descriptor) }

    /// The longest row, in bytes as encoded, that a page of `pageSize` bytes holds by itself.
    static func longestRow(pageSize: Int) -> Int { pageSize - 35 }

    /// Fills an empty table with rows 0..<`count`, whose rowids are their numbers.
    ///
    /// - Parameters:
    ///   - root: The table's root page, as `sqlite_schema` names it.
    ///   - encode: Encodes the values of a row; none may be longer than ``longestRow(pageSize:)``.
    mutating func fill(
        root: Int,
        count: Int,
        _ encode: (Int, inout RowEncoder) -> Void
    ) throws(RunStoreError) {
        if count == 0 { return }
        var children: [(page: Int, last: Int)] = []
        var row = RowEncoder()
        var cells = 0
        var low = pageSize
        for number in 0..<count {
            row.begin(rowid: number)
            encode(number, &row)
            row.end()
            precondition(row.payload <= Self.longestRow(pageSize: pageSize), "a row does not fit a page")
            if 8 + 2 * (cells + 1) + row.size > low {
                finishPage(kind: 0x0d, cells: cells, low: low)
                children.append((try append(), number - 1))
                cells = 0
                low = pageSize
            }
            low -= row.size
            row.copy(to: &page, at: low)
            put(low, bytes: 2, at: 8 + 2 * cells)
            cells += 1
        }
        finishPage(kind: 0x0d, cells: cells, low: low)
        if children.isEmpty { return try replace(root) }
        children.append((try append(), count - 1))
        while children.count > fanOut() {
            let groups = (children.count + fanOut() - 1) / fanOut()
            var above: [(page: Int, last: Int)] = []
            for group in 0..<groups {
                let range = (children.count * group / groups)..<(children.count * (group + 1) / groups)
                join(children[range])
                above.append((try append(), children[range.upperBound - 1].last))
            }
            children = above
        }
        join(children[...])
        try replace(root)
    }

    /// Writes what is left and the number of pages.
    consuming func finish() throws(RunStoreError) {
        try flush()
        put(pageCount, bytes: 4, at: 0)
        try write(page[0..<4], at: 28)
    }

    /// Makes the present page one above `children`.
    private mutating func join(_ children: ArraySlice<(page: Int, last: Int)>) {
        var low = pageSize
        for (cell, child) in children.dropLast().enumerated() {
            let key = RowEncoder.varint(child.last)
            low -= 4 + key.count
            put(child.page, bytes: 4, at: low)
            for (i, byte) in key.enumerated() { page[low + 4 + i] = byte }
            put(low, bytes: 2, at: 12 + 2 * cell)
        }
        finishPage(kind: 0x05, cells: children.count - 1, low: low)
        put(children.last?.page ?? 0, bytes: 4, at: 8)
    }

    private mutating func finishPage(kind: UInt8, cells: Int, low: Int) {
        page[0] = kind
        put(cells, bytes: 2, at: 3)
        // 65536 is written as 0.
        put(low & 0xffff, bytes: 2, at: 5)
    }

    private mutating func put(_ value: Int, bytes: Int, at place: Int) {
        for i in 0..<bytes { page[place + i] = UInt8(truncatingIfNeeded: value >> (8 * (bytes - 1 - i))) }
    }

    /// Appends the present page and begins another; returns its number, from 1.
    private mutating func append() throws(RunStoreError) -> Int {
        if pageCount == Self.lockByte / pageSize {
            buffer.append(contentsOf: repeatElement(0, count: pageSize))
            pageCount += 1
        }
        buffer.append(contentsOf: page)
        clear()
        pageCount += 1
        if buffer.count >= Self.pagesAtATime * pageSize { try flush() }
        return pageCount
    }

    private mutating func replace(_ root: Int) throws(RunStoreError) {
        try write(page[...], at: (root - 1) * pageSize)
        clear()
    }

    private mutating func clear() {
        page.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }

    private mutating func flush() throws(RunStoreError) {
        try write(buffer[...], at: bufferStart * pageSize)
        bufferStart = pageCount
        buffer.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: ArraySlice<UInt8>, at place: Int) throws(RunStoreError) {
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, off_t(place + done))
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw .system(errno, at: path, doing: "writing")
            }
            done += written
        }
    }
}
