import Columns

/// Mends values of a column that was read: what programs wrapped around them, or did to their characters.
///
/// Each distinct value is looked at once, and only in columns where marks were seen that such values have.
struct ColumnMending: Sendable {
    /// Rows with text that was encoded twice and is mended.
    private(set) var twiceEncoded = 0
    /// Rows with characters that were written out, as `&ntilde;`, and are read.
    private(set) var writtenOut = 0
    /// Rows with a text formula such as `="00123"`, of which the text is kept.
    private(set) var formulas = 0
    /// Rows with U+FFFD in the file itself: characters that were lost before.
    private(set) var lost = 0

    /// Rows with something of this.
    var rows: Int { twiceEncoded + writtenOut + formulas + lost }

    /// What is done about a value.
    private enum Change {
        case formula([UInt8])
        case encoding([UInt8])
        case writtenOut([UInt8])
        case doubtful([UInt8])
    }

    /// Mends a column.
    ///
    /// - Parameters:
    ///   - isBeyondASCII: Whether some value holds bytes beyond ASCII.
    ///   - hasMarks: Whether some value holds a mark of text that is wrapped or written out (``UTF8Check/marks(_:_:)``).
    ///   - repairedRows: Rows whose value got U+FFFD while it was read.
    /// - Returns: The column, its codes again by first appearance.
    /// - Complexity: O(distinct values); O(rows) more if something is mended.
    mutating func mend(
        _ column: CodedColumn,
        isBeyondASCII: Bool,
        hasMarks: Bool,
        repairedRows: Int
    ) -> CodedColumn {
        if !isBeyondASCII && !hasMarks { return column }
        let dictionary = column.values
        let mayBeLost = isBeyondASCII && Self.holdsReplacement(dictionary.bytes)
        var changes: [(code: UInt32, change: Change)] = []
        var lostCodes: [UInt32] = []
        var isCertain = false
        dictionary.bytes.withUnsafeBufferPointer { bytes in
            for code in 1..<max(1, dictionary.count) {
                let range = Int(dictionary.offsets[code])..<Int(dictionary.offsets[code + 1])
                let value = UnsafeBufferPointer(rebasing: bytes[range])
                if mayBeLost, Self.holdsReplacement(value) { lostCodes.append(UInt32(code)) }
                if hasMarks, let change = Self.unwrapped(value) {
                    changes.append((UInt32(code), change))
                    continue
                }
                if !isBeyondASCII { continue }
                if !TwiceEncoded.isSuspect(value) { continue }
                switch Self.finding(value) {
                case .sound: break
                case .mended(let text, true):
                    isCertain = true
                    changes.append((UInt32(code), .encoding(text)))
                case .mended(let text, false): changes.append((UInt32(code), .doubtful(text)))
                }
            }
        }
        if changes.isEmpty && lostCodes.isEmpty { return column }
        let counts = column.counts()
        lost = max(0, lostCodes.reduce(0) { $0 + Int(counts[Int($1)]) } - repairedRows)
        return changed(column, changes, counts, isCertain: isCertain)
    }

    private mutating func changed(
        _ column: CodedColumn,
        _ changes: [(code: UInt32, change: Change)],
        _ counts: [UInt32],
        isCertain: Bool
    ) -> CodedColumn {
        var next = 0
        var map: [UInt32] = [0]
        map.reserveCapacity(column.values.count)
        var interner = ValueInterner(capacity: column.values.count)
        for code in 1..<UInt32(max(1, column.values.count)) {
            var text: [UInt8]?
            while next < changes.count, changes[next].code == code {
                switch changes[next].change {
                case .formula(let inner):
                    text = inner
                    formulas += Int(counts[Int(code)])
                case .writtenOut(let meant):
                    text = meant
                    writtenOut += Int(counts[Int(code)])
                case .doubtful where !isCertain: break
                case .encoding(let meant), .doubtful(let meant):
                    text = meant
                    twiceEncoded += Int(counts[Int(code)])
                }
                next += 1
            }
            map.append(
                text.map { $0.isEmpty ? 0 : interner.intern($0) }
                    ?? column.values.withBytes(code) { interner.intern($0) }
            )
        }
        if formulas == 0 && twiceEncoded == 0 && writtenOut == 0 { return column }
        return CodedColumn(
            name: column.name,
            codes: column.codes.map { map[Int($0)] },
            values: interner.finish()
        )
    }

    /// The text of a formula `="…"`, blanks at its ends dropped; nil for other values.
    private static func formulaText(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard value.count >= 3, value[0] == 0x3d, value[1] == 0x22, value[value.count - 1] == 0x22 else {
            return nil
        }
        return RowCursor.trimmed(Array(value[2..<(value.count - 1)]))
    }

    /// What a value holds that is wrapped or written out in ASCII; nil if it is as it should be.
    private static func unwrapped(_ value: UnsafeBufferPointer<UInt8>) -> Change? {
        guard value.contains(where: WrittenOutText.isMark) else { return nil }
        if let text = formulaText(value) {
            let read = text.withUnsafeBufferPointer(WrittenOutText.read)
            return .formula(read ?? text)
        }
        guard let text = WrittenOutText.read(value) else { return nil }
        if case .mended(let meant, true) = text.withUnsafeBufferPointer(finding) { return .writtenOut(meant) }
        return .writtenOut(RowCursor.trimmed(text))
    }

    private static func holdsReplacement(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { holdsReplacement($0) }
    }

    private static func holdsReplacement(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard value.count >= 3 else { return false }
        for i in 0..<(value.count - 2) where value[i] == 0xef && value[i + 1] == 0xbf && value[i + 2] == 0xbd
        {
            return true
        }
        return false
    }

    private static func finding(_ value: UnsafeBufferPointer<UInt8>) -> TwiceEncoded.Finding {
        let found = TwiceEncoded.windows1252.finding(value)
        return found == .sound ? TwiceEncoded.macRoman.finding(value) : found
    }
}
