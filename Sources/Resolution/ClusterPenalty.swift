/// What pairs that look unlike one person cost a cluster that holds both their records.
///
/// A pair costs its penalty, −weight where the weight is negative, at most ``limit``. A join of clusters of a and
/// b records is charged 2 · min(a, b) times the mean penalty of the a · b pairs between them: if every record is a
/// noisy copy of one person's data, joining a and b explains at most min(a, b) records by their errors, and an
/// error is charged once, not once for each record from which it differs.
///
/// The constants were chosen on six sets of other generators and public data and are varied in the tests.
public struct ClusterPenalty: Sendable, Equatable {
    /// The part of a pair's penalty charged where neither record's register is free of duplicates, 0 or more.
    public var share: Double
    /// The part charged where either record's register is free of duplicates.
    ///
    /// There the rule of one record per register cuts most wrong joins already: the right record takes the place.
    public var guardedShare: Double
    /// The most that one pair may cost, in bits.
    public var limit: Double
    /// The evidence (log2 likelihood ratio) assumed for pairs that were never compared, in bits.
    public var absentEvidence: Double
    /// How far pairs below the threshold may still join clusters that the sizes of persons favour, in bits.
    public var margin: Double
    /// The weight of what is known of the number of records per person, 0 (none) to 1 (as it stands).
    public var sizeShare: Double

    /// A penalty from its parts; the defaults are those of the method.
    public init(
        share: Double = 1,
        guardedShare: Double = 0.1,
        limit: Double = 20,
        absentEvidence: Double = 6,
        margin: Double = 4,
        sizeShare: Double = 1
    ) {
        self.share = share
        self.guardedShare = guardedShare
        self.limit = limit
        self.absentEvidence = absentEvidence
        self.margin = margin
        self.sizeShare = sizeShare
    }

    func validate() throws(ResolutionError) {
        let parts = [share, guardedShare, limit, margin, sizeShare]
        if !parts.allSatisfy({ $0 >= 0 && $0.isFinite }) || !absentEvidence.isFinite {
            throw ResolutionError(
                .settingOutOfRange,
                at: "rules.penalty",
                "found \(self); expected finite numbers, none but the evidence below 0; correct them"
            )
        }
    }
}

/// A penalty with the rules' prior worked in, in fixed point: sums do not depend on their order.
struct PairPenalty: Sendable {
    /// Units per bit.
    static let scale = 64.0

    private let share: Double
    private let guardedShare: Double
    private let limit: Double
    /// The penalty of a pair that was never compared, where a register guards and where none does.
    let absentGuarded: Int32
    let absent: Int32

    init(_ penalty: ClusterPenalty, priorWeight: Double) {
        share = penalty.share
        guardedShare = penalty.guardedShare
        limit = penalty.limit
        let bits = min(limit, max(0, -priorWeight - penalty.absentEvidence))
        absentGuarded = Self.fixed(bits * guardedShare)
        absent = Self.fixed(bits * share)
    }

    /// The penalty of a compared pair, in units.
    func of(_ weight: Float, guarded: Bool) -> Int32 {
        weight >= 0 ? 0 : Self.fixed(min(limit, -Double(weight)) * (guarded ? guardedShare : share))
    }

    private static func fixed(_ bits: Double) -> Int32 { Int32(min(1e6, bits * scale).rounded()) }
}
