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
        let registers = PreparedFields(records.registers.map(\.name))
        let rules = PreparedFields(names.rules)
        let decisions = PreparedFields(names.decisions)
        var ahead = IdentifierLookahead(records)
        var block = 0..<0
        for index in 0..<links.count {
            if index == block.upperBound {
                block = index..<min(links.count, index + IdentifierLookahead.blockSize)
                ahead.look(up: links, block)
            }
            let place = 2 * (index - block.lowerBound)
            try registers.write(Int(ahead.registers[place]), to: &writer)
            try ahead.write(place, to: &writer)
            try registers.write(Int(ahead.registers[place + 1]), to: &writer)
            try ahead.write(place + 1, to: &writer)
            try writer.fixed(Double(links.weight[index]), decimals: weightDecimals)
            try writer.fixed(Double(links.probability[index]), decimals: probabilityDecimals)
            try rules.write(Int(links.rule[index]), to: &writer)
            try writer.integer(links.pattern[index])
            try decisions.write(Int(links.decision[index]), to: &writer)
            try writer.endRow()
        }
        try writer.finish()
        return name
    }
}

/// Texts that recur in many rows, end to end as they are written.
private struct PreparedFields {
    private var bytes: [UInt8] = []
    private var ends = [0]

    init(_ texts: [String]) {
        for text in texts {
            bytes += CompressedCSVWriter.prepared(text)
            ends.append(bytes.count)
        }
    }

    @inline(__always)
    func write(_ place: Int, to writer: inout CompressedCSVWriter) throws(RunStoreError) {
        try bytes.withUnsafeBufferPointer { (all: UnsafeBufferPointer<UInt8>) throws(RunStoreError) in
            try writer.plain(UnsafeBufferPointer(rebasing: all[ends[place]..<ends[place + 1]]))
        }
    }
}
