import Columns

/// Joins columns to one whose values are the combinations that occur.
enum ColumnJoin {
    /// Below this many possible combinations a table finds them; above, a hash table.
    private static let tableLimit = 1 << 22

    /// - Parameters:
    ///   - missingParts: What to write for a missing part, or nil to leave it out with its separator.
    /// - Returns: A column named after all parts; a row is missing where all its parts are.
    static func join(
        _ columns: [CodedColumn],
        missingCodes: [Set<UInt32>],
        separator: [UInt8],
        missingParts: [[UInt8]]?
    ) -> CodedColumn {
        let parts = zip(columns, missingCodes).map { column, missing in
            missing.isEmpty ? column.codes : column.codes.map { missing.contains($0) ? 0 : $0 }
        }
        guard var codes = parts.first else {
            return CodedColumn(name: "", codes: [], values: ValueDictionary())
        }
        var count = columns[0].values.count
        for (part, column) in zip(parts, columns).dropFirst() {
            (codes, count) = combined(codes, count, part, column.values.count)
        }
        // A row of each combination, from which its text is written.
        var rowOfCode = [Int](repeating: -1, count: count)
        for (row, code) in codes.enumerated() where rowOfCode[Int(code)] < 0 { rowOfCode[Int(code)] = row }
        var bytes: [UInt8] = []
        var offsets: [UInt32] = [0, 0]
        var newCode = [UInt32](repeating: 0, count: count)
        for code in 1..<max(1, count) where rowOfCode[code] >= 0 {
            let row = rowOfCode[code]
            var isFirst = true
            for (i, column) in columns.enumerated() {
                let part = parts[i][row]
                if part == 0 && missingParts == nil { continue }
                if !isFirst { bytes.append(contentsOf: separator) }
                isFirst = false
                if part == 0 {
                    bytes.append(contentsOf: missingParts?[i] ?? [])
                } else {
                    bytes.append(contentsOf: column.values.slice(part))
                }
            }
            newCode[code] = UInt32(offsets.count - 1)
            offsets.append(UInt32(bytes.count))
        }
        return CodedColumn(
            name: columns.map(\.name).joined(separator: "+"),
            codes: codes.map { newCode[Int($0)] },
            values: ValueDictionary(bytes: bytes, offsets: offsets)
        )
    }

    /// Dense codes of the pairs of two columns' codes; the pair of two missing values stays 0.
    private static func combined(
        _ a: [UInt32],
        _ countA: Int,
        _ b: [UInt32],
        _ countB: Int
    ) -> (codes: [UInt32], count: Int) {
        var codes = [UInt32](repeating: 0, count: a.count)
        var next: UInt32 = 1
        if countA * countB <= tableLimit {
            var table = [UInt32](repeating: 0, count: countA * countB)
            for row in 0..<a.count {
                let pair = Int(a[row]) * countB + Int(b[row])
                if pair == 0 { continue }
                if table[pair] == 0 {
                    table[pair] = next
                    next += 1
                }
                codes[row] = table[pair]
            }
            return (codes, Int(next))
        }
        var interner = ValueInterner(capacity: a.count / 2)
        for row in 0..<a.count {
            let pair = (UInt64(a[row]) << 32) | UInt64(b[row])
            if pair == 0 { continue }
            codes[row] = withUnsafeBytes(of: pair) { bytes in
                bytes.withMemoryRebound(to: UInt8.self) { interner.intern($0) }
            }
        }
        return (codes, interner.count)
    }
}
