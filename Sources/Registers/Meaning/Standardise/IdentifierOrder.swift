import Columns

/// The order of a register's records by their identifiers, which does not hang on the order of its rows.
///
/// Samples are drawn, values numbered and ties broken in the order of the records: were it that of the rows, a file
/// sorted anew would give other people. Shorter identifiers come first, so that numbers are in their order.
enum IdentifierOrder {
    /// The records in their order, as places in `rows`; nil if they are in it already.
    ///
    /// - Parameters:
    ///   - codes: Per row of the column the code of its identifier.
    ///   - rows: The rows that are records, no two of one identifier; nil for all.
    /// - Complexity: O(rows) where they are in order, else O(rows · length).
    static func sorted(_ codes: [UInt32], _ values: ValueDictionary, rows: [UInt32]?) -> [UInt32]? {
        let count = rows?.count ?? codes.count
        func code(_ place: Int) -> UInt32 { codes[rows.map { Int($0[place]) } ?? place] }
        var isSorted = true
        var lengths = (least: Int.max, most: 0)
        // So many first bytes are the same in all.
        var shared = Int.max
        values.bytes.withUnsafeBufferPointer { bytes in
            for place in 0..<count {
                let own = code(place)
                let length = values.length(own)
                lengths = (min(lengths.least, length), max(lengths.most, length))
                if place == 0 {
                    shared = length
                    continue
                }
                let last = code(place - 1)
                shared = min(shared, length, values.length(last))
                let (a, b) = (Int(values.offsets[Int(last)]), Int(values.offsets[Int(own)]))
                var same = 0
                while same < shared, bytes[a + same] == bytes[b + same] { same += 1 }
                shared = same
                if isSorted, !precedes(last, own, values, bytes) { isSorted = false }
            }
        }
        if isSorted { return nil }
        var order = (0..<UInt32(count)).map { KeyedRow(key: 0, row: rows?[Int($0)] ?? $0) }
        // From the last eight bytes to the first, then by length: the sort is stable.
        let words = (lengths.most - shared + 7) / 8
        for word in stride(from: words - 1, through: 0, by: -1) {
            for place in order.indices {
                let code = codes[Int(order[place].row)]
                order[place].key = Self.word(code, values, from: shared + 8 * word)
            }
            RadixSort.sort(&order)
        }
        if lengths.least < lengths.most {
            for place in order.indices {
                order[place].key = UInt64(values.length(codes[Int(order[place].row)]))
            }
            RadixSort.sort(&order)
        }
        return order.map(\.row)
    }

    /// Whether one identifier comes before another.
    private static func precedes(
        _ a: UInt32,
        _ b: UInt32,
        _ values: ValueDictionary,
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let length = values.length(a)
        if length != values.length(b) { return length < values.length(b) }
        let (first, second) = (Int(values.offsets[Int(a)]), Int(values.offsets[Int(b)]))
        for i in 0..<length where bytes[first + i] != bytes[second + i] {
            return bytes[first + i] < bytes[second + i]
        }
        return false
    }

    /// Up to eight bytes of an identifier as a number of that order.
    private static func word(_ code: UInt32, _ values: ValueDictionary, from start: Int) -> UInt64 {
        values.withBytes(code) { bytes in
            var word: UInt64 = 0
            for i in start..<(start + 8) { word = word &<< 8 | (i < bytes.count ? UInt64(bytes[i]) : 0) }
            return word
        }
    }
}
