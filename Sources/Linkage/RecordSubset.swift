import Columns

extension Records {
    /// Some of the records, with dictionaries of the values that occur among them alone.
    ///
    /// - Parameter rows: The rows wanted, ascending.
    /// - Complexity: O(rows · features); identifiers are left out.
    func subset(_ rows: [Int], workers: Workers) -> Records {
        var spans: [RegisterSpan] = []
        var start = 0
        for register in registers {
            var end = start
            while end < rows.count, rows[end] < register.rows.upperBound { end += 1 }
            spans.append(RegisterSpan(name: register.name, rows: start..<end))
            start = end
        }
        let chosen = workers.map(pieces: features.count) { index -> Feature in
            let feature = features[index]
            var interner = ValueInterner(capacity: rows.count / 4)
            var codes = [UInt32](repeating: 0, count: rows.count)
            for (i, row) in rows.enumerated() {
                codes[i] = feature.values.withBytes(feature.codes[row]) { interner.intern($0) }
            }
            return Feature(name: feature.name, role: feature.role, codes: codes, values: interner.finish())
        }
        let none = CodedColumn(
            name: "",
            codes: [UInt32](repeating: 0, count: rows.count),
            values: ValueDictionary()
        )
        return Records(registers: spans, identifiers: none, features: chosen)
    }
}
