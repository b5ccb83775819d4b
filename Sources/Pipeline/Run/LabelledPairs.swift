import Columns
import Linkage
import Registers

/// Reads pairs that are known to match or not: a CSV file with the columns `register_a`, `record_a`,
/// `register_b`, `record_b` and `match`.
enum LabelledPairs {
    private static let columns = ["register_a", "record_a", "register_b", "record_b", "match"]
    private static let yes = ["1", "true", "yes", "match"]
    private static let no = ["0", "false", "no", "non-match"]

    /// The pairs of a file as rows of the records.
    ///
    /// - Throws: ``RegisterError`` for a file that cannot be read, ``PipelineError`` for a row that names no
    ///   register or record, names one record twice, or does not say whether the pair matches.
    static func read(_ path: String, records: Records, workers: Workers) throws -> [LabelledPair] {
        let table = try RegisterReader.read(
            path: path,
            name: path,
            options: ReadOptions(
                header: .firstRow,
                requiredColumns: columns,
                workers: workers,
                waiting: Waiting.hearer()
            )
        ).table
        let columns = Self.columns.compactMap { name in table.columns.first { $0.name == name } }
        let ends = [(0, 1), (2, 3)].map { Index(columns[$0.0], columns[$0.1], records) }
        return try (0..<table.rowCount).map { row throws(PipelineError) in
            func text(_ column: Int) -> String { columns[column].values.string(columns[column].codes[row]) }
            func mistake(_ detail: String) -> PipelineError {
                PipelineError(.malformed, at: path, "row \(row + 1): \(detail)")
            }
            var rows: [UInt32] = []
            for (end, (register, record)) in zip(ends, [(0, 1), (2, 3)]) {
                guard let found = end.row(row) else {
                    let names = records.registers.map(\.name)
                    throw mistake(
                        names.contains(text(register))
                            ? "register “\(text(register))” has no record “\(text(record))”"
                            : "there is no register “\(text(register))”; there are \(names.joined(separator: ", "))"
                    )
                }
                rows.append(found)
            }
            if rows[0] == rows[1] { throw mistake("names one record twice; expected two records") }
            let word = text(4).lowercased()
            guard yes.contains(word) || no.contains(word) else {
                throw mistake("match is “\(text(4))”; expected 1 or 0")
            }
            return LabelledPair(rows[0], rows[1], isMatch: yes.contains(word))
        }
    }

    /// The rows among all records that a pair of columns names.
    private struct Index {
        private let registerOf: [Int?]
        private let registers: CodedColumn
        private let identifiers: CodedColumn
        /// Of each register named, the row of each identifier named.
        private var rows: [[UInt32: UInt32]]

        init(_ registers: CodedColumn, _ identifiers: CodedColumn, _ records: Records) {
            self.registers = registers
            self.identifiers = identifiers
            registerOf = (0..<UInt32(registers.values.count)).map { code in
                records.registers.firstIndex { $0.name == registers.values.string(code) }
            }
            var named = ValueInterner(capacity: identifiers.values.count)
            for code in 0..<UInt32(identifiers.values.count) {
                _ = identifiers.values.withBytes(code) { named.intern($0) }
            }
            let count = named.count
            rows = records.registers.map { _ in [:] }
            for (r, register) in records.registers.enumerated() where registerOf.contains(r) {
                for row in register.rows {
                    let code = records.identifiers.values.withBytes(records.identifiers.codes[row]) {
                        named.intern($0)
                    }
                    // Identifiers that no label names get codes beyond those that one does.
                    if code != 0 && Int(code) < count { rows[r][code] = UInt32(row) }
                }
            }
        }

        func row(_ line: Int) -> UInt32? {
            guard let register = registerOf[Int(registers.codes[line])] else { return nil }
            return rows[register][identifiers.codes[line]]
        }
    }
}
