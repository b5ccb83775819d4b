import Columns

/// Brings record identifiers into their plain form, and finds those that differ in case or white space alone.
enum IdentifierFolding {
    /// The identifiers with full-width forms as ASCII, fixed blanks as blanks, and without characters of no width.
    ///
    /// - Returns: The column, whose codes follow the first appearance of values again, the rows changed, and the code
    ///   that each code became; nil if none changed.
    /// - Complexity: O(distinct values) where all are ASCII.
    static func plain(_ column: CodedColumn) -> (column: CodedColumn, changedRows: Int, map: [UInt32]?) {
        let values = column.values
        let isASCII = values.bytes.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { UTF8Check.isASCII($0, bytes.count) } ?? true
        }
        if isASCII { return (column, 0, nil) }
        var interner = ValueInterner(capacity: values.count)
        var map: [UInt32] = [0]
        map.reserveCapacity(values.count)
        var changed = [Bool](repeating: false, count: values.count)
        for code in 1..<UInt32(max(1, values.count)) {
            let text = values.withBytes(code) { plain($0) }
            changed[Int(code)] = text != nil
            map.append(text.map { interner.intern($0) } ?? values.withBytes(code) { interner.intern($0) })
        }
        let rows = column.codes.count { changed[Int($0)] }
        if rows == 0 { return (column, 0, nil) }
        let codes = column.codes.map { map[Int($0)] }
        return (CodedColumn(name: column.name, codes: codes, values: interner.finish()), rows, map)
    }

    /// An identifier in plain form; nil if it is plain already.
    private static func plain(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        if value.allSatisfy({ $0 < 0x80 }) { return nil }
        var scalars = String.UnicodeScalarView()
        var isChanged = false
        for scalar in String(decoding: value, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0xff01...0xff5e:
                if let plain = Unicode.Scalar(scalar.value - 0xfee0) { scalars.append(plain) }
            case 0xa0, 0x1680, 0x2000...0x200a, 0x202f, 0x205f, 0x3000: scalars.append(" ")
            // Marks of direction turn the text around them and stay.
            case 0xad, 0x200b...0x200d, 0x2060...0x2064, 0xfeff: break
            default:
                scalars.append(scalar)
                continue
            }
            isChanged = true
        }
        return isChanged ? RowCursor.trimmed(Array(String(scalars).utf8)) : nil
    }

    /// How many identifiers differ from an earlier one in case or white space alone.
    ///
    /// - Complexity: O(bytes) where letters are in one case and nothing has blanks; else O(distinct values).
    static func alike(_ values: ValueDictionary) -> Int {
        let kinds = values.bytes.withUnsafeBufferPointer { bytes in
            bytes.reduce(UInt8(0)) { kinds, byte in
                kinds | (CellText.isUpper(byte) ? 1 : 0) | (CellText.isLower(byte) ? 2 : 0)
                    | (byte == 0x20 ? 4 : 0)
            }
        }
        // Without blanks, and with letters in one case, there is nothing to fold.
        if kinds < 3 { return 0 }
        var interner = ValueInterner(capacity: values.count)
        var text: [UInt8] = []
        for code in 1..<UInt32(max(1, values.count)) {
            text.removeAll(keepingCapacity: true)
            for byte in values.slice(code) where !Dialect.isBlank(byte) {
                text.append(CellText.isUpper(byte) ? byte | 0x20 : byte)
            }
            _ = interner.intern(text)
        }
        return max(0, values.count - interner.count)
    }
}
