import ColumnFiles
public import Columns

/// Reads the large tables of a run.
public struct RunTables: Sendable {
    private let run: CheckedRun
    private let workers: Workers

    /// The tables of a run whose files were checked, as far as they are read.
    public init(_ run: CheckedRun, workers: Workers) {
        self.run = run
        self.workers = workers
    }

    /// Whether the run has a table.
    public func has(_ table: RunTable) -> Bool {
        run.manifest.outputs.contains { $0.path == table.path }
    }

    // MARK: Records

    /// Per record: the number of its person.
    public func personOfRecord() throws(RunStoreError) -> [UInt32] {
        try reading(.records) { (file) throws(ColumnFileError) in
            try file.whole(RunTable.RecordColumn.person, workers: workers)
        }
    }

    /// The text that the table of records holds under a key; nil if there is none.
    public func fact(_ key: String, of table: RunTable) throws(RunStoreError) -> String? {
        try reading(table) { (file) throws(ColumnFileError) in file.fact(key) }
    }

    /// The features of the records that are wanted, by name and role; all records, or some of them.
    ///
    /// - Parameter rows: The rows wanted, in their order; nil for all.
    public func features(
        _ rows: [Int]? = nil,
        where isWanted: (_ name: String, _ role: Role) -> Bool = { _, _ in true }
    ) throws(RunStoreError) -> [Feature] {
        let list = try featureList()
        return try reading(.records) { (file) throws(ColumnFileError) -> [Feature] in
            var features: [Feature] = []
            for entry in list {
                guard let role = Role(rawValue: entry.role), isWanted(entry.name, role) else { continue }
                if let rows {
                    let texts = try file.text(entry.column, rows: rows)
                    features.append(Feature(name: entry.name, role: role, texts: texts))
                } else {
                    let column = try file.text(entry.column, workers: workers)
                    features.append(
                        Feature(name: entry.name, role: role, codes: column.codes, values: column.values)
                    )
                }
            }
            return features
        }
    }

    /// The names and roles of all features.
    public func featureNames() throws(RunStoreError) -> [(name: String, role: Role)] {
        try featureList().compactMap { entry in Role(rawValue: entry.role).map { (entry.name, $0) } }
    }

    private func featureList() throws(RunStoreError) -> [StoredFeature] {
        guard let text = try fact(StoredFeature.key, of: .records), let list = StoredFeature.parse(text)
        else {
            throw RunStoreError(
                .malformed,
                at: run.folder + "/" + RunTable.records.path,
                "does not say which values it holds; link again"
            )
        }
        return list
    }

    /// The days that records of evidence tell.
    public func events() throws(RunStoreError) -> RecordEvents {
        try reading(.records) { (file) throws(ColumnFileError) -> RecordEvents in
            var events = RecordEvents()
            func days(_ name: String) throws(ColumnFileError) -> [Int32] {
                if !file.names.contains(name) { return [] }
                return try file.days(name, missing: RecordEvents.missing, workers: workers)
            }
            events.death = try days(RunTable.RecordColumn.death)
            events.day = try days(RunTable.RecordColumn.event)
            events.end = try days(RunTable.RecordColumn.end)
            return events
        }
    }

    /// The identifiers of some records, as their registers have them.
    public func recordIdentifiers(_ rows: [Int]) throws(RunStoreError) -> [String] {
        try reading(.records) { (file) throws(ColumnFileError) in
            try file.text(RunTable.RecordColumn.identifier, rows: rows).map { $0 ?? "" }
        }
    }

    // MARK: People

    /// The identifiers of people, by number.
    public func personIdentifiers() throws(RunStoreError) -> [UInt64] {
        try reading(.people) { (file) throws(ColumnFileError) -> [UInt64] in
            let column = try file.text(RunTable.PersonColumn.identifier, workers: workers)
            var identifiers: [UInt64] = []
            identifiers.reserveCapacity(column.codes.count)
            for code in column.codes {
                guard let identifier = Base32.parse(column.values.string(code)) else {
                    throw ColumnFileError(at: file.path, "holds an identifier that is none")
                }
                identifiers.append(identifier)
            }
            return identifiers
        }
    }

    // MARK: Links

    /// All pairs kept: rows, weights, and the places of rules and decisions among their names.
    public func links() throws(RunStoreError) -> (columns: LinkColumns, names: LinkNames) {
        try reading(.links) { (file) throws(ColumnFileError) -> (LinkColumns, LinkNames) in
            let rule = try file.labels(RunTable.LinkColumn.rule, workers: workers)
            let decision = try file.labels(RunTable.LinkColumn.decision, workers: workers)
            let pattern = try file.words(RunTable.LinkColumn.pattern, workers: workers)
            let columns = LinkColumns(
                left: try file.whole(RunTable.LinkColumn.left, workers: workers),
                right: try file.whole(RunTable.LinkColumn.right, workers: workers),
                weight: try file.real(RunTable.LinkColumn.weight, workers: workers),
                probability: try file.real(RunTable.LinkColumn.probability, workers: workers),
                rule: rule.codes,
                pattern: pattern.codes.map { pattern.words[Int($0) - 1] },
                decision: decision.codes
            )
            return (columns, LinkNames(rules: rule.names, decisions: decision.names))
        }
    }

