import Columns

@testable import Registers

/// A table from rows of texts; an empty text is a missing value.
func table(_ headers: [String], _ rows: [[String]], name: String = "register") -> Table {
    let columns = headers.enumerated().map { i, header in
        var interner = ValueInterner()
        let codes = rows.map { interner.intern($0[i]) }
        return CodedColumn(name: header, codes: codes, values: interner.finish())
    }
    return Table(name: name, columns: columns, rowCount: rows.count)
}

extension Records {
    /// The values of a feature, record by record; nil if there is no such feature.
    func texts(_ name: String) -> [String]? {
        feature(name).map { feature in feature.codes.map { feature.values.string($0) } }
    }
}

/// The single canonical form of one text.
func canonical(_ canonicaliser: some Canonicaliser, _ text: String, outputs: Int = 1) -> [String] {
    var sink = CanonicalSink(outputs: outputs, capacity: 1)
    var text = text
    text.withUTF8 { value in
        sink.begin()
        canonicaliser.canonicalise(value, into: &sink)
    }
    return (0..<outputs).map { String(decoding: sink.value(of: $0), as: UTF8.self) }
}
