import Columns

/// Which words stand beside which in the names of some columns, to tell in what order parts of a name belong.
struct NameNeighbours {
    private var pairs: Set<UInt64> = []
    /// So many times as many neighbours must be known in the other order; chance makes them as many in both.
    private static let clearly = 1.25

    /// Reads the names of columns.
    init(_ columns: [ValueDictionary]) {
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        for values in columns {
            for code in 1..<UInt32(max(1, values.count)) {
                values.withBytes(code) { NameTokens.read($0, into: &sink) }
                var before: UInt64?
                for i in 0..<sink.words.count where !sink.words[i].isAside {
                    if let before { pairs.insert(Hash64.combine(before, sink.words[i].hash)) }
                    before = sink.words[i].hash
                }
            }
        }
    }

    /// Whether columns joined from the last to the first make more neighbours that are known than from first to last.
    ///
    /// - Complexity: O(rows).
    func isReversed(_ columns: [CodedColumn]) -> Bool {
        let ends = columns.map { Self.ends($0.values) }
        var inOrder = 0
        var reversed = 0
        for row in columns[0].codes.indices {
            for i in 1..<columns.count {
                guard let a = ends[i - 1][Int(columns[i - 1].codes[row])],
                    let b = ends[i][Int(columns[i].codes[row])]
                else { continue }
                if pairs.contains(Hash64.combine(a.last, b.first)) { inOrder += 1 }
                if pairs.contains(Hash64.combine(b.last, a.first)) { reversed += 1 }
            }
        }
        return Double(reversed) > Self.clearly * Double(inOrder)
    }

    /// The first and the last word of each value; nil for values without words.
    private static func ends(_ values: ValueDictionary) -> [(first: UInt64, last: UInt64)?] {
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        return (0..<UInt32(values.count)).map { code in
            if code == 0 { return nil }
            values.withBytes(code) { NameTokens.read($0, into: &sink) }
            let names = NameTokens.Names(sink.words)
            return names.count == 0 ? nil : (sink.words[names.first].hash, sink.words[names.last].hash)
        }
    }
}
