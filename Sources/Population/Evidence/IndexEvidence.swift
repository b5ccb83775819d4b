/// What a job says of the residency index: its constants, and the registers whose rows are signs of life.
package struct IndexEvidence: Sendable {
    package let rule: ResidencyIndex
    package let years: Int
    package let start: Double
    /// Per linked register: its source, by the order of the weights; -1 if it has none.
    package let sources: [Int8]
    /// Per linked register: what its rows are; nil for people.
    package let kinds: [EvidenceKind?]
    /// The source that crossings are; -1 if they have no weight.
    let sourceOfCrossings: Int8

    /// The index of a job.
    ///
    /// - Parameters:
    ///   - rule: The constants of the index.
    ///   - years: The years that are looked at.
    ///   - start: The index before them.
    ///   - sources: Per linked register: its source; -1 if it has none.
    ///   - kinds: Per linked register: what its rows are; nil for people.
    ///   - sourceOfCrossings: The source that crossings are; -1 if they have no weight.
    package init(
        rule: ResidencyIndex,
        years: Int,
        start: Double,
        sources: [Int8],
        kinds: [EvidenceKind?],
        sourceOfCrossings: Int8
    ) {
        self.rule = rule
        self.years = years
        self.start = start
        self.sources = sources
        self.kinds = kinds
        self.sourceOfCrossings = sourceOfCrossings
    }
}
