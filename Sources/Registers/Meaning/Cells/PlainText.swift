/// The text of a cell as people read it: full-width forms, odd spaces and invisible characters made plain.
///
/// Everything that reads values reads them like this, whatever their role.
enum PlainText {
    /// For bytes from 0x80 on, one bit each: whether they may begin a character that is changed.
    ///
    /// These begin C1 controls and the no-break space, Arabic digits, Indic and Thai digits, Ogham and Mongolian
    /// spaces, general punctuation, full-width forms and marks of order, and variation selectors.
    private static let suspects: (low: UInt64, high: UInt64) = {
        var bits: (low: UInt64, high: UInt64) = (0, 0)
        for byte in [0xc2, 0xcd, 0xd8, 0xd9, 0xdb, 0xe0, 0xe1, 0xe2, 0xe3, 0xef, 0xf3] {
            if byte < 0xc0 {
                bits.low |= 1 << UInt64(byte - 0x80)
            } else {
                bits.high |= 1 << UInt64(byte - 0xc0)
            }
        }
        return bits
    }()

    /// Whether a value holds no character that would be changed.
    @inline(__always)
    static func isPlain(_ value: ByteView) -> Bool {
        guard let base = value.baseAddress else { return true }
        return UTF8Check.isASCII(base, value.count) || !isSuspect(value)
    }

    private static func isSuspect(_ value: ByteView) -> Bool {
        for (i, byte) in value.enumerated() where byte >= 0xc0 {
            guard suspects.high & (1 &<< UInt64(byte & 0x3f)) != 0 else { continue }
            // Of the signs of Chinese and Japanese only the wide space and a filler are changed.
            if byte == 0xe3 {
                let next = i + 1 < value.count ? value[i + 1] : 0
                if next != 0x80 && next != 0x85 { continue }
            }
            return true
        }
        return false
    }

    /// Writes a value with its characters made plain, blanks at its ends dropped.
    static func clean(_ value: ByteView, into room: inout ByteRoom, _ kinds: inout StandardisationKinds) {
        room.removeAll()
        var i = 0
        while i < value.count {
            let (scalar, length) = UTF8Reading.scalar(value, at: i)
            if let scalar {
                append(scalar, to: &room, &kinds)
            } else {
                // Bytes that are no text are told where the value is read.
                room.append(value[i])
            }
            i += length
        }
        var end = room.count
        while end > 0, room[end - 1] <= 0x20 { end -= 1 }
        room.truncate(to: end)
    }

    /// A value as people read it, as an array: for what is done once per column.
    static func cleaned(_ value: ArraySlice<UInt8>) -> [UInt8] {
        var room = ByteRoom(capacity: value.count)
        defer { room.deallocate() }
        var kinds = StandardisationKinds()
        return value.withUnsafeBufferPointer { bytes in
            if isPlain(bytes) { return Array(bytes) }
            clean(bytes, into: &room, &kinds)
            return Array(room.view)
        }
    }

    private static func append(_ scalar: UInt32, to room: inout ByteRoom, _ kinds: inout StandardisationKinds)
    {
        switch scalar {
        case 0xff01...0xff5e:
            kinds.insert(.width)
            room.append(UInt8(scalar - 0xff01 + 0x21))
        case 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
            kinds.insert(.spaces)
            if !room.isEmpty { room.append(0x20) }
        case 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x180b...0x180e, 0x200b...0x200f, 0x202a...0x202e,
            0x2060...0x206f, 0x3164, 0xfe00...0xfe0f, 0xfeff, 0xe0000...0xe01ef:
            kinds.insert(.invisible)
        case 0x2010...0x2015, 0x2212, 0xfe58, 0xfe63:
            kinds.insert(.punctuation)
            room.append(0x2d)
        case 0x660..<0x3000:
            if let digit = decimalDigit(scalar) {
                kinds.insert(.digits)
                room.append(digit)
            } else {
                UTF8Reading.append(scalar, to: &room)
            }
        case 0x20 where room.isEmpty: kinds.insert(.spaces)
        default: UTF8Reading.append(scalar, to: &room)
        }
    }

    /// The ASCII digit of a decimal digit of another script.
    private static func decimalDigit(_ scalar: UInt32) -> UInt8? {
        guard let properties = Unicode.Scalar(scalar)?.properties, properties.numericType == .decimal,
            let value = properties.numericValue
        else { return nil }
        return 0x30 + UInt8(value)
    }
}
