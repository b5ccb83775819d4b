/// How much a pair that looks unlike one person speaks against a cluster that holds both its records.
///
/// A cluster of k records needs k − 1 links. Their best tree carries the evidence *for* the cluster: it
/// is the tree-shaped approximation of the records' joint likelihood (Chow & Liu 1968), and it counts the
/// prior once per record joined instead of once per pair. Every other pair can only raise doubt: by a
/// ``share`` of how far its weight lies below a ``tolerance``, so that a pair that merely lacks data
/// costs little and a pair that disagrees costs much.
public struct Doubt: Sendable, Equatable {
    /// The part of a pair's shortfall that is charged, 0…1.
    public var share: Float
    /// The weight below which a pair is in doubt, as a part of the prior weight, 0…1.
    ///
    /// 0 doubts every pair that is more likely two persons than one; 1 only pairs whose evidence, the
    /// weight without the prior, is negative.
    public var tolerance: Float
    /// The evidence (log2 likelihood ratio) assumed for pairs that were not scored or not kept.
    public var absentEvidence: Float
    /// The most that one pair may cost (log2 odds).
    public var limit: Float

    /// Doubt from its parts; the defaults were chosen by simulation.
    public init(share: Float = 0.5, tolerance: Float = 0.25, absentEvidence: Float = 0, limit: Float = 20) {
        self.share = share
        self.tolerance = tolerance
        self.absentEvidence = absentEvidence
        self.limit = limit
    }

    func validate() throws(ResolutionError) {
        let ok =
            share >= 0 && share <= 1 && tolerance >= 0 && tolerance <= 1
            && absentEvidence.isFinite && limit >= 0 && limit.isFinite
        if !ok {
            throw ResolutionError(
                .settingOutOfRange, at: "rules.doubt",
                "found \(self); expected share and tolerance in 0…1, finite evidence and limit; correct them"
            )
        }
    }
}

/// Doubt with the rules' prior and threshold worked in: what a pair adds to a cluster's score.
struct PairCost: Sendable {
    let threshold: Double
    let absentWeight: Double
    let absentCost: Double
    private let share: Double
    private let doubted: Double
    private let limit: Double

    init(_ rules: ResolutionRules) {
        threshold = Double(rules.threshold)
        share = Double(rules.doubt.share)
        limit = Double(rules.doubt.limit)
        // A pair that may be accepted is never in doubt.
        doubted = min(Double(rules.doubt.tolerance) * Double(rules.priorWeight), threshold)
        absentWeight = Double(rules.priorWeight) + Double(rules.doubt.absentEvidence)
        absentCost = -min(limit, share * max(0, doubted - absentWeight))
    }

    /// What a pair outside the tree adds to a cluster's score: 0 or less.
    func cost(_ weight: Double) -> Double {
        weight >= doubted ? 0 : -min(limit, share * (doubted - weight))
    }
}
