public import Columns
import Foundation

/// Writes comma-separated rows into a plain or zstd-packed file, fast and to the byte.
///
/// RFC 4180 with line feeds: a field is quoted only if it holds a comma, a quote or a line break.
/// Values are written exactly as they are (a leading `=` too: these are data for programs). The same
/// rows give the same bytes, whether packed in the background or not. A writer that goes away
/// before ``finish(synchronise:)`` leaves no file.
/// - Complexity: about one nanosecond a byte; no allocation per field.
public struct CompressedCSVWriter: ~Copyable {
    private let output: OutputFile
    private let buffer: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private var used = 0
    private var rowStart = 0
    private var fields = 0

    /// Opens `path` (written as `path.partial` until finished) and writes the header row.
    public init(
        path: String,
        header: [String],
        compression: Compression = .zstd(level: 1),
        inBackground: Bool = false
    ) throws(RunStoreError) {
        try self.init(
            OutputFile(path: path, compression: compression, inBackground: inBackground),
            header: header
        )
    }

    /// Writes the header row to a file, and rows from then on.
    init(_ file: OutputFile, header: [String]) throws(RunStoreError) {
        try file.write(Array(header.map { Self.prepared($0) }.joined(separator: [44])) + [10])
        output = file
        capacity = OutputFile.chunkSize
        buffer = .allocate(capacity: capacity)
    }

    deinit { buffer.deallocate() }

    /// Appends a field of text.
    public mutating func text(_ value: String) throws(RunStoreError) {
        var value = value
        let count = value.utf8.count
        if try makeRoom(for: count) {
            value.withUTF8 { append($0) }
        } else {
            try appendLong(Array(value.utf8))
        }
    }

    /// Appends a field of bytes, which are UTF-8 by convention but not changed if they are not.
    public mutating func bytes(_ value: UnsafeBufferPointer<UInt8>) throws(RunStoreError) {
        if try makeRoom(for: value.count) { append(value) } else { try appendLong(Array(value)) }
    }

    /// Appends the value of a code; the missing value is an empty field.
    @inline(__always)
    public mutating func value(_ code: UInt32, of dictionary: ValueDictionary) throws(RunStoreError) {
        if try makeRoom(for: dictionary.length(code)) {
            dictionary.withBytes(code) { append($0) }
        } else {
            try appendLong(Array(dictionary.slice(code)))
        }
    }

    /// Appends a field prepared by ``prepared(_:)``: the way for a text that recurs in every row.
    @inline(__always)
    public mutating func prepared(_ field: [UInt8]) throws(RunStoreError) {
        try field.withUnsafeBufferPointer { (field: UnsafeBufferPointer<UInt8>) throws(RunStoreError) in
            try plain(field)
        }
    }

    /// Appends a field that is known to need no quotes.
    @inline(__always)
    mutating func plain(_ field: UnsafeBufferPointer<UInt8>) throws(RunStoreError) {
        guard try makeRoom(for: field.count) else { return try appendLong(Array(field), isPrepared: true) }
        separate()
        // SAFETY: makeRoom left at least `field.count` bytes after `used`.
        if let start = field.baseAddress { (buffer + used).update(from: start, count: field.count) }
        used &+= field.count
    }

    /// Appends a number as thirteen characters of base 32.
    @inline(__always)
    mutating func base32(_ value: UInt64) throws(RunStoreError) {
        _ = try makeRoom(for: Base32.length)
        separate()
        // SAFETY: makeRoom left at least as many bytes after `used`.
        Base32.write(value, to: buffer + used)
        used &+= Base32.length
    }

    /// The bytes of a field, quoted if it must be.
    public static func prepared(_ value: String) -> [UInt8] {
        let bytes = Array(value.utf8)
        return bytes.contains(where: Self.needsQuotes) ? quoted(bytes) : bytes
    }

    /// Appends a whole number.
    public mutating func integer(_ value: UInt64) throws(RunStoreError) {
        _ = try makeRoom(for: 20)
        separate()
        digits(value, atLeast: 1)
    }

    /// Appends a whole number, which may be negative.
    public mutating func integer(_ value: Int) throws(RunStoreError) {
        _ = try makeRoom(for: 20)
        separate()
        if value < 0 { put(45) }
        digits(UInt64(value.magnitude), atLeast: 1)
    }

