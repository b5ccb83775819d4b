/// The distinct values of a column, each under a dense code; code 0 is the missing value.
///
/// Values are byte strings (UTF-8 by convention) laid end to end in one arena: value `c` is
/// `bytes[offsets[c]..<offsets[c + 1]]`. The value of code 0 is empty and means “missing”.
public struct ValueDictionary: Sendable {
    /// All values, end to end.
    public let bytes: [UInt8]
    /// Where each value starts; one more entry than there are codes.
    public let offsets: [UInt32]

    /// An empty dictionary: only the missing value.
    public init() {
        bytes = []
        offsets = [0, 0]
    }

    /// Wraps an arena whose offsets start with the empty value of code 0.
    public init(bytes: [UInt8], offsets: [UInt32]) {
        precondition(offsets.count >= 2 && offsets[0] == 0 && offsets[1] == 0)
        self.bytes = bytes
        self.offsets = offsets
    }

    /// The number of codes, the missing value's included.
    @inlinable public var count: Int { offsets.count - 1 }

    /// The value of a code as bytes.
    @inlinable public func slice(_ code: UInt32) -> ArraySlice<UInt8> {
        bytes[Int(offsets[Int(code)])..<Int(offsets[Int(code) + 1])]
    }

    /// The length of a code's value in bytes.
    @inlinable public func length(_ code: UInt32) -> Int {
        Int(offsets[Int(code) + 1] - offsets[Int(code)])
    }

    /// The value of a code as text; bytes that are not UTF-8 are repaired.
    public func string(_ code: UInt32) -> String {
        String(decoding: slice(code), as: UTF8.self)
    }

    /// Calls `body` with the bytes of a value.
    @inlinable public func withBytes<R>(
        _ code: UInt32,
        _ body: (UnsafeBufferPointer<UInt8>) throws -> R
    ) rethrows -> R {
        let start = Int(offsets[Int(code)])
        let end = Int(offsets[Int(code) + 1])
        return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
    }

    /// The codes of the values of a length for which something holds.
    /// - Complexity: O(codes); only values of the length are looked at.
    public func codes(ofLength length: Int, where holds: (UnsafeBufferPointer<UInt8>) -> Bool) -> [UInt32] {
        var codes: [UInt32] = []
        bytes.withUnsafeBufferPointer { bytes in
            offsets.withUnsafeBufferPointer { offsets in
                let wanted = UInt32(truncatingIfNeeded: length)
                var block = 1
                while block < count {
                    let end = min(block &+ 64, count)
                    // Most blocks have no value of the length; a loop without branches finds that out.
                    var hits: UInt32 = 0
                    for code in block..<end {
                        hits |= offsets[code &+ 1] &- offsets[code] == wanted ? 1 : 0
                    }
                    if hits != 0 {
                        for code in block..<end where offsets[code &+ 1] &- offsets[code] == wanted {
                            let start = Int(offsets[code])
                            if holds(UnsafeBufferPointer(rebasing: bytes[start..<(start + length)])) {
                                codes.append(UInt32(code))
                            }
                        }
                    }
                    block = end
                }
            }
        }
        return codes
    }

    /// The values of some codes, in their order; the first is 0, the missing value.
    /// - Complexity: O(codes + bytes).
    func only(_ codes: [UInt32]) -> ValueDictionary {
        precondition(codes.first == 0)
        var starts: [UInt32] = [0]
        starts.reserveCapacity(codes.count + 1)
        var size: UInt32 = 0
        for code in codes {
            size += UInt32(length(code))
            starts.append(size)
        }
        let taken = [UInt8](unsafeUninitializedCapacity: Int(size)) { target, filled in
            bytes.withUnsafeBufferPointer { source in
                // SAFETY: the lengths of the values sum up to the capacity.
                for (place, code) in codes.enumerated() {
                    let start = Int(offsets[Int(code)])
                    let length = length(code)
                    let part = UnsafeBufferPointer(rebasing: source[start..<(start + length)])
                    let end = Int(starts[place]) + length
                    _ = UnsafeMutableBufferPointer(rebasing: target[Int(starts[place])..<end]).update(
                        from: part
                    )
                }
            }
            filled = Int(size)
        }
        return ValueDictionary(bytes: taken, offsets: starts)
    }
}

/// A column of one register or of all records: a code per row, and what the codes stand for.
public struct CodedColumn: Sendable {
    /// The column's name, as its header spells it.
    public var name: String
    /// One code per row; 0 is missing.
    public let codes: [UInt32]
    /// The values behind the codes.
    public let values: ValueDictionary

    /// A column from its parts.
    public init(name: String, codes: [UInt32], values: ValueDictionary) {
        self.name = name
        self.codes = codes
        self.values = values
    }

    /// The column of some rows alone, with a dictionary of their values.
    ///
    /// - Parameter rows: The rows, in the order they are to have.
    /// - Returns: The column, and per code of it the code here.
    /// - Complexity: O(rows + values).
    public func only(_ rows: [UInt32]) -> (column: CodedColumn, codes: [UInt32]) {
        var newCode = [UInt32](repeating: 0, count: values.count)
        var oldCodes: [UInt32] = [0]
        oldCodes.reserveCapacity(min(rows.count, values.count))
        let chosen = [UInt32](unsafeUninitializedCapacity: rows.count) { target, filled in
            // SAFETY: as many entries are written as there are rows.
            for (place, row) in rows.enumerated() {
                let code = Int(codes[Int(row)])
                if code != 0 && newCode[code] == 0 {
                    newCode[code] = UInt32(oldCodes.count)
                    oldCodes.append(UInt32(truncatingIfNeeded: code))
                }
                target[place] = newCode[code]
            }
            filled = rows.count
        }
        return (CodedColumn(name: name, codes: chosen, values: values.only(oldCodes)), oldCodes)
    }

    /// How often each code occurs; as many entries as the dictionary has codes.
    public func counts() -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: values.count)
        for code in codes { counts[Int(code)] &+= 1 }
        return counts
    }
}

/// The rows of one register as read: columns of equal length, nothing interpreted.
public struct Table: Sendable {
    /// The register's name.
    public var name: String
    /// The columns, in the order of the file.
    public var columns: [CodedColumn]
    /// The number of rows.
    public let rowCount: Int

    /// A table from columns of `rowCount` rows each.
    public init(name: String, columns: [CodedColumn], rowCount: Int) {
        precondition(columns.allSatisfy { $0.codes.count == rowCount })
        self.name = name
        self.columns = columns
        self.rowCount = rowCount
    }
}
