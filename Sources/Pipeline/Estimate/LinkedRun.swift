import Columns
import Linkage
import Population
import Registers
import Resolution
import RunStore

/// What a linkage found, as far as estimates need it.
struct LinkedRun: Sendable {
    /// The registers that were linked, in the order of the run.
    var registers: [String]
    /// The number of records of each.
    var recordCounts: [Int]
    /// Per register: whether a person has at most one record in it.
    var duplicateFree: [Bool]
    /// The pairs kept.
    var pairs: ScoredPairs
    /// Per pair what a rule on pairs decided; empty if the run had none.
    var verdicts: [PairVerdict]
    /// Per record: the lowest row of its person, by the links accepted.
    var person: [UInt32]
    /// Per record: the identifier of its person.
    var personIdentifiers: [String]
    /// The log2 prior odds of a pair.
    var priorWeight: Float
    /// The weight from which pairs were accepted.
    var threshold: Float
    /// The way people were made.
    var method: ResolutionRules.Method
    /// The SHA-256 of each register's file.
    var digests: [String]

    /// Per record: its register.
    var registerOf: [UInt8] {
        recordCounts.enumerated().flatMap { [UInt8](repeating: UInt8($0.offset), count: $0.element) }
    }

    /// How links become people.
    func rules(threshold: Float) -> ResolutionRules {
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

extension LinkedRun {
    /// What a link run has in hand.
    init(_ result: LinkResult) {
        registers = result.records.registers.map(\.name)
        recordCounts = result.records.registers.map(\.rows.count)
        duplicateFree = result.outcome.duplicateFree
        pairs = ScoredPairs(left: result.links.left, right: result.links.right, weight: result.links.weight)
        verdicts = result.verdicts
        person = result.resolution.person
        let texts = result.people.identifiers.map { Base32.text($0) }
        personIdentifiers = result.people.personOfRecord.map { texts[Int($0)] }
        priorWeight = Float(min(0, result.outcome.model.priorWeight))
        threshold = result.threshold.bound
        method = result.method
        digests = result.registers.map(\.read.sha256)
    }
}
