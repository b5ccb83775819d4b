package import Columns

/// Which registers hold main residences.
package struct RegistrationEvidence: Sendable {
    /// The linked registers that do, bit by register.
    package let registers: UInt64
    /// The linked registers of the living that do not, bit by register.
    package let others: UInt64
    /// The days that they cover.
    package let covered: ClosedRange<Int32>

    /// What the rows of registrations say; nil if there are none.
    ///
    /// Covered are the days declared, or the whole months from the first to the last day in the rows.
    /// - Parameters:
    ///   - registers: The linked registers of registrations, bit by register.
    ///   - others: The other linked registers of the living, bit by register.
    ///   - declared: The days that registers are said to cover; empty if nothing is said.
    ///   - columns: The records.
    package init?(
        registers: UInt64,
        others: UInt64,
        declared: [ClosedRange<CivilDate>],
        _ columns: RecordColumns
    ) {
        let known = columns.records.filter { columns.isRegistration($0) }
        var days: [Int32] = []
        for record in known {
            days.append(columns.eventDay[record])
            if columns.eventEnd[record] != Day.none { days.append(columns.eventEnd[record]) }
        }
        guard registers != 0, let first = days.min(), let last = days.max() else { return nil }
        self.registers = registers
        self.others = others
        let months = Day.wholeMonths(from: first, to: last)
        let lower = declared.map { Day.of($0.lowerBound) }.min() ?? months.lowerBound
        let upper = declared.map { Day.of($0.upperBound) }.max() ?? months.upperBound
        covered = min(lower, upper)...max(lower, upper)
    }
}
