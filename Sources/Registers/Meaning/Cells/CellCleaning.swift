import Columns

/// What is done to every value of a column before its role looks at it.
///
/// Characters are made plain, tokens for “no value” taken out, and whole numbers freed of `.0`.
struct CellCleaning: Sendable {
    /// How much of what looks like a token may be a value.
    let strictness: MissingTokens.Strictness
    /// How the column writes whole numbers; nil if it does so without a point.
    let floats: FloatColumn?

    /// The cleaning of a column in a role.
    init(_ values: ValueDictionary, role: Role) {
        strictness = MissingTokens.Strictness(role)
        floats = FloatColumn(values, role: role)
    }

    /// A column with its values cleaned; what stands for “no value” is missing.
    ///
    /// For columns of few values, which become parts of others.
    func cleaned(_ column: CodedColumn) -> CodedColumn {
        var interner = ValueInterner()
        var newCode = [UInt32](repeating: 0, count: column.values.count)
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        for code in 1..<UInt32(max(1, column.values.count)) {
            sink.begin()
            newCode[Int(code)] = column.values.withBytes(code) { value in
                clean(value, into: &sink).map { interner.intern($0) } ?? 0
            }
        }
        return CodedColumn(
            name: column.name,
            codes: column.codes.map { newCode[Int($0)] },
            values: interner.finish()
        )
    }

    /// Cleans one value; the result lies in the value itself, in `sink.cell` or in `sink.spare`.
    ///
    /// - Returns: nil where nothing is left, and the kind of change says why.
    @inline(__always)
    func clean(_ value: ByteView, into sink: inout CanonicalSink) -> ByteView? {
        var value = value
        if !PlainText.isPlain(value) {
            PlainText.clean(value, into: &sink.cell, &sink.kinds)
            value = sink.cell.view
        }
        if MissingTokens.matches(value, strictness) {
            sink.kinds.insert(.placeholder)
            return nil
        }
        if let floats { return whole(value, floats, into: &sink) }
        return value
    }

    private func whole(_ value: ByteView, _ floats: FloatColumn, into sink: inout CanonicalSink) -> ByteView?
    {
        guard let number = WholeNumber.read(value, into: &sink.number), number.isFloat else { return value }
        if floats.areRoundedLost, number.zerosAdded >= 2 {
            sink.kinds.insert(.numberRounded)
            return nil
        }
        sink.kinds.insert(.wholeNumber)
        let missing = floats.width - sink.number.count
        guard missing > 0 else { return sink.number.view }
        sink.kinds.insert(.zerosAdded)
        sink.cell.removeAll()
        for _ in 0..<missing { sink.cell.append(0x30) }
        sink.cell.append(sink.number.view)
        return sink.cell.view
    }
}
