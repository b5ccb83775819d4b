import CZstd
import Columns

/// A page ready to be written.
struct EncodedPage: Sendable {
    /// Header and packed content.
    var bytes: [UInt8]
    /// The size that it would have without packing, header included.
    var unpackedSize: Int
}

/// Makes the pages of a column.
struct PageEncoder: Sendable {
    let content: ColumnContent
    /// The level of zstd, 1…19.
    let level: Int32

    /// Rows per page: a reader of a few rows unpacks no more than these.
    static let rowsPerPage = 1 << 17

    /// The number of data pages.
    var pageCount: Int { (content.count + Self.rowsPerPage - 1) / Self.rowsPerPage }

    /// The bits of a place in the dictionary.
    private var width: Int {
        let values =
            switch content {
            case .text(_, let values): values.count - 1
            case .labels(_, let names): names.count
            case .words(_, let words): words.count
            default: 0
            }
        return BitPacking.width(of: UInt32(truncatingIfNeeded: max(0, values - 1)))
    }

    /// The page of the values that data pages name by their places; nil for a column without.
    func dictionary() -> EncodedPage? {
        var bytes: [UInt8] = []
        var count = 0
        switch content {
        case .text(_, let values):
            count = values.count - 1
            bytes.reserveCapacity(values.bytes.count + 4 * count)
            for code in 1..<max(1, values.count) { Self.append(UInt32(code), of: values, to: &bytes) }
        case .labels(_, let names):
            count = names.count
            for name in names { Self.append(Array(name.utf8)[...], to: &bytes) }
        case .words(_, let words):
            count = words.count
            for word in words { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
        default: return nil
        }
        return packed(bytes, kind: 2) { header in
            header.field(7) { own in
                own.field(1, int32: Int32(truncatingIfNeeded: count))
                own.field(2, int32: ColumnKind.Encoding.plain)
            }
        }
    }

    /// A page of data.
    func page(_ number: Int) -> EncodedPage {
        let start = number * Self.rowsPerPage
        let rows = start..<min(content.count, start + Self.rowsPerPage)
        var bytes: [UInt8] = []
        switch content {
        case .text(let codes, _):
            Self.appendLevels(codes[rows].map { $0 == 0 ? 0 : 1 }, to: &bytes)
            appendPlaces(codes[rows].filter { $0 != 0 }.map { $0 &- 1 }, to: &bytes)
        case .labels(let codes, _): appendPlaces(codes[rows].map { UInt32($0) }, to: &bytes)
        case .words(let codes, _): appendPlaces(Array(codes[rows]), to: &bytes)
        case .distinct(let codes, let values):
            for code in codes[rows] { Self.append(code, of: values, to: &bytes) }
        case .whole(let values):
            let signed = values[rows].map { Int32(bitPattern: $0) }
            signed.withUnsafeBufferPointer { DeltaPacking.encode($0, to: &bytes) }
        case .days(let days, let missing), .numbers(let days, let missing):
            Self.appendLevels(days[rows].map { $0 == missing ? 0 : 1 }, to: &bytes)
            let known = days[rows].filter { $0 != missing }
            known.withUnsafeBufferPointer { DeltaPacking.encode($0, to: &bytes) }
        case .real(let values):
            for value in values[rows] { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 } }
        }
        let encoding = content.kind.encoding
        return packed(bytes, kind: 0) { header in
            header.field(5) { own in
                own.field(1, int32: Int32(truncatingIfNeeded: rows.count))
                own.field(2, int32: encoding)
                own.field(3, int32: ColumnKind.Encoding.runs)
                own.field(4, int32: ColumnKind.Encoding.runs)
            }
        }
    }

    /// Which rows have a value, with the size in front.
    private static func appendLevels(_ levels: [UInt32], to bytes: inout [UInt8]) {
        let place = bytes.count
        bytes += [0, 0, 0, 0]
        levels.withUnsafeBufferPointer { RunsAndBits.encode($0, width: 1, to: &bytes) }
        let size = UInt32(truncatingIfNeeded: bytes.count - place - 4)
        for byte in 0..<4 { bytes[place + byte] = UInt8(truncatingIfNeeded: size >> (8 * UInt32(byte))) }
    }

    private func appendPlaces(_ places: [UInt32], to bytes: inout [UInt8]) {
        bytes.append(UInt8(width))
        places.withUnsafeBufferPointer { RunsAndBits.encode($0, width: width, to: &bytes) }
    }

    private static func append(_ code: UInt32, of values: ValueDictionary, to bytes: inout [UInt8]) {
        append(values.slice(code), to: &bytes)
    }

    private static func append(_ value: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: value.count).littleEndian) { bytes += $0 }
        bytes += value
    }

    /// A page packed by zstd, with its header in front.
    private func packed(
        _ bytes: [UInt8],
        kind: Int32,
        _ describe: (inout CompactWriter) -> Void
    ) -> EncodedPage {
        let bound = ZSTD_compressBound(bytes.count)
        let content = [UInt8](unsafeUninitializedCapacity: bound) { target, filled in
            bytes.withUnsafeBytes { source in
                // SAFETY: the target is as large as zstd says that it must be for the source.
                let size = ZSTD_compress(target.baseAddress, bound, source.baseAddress, source.count, level)
                precondition(
                    ZSTD_isError(size) == 0,
                    "zstd packs bytes into a buffer of the size that it asks for"
                )
                filled = size
            }
        }
        var header = CompactWriter()
        header.field(1, int32: kind)
        header.field(2, int32: Int32(truncatingIfNeeded: bytes.count))
        header.field(3, int32: Int32(truncatingIfNeeded: content.count))
        describe(&header)
        header.end()
        return EncodedPage(
            bytes: header.bytes + content,
            unpackedSize: header.bytes.count + bytes.count
        )
    }
}
