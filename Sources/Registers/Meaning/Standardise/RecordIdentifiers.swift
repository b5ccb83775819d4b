import Columns

/// The identifiers of a register's records, and the rows that have none of their own.
struct RecordIdentifiers: Sendable {
    /// One code per kept row.
    let codes: [UInt32]
    let values: ValueDictionary
    let quarantine: Quarantine
    /// Whether the records stand in another order than their rows.
    let isReordered: Bool

    /// How many quarantined rows are shown.
    private static let exampleCount = 10

    /// Identifiers from a column, in plain form: the first row of an identifier keeps it, later ones are set aside; rows
    /// without one are called “row N”.
    ///
    /// Records stand in the order of their identifiers (``IdentifierOrder``), whatever the order of the rows.
    init(column written: CodedColumn, register: String, missingCodes: Set<UInt32>) {
        let (column, folded, map) = IdentifierFolding.plain(written)
        let missingCodes = map.map { map in Set(missingCodes.map { map[Int($0)] }) } ?? missingCodes
        var seen = [Bool](repeating: false, count: column.values.count)
        var duplicates = 0
        var examples: [QuarantinedRecord] = []
        var kept: [UInt32] = []
        var isWhole = true
        var unnamed: [Int] = []
        for (row, code) in column.codes.enumerated() {
            if code == 0 || (!missingCodes.isEmpty && missingCodes.contains(code)) {
                unnamed.append(row)
                if !isWhole { kept.append(UInt32(row)) }
                continue
            }
            if !seen[Int(code)] {
                seen[Int(code)] = true
                if !isWhole { kept.append(UInt32(row)) }
                continue
            }
            if isWhole {
                isWhole = false
                kept = (0..<UInt32(row)).map { $0 }
            }
            duplicates += 1
            if examples.count < Self.exampleCount {
                examples.append(
                    QuarantinedRecord(
                        row: UInt32(row),
                        identifier: column.values.string(code),
                        reason: .duplicateIdentifier
                    )
                )
            }
        }
        var named = column.codes
        let names = Self.naming(unnamed, in: &named, column.values)
        let sorted = IdentifierOrder.sorted(named, names, rows: isWhole ? nil : kept)
        if let sorted {
            let ordered = CodedColumn(name: column.name, codes: named, values: names).only(sorted).column
            (codes, values) = (ordered.codes, ordered.values)
        } else {
            (codes, values) = (isWhole ? named : kept.map { named[Int($0)] }, names)
        }
        isReordered = sorted != nil
        quarantine = Quarantine(
            register: register,
            duplicates: duplicates,
            missing: unnamed.count,
            column: column.name,
            folded: folded,
            alike: IdentifierFolding.alike(column.values),
            examples: examples,
            keptRows: sorted ?? (isWhole ? nil : kept)
        )
    }

    /// Gives rows without an identifier one of their number, behind the identifiers of the column.
    private static func naming(
        _ rows: [Int],
        in codes: inout [UInt32],
        _ values: ValueDictionary
    ) -> ValueDictionary {
        if rows.isEmpty { return values }
        var bytes = Array(values.bytes)
        var offsets = Array(values.offsets)
        for row in rows {
            codes[row] = UInt32(offsets.count - 1)
            bytes += Array("row \(row + 1)".utf8)
            offsets.append(UInt32(bytes.count))
        }
        return ValueDictionary(bytes: bytes, offsets: offsets)
    }

    /// Identifiers of a register that has none: “row 1” and so on.
    init(rowCount: Int, register: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rowCount * 11)
        var offsets: [UInt32] = [0, 0]
        offsets.reserveCapacity(rowCount + 2)
        // The number counts itself up in place, digit by digit.
        var text = Array("row 0".utf8)
        for _ in 0..<rowCount {
            var place = text.count - 1
            while place >= 4, text[place] == 0x39 {
                text[place] = 0x30
                place -= 1
            }
            if place >= 4 { text[place] += 1 } else { text.insert(0x31, at: 4) }
            bytes.append(contentsOf: text)
            offsets.append(UInt32(bytes.count))
        }
        codes = (0..<UInt32(rowCount)).map { $0 + 1 }
        values = ValueDictionary(bytes: bytes, offsets: offsets)
        quarantine = .none(of: register)
        isReordered = false
    }

    /// The identifiers of all registers, one after another.
    ///
    /// Dictionaries are laid end to end: identifiers are compared within a register only, so that the same
    /// text in two registers may have two codes.
    static func joined(_ registers: [RecordIdentifiers]) -> CodedColumn {
        if registers.count == 1 {
            return CodedColumn(name: "record_id", codes: registers[0].codes, values: registers[0].values)
        }
        var codes: [UInt32] = []
        codes.reserveCapacity(registers.reduce(0) { $0 + $1.codes.count })
        var bytes: [UInt8] = []
        bytes.reserveCapacity(registers.reduce(0) { $0 + $1.values.bytes.count })
        var offsets: [UInt32] = [0, 0]
        for register in registers {
            let firstCode = UInt32(offsets.count - 2)
            let firstByte = UInt32(bytes.count)
            for code in register.codes { codes.append(code + firstCode) }
            bytes.append(contentsOf: register.values.bytes)
            for offset in register.values.offsets.dropFirst(2) { offsets.append(offset + firstByte) }
        }
        return CodedColumn(
            name: "record_id",
            codes: codes,
            values: ValueDictionary(bytes: bytes, offsets: offsets)
        )
    }
}
