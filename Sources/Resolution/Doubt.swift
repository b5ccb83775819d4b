/// How much a pair that looks unlike one person speaks against a cluster that holds both its records.
///
/// A cluster of k records needs k − 1 links. Their best tree carries the evidence *for* the cluster: it
/// is the tree-shaped approximation of the records' joint likelihood (Chow & Liu 1968), and it counts the
/// prior once per record joined instead of once per pair. Every other pair can only raise doubt: by
/// a ``share`` of how far its weight lies below a ``tolerance``, so that a pair that merely lacks data
/// costs less than a pair that disagrees.
///
/// The defaults come from simulated families with twins and namesakes, in six designs of one to five
/// registers (pairwise F at threshold 0). In one register with duplicates they raise F from .76
/// (connected components, mutual best links) to .89; with duplicate-free registers they stay within
/// ±.008 of mutual best links or better. Counting every pair's weight in full, as plain correlation
/// clustering does, loses up to .10 where data are missing, as it counts the prior once per pair.
public struct Doubt: Sendable, Equatable {
    /// The part of a pair's shortfall charged if either record's register has no duplicates, 0…1.
    ///
    /// There the rule of one record per register already cuts most wrong joins: the right record takes
    /// the place.
    public var guardedShare: Float
    /// The part that is charged for pairs without that guard, 0…1.
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
    public init(
        guardedShare: Float = 0.05,
        share: Float = 0.5,
        tolerance: Float = 0,
        absentEvidence: Float = 6,
        limit: Float = 20
    ) {
        self.guardedShare = guardedShare
        self.share = share
        self.tolerance = tolerance
        self.absentEvidence = absentEvidence
        self.limit = limit
    }

    func validate() throws(ResolutionError) {
        let ok =
            guardedShare >= 0 && guardedShare <= 1 && share >= 0 && share <= 1 && tolerance >= 0
            && tolerance <= 1
            && absentEvidence.isFinite && limit >= 0 && limit.isFinite
        if !ok {
            throw ResolutionError(
                .settingOutOfRange,
                at: "rules.doubt",
                "found \(self); expected shares and tolerance in 0…1, finite evidence and limit; correct them"
            )
        }
    }
}
