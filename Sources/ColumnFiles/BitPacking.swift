/// Numbers of a few bits each, end to end from the lowest bit of the first byte on.
///
/// - SeeAlso: Apache Parquet, “Encodings”: RLE / bit-packing hybrid.
enum BitPacking {
    /// The bits that a number needs, one at least.
    static func width(of value: UInt32) -> Int { max(1, 32 - value.leadingZeroBitCount) }

    /// Appends numbers of `width` bits (0…32) each, with zeros up to a whole byte.
    static func pack(_ values: UnsafeBufferPointer<UInt32>, width: Int, to bytes: inout [UInt8]) {
        if width == 0 { return }
        let (start, size) = (bytes.count, (values.count * width + 7) / 8)
        bytes.append(contentsOf: repeatElement(0, count: size + 4))
        bytes.withUnsafeMutableBytes { all in
            var word: UInt64 = 0
            var filled = 0
            var place = start
            for value in values {
                word |= UInt64(value) &<< UInt64(filled)
                filled &+= width
                if filled >= 32 {
                    // SAFETY: four bytes more than the numbers take stand behind them.
                    let low = UInt32(truncatingIfNeeded: word).littleEndian
                    all.storeBytes(of: low, toByteOffset: place, as: UInt32.self)
                    place &+= 4
                    word &>>= 32
                    filled &-= 32
                }
            }
            all.storeBytes(
                of: UInt32(truncatingIfNeeded: word).littleEndian,
                toByteOffset: place,
                as: UInt32.self
            )
        }
        bytes.removeLast(4)
    }

    /// Reads numbers of `width` bits (1…32) each.
    ///
    /// - Parameter bytes: At least as many as the numbers take.
    static func unpack(
        _ bytes: UnsafeRawBufferPointer,
        width: Int,
        into values: UnsafeMutableBufferPointer<UInt32>
    ) {
        precondition((1...32).contains(width) && bytes.count >= (values.count * width + 7) / 8)
        let mask = UInt64(1) &<< UInt64(width) &- 1
        for i in values.indices {
            let bit = i &* width
            let place = bit &>> 3
            var word: UInt64 = 0
            if place &+ 8 <= bytes.count {
                word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            } else {
                for next in place..<bytes.count {
                    word |= UInt64(bytes[next]) &<< UInt64(8 &* (next &- place))
                }
            }
            values[i] = UInt32(truncatingIfNeeded: word &>> UInt64(bit & 7) & mask)
        }
    }
}

/// Runs of equal numbers, and packed numbers between them.
enum RunsAndBits {
    /// Appends numbers as one run if all are equal, else packed.
    static func encode(_ values: UnsafeBufferPointer<UInt32>, width: Int, to bytes: inout [UInt8]) {
        guard let first = values.first else { return }
        if values.allSatisfy({ $0 == first }) {
            CompactWriter.append(varint: UInt64(values.count) << 1, to: &bytes)
            for byte in 0..<(width + 7) / 8 {
                bytes.append(UInt8(truncatingIfNeeded: first >> (8 * UInt32(byte))))
            }
            return
        }
        let groups = (values.count + 7) / 8
        CompactWriter.append(varint: UInt64(groups) << 1 | 1, to: &bytes)
        let whole = bytes.count + groups * width
        BitPacking.pack(values, width: width, to: &bytes)
        while bytes.count < whole { bytes.append(0) }
    }

    /// Reads as many numbers as are asked for, by the length of `values`.
    ///
    /// - Throws: ``CompactReader/Malformed`` if the bytes hold fewer.
    static func decode(
        _ bytes: UnsafeRawBufferPointer,
        width: Int,
        into values: UnsafeMutableBufferPointer<UInt32>
    ) throws(CompactReader.Malformed) {
        guard (1...32).contains(width) else { throw CompactReader.Malformed() }
        var reader = CompactReader(bytes)
        var place = 0
        var next = 0
        while next < values.count {
            reader = CompactReader(bytes, at: place)
            let header = try reader.varint()
            place = reader.place
            let left = values.count - next
            if header & 1 == 1 {
                guard header >> 1 > 0, header >> 1 <= UInt64(bytes.count) else {
                    throw CompactReader.Malformed()
                }
                let groups = Int(header >> 1)
                let size = groups * width
                guard size <= bytes.count - place else { throw CompactReader.Malformed() }
                let count = min(left, groups * 8)
                BitPacking.unpack(
                    UnsafeRawBufferPointer(rebasing: bytes[place..<place + size]),
                    width: width,
                    into: UnsafeMutableBufferPointer(rebasing: values[next..<next + count])
                )
                place += size
                next += count
            } else {
                let size = (width + 7) / 8
                guard header >> 1 > 0, size <= bytes.count - place else { throw CompactReader.Malformed() }
                var value: UInt32 = 0
                for byte in 0..<size { value |= UInt32(bytes[place + byte]) << (8 * UInt32(byte)) }
                let count = header >> 1 > UInt64(left) ? left : Int(header >> 1)
                values[next..<next + count].update(repeating: value)
                place += size
                next += count
            }
        }
    }
}
