import Columns

/// Encodes one row after another as SQLite keeps them: a header of types, then the values.
///
/// The parts of a row lie in one piece of memory that serves all rows.
struct RowEncoder: ~Copyable {
    /// Most types of a row, in bytes: their header's own length then takes one byte.
    private static let typeCapacity = 126
    /// Bytes of two numbers of variable length and the header's length.
    private static let prefixCapacity = 24

    private var memory: UnsafeMutablePointer<UInt8>
    private var bodyCapacity = 1 << 13
    private var typeCount = 0
    private var bodyCount = 0
    private var prefixCount = 0
    private var rowid = 0

    /// Bytes of the row itself.
    private(set) var payload = 0
    /// Bytes of the row with what precedes it in a page.
    var size: Int { prefixCount + typeCount + bodyCount }

    init() { memory = .allocate(capacity: Self.prefixCapacity + Self.typeCapacity + bodyCapacity) }

    deinit { memory.deallocate() }

    private var prefix: UnsafeMutablePointer<UInt8> { memory }
    private var types: UnsafeMutablePointer<UInt8> { memory + Self.prefixCapacity }
    private var body: UnsafeMutablePointer<UInt8> { memory + (Self.prefixCapacity + Self.typeCapacity) }

    /// Begins a row; its INTEGER PRIMARY KEY is the rowid, and NULL among the values.
    mutating func begin(rowid: Int) {
        self.rowid = rowid
        typeCount = 0
        bodyCount = 0
        add(type: 0)
    }

    /// Appends a whole number, in as few bytes as it needs.
    @inline(__always)
    mutating func integer(_ value: Int64) {
        switch value {
        case 0: add(type: 8)
        case 1: add(type: 9)
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
        if value.isNaN { return add(type: 0) }
        // As SQLite does for columns of REAL; reading makes it a REAL again. Not for minus zero.
        if let whole = Int64(exactly: value), abs(value) < 0x1p47, whole != 0 || value.sign == .plus {
            return integer(whole)
        }
        put(Int64(bitPattern: value.bitPattern), type: 7, bytes: 8)
    }

    /// Appends a text.
    @inline(__always)
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        begin(text: bytes.count)
        // SAFETY: `begin` made room for the text.
        if let start = bytes.baseAddress { (body + bodyCount).update(from: start, count: bytes.count) }
        bodyCount += bytes.count
    }

    /// Appends a number as a text of thirteen characters of base 32.
    @inline(__always)
    mutating func base32(_ value: UInt64) {
        begin(text: Base32.length)
        // SAFETY: `begin` made room for the text.
        Base32.write(value, to: body + bodyCount)
        bodyCount += Base32.length
    }

    /// Ends the row.
    mutating func end() {
        payload = 1 + typeCount + bodyCount
        prefixCount = 0
        prefixCount += Self.write(payload, to: prefix)
        prefixCount += Self.write(rowid, to: prefix + prefixCount)
        prefix[prefixCount] = UInt8(1 + typeCount)
        prefixCount += 1
    }

    /// Copies the row to a place in a page.
    func copy(to page: inout [UInt8], at place: Int) {
        page.withUnsafeMutableBufferPointer { page in
            let target = UnsafeMutableBufferPointer(rebasing: page[place..<(place + size)])
            // SAFETY: the target has room for the three parts, and is not empty.
            let start = target.baseAddress.unsafelyUnwrapped
            start.update(from: prefix, count: prefixCount)
            (start + prefixCount).update(from: types, count: typeCount)
            (start + prefixCount + typeCount).update(from: body, count: bodyCount)
        }
    }

    @inline(__always)
    private mutating func put(_ value: Int64, type: UInt8, bytes: Int) {
        add(type: type)
        makeRoom(for: 8)
        var shift = Int64(8 * (bytes - 1))
        while shift >= 0 {
            // SAFETY: there is room for eight bytes.
            body[bodyCount] = UInt8(truncatingIfNeeded: value >> shift)
            bodyCount += 1
            shift -= 8
        }
    }

    @inline(__always)
    private mutating func add(type: UInt8) {
        // The header counts its own length, which takes two bytes from 127 on; types here are far fewer.
        precondition(typeCount < Self.typeCapacity, "too many columns")
        types[typeCount] = type
        typeCount += 1
    }

    @inline(__always)
    private mutating func begin(text count: Int) {
        let type = 13 + 2 * count
        if type < 0x80 {
            add(type: UInt8(type))
        } else {
            for byte in Self.varint(type) { add(type: byte) }
        }
        makeRoom(for: count)
    }

    @inline(__always)
    private mutating func makeRoom(for count: Int) {
        if bodyCount + count > bodyCapacity { grow(by: count) }
    }

    @inline(never)
    private mutating func grow(by count: Int) {
        let larger = max(2 * bodyCapacity, bodyCount + count)
        let head = Self.prefixCapacity + Self.typeCapacity
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: head + larger)
        // SAFETY: both hold the head and the body written so far; bytes need no initialisation.
        moved.update(from: memory, count: head + bodyCount)
        memory.deallocate()
        memory = moved
        bodyCapacity = larger
    }

    /// A number below 2⁵⁶ in SQLite's variable length: seven bits a byte, the highest first.
    static func varint(_ value: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 9) { buffer, count in
            // SAFETY: a buffer of at least the capacity asked for has an address.
            count = write(value, to: buffer.baseAddress.unsafelyUnwrapped)
        }
    }

    /// Writes a number of variable length; returns how many bytes it took, at most 8.
    private static func write(_ value: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        var shift = 49
        while shift > 0, value >> shift == 0 { shift -= 7 }
        var count = 0
        while shift > 0 {
            target[count] = UInt8(truncatingIfNeeded: value >> shift) | 0x80
            count += 1
            shift -= 7
        }
        target[count] = UInt8(truncatingIfNeeded: value) & 0x7f
        return count + 1
    }
}
