/// How scored pairs become people.
public struct ResolutionRules: Sendable {
    /// The ways to make people of pairs.
    public enum Method: String, Sendable, CaseIterable {
        /// Whoever is joined by any chain of accepted pairs is one person.
        case connectedComponents
        /// Links are taken from best to worst, each where it is the best that both sides can still have.
        case mutualBest
        /// The assignment of greatest total weight between two registers without duplicates.
        case oneToOne
        /// The clustering that the weights of all pairs, also those that contradict, support best.
        case consistent
    }

    /// The register of each record, as an index into ``duplicateFree``.
    public var registerOf: [UInt8]
    /// Per register: whether a person has at most one record in it.
    public var duplicateFree: [Bool]
    /// The weight at or above which a pair may be accepted (log2 odds).
    public var threshold: Float
    /// The way people are made.
    public var method: Method
    /// The log2 prior odds that two records of the job are one person's; negative.
    public var priorWeight: Float
    /// What pairs that look unlike one person cost; used by ``Method/consistent`` only.
    public var penalty: ClusterPenalty
    /// How pairs that speak against a person count where people are drawn from probabilities.
    public var doubt: Doubt
    /// Whether pairs are weighed in view of others that a record of a register without duplicates could have.
    public var countsRivals = false
    /// By how many bits the odds of such pairs may be raised at most, so that as many matches are expected in view of rivals as
    /// without; 0 or more.
    ///
    /// On data of unlike kinds (`Benchmarks/kinds`) two bits gain up to .005 of F over none, and cost up to .0015; four gain up
    /// to .0065, cost up to .0045, and take .009 of precision from a small register that the model fits badly.
    public var mostRaised = 2.0
    /// Per pair: what was decided of it beforehand; empty where the weights decide about all.
    public var verdicts: [PairVerdict] = []
    /// Per record: a key of its content, by which ties are broken; empty to break them by rows.
    public var keys: [UInt64]

    /// Rules from their parts.
    public init(
        registerOf: [UInt8],
        duplicateFree: [Bool],
        threshold: Float = 0,
        method: Method = .consistent,
        priorWeight: Float,
        penalty: ClusterPenalty = ClusterPenalty(),
        doubt: Doubt = Doubt(),
        keys: [UInt64] = []
    ) {
        self.registerOf = registerOf
        self.duplicateFree = duplicateFree
        self.threshold = threshold
        self.method = method
        self.priorWeight = priorWeight
        self.penalty = penalty
        self.doubt = doubt
        self.keys = keys
    }

    /// The number of records.
    public var recordCount: Int { registerOf.count }

    /// Whether some pair is to stay apart.
    var keepsApart: Bool { verdicts.contains(.apart) }

    /// Checks that the rules fit each other and the number of pairs.
    func validate(pairCount: Int) throws(ResolutionError) {
        if !verdicts.isEmpty && verdicts.count != pairCount {
            throw ResolutionError(
                .unequalColumns,
                at: "rules.verdicts",
                "found \(verdicts.count) verdicts for \(pairCount) pairs; expected one per pair, or none at all"
            )
        }
        for (row, register) in registerOf.enumerated() where Int(register) >= duplicateFree.count {
            throw ResolutionError(
                .registerOutOfRange,
                at: "rules.registerOf[\(row)]",
                "found register \(register); expected below \(duplicateFree.count), the number of registers; "
                    + "give duplicateFree one entry per register"
            )
        }
        if !(mostRaised >= 0 && mostRaised.isFinite) {
            throw ResolutionError(
                .settingOutOfRange,
                at: "rules.mostRaised",
                "found \(mostRaised) bits; expected a finite number, 0 or more"
            )
        }
        if !threshold.isFinite || !priorWeight.isFinite || priorWeight > 0 {
            throw ResolutionError(
                .settingOutOfRange,
                at: "rules",
                "found threshold \(threshold) and prior weight \(priorWeight); "
                    + "expected finite log2 odds, the prior not above 0; check the model"
            )
        }
        try penalty.validate()
        try doubt.validate()
        if method == .oneToOne && (duplicateFree.count != 2 || !duplicateFree[0] || !duplicateFree[1]) {
            let free = duplicateFree.count { $0 }
            throw ResolutionError(
                .unsuitableMethod,
                at: "rules.method",
                "found oneToOne for \(duplicateFree.count) registers, \(free) of them without duplicates; "
                    + "expected two registers without duplicates; use consistent"
            )
        }
    }
}
