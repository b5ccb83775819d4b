/// Reads structures of Thrift's compact protocol; what is not asked for is passed over.
///
/// Nothing is believed: each length is held against the bytes that are left, and structures may be nested only so
/// deep.
struct CompactReader {
    /// What stands in a field.
    enum Value {
        case flag(Bool)
        case whole(Int64)
        case text(String)
        case list([Value])
        case structure([Int16: Value])
        case other
    }

    /// The bytes do not hold what was expected.
    struct Malformed: Error {}

    private let bytes: UnsafeRawBufferPointer
    /// The place of the next byte.
    private(set) var place: Int
    /// Values read so far: a list may claim many that take a byte each.
    private var values = 0

    private static let deepest = 12
    private static let mostValues = 1 << 20

    init(_ bytes: UnsafeRawBufferPointer, at place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    /// The fields of a structure by their numbers.
    mutating func structure(depth: Int = 0) throws(Malformed) -> [Int16: Value] {
        if depth > Self.deepest { throw Malformed() }
        var fields: [Int16: Value] = [:]
        var last: Int16 = 0
        while true {
            let header = try byte()
            if header == 0 { return fields }
            let step = Int16(header >> 4)
            if step == 0 {
                guard let number = Int16(exactly: try whole()) else { throw Malformed() }
                last = number
            } else {
                let (next, isTooHigh) = last.addingReportingOverflow(step)
                if isTooHigh { throw Malformed() }
                last = next
            }
            let kind = header & 15
            if kind == CompactWriter.Kind.yes || kind == CompactWriter.Kind.no {
                fields[last] = .flag(kind == CompactWriter.Kind.yes)
            } else {
                fields[last] = try value(kind, depth: depth)
            }
        }
    }

    private mutating func value(_ kind: UInt8, depth: Int) throws(Malformed) -> Value {
        values += 1
        if values > Self.mostValues { throw Malformed() }
        switch kind {
        case CompactWriter.Kind.yes, CompactWriter.Kind.no: return .flag(try byte() == 1)
        case CompactWriter.Kind.byte: return .whole(Int64(Int8(bitPattern: try byte())))
        case CompactWriter.Kind.int16, CompactWriter.Kind.int32, CompactWriter.Kind.int64:
            return .whole(try whole())
        case CompactWriter.Kind.double:
            try skip(8)
            return .other
        case CompactWriter.Kind.binary: return .text(try text())
        case CompactWriter.Kind.list, CompactWriter.Kind.set: return .list(try list(depth: depth))
        case CompactWriter.Kind.structure: return .structure(try structure(depth: depth + 1))
        default: throw Malformed()
        }
    }

    private mutating func list(depth: Int) throws(Malformed) -> [Value] {
        let header = try byte()
        var count = UInt64(header >> 4)
        if count == 15 { count = try varint() }
        // Every element takes a byte at least.
        guard count <= UInt64(bytes.count - place), depth < Self.deepest else { throw Malformed() }
        var result: [Value] = []
        for _ in 0..<count { result.append(try value(header & 15, depth: depth + 1)) }
        return result
    }

    private mutating func text() throws(Malformed) -> String {
        let length = try varint()
        guard length <= UInt64(bytes.count - place) else { throw Malformed() }
        let start = place
        try skip(Int(length))
        return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self)
    }

    private mutating func whole() throws(Malformed) -> Int64 {
        let value = try varint()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func varint() throws(Malformed) -> UInt64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            if shift == 63 && next > 1 { throw Malformed() }
            result |= UInt64(next & 0x7f) << shift
            if next < 0x80 { return result }
            shift += 7
            if shift > 63 { throw Malformed() }
        }
    }

    private mutating func byte() throws(Malformed) -> UInt8 {
        guard place < bytes.count else { throw Malformed() }
        place += 1
        return bytes[place - 1]
    }

    private mutating func skip(_ count: Int) throws(Malformed) {
        guard count <= bytes.count - place else { throw Malformed() }
        place += count
    }
}

extension [Int16: CompactReader.Value] {
    /// A whole number of a field, at least `least`.
    func whole(_ number: Int16, atLeast least: Int = 0) throws(CompactReader.Malformed) -> Int {
        guard case .whole(let value)? = self[number], let whole = Int(exactly: value), whole >= least else {
            throw CompactReader.Malformed()
        }
        return whole
    }

    func text(_ number: Int16) throws(CompactReader.Malformed) -> String {
        guard case .text(let value)? = self[number] else { throw CompactReader.Malformed() }
        return value
    }

    func structure(_ number: Int16) throws(CompactReader.Malformed) -> [Int16: CompactReader.Value] {
        guard case .structure(let fields)? = self[number] else { throw CompactReader.Malformed() }
        return fields
    }

    /// The structures of a list.
    func structures(_ number: Int16) throws(CompactReader.Malformed) -> [[Int16: CompactReader.Value]] {
        guard case .list(let values)? = self[number] else { throw CompactReader.Malformed() }
        var result: [[Int16: CompactReader.Value]] = []
        for value in values {
            guard case .structure(let fields) = value else { throw CompactReader.Malformed() }
            result.append(fields)
        }
        return result
    }
}
