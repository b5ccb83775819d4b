/// Residence by an index that signs of life keep up from year to year.
///
/// With X = Σ aᵢ Bᵢ over the registers i that saw the person in the year, kept within 0…1, the index of the
/// next year is d R + g X, kept within 0…1; a person is a resident while it is above c. Immigrants start
/// at 1 in the year they arrive; those who left or died are at 0. The constants depend on the country's
/// registers: weights are best derived from persons known to live here and known not to.
/// - SeeAlso: Maasing, Tiit and Vähi (2017), Acta et Commentationes Universitatis Tartuensis de Mathematica 21.
public struct ResidencyIndex: Sendable, Equatable {
    /// d: what is kept of last year's index, 0…1.
    public let decay: Double
    /// g: what this year's signs add, 0 or more.
    public let gain: Double
    /// c: the index above which a person is a resident, 0…1.
    public let threshold: Double
    /// aᵢ: the weight of a sign in each register, 0 or more.
    public let weights: [Double]

    /// An index with the given constants.
    ///
    /// - Throws: ``PopulationError`` for constants out of range or more than 64 weights.
    public init(
        decay: Double,
        gain: Double,
        threshold: Double,
        weights: [Double]
    ) throws(PopulationError) {
        let isShare = { (x: Double) in x >= 0 && x <= 1 }
        if !isShare(decay) || !isShare(gain) || !isShare(threshold) || weights.isEmpty || weights.count > 64
            || !weights.allSatisfy({ $0 >= 0 && $0.isFinite })
        {
            throw PopulationError(
                .valueOutOfRange,
                at: "residency_index",
                "found decay \(decay), gain \(gain), threshold \(threshold) and \(weights.count) weights; expected "
                    + "0…1 for the three, and 1 to 64 weights of 0 or more"
            )
        }
        self.decay = decay
        self.gain = gain
        self.threshold = threshold
        self.weights = weights
    }

    /// What happened to a person in a year beside signs of life.
    public enum Change: UInt8, Sendable {
        /// Nothing that the index must know.
        case none = 0
        /// Birth or immigration: the index is 1.
        case arrived = 1
        /// Death or registered emigration: the index is 0.
        case left = 2
    }

    /// The index after one more year.
    ///
    /// - Parameters:
    ///   - previous: Per person: the index before, 0…1.
    ///   - signs: Per person: the registers that saw the person in the year, bit by register.
    ///   - changes: Per person: what happened in the year.
    /// - Throws: ``PopulationError`` for columns of unequal length, an index out of range, or a register
    ///   without weight.
    public func next(
        previous: [Double],
        signs: [UInt64],
        changes: [Change]
    ) throws(PopulationError) -> [Double] {
        if previous.count != signs.count || previous.count != changes.count {
            throw PopulationError(
                .unequalColumns,
                at: "persons",
                "found \(previous.count) indices, \(signs.count) signs and \(changes.count) changes; expected one of "
                    + "each per person"
            )
        }
        var result = previous
        for person in previous.indices {
            if !(previous[person] >= 0 && previous[person] <= 1) {
                throw PopulationError(
                    .valueOutOfRange,
                    at: "persons[\(person)].index",
                    "found \(previous[person]); expected an index in 0…1"
                )
            }
            var rest = signs[person]
            if rest != 0 && 63 - rest.leadingZeroBitCount >= weights.count {
                throw PopulationError(
                    .valueOutOfRange,
                    at: "persons[\(person)].signs",
                    "found register \(63 - rest.leadingZeroBitCount); expected below \(weights.count), the number of "
                        + "weights"
                )
            }
            var sum = 0.0
            while rest != 0 {
                sum += weights[rest.trailingZeroBitCount]
                rest &= rest &- 1
            }
            switch changes[person] {
            case .none: result[person] = min(1, max(0, decay * previous[person] + gain * min(1, sum)))
            case .arrived: result[person] = 1
            case .left: result[person] = 0
            }
        }
        return result
    }

    /// Decides about every person by the index of the last year.
    ///
    /// - Returns: Per person the reason, and as evidence the index in millionths.
    /// - Throws: ``PopulationError`` for columns that do not fit or an index out of range.
    public func verdicts(
        referenceDate: Int32,
        lives: LifeSpans,
        index: [Double]
    ) throws(PopulationError) -> ResidenceVerdicts {
        try Day.check(referenceDate, or: nil, at: "reference_date")
        try lives.check(index.count, "index")
        var result = ResidenceVerdicts(
            reasons: [ResidenceReason](repeating: .indexTooLow, count: lives.count),
            evidence: [Int32](repeating: 0, count: lives.count)
        )
        for person in 0..<lives.count {
            if !(index[person] >= 0 && index[person] <= 1) {
                throw PopulationError(
                    .valueOutOfRange,
                    at: "persons[\(person)].index",
                    "found \(index[person]); expected an index in 0…1"
                )
            }
            if let obstacle = lives.obstacle(person, moment: referenceDate + 1) {
                result.reasons[person] = obstacle
                continue
            }
            result.evidence[person] = Int32((index[person] * 1e6).rounded())
            if index[person] > threshold { result.reasons[person] = .indexReached }
        }
        return result
    }
}
