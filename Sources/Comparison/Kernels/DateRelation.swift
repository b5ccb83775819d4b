/// How two dates are related, as flags.
enum DateRelation {
    static let partial: Int32 = 1
    static let dayMonthSwapped: Int32 = 2
    static let oneDigit: Int32 = 4
    static let sameYear: Int32 = 8
    static let twoParts: Int32 = 16
    static let sameMonthDay: Int32 = 32
    static let heapedYear: Int32 = 64

    /// All flags that hold for the dates of two codes.
    @inline(__always) static func flags(_ dates: PreparedDates, _ a: UInt32, _ b: UInt32) -> Int32 {
        var flags: Int32 = 0
        let year = dates.sameYear(a, b)
        if year { flags |= sameYear }
        if !dates.areFull(a, b) {
            if dates.areHeaped(a, b) { flags |= heapedYear }
            return dates.agreeWhereKnown(a, b) ? flags | partial : flags
        }
        let month = dates.sameMonth(a, b)
        let day = dates.sameDay(a, b)
        if month && day { flags |= sameMonthDay }
        if (year && month) || (year && day) || (month && day) { flags |= twoParts }
        if dates.dayAndMonthSwapped(a, b) { flags |= dayMonthSwapped }
        if dates.differInOneDigit(a, b) || dates.differInSwappedDigits(a, b) { flags |= oneDigit }
        return flags
    }
}

/// A level that one flag of a ``DateRelation`` decides; all of them share one measure.
protocol DateRelationLevel: LevelKind {
    static var flag: Int32 { get }
}

extension DateRelationLevel {
    static func preparations(_ test: LevelTest) -> [any Preparation] {
        [DatesPreparation(feature: test.looked)]
    }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let slot = try compiler.slot(test.looked)
        let dates = compiler.prepared(DatesPreparation(feature: test.looked))
        let index = compiler.measure(test.looked, DateRelationMeasure(slot: slot, dates: dates))
        return .flag(measure: index, flag)
    }
}

private struct DateRelationMeasure: PairMeasure {
    let slot: Int
    let dates: PreparedDates

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let dates = dates
        batch.each(indices, slot, prefetch: dates.prefetch) {
            values[$0] = Float(DateRelation.flags(dates, $1, $2))
        }
    }
}