    /// The weights of all pairs kept, in their order.
    public func weights() throws(RunStoreError) -> [Float] {
        try reading(.links) { (file) throws(ColumnFileError) in
            try file.real(RunTable.LinkColumn.weight, workers: workers)
        }
    }

    /// How many pairs there are of each decision, in the order of its names.
    public func decisionCounts() throws(RunStoreError) -> [(name: String, pairs: Int)] {
        try reading(.links) { (file) throws(ColumnFileError) -> [(name: String, pairs: Int)] in
            let decisions = try file.labels(RunTable.LinkColumn.decision, workers: workers)
            var pairs = [Int](repeating: 0, count: decisions.names.count)
            for code in decisions.codes { pairs[Int(code)] += 1 }
            return zip(decisions.names, pairs).map { ($0, $1) }
        }
    }

    /// The pairs of the given numbers, in the order of the numbers.
    public func links(_ numbers: [Int]) throws(RunStoreError) -> [StoredLink] {
        try reading(.links) { (file) throws(ColumnFileError) -> [StoredLink] in
            let left = try file.whole(RunTable.LinkColumn.left, rows: numbers)
            let right = try file.whole(RunTable.LinkColumn.right, rows: numbers)
            let weight = try file.real(RunTable.LinkColumn.weight, rows: numbers)
            let probability = try file.real(RunTable.LinkColumn.probability, rows: numbers)
            let rule = try file.text(RunTable.LinkColumn.rule, rows: numbers)
            let decision = try file.text(RunTable.LinkColumn.decision, rows: numbers)
            let pattern = try file.words(RunTable.LinkColumn.pattern, rows: numbers)
            return numbers.indices.map { i in
                StoredLink(
                    link: numbers[i],
                    rowA: Int(left[i]),
                    rowB: Int(right[i]),
                    rule: rule[i] ?? "",
                    decision: decision[i] ?? "",
                    pattern: pattern[i],
                    weight: Double(weight[i]),
                    probability: Double(probability[i])
                )
            }
        }
    }

    // MARK: Crossings

    /// The border crossings, in the order of the registers and their rows.
    public func crossings() throws(RunStoreError) -> CrossingTable {
        try reading(.crossings) { (file) throws(ColumnFileError) -> CrossingTable in
            let register = try file.labels(RunTable.CrossingColumn.register, workers: workers)
            let direction = try file.labels(RunTable.CrossingColumn.direction, workers: workers)
            var table = CrossingTable(registers: register.names)
            table.register = register.codes
            table.direction = direction.codes
            table.identifier = try file.text(RunTable.CrossingColumn.identifier, workers: workers)
            table.birth = try file.text(RunTable.CrossingColumn.birth, workers: workers)
            table.sex = try file.text(RunTable.CrossingColumn.sex, workers: workers)
            table.day = try file.days(
                RunTable.CrossingColumn.day,
                missing: RecordEvents.missing,
                workers: workers
            )
            return table
        }
    }

    // MARK: Files

    private func reading<Result>(
        _ table: RunTable,
        _ body: (ColumnFile) throws(ColumnFileError) -> Result
    ) throws(RunStoreError) -> Result {
        let path = try run.file(table.path)
        do throws(ColumnFileError) {
            return try body(try ColumnFile(path))
        } catch {
            throw RunStoreError(.malformed, at: error.location, error.detail + "; run the job again")
        }
    }
}

/// A pair kept, as the table of links holds it.
public struct StoredLink: Sendable, Equatable {
    /// Its number, from 0.
    public var link: Int
    /// The row of the one record among all records.
    public var rowA: Int
    /// The row of the other.
    public var rowB: Int
    /// The blocking rule's name.
    public var rule: String
    /// The decision's word.
    public var decision: String
    /// The levels of all comparisons in one word.
    public var pattern: UInt64
    /// The weight, in bits.
    public var weight: Double
    /// The probability of a match, 0…1.
    public var probability: Double
}

extension Feature {
    /// A feature of a few records; nil is a missing value.
    fileprivate init(name: String, role: Role, texts: [String?]) {
        var bytes: [UInt8] = []
        var offsets: [UInt32] = [0, 0]
        let codes = texts.map { text -> UInt32 in
            guard let text else { return 0 }
            bytes += Array(text.utf8)
            offsets.append(UInt32(bytes.count))
            return UInt32(offsets.count - 2)
        }
        self.init(
            name: name,
            role: role,
            codes: codes,
            values: ValueDictionary(bytes: bytes, offsets: offsets)
        )
    }
}
