package import Resolution

/// What a linkage found, as far as estimates need it.
package struct LinkedRun: Sendable {
    /// The registers that were linked, in the order of the run.
    package var registers: [String]
    /// The number of records of each.
    package var recordCounts: [Int]
    /// Per register: whether a person has at most one record in it.
    package var duplicateFree: [Bool]
    /// The pairs kept.
    package var pairs: ScoredPairs
    /// Per pair what a rule on pairs decided; empty if the run had none.
    package var verdicts: [PairVerdict]
    /// Per record: the lowest row of its person, by the links accepted.
    package var person: [UInt32]
    /// Per record: the number of its person, in the order of first records.
    package var personNumber: [UInt32]
    /// Per person, by number: the identifier, as ``Base32`` writes it.
    package var personIdentifiers: [UInt64]
    /// The log2 prior odds of a pair.
    package var priorWeight: Float
    /// The weight from which pairs were accepted.
    package var threshold: Float
    /// The way people were made.
    package var method: ResolutionRules.Method
    /// The size and the SHA-256 of each register's file.
    package var files: [(bytes: Int, sha256: String)]

    /// What a linkage found.
    package init(
        registers: [String],
        recordCounts: [Int],
        duplicateFree: [Bool],
        pairs: ScoredPairs,
        verdicts: [PairVerdict],
        person: [UInt32],
        personNumber: [UInt32],
        personIdentifiers: [UInt64],
        priorWeight: Float,
        threshold: Float,
        method: ResolutionRules.Method,
        files: [(bytes: Int, sha256: String)]
    ) {
        self.registers = registers
        self.recordCounts = recordCounts
        self.duplicateFree = duplicateFree
        self.pairs = pairs
        self.verdicts = verdicts
        self.person = person
        self.personNumber = personNumber
        self.personIdentifiers = personIdentifiers
        self.priorWeight = priorWeight
        self.threshold = threshold
        self.method = method
        self.files = files
    }

    /// Per record: its register.
    package var registerOf: [UInt8] {
        recordCounts.enumerated().flatMap { [UInt8](repeating: UInt8($0.offset), count: $0.element) }
    }

    /// How links become people.
    package func rules(threshold: Float) -> ResolutionRules {
        var rules = ResolutionRules(
            registerOf: registerOf,
            duplicateFree: duplicateFree,
            threshold: threshold,
            method: method,
            priorWeight: priorWeight
        )
        rules.verdicts = verdicts
        return rules
    }
}
