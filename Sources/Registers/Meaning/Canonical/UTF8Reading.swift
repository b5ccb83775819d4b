/// Reads Unicode scalars from bytes.
enum UTF8Reading {
    /// The scalar at a position and its length in bytes; the scalar is nil where the bytes are not UTF-8.
    static func scalar(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> (scalar: UInt32?, length: Int) {
        let first = text[i]
        if first < 0x80 { return (UInt32(first), 1) }
        let length: Int
        var value: UInt32
        switch first {
        case 0xc2...0xdf: (length, value) = (2, UInt32(first & 0x1f))
        case 0xe0...0xef: (length, value) = (3, UInt32(first & 0x0f))
        case 0xf0...0xf4: (length, value) = (4, UInt32(first & 0x07))
        default: return (nil, 1)
        }
        if i + length > text.count { return (nil, 1) }
        for k in 1..<length {
            let next = text[i + k]
            if next & 0xc0 != 0x80 { return (nil, 1) }
            value = (value << 6) | UInt32(next & 0x3f)
        }
        let isOverlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000)
        if isOverlong || Unicode.Scalar(value) == nil { return (nil, 1) }
        return (value, length)
    }

    /// Appends a scalar as UTF-8.
    static func append(_ scalar: UInt32, to bytes: inout ByteRoom) {
        guard Unicode.Scalar(scalar) != nil else { return }
        func low(_ shift: UInt32) -> UInt8 {
            0x80 | UInt8(truncatingIfNeeded: (scalar &>> shift) & 0x3f)
        }
        if scalar < 0x80 {
            bytes.append(UInt8(scalar))
        } else if scalar < 0x800 {
            bytes.append(0xc0 | UInt8(scalar >> 6))
            bytes.append(low(0))
        } else if scalar < 0x10000 {
            bytes.append(0xe0 | UInt8(scalar >> 12))
            bytes.append(low(6))
            bytes.append(low(0))
        } else {
            bytes.append(0xf0 | UInt8(scalar >> 18))
            bytes.append(low(12))
            bytes.append(low(6))
            bytes.append(low(0))
        }
    }

    /// Whether a scalar is a Han character.
    static func isHan(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4e00...0x9fff, 0x3400...0x4dbf, 0x20000...0x323af, 0xf900...0xfaff, 0x3005, 0x3007: true
        default: false
        }
    }
}
