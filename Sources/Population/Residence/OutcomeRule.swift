/// Migration by outcome: who crosses the border migrates if most of the months that follow are spent on
/// the other side.
///
/// A crossing away from where the person lives (a departure by a resident, an arrival by a non-resident)
/// is followed for a window of Tw days. If the time on the new side adds up to Tm days first, the
/// crossing was a migration and residence changes; if the time on the old side adds up to more than
/// Tw − Tm days first, it was not. A return within 2 (Tw − Tm) days of when residence was last settled is
/// no migration at once. After the last crossing a person is taken to stay for the whole window.
/// - SeeAlso: Stats NZ (2017), “Outcomes-based migration measure”: the 12/16-month rule.
public struct OutcomeRule: Sendable, Equatable {
    /// Tw, in days.
    public let window: Int32
    /// Tm, in days.
    public let threshold: Int32

    /// Twelve months of sixteen.
    public static let twelveOfSixteen = OutcomeRule(valid: 487, 365)
    /// Nine months of twelve.
    public static let nineOfTwelve = OutcomeRule(valid: 365, 273)

    private init(valid window: Int32, _ threshold: Int32) {
        self.window = window
        self.threshold = threshold
    }

    /// A rule of other lengths, in days.
    ///
    /// - Throws: ``PopulationError`` unless the threshold is more than half the window, and the window at
    ///   most ten years.
    public init(window: Int32, threshold: Int32) throws(PopulationError) {
        if window < 2 || window > 3653 || threshold > window || threshold <= window / 2 {
            throw PopulationError(
                .valueOutOfRange,
                at: "outcome",
                "found a window of \(window) and a threshold of \(threshold) days; expected a threshold of more "
                    + "than half the window, and a window of at most 3653 days"
            )
        }
        self.init(valid: window, threshold)
    }

    /// What became of each crossing.
    public struct Outcomes: Sendable, Equatable {
        /// Days to the next crossing; the window's length after the last.
        public var daysToNext: [Int32]
        /// Whether the person was a resident before the crossing.
        public var isResidentBefore: [Bool]
        /// Whether the person is one after it.
        public var isResidentAfter: [Bool]
        /// Whether the crossing was a migration.
        public var isMigration: [Bool]
        /// When residence before the crossing was settled.
        public var beforeSettled: [Int32]
        /// When residence after the crossing was settled; after the data's end if it rests on the assumption
        /// about the last crossing.
        public var afterSettled: [Int32]
        /// When it was settled whether the crossing was a migration.
        public var migrationSettled: [Int32]
    }

    /// Follows every crossing.
    ///
    /// - Parameters:
    ///   - crossings: The crossings of all people.
    ///   - initiallyResident: Per person, whether a resident before the first crossing; nil to conclude it
    ///     from the first crossing's direction: who leaves lived here, who arrives did not.
    /// - Throws: ``PopulationError`` for a column that does not fit.
    /// - Complexity: O(crossings · crossings within a window), no allocation per person.
    public func outcomes(
        of crossings: BorderCrossings,
        initiallyResident: [Bool]? = nil
    ) throws(PopulationError) -> Outcomes {
        if let initiallyResident, initiallyResident.count != crossings.personCount {
            throw PopulationError(
                .unequalColumns,
                at: "initiallyResident",
                "found \(initiallyResident.count) entries; expected \(crossings.personCount), one per person"
            )
        }
        let count = crossings.day.count
        var result = Outcomes(
            daysToNext: [Int32](repeating: window, count: count),
            isResidentBefore: [Bool](repeating: false, count: count),
            isResidentAfter: [Bool](repeating: false, count: count),
            isMigration: [Bool](repeating: false, count: count),
            beforeSettled: crossings.day,
            afterSettled: crossings.day,
            migrationSettled: [Int32](repeating: Day.none, count: count)
        )
        for person in 0..<crossings.personCount {
            let rows = Int(crossings.start[person])..<Int(crossings.start[person + 1])
            if rows.isEmpty { continue }
            for i in rows.dropLast() { result.daysToNext[i] = crossings.day[i + 1] - crossings.day[i] }
            let first = initiallyResident?[person] ?? !crossings.isArrival[rows.lowerBound]
            for i in rows {
                if i == rows.lowerBound {
                    result.isResidentBefore[i] = first
                } else {
                    result.isResidentBefore[i] = result.isResidentAfter[i - 1]
                    result.beforeSettled[i] = max(result.afterSettled[i - 1], crossings.day[i])
                }
                follow(i, rows, crossings, &result)
            }
        }
        return result
    }

    /// Settles one crossing.
    private func follow(_ i: Int, _ rows: Range<Int>, _ crossings: BorderCrossings, _ result: inout Outcomes)
    {
        let day = crossings.day[i]
        let settled = result.beforeSettled[i]
        let wasResident = result.isResidentBefore[i]
        result.isResidentAfter[i] = wasResident
        if crossings.isArrival[i] == wasResident {
            // Back to where the person lives anyway.
            result.afterSettled[i] = max(day, settled)
            note(i, max(day, settled), &result)
            return
        }
        let tolerance = window - threshold
        var away: Int32 = 0
        var back: Int32 = 0
        for next in i..<rows.upperBound {
            if crossings.day[next] > day + window { break }
            let isAway = (next - i) % 2 == 0
            if isAway { away += result.daysToNext[next] } else { back += result.daysToNext[next] }
            if back > tolerance {
                result.afterSettled[i] = max(day + tolerance + away, settled)
                note(i, result.afterSettled[i], &result)
                return
            }
            if away >= threshold {
                result.isResidentAfter[i] = !wasResident
                result.isMigration[i] = true
                result.afterSettled[i] = max(day + threshold + back, settled)
                result.migrationSettled[i] = result.afterSettled[i]
                return
            }
            if isAway && next + 1 < rows.upperBound && crossings.day[next + 1] < settled + 2 * tolerance {
                note(next + 1, max(crossings.day[next + 1], settled), &result)
            }
        }
        // Not reached: with the window's length after the last crossing one of the sums is always met.
        result.afterSettled[i] = max(day + window, settled)
        note(i, result.afterSettled[i], &result)
    }

    /// Settles that a crossing was no migration, if that is not settled yet.
    private func note(_ i: Int, _ day: Int32, _ result: inout Outcomes) {
        if result.migrationSettled[i] == Day.none { result.migrationSettled[i] = day }
    }
}
