import Columns

/// How the values of a column were changed by standardising.
struct SplinkFidelity {
    /// Distinct values, and those written otherwise but for letter case.
    private(set) var values = 0
    private(set) var changed = 0
    /// Distinct values of which nothing is left.
    private var lost = 0
    /// A value before and after.
    private(set) var example: (before: String, after: String)?
    /// Whether a value got lost, or came from another column.
    private(set) var isMissingKept = true
    /// Whether values that differed by more than letter case still differ.
    private(set) var isDistinct = true
    /// Distinct dates of eight digits that got hyphens.
    private var compactDates = 0
    /// Distinct values that differ from an earlier one in letter case alone.
    private(set) var alikeButForCase = 0
    private var origins: [UInt32: String] = [:]

    /// Whether values are written as before but for letter case.
    var isSameText: Bool { changed == 0 }

    /// How the column writes nearly all of its values.
    var layout: SplinkColumns.Layout {
        if changed <= values / Self.few { return .asCompared }
        return values - compactDates <= values / Self.few ? .compactDate : .otherwise
    }

    /// One value in so many may be written otherwise.
    private static let few = 20

    /// Whether nothing is left of any value.
    var isLost: Bool { values > 0 && lost == values }

    /// Whether what is asked of a column comes out as before.
    func isFaithful(for uses: Set<SplinkUse>) -> Bool {
        if !isMissingKept || !isDistinct { return false }
        if uses.isSubset(of: [.equality]) || isSameText { return true }
        // Dates, numbers and places are not compared by their letters.
        return !uses.contains(.letters) && !uses.contains(.words)
    }

    /// Looks at a column of a register and at the feature that it made.
    ///
    /// - Parameters:
    ///   - kept: The rows of the column that became records; nil for all.
    ///   - rows: The register's rows among the records.
    mutating func add(_ column: CodedColumn, kept: [UInt32]?, _ feature: Feature?, rows: Range<Int>) {
        var isSeen = [Bool](repeating: false, count: column.values.count)
        for (place, row) in rows.enumerated() {
            let before = column.codes[kept.map { Int($0[place]) } ?? place]
            let after = feature?.codes[row] ?? 0
            if before == 0 || after == 0 {
                if (before == 0) == (after == 0) { continue }
                isMissingKept = false
                if before == 0 || isSeen[Int(before)] { continue }
            }
            if isSeen[Int(before)] { continue }
            isSeen[Int(before)] = true
            note(column.values.string(before), after, after == 0 ? "" : feature?.values.string(after) ?? "")
        }
    }

    private mutating func note(_ before: String, _ code: UInt32, _ after: String) {
        values += 1
        let folded = before.lowercased()
        if code != 0, let other = origins.updateValue(before, forKey: code), other != before {
            if other.lowercased() == folded { alikeButForCase += 1 } else { isDistinct = false }
        }
        if folded == after.lowercased() { return }
        changed += 1
        lost += after.isEmpty ? 1 : 0
        if example == nil { example = (before, after) }
        let isDate = before.utf8.count == 8 && after.utf8.count == 10
        if isDate, after.filter({ $0 != "-" }) == before { compactDates += 1 }
    }
}
