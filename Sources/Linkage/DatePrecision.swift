import Columns

/// How much of their dates the records of a feature know.
struct DatePrecision {
    /// Whether some register knows hardly more than years.
    let hasYears: Bool
    /// Whether no register knows more than years, but for slips.
    let areYearsAlone: Bool

    /// From this share of a feature's records on, years alone are a way to write dates, not a lack of them.
    private static let some = 0.02
    private static let nearly = 0.99
    /// The length of a year, as canonical dates have it.
    private static let yearLength = 4

    init(_ feature: Feature) {
        let counts = feature.counts()
        var years = 0
        var all = 0
        for code in 1..<UInt32(max(1, counts.count)) {
            all += Int(counts[Int(code)])
            if feature.values.length(code) == Self.yearLength { years += Int(counts[Int(code)]) }
        }
        hasYears = Double(years) > Self.some * Double(all)
        areYearsAlone = all > 0 && Double(years) >= Self.nearly * Double(all)
    }
}
