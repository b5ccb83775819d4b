/// Whole numbers by their differences, in blocks that have the width they need.
///
/// - SeeAlso: Apache Parquet, “Encodings”: DELTA_BINARY_PACKED.
enum DeltaPacking {
    private static let blockSize = 128
    private static let partSize = 32

    /// Appends numbers.
    static func encode(_ values: UnsafeBufferPointer<Int32>, to bytes: inout [UInt8]) {
        CompactWriter.append(varint: UInt64(blockSize), to: &bytes)
        CompactWriter.append(varint: UInt64(blockSize / partSize), to: &bytes)
        CompactWriter.append(varint: UInt64(values.count), to: &bytes)
        CompactWriter.append(varint: CompactWriter.zigzag(Int64(values.first ?? 0)), to: &bytes)
        var above = [UInt32](repeating: 0, count: blockSize)
        var first = 1
        while first < values.count {
            let count = min(blockSize, values.count - first)
            var least = Int32.max
            for i in first..<first + count { least = min(least, values[i] &- values[i - 1]) }
            for i in 0..<blockSize {
                above[i] =
                    i < count
                    ? UInt32(bitPattern: values[first + i] &- values[first + i - 1] &- least) : 0
            }
            CompactWriter.append(varint: CompactWriter.zigzag(Int64(least)), to: &bytes)
            let parts = (count + partSize - 1) / partSize
            let widths = (0..<blockSize / partSize).map { part -> Int in
                if part >= parts { return 0 }
                let highest = above[part * partSize..<(part + 1) * partSize].reduce(0, |)
                return 32 - highest.leadingZeroBitCount
            }
            bytes += widths.map { UInt8($0) }
            above.withUnsafeBufferPointer { above in
                for part in 0..<parts {
                    let own = above[part * partSize..<(part + 1) * partSize]
                    BitPacking.pack(UnsafeBufferPointer(rebasing: own), width: widths[part], to: &bytes)
                }
            }
            first += count
        }
    }

    /// Reads as many numbers as are asked for, by the length of `values`.
    ///
    /// - Throws: ``CompactReader/Malformed`` if the bytes hold others.
    static func decode(
        _ bytes: UnsafeRawBufferPointer,
        into values: UnsafeMutableBufferPointer<Int32>
    ) throws(CompactReader.Malformed) {
        var reader = CompactReader(bytes)
        guard try reader.varint() == UInt64(blockSize),
            try reader.varint() == UInt64(blockSize / partSize),
            try reader.varint() == UInt64(values.count)
        else { throw CompactReader.Malformed() }
        let start = try signed(&reader)
        if values.isEmpty { return }
        values[0] = start
        var above = [UInt32](repeating: 0, count: partSize)
        var next = 1
        while next < values.count {
            let least = try signed(&reader)
            var place = reader.place
            let parts = blockSize / partSize
            guard parts <= bytes.count - place else { throw CompactReader.Malformed() }
            let widths = bytes[place..<place + parts].map { Int($0) }
            place += parts
            for width in widths where next < values.count {
                let size = partSize * width / 8
                guard width <= 32, size <= bytes.count - place else { throw CompactReader.Malformed() }
                let count = min(partSize, values.count - next)
                above.withUnsafeMutableBufferPointer { above in
                    if width == 0 {
                        above.update(repeating: 0)
                    } else {
                        let own = UnsafeRawBufferPointer(rebasing: bytes[place..<place + size])
                        BitPacking.unpack(own, width: width, into: above)
                    }
                    for i in 0..<count {
                        let difference = Int32(bitPattern: above[i]) &+ least
                        values[next + i] = values[next + i - 1] &+ difference
                    }
                }
                place += size
                next += count
            }
            reader = CompactReader(bytes, at: place)
        }
    }

    private static func signed(_ reader: inout CompactReader) throws(CompactReader.Malformed) -> Int32 {
        let value = try reader.varint()
        let whole = Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
        guard let narrow = Int32(exactly: whole) else { throw CompactReader.Malformed() }
        return narrow
    }
}
