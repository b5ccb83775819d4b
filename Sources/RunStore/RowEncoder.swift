/// Encodes one row after another as SQLite keeps them: a header of types, then the values.
struct RowEncoder {
    private var types: [UInt8] = []
    private var body: [UInt8] = []
    private var prefix: [UInt8] = []
    private var rowid = 0

    /// Bytes of the row itself.
    private(set) var payload = 0
    /// Bytes of the row with what precedes it in a page.
    var size: Int { prefix.count + types.count + body.count }

    /// Begins a row; its INTEGER PRIMARY KEY is the rowid, and NULL among the values.
    mutating func begin(rowid: Int) {
        self.rowid = rowid
        types.removeAll(keepingCapacity: true)
        body.removeAll(keepingCapacity: true)
        types.append(0)
    }

    /// Appends a whole number, in as few bytes as it needs.
    @inline(__always)
    mutating func integer(_ value: Int64) {
        switch value {
        case 0: types.append(8)
        case 1: types.append(9)
        case -0x80...0x7f: put(value, type: 1, bytes: 1)
        case -0x8000...0x7fff: put(value, type: 2, bytes: 2)
        case -0x80_0000...0x7f_ffff: put(value, type: 3, bytes: 3)
        case -0x8000_0000...0x7fff_ffff: put(value, type: 4, bytes: 4)
        case -0x8000_0000_0000...0x7fff_ffff_ffff: put(value, type: 5, bytes: 6)
        default: put(value, type: 6, bytes: 8)
        }
    }

    /// Appends a number, a whole one in as few bytes as it needs; one that is not a number becomes NULL.
    @inline(__always)
    mutating func real(_ value: Double) {
        if value.isNaN { return types.append(0) }
        // As SQLite does for columns of REAL; reading makes it a REAL again. Not for minus zero.
        if let whole = Int64(exactly: value), abs(value) < 0x1p47, whole != 0 || value.sign == .plus {
            return integer(whole)
        }
        put(Int64(bitPattern: value.bitPattern), type: 7, bytes: 8)
    }

    /// Appends a text.
    @inline(__always)
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        let type = 13 + 2 * bytes.count
        if type < 0x80 { types.append(UInt8(type)) } else { types.append(contentsOf: Self.varint(type)) }
        body.append(contentsOf: bytes)
    }

    /// Ends the row.
    mutating func end() {
        // The header counts its own length, which takes two bytes from 127 on; types here are far fewer.
        precondition(types.count < 127, "too many columns")
        payload = 1 + types.count + body.count
        prefix.removeAll(keepingCapacity: true)
        Self.append(payload, to: &prefix)
        Self.append(rowid, to: &prefix)
        prefix.append(UInt8(1 + types.count))
    }

    /// Copies the row to a place in a page.
    func copy(to page: inout [UInt8], at place: Int) {
        page.withUnsafeMutableBufferPointer { page in
            let target = UnsafeMutableBufferPointer(rebasing: page[place..<(place + size)])
            Self.copy(prefix, to: target, at: 0)
            Self.copy(types, to: target, at: prefix.count)
            Self.copy(body, to: target, at: prefix.count + types.count)
        }
    }

    @inline(__always)
    private static func copy(_ part: [UInt8], to target: UnsafeMutableBufferPointer<UInt8>, at place: Int) {
        part.withUnsafeBufferPointer { part in
            _ = UnsafeMutableBufferPointer(rebasing: target[place...]).update(fromContentsOf: part)
        }
    }

    @inline(__always)
    private mutating func put(_ value: Int64, type: UInt8, bytes: Int) {
        types.append(type)
        var shift = Int64(8 * (bytes - 1))
        while shift >= 0 {
            body.append(UInt8(truncatingIfNeeded: value >> shift))
            shift -= 8
        }
    }

    /// A number below 2⁵⁶ in SQLite's variable length: seven bits a byte, the highest first.
    static func varint(_ value: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return bytes
    }

    private static func append(_ value: Int, to bytes: inout [UInt8]) {
        var shift = 49
        while shift > 0, value >> shift == 0 { shift -= 7 }
        while shift > 0 {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift) | 0x80)
            shift -= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: value) & 0x7f)
    }
}
