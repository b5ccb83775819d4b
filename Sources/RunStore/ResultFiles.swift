public import Columns

/// The two data files of a run: who is whom, and why.
public enum ResultFiles {
    /// Decimals of a weight in `links.csv`.
    static let weightDecimals = 4
    /// Decimals of a probability in `links.csv`: what a `Float` near 1 can tell apart.
    static let probabilityDecimals = 7

    /// Writes `people.csv`: every record exactly once, in the order of the records.
    ///
    /// - Parameter folder: Where the file goes; its name gets the compression's suffix.
    /// - Returns: The file's name.
    @discardableResult
    public static func writePeople(
        _ people: PeopleColumns,
        of records: Records,
        into folder: String,
        compression: Compression,
        inBackground: Bool = false
    ) throws(RunStoreError) -> String {
        precondition(people.personOfRecord.count == records.count, "one person per record")
        let name = "people.csv" + compression.suffix
        var writer = try CompressedCSVWriter(
            path: folder + "/" + name,
            header: ["person_id", "register", "record_id"],
            compression: compression,
            inBackground: inBackground
        )
        let identifiers = records.identifiers.codes
        let values = records.identifiers.values
        for register in records.registers {
            let registerField = CompressedCSVWriter.prepared(register.name)
            for row in register.rows {
                try writer.base32(people.identifiers[Int(people.personOfRecord[row])])
                try writer.prepared(registerField)
                try writer.value(identifiers[row], of: values)
                try writer.endRow()
            }
        }
        try writer.finish()
        return name
    }

    /// Writes `links.csv`: one row per pair, in the order given.
    ///
    /// - Parameter folder: Where the file goes; its name gets the compression's suffix.
    /// - Returns: The file's name.
    @discardableResult
    public static func writeLinks(
        _ links: LinkColumns,
        names: LinkNames,
        of records: Records,
        into folder: String,
        compression: Compression,
        inBackground: Bool = false
    ) throws(RunStoreError) -> String {
        let name = "links.csv" + compression.suffix
        var writer = try CompressedCSVWriter(
            path: folder + "/" + name,
            header: [
                "register_a", "record_a", "register_b", "record_b", "match_weight",
                "match_probability", "rule", "pattern", "decision",
            ],
            compression: compression,
            inBackground: inBackground
        )
        let registers = records.registers.map { CompressedCSVWriter.prepared($0.name) }
        let rules = names.rules.map { CompressedCSVWriter.prepared($0) }
        let decisions = names.decisions.map { CompressedCSVWriter.prepared($0) }
        var ahead = IdentifierLookahead(records)
        var block = 0..<0
        for index in 0..<links.count {
            if index == block.upperBound {
                block = index..<min(links.count, index + IdentifierLookahead.blockSize)
                ahead.look(up: links, block)
            }
            let place = 2 * (index - block.lowerBound)
            try writer.prepared(registers[Int(ahead.registers[place])])
            try ahead.write(place, to: &writer)
            try writer.prepared(registers[Int(ahead.registers[place + 1])])
            try ahead.write(place + 1, to: &writer)
            try writer.fixed(Double(links.weight[index]), decimals: weightDecimals)
            try writer.fixed(Double(links.probability[index]), decimals: probabilityDecimals)
            try writer.prepared(rules[Int(links.rule[index])])
            try writer.integer(links.pattern[index])
            try writer.prepared(decisions[Int(links.decision[index])])
            try writer.endRow()
        }
        try writer.finish()
        return name
    }
}