    /// Appends a number rounded to `decimals` places (0…9): `inf` beyond range, nothing for not-a-number.
    public mutating func fixed(_ value: Double, decimals: Int) throws(RunStoreError) {
        precondition((0...9).contains(decimals))
        _ = try makeRoom(for: 40)
        separate()
        if value.isNaN { return }
        let scale = Self.powersOfTen[decimals]
        let scaled = (value.magnitude * Double(scale)).rounded(.toNearestOrEven)
        if value < 0, scaled > 0 { put(45) }
        guard scaled < 1e18 else {
            let shown = value.isInfinite ? "inf" : "\(value.magnitude)"
            for byte in shown.utf8 { put(byte) }
            return
        }
        let whole = UInt64(scaled) / scale
        digits(whole, atLeast: 1)
        if decimals > 0 {
            put(46)
            digits(UInt64(scaled) - whole * scale, atLeast: decimals)
        }
    }

    /// Ends the row.
    @inline(__always)
    public mutating func endRow() throws(RunStoreError) {
        _ = try makeRoom(for: 2)
        if fields == 1, used == rowStart {
            // A row of one empty field would read back as no row at all.
            put(34)
            put(34)
        }
        put(10)
        rowStart = used
        fields = 0
    }

    /// Writes what is left, closes the file and gives it its name.
    ///
    /// - Parameter synchronise: Whether to wait until the file is on the disk.
    public consuming func finish(synchronise: Bool = false) throws(RunStoreError) {
        try flush()
        try output.finish(synchronise: synchronise)
    }
}

extension CompressedCSVWriter {
    private static let powersOfTen: [UInt64] = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    ]

    /// Leaves room for a field of `count` bytes, its quotes and separators; false if none can be had.
    @inline(__always)
    private mutating func makeRoom(for count: Int) throws(RunStoreError) -> Bool {
        // Every byte may be a quote that is doubled; two quotes, a comma and a line feed come on top.
        let needed = 2 &* count &+ 4
        if needed <= capacity &- used { return true }
        try flush()
        return needed <= capacity
    }

    private mutating func flush() throws(RunStoreError) {
        if used == 0 { return }
        let isRowEmpty = used == rowStart
        try output.write(UnsafeRawBufferPointer(start: buffer, count: used))
        used = 0
        // Only “nothing written in this row yet” is asked of `rowStart`; -1 is never equal to `used`.
        rowStart = isRowEmpty ? 0 : -1
    }

    @inline(__always)
    private mutating func separate() {
        if fields > 0 { put(44) }
        fields &+= 1
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        // SAFETY: callers made room before.
        buffer[used] = byte
        used &+= 1
    }

    @inline(__always)
    static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == 34 || byte == 44 || byte == 10 || byte == 13
    }

    /// Copies a field and looks for bytes that need quotes in the same pass.
    @inline(__always)
    private mutating func append(_ value: UnsafeBufferPointer<UInt8>) {
        separate()
        var special: UInt8 = 0
        // SAFETY: makeRoom left `2 * count` bytes and more after `used`.
        let target = buffer + used
        for index in 0..<value.count {
            let byte = value[index]
            target[index] = byte
            special |= Self.needsQuotes(byte) ? 1 : 0
        }
        if special == 0 {
            used &+= value.count
            return
        }
        put(34)
        for byte in value {
            if byte == 34 { put(34) }
            put(byte)
        }
        put(34)
    }

    /// Writes a field that is larger than the buffer.
    private mutating func appendLong(
        _ value: [UInt8],
        isPrepared: Bool = false
    ) throws(RunStoreError) {
        _ = try makeRoom(for: 0)
        separate()
        try flush()
        rowStart = -1
        let isPlain = isPrepared || !value.contains(where: Self.needsQuotes)
        try output.write(isPlain ? value : Self.quoted(value))
    }

    private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [34]
        for byte in bytes {
            if byte == 34 { result.append(34) }
            result.append(byte)
        }
        result.append(34)
        return result
    }

    /// Decimal digits, with zeros in front up to `atLeast`.
    @inline(__always)
    private mutating func digits(_ value: UInt64, atLeast: Int) {
        var count = 1
        var limit: UInt64 = 10
        while value >= limit, count < 20 {
            count &+= 1
            let (next, overflow) = limit.multipliedReportingOverflow(by: 10)
            limit = overflow ? .max : next
            if overflow { break }
        }
        count = max(count, atLeast)
        var rest = value
        var place = used &+ count
        while place > used {
            place &-= 1
            buffer[place] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
            rest /= 10
        }
        used &+= count
    }
}
