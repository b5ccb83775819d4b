internal import Columns

/// The order of records by register name and record identifier, as bytes.
struct RecordOrder {
    private let identifiers: CodedColumn
    private let registerOf: [UInt8]
    /// Per register: its place among the registers' names, and the hash of its name.
    private let rank: [Int]
    private let seed: [UInt64]

    init(_ records: Records) {
        identifiers = records.identifiers
        registerOf = records.registerOfRecord()
        let names = records.registers.map { Array($0.name.utf8) }
        let sorted = names.indices.sorted { names[$0].lexicographicallyPrecedes(names[$1]) }
        var rank = [Int](repeating: 0, count: names.count)
        for (place, register) in sorted.enumerated() { rank[register] = place }
        self.rank = rank
        seed = records.registers.map { Hash64.text($0.name) }
    }

    /// True if record `a` comes before record `b`.
    func precedes(_ a: UInt32, _ b: UInt32) -> Bool {
        let rankA = rank[Int(registerOf[Int(a)])]
        let rankB = rank[Int(registerOf[Int(b)])]
        if rankA != rankB { return rankA < rankB }
        return identifiers.values.slice(identifiers.codes[Int(a)])
            .lexicographicallyPrecedes(identifiers.values.slice(identifiers.codes[Int(b)]))
    }

    /// The hash of a record's register name and identifier.
    func hash(_ row: UInt32, _ hash: (UnsafeBufferPointer<UInt8>, UInt64) -> UInt64) -> UInt64 {
        identifiers.values.withBytes(identifiers.codes[Int(row)]) {
            hash($0, seed[Int(registerOf[Int(row)])])
        }
    }
}
