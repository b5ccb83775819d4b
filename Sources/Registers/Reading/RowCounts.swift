/// What became of rows that are not plainly right, and what was seen in them.
struct RowCounts: Sendable, Equatable {
    /// Rows set aside, in the order of `QuarantineReason.allCases`.
    var quarantined = [Int](repeating: 0, count: QuarantineReason.allCases.count)
    /// Rows that lack their last fields and were kept.
    var short = 0
    /// Rows with empty fields beyond the header’s.
    var overlong = 0
    /// Lines that are no records: comments, hyphens.
    var remarks = 0
    /// Rows set aside for text after a quote that have a quote behind a backslash.
    var escapedQuotes = 0
    /// Rows set aside for too many fields that have a carriage return inside.
    var loneReturns = 0

    /// Rows set aside for whatever reason.
    var setAside: Int { quarantined.reduce(0, +) }

    subscript(_ reason: QuarantineReason) -> Int {
        get { quarantined[QuarantineReason.allCases.firstIndex(of: reason) ?? 0] }
        set { quarantined[QuarantineReason.allCases.firstIndex(of: reason) ?? 0] = newValue }
    }

    static func += (sum: inout RowCounts, more: RowCounts) {
        for i in sum.quarantined.indices { sum.quarantined[i] += more.quarantined[i] }
        sum.short += more.short
        sum.overlong += more.overlong
        sum.remarks += more.remarks
        sum.escapedQuotes += more.escapedQuotes
        sum.loneReturns += more.loneReturns
    }
}
