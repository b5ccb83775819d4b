/// The values of one row read from the results database, each asked for as what it should be.
public struct StoredFields: Sendable {
    private let table: String
    private let columns: [String]
    private let values: [ResultValue]

    /// The values of a row of a table, in the order of the columns.
    init(table: String, columns: [String], values: [ResultValue]) {
        self.table = table
        self.columns = columns
        self.values = values
    }

    /// A text.
    /// - Throws: ``RunStoreError/Code/malformed`` if there is none.
    public func text(_ column: Int) throws(RunStoreError) -> String {
        guard let text = try optionalText(column) else { throw wrong(column, "a text") }
        return text
    }

    /// A text, or nil where there is no value.
    public func optionalText(_ column: Int) throws(RunStoreError) -> String? {
        switch values[column] {
        case .null: return nil
        case .text(let text): return text
        default: throw wrong(column, "a text")
        }
    }

    /// Whole numbers beyond this, either way, are no count that a run could have made.
    static let greatestWhole = 1 << 46
    /// Numbers beyond this, either way, are no result that a run could have had.
    static let greatestReal = 1e15
    /// The most rows of a small table: with ``greatestWhole`` no sum of a column leaves the range of `Int`.
    static let mostRows = 1 << 16

    /// A whole number of at most ``greatestWhole`` either way.
    public func whole(_ column: Int) throws(RunStoreError) -> Int {
        guard let number = try optionalWhole(column) else { throw wrong(column, "a whole number") }
        return number
    }

    /// A whole number, or nil where there is no value.
    public func optionalWhole(_ column: Int) throws(RunStoreError) -> Int? {
        switch values[column] {
        case .null: return nil
        case .integer(let number) where number.magnitude <= UInt64(Self.greatestWhole): return Int(number)
        default: throw wrong(column, "a whole number")
        }
    }

    /// A whole number that counts or numbers something: 0 to ``greatestWhole``.
    public func count(_ column: Int) throws(RunStoreError) -> Int {
        let number = try whole(column)
        if number < 0 { throw wrong(column, "a whole number from 0") }
        return number
    }

    /// The number of something that is counted, or nil where there is no value.
    public func optionalCount(_ column: Int) throws(RunStoreError) -> Int? {
        if case .null = values[column] { return nil }
        return try count(column)
    }

    /// A word of 64 bits, kept as a whole number.
    public func word(_ column: Int) throws(RunStoreError) -> Int {
        guard case .integer(let number) = values[column] else { throw wrong(column, "a whole number") }
        return Int(number)
    }

    /// A number of at most ``greatestReal`` either way.
    public func real(_ column: Int) throws(RunStoreError) -> Double {
        try Self.real(values[column], at: place(column))
    }

    /// A number, or nil where there is no value.
    public func optionalReal(_ column: Int) throws(RunStoreError) -> Double? {
        if case .null = values[column] { return nil }
        return try real(column)
    }

    /// Yes or no, kept as 1 or 0.
    public func flag(_ column: Int) throws(RunStoreError) -> Bool { try whole(column) != 0 }

    /// A value as a number.
    static func real(_ value: ResultValue, at place: String) throws(RunStoreError) -> Double {
        let number: Double
        switch value {
        case .integer(let whole): number = Double(whole)
        case .real(let real): number = real
        default: throw wrong(value, at: place, expected: "a number")
        }
        // What is not a number compares as no less than anything.
        if number.magnitude <= greatestReal { return number }
        throw wrong(value, at: place, expected: "a number of at most \(greatestReal)")
    }

    private func wrong(_ column: Int, _ expected: String) -> RunStoreError {
        Self.wrong(values[column], at: place(column), expected: expected)
    }

    private func place(_ column: Int) -> String { "\(table).\(columns[column])" }

    /// The error for a value that no run writes.
    static func wrong(_ value: ResultValue, at place: String, expected: String) -> RunStoreError {
        RunStoreError(
            .malformed,
            at: place,
            "holds \(value.shown) where \(expected) is expected; the results database was changed, run again"
        )
    }
}

/// A row of a small table that can be read back as it was written.
public protocol ReadableRow: ResultRow {
    /// The row that the values make, in the order of ``ResultRow/columns``.
    init(_ fields: StoredFields) throws(RunStoreError)
}

extension RunFact: ReadableRow {
    /// The fact that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(key: try fields.text(0), value: try fields.text(1))
    }
}

