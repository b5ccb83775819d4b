/// Writes structures in Thrift's compact protocol.
///
/// - SeeAlso: Apache Thrift, “Thrift Compact protocol encoding”.
struct CompactWriter {
    /// What was written.
    private(set) var bytes: [UInt8] = []
    /// The number of the last field, of each structure that is open.
    private var last: [Int16] = [0]

    /// The types of fields.
    enum Kind {
        static let yes: UInt8 = 1
        static let no: UInt8 = 2
        static let byte: UInt8 = 3
        static let int16: UInt8 = 4
        static let int32: UInt8 = 5
        static let int64: UInt8 = 6
        static let double: UInt8 = 7
        static let binary: UInt8 = 8
        static let list: UInt8 = 9
        static let set: UInt8 = 10
        static let map: UInt8 = 11
        static let structure: UInt8 = 12
    }

    mutating func field(_ number: Int16, int32 value: Int32) {
        header(number, Kind.int32)
        varint(Self.zigzag(Int64(value)))
    }

    mutating func field(_ number: Int16, int64 value: Int) {
        header(number, Kind.int64)
        varint(Self.zigzag(Int64(value)))
    }

    mutating func field(_ number: Int16, byte value: UInt8) {
        header(number, Kind.byte)
        bytes.append(value)
    }

    mutating func field(_ number: Int16, flag value: Bool) {
        header(number, value ? Kind.yes : Kind.no)
    }

    mutating func field(_ number: Int16, text value: String) {
        header(number, Kind.binary)
        binary(value)
    }

    /// A structure whose fields `body` writes.
    mutating func field(_ number: Int16, structure body: (inout CompactWriter) -> Void) {
        header(number, Kind.structure)
        structure(body)
    }

    /// A list of structures.
    mutating func field<Element>(
        _ number: Int16,
        structures elements: [Element],
        _ body: (inout CompactWriter, Element) -> Void
    ) {
        header(number, Kind.list)
        listHeader(elements.count, Kind.structure)
        for element in elements { structure { body(&$0, element) } }
    }

    mutating func field(_ number: Int16, int32s values: [Int32]) {
        header(number, Kind.list)
        listHeader(values.count, Kind.int32)
        for value in values { varint(Self.zigzag(Int64(value))) }
    }

    mutating func field(_ number: Int16, texts values: [String]) {
        header(number, Kind.list)
        listHeader(values.count, Kind.binary)
        for value in values { binary(value) }
    }

    /// Ends the outermost structure.
    mutating func end() { bytes.append(0) }

    private mutating func structure(_ body: (inout CompactWriter) -> Void) {
        last.append(0)
        body(&self)
        last.removeLast()
        bytes.append(0)
    }

    private mutating func header(_ number: Int16, _ kind: UInt8) {
        let step = number - last[last.count - 1]
        last[last.count - 1] = number
        if (1...15).contains(step) {
            bytes.append(UInt8(step) << 4 | kind)
        } else {
            bytes.append(kind)
            varint(Self.zigzag(Int64(number)))
        }
    }

    private mutating func listHeader(_ count: Int, _ kind: UInt8) {
        if count < 15 {
            bytes.append(UInt8(count) << 4 | kind)
        } else {
            bytes.append(0xf0 | kind)
            varint(UInt64(count))
        }
    }

    private mutating func binary(_ text: String) {
        varint(UInt64(text.utf8.count))
        bytes += Array(text.utf8)
    }

    private mutating func varint(_ value: UInt64) { Self.append(varint: value, to: &bytes) }

    /// Appends a number in groups of seven bits, the lowest first.
    static func append(varint value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A signed number as an unsigned one that is small where the number is near zero.
    static func zigzag(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: (value &<< 1) ^ (value &>> 63))
    }
}