extension RegisterRow: ReadableRow {
    /// The register that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            register: try fields.count(0),
            name: try fields.text(1),
            path: try fields.text(2),
            bytes: try fields.count(3),
            sha256: try fields.text(4),
            firstRow: try fields.count(5),
            records: try fields.count(6),
            quarantined: try fields.count(7),
            duplicates: try fields.text(8),
            usedFor: try fields.text(9)
        )
    }
}

extension ColumnRow: ReadableRow {
    /// The column that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            register: try fields.count(0),
            position: try fields.count(1),
            name: try fields.text(2),
            role: try fields.text(3),
            feature: try fields.optionalText(4),
            confidence: try fields.optionalReal(5),
            reason: try fields.text(6),
            filled: try fields.optionalReal(7),
            distinctValues: try fields.optionalCount(8)
        )
    }
}

extension StandardisationRow: ReadableRow {
    /// The step that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            register: try fields.count(0),
            feature: try fields.text(1),
            step: try fields.count(2),
            name: try fields.text(3),
            valuesChanged: try fields.count(4),
            recordsChanged: try fields.count(5),
            exampleBefore: try fields.optionalText(6),
            exampleAfter: try fields.optionalText(7)
        )
    }
}

extension QuarantineRow: ReadableRow {
    /// The row set aside that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            register: try fields.count(0),
            line: try fields.count(1),
            reason: try fields.text(2),
            excerpt: try fields.text(3)
        )
    }
}

extension NoticeRow: ReadableRow {
    /// The notice that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            notice: try fields.whole(0),
            register: try fields.optionalWhole(1),
            column: try fields.optionalText(2),
            kind: try fields.text(3),
            count: try fields.whole(4),
            total: try fields.whole(5),
            detail: try fields.text(6)
        )
    }
}

extension BlockingRuleRow: ReadableRow {
    /// The rule that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            rule: try fields.count(0),
            name: try fields.text(1),
            pairs: try fields.count(2),
            newPairs: try fields.count(3),
            blocks: try fields.count(4),
            largestBlockPairs: try fields.count(5),
            expectedRecall: try fields.optionalReal(6),
            reason: try fields.text(7)
        )
    }
}

extension LargestBlockRow: ReadableRow {
    /// The block that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            rule: try fields.count(0),
            rank: try fields.count(1),
            key: try fields.text(2),
            records: try fields.count(3),
            pairs: try fields.count(4)
        )
    }
}

extension ComparisonRow: ReadableRow {
    /// The comparison that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            comparison: try fields.count(0),
            name: try fields.text(1),
            features: try fields.text(2),
            termFrequency: try fields.flag(3)
        )
    }
}

extension ComparisonLevelRow: ReadableRow {
    /// The level that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            comparison: try fields.count(0),
            level: try fields.count(1),
            label: try fields.text(2),
            m: try fields.optionalReal(3),
            u: try fields.optionalReal(4),
            weight: try fields.optionalReal(5),
            matches: try fields.optionalReal(6),
            nonMatches: try fields.optionalReal(7),
            source: try fields.text(8)
        )
    }
}

extension EMTraceRow: ReadableRow {
    /// The iteration that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            start: try fields.count(0),
            iteration: try fields.count(1),
            logLikelihood: try fields.real(2),
            prior: try fields.real(3),
            chosen: try fields.flag(4)
        )
    }
}

extension DependenceRow: ReadableRow {
    /// The dependence that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            comparisonA: try fields.count(0),
            comparisonB: try fields.count(1),
            value: try fields.real(2)
        )
    }
}

extension WeightBinRow: ReadableRow {
    /// The bin that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            bin: try fields.count(0),
            lower: try fields.real(1),
            upper: try fields.real(2),
            pairs: try fields.count(3),
            matches: try fields.real(4)
        )
    }
}

extension ThresholdRow: ReadableRow {
    /// The threshold that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            weight: try fields.real(0),
            probability: try fields.real(1),
            links: try fields.count(2),
            precision: try fields.real(3),
            recall: try fields.real(4),
            f: try fields.real(5),
            accepted: try fields.flag(6)
        )
    }
}

extension PairRuleRow: ReadableRow {
    /// The rule that a row holds.
    public init(_ fields: StoredFields) throws(RunStoreError) {
        self.init(
            rule: try fields.count(0),
            kind: try fields.text(1),
            name: try fields.text(2),
            pairs: try fields.count(3),
            otherwise: try fields.count(4),
            conflicts: try fields.count(5)
        )
    }
}
