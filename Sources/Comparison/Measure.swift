import Columns

/// A number or a set of flags computed for a pair from prepared values: what conditions test.
///
/// One measure serves all levels that ask for it; it is computed at most once per pair.
enum Measure: Sendable {
    case jaro(slot: Int, PreparedText)
    /// Jaro–Winkler similarity; 0 where it is below the least that any condition asks for.
    case jaroWinkler(slot: Int, PreparedText, least: Float)
    /// Levenshtein distance, up to one more than the most that any condition asks for.
    case levenshtein(slot: Int, PreparedText, most: Int)
    /// Optimal string alignment distance, up to one more than the most that any condition asks for.
    case damerau(slot: Int, PreparedText, most: Int)
    /// How well the values of two features fit exchanged: the lower of the two Jaro–Winkler similarities; 0 where it is
    /// below the least that any condition asks for, or the first feature's own values are as similar.
    case swap(slot: Int, other: Int, PreparedText, CodeTranslation, least: Float)
    case jaccard(slot: Int, PreparedQGrams)
    case cosine(slot: Int, PreparedQGrams)
    case sharedWords(slot: Int, PreparedTokens)
    case wordFlags(slot: Int, PreparedTokens)
    case dateFlags(slot: Int, PreparedDates)
    case dayDistance(slot: Int, PreparedDates)
    /// Years between two dates of which one is partial.
    case yearDistance(slot: Int, PreparedDates)
    case numberDistance(slot: Int, PreparedNumbers)
    case numberRatio(slot: Int, PreparedNumbers)
    case kilometres(latitude: Int, longitude: Int, PreparedCoordinates)
    case sameClass(slot: Int, [UInt32])
    case nickname(slot: Int, NicknameGroups)
    case rare(slot: Int, [Bool])

    /// Flags of ``wordFlags``.
    static let sameWithoutSpaces: Int32 = 1
    static let wordSubset: Int32 = 2
    static let initial: Int32 = 4

    /// Computes the measure for the listed pairs of a batch.
    ///
    /// `values[i]` is set for each listed i. Measures of flags hold them as a small whole number.
    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        switch self {
        case .jaro(let slot, let text):
            batch.each(indices, slot, prefetch: text.prefetch) { values[$0] = text.jaro($1, $2) }
        case .jaroWinkler(let slot, let text, let least):
            batch.each(indices, slot, prefetch: text.prefetch) { i, a, b in
                values[i] = text.couldReachJaroWinkler(a, b, least) ? text.jaroWinkler(a, b) : 0
            }
        case .levenshtein(let slot, let text, let most):
            batch.each(indices, slot, prefetch: text.prefetch) {
                values[$0] = Float(text.levenshtein($1, $2, limit: most))
            }
        case .damerau(let slot, let text, let most):
            batch.each(indices, slot, prefetch: text.prefetch) {
                values[$0] = Float(text.osa($1, $2, limit: most))
            }
        case .swap(let slot, let other, let text, let codes, let least):
            codes.withCodes { codes in
                // SAFETY: translations have an entry for each code of the other slot.
                batch.eachRow(indices) { i, a, b in
                    let (x, y) = (codes[Int(b[other])], codes[Int(a[other])])
                    values[i] = 0
                    guard text.couldReachJaroWinkler(a[slot], x, least),
                        text.couldReachJaroWinkler(b[slot], y, least)
                    else { return }
                    let crossed = min(text.jaroWinkler(a[slot], x), text.jaroWinkler(b[slot], y))
                    if crossed >= least && crossed > text.jaroWinkler(a[slot], b[slot]) {
                        values[i] = crossed
                    }
                }
            }
        case .jaccard(let slot, let grams):
            batch.each(indices, slot) { values[$0] = Float(grams.jaccard($1, $2)) }
        case .cosine(let slot, let grams):
            batch.each(indices, slot) { values[$0] = Float(grams.cosine($1, $2)) }
        case .sharedWords(let slot, let tokens):
            batch.each(indices, slot, prefetch: tokens.prefetch) {
                values[$0] = Float(tokens.intersectionCount($1, $2))
            }
        case .wordFlags(let slot, let tokens):
            batch.each(indices, slot, prefetch: tokens.prefetch) { i, a, b in
                var flags: Int32 = 0
                if tokens.sameWithoutSpaces(a, b) { flags |= Self.sameWithoutSpaces }
                if tokens.oneHoldsOther(a, b) { flags |= Self.wordSubset }
                if tokens.initialMatches(a, b) { flags |= Self.initial }
                values[i] = Float(flags)
            }
        case .dateFlags(let slot, let dates):
            batch.each(indices, slot, prefetch: dates.prefetch) {
                values[$0] = Float(DateRelation.flags(dates, $1, $2))
            }
        case .dayDistance(let slot, let dates):
            batch.each(indices, slot) { i, a, b in
                values[i] = dates.areFull(a, b) ? Float(dates.daysBetween(a, b)) : .infinity
            }
        case .yearDistance(let slot, let dates):
            batch.each(indices, slot) { i, a, b in
                let years = dates.areFull(a, b) ? Int.max : dates.yearsBetween(a, b)
                values[i] = years == .max ? .infinity : Float(years)
            }
        case .numberDistance(let slot, let numbers):
            batch.each(indices, slot) { values[$0] = Float(numbers.absoluteDifference($1, $2)) }
        case .numberRatio(let slot, let numbers):
            batch.each(indices, slot) { values[$0] = Float(numbers.relativeDifference($1, $2)) }
        case .kilometres(let latitude, let longitude, let places):
            batch.eachRow(indices) { i, a, b in
                values[i] = Float(
                    places.kilometres(a[latitude], a[longitude], b[latitude], b[longitude])
                )
            }
        case .sameClass(let slot, let classes):
            classes.withUnsafeBufferPointer { classes in
                batch.each(indices, slot) { i, a, b in
                    let class1 = classes[Int(a)]
                    values[i] = class1 != 0 && class1 == classes[Int(b)] ? 1 : 0
                }
            }
        case .nickname(let slot, let groups):
            batch.each(indices, slot) { values[$0] = groups.share($1, $2) ? 1 : 0 }
        case .rare(let slot, let rare):
            rare.withUnsafeBufferPointer { rare in
                batch.each(indices, slot) { values[$0] = rare[Int($1)] || rare[Int($2)] ? 1 : 0 }
            }
        }
    }
}

/// The nickname groups of each value of a given-name feature: forms of one name share a group.
struct NicknameGroups: Sendable {
    /// Up to three groups per code, 0 for none.
    private let groups: [SIMD4<UInt32>]

    /// Looks up the groups of each value's first word.
    init(_ values: ValueDictionary) {
        groups = (0..<UInt32(values.count)).map { code in
            values.withBytes(code) { bytes in
                let first = UnsafeBufferPointer(rebasing: bytes.prefix { $0 != UInt8(ascii: " ") })
                // SAFETY: the span does not outlive the bytes it looks at.
                let found = Nicknames.groups(of: Span(_unsafeElements: first))
                return SIMD4(found.first, found.second, found.third, 0)
            }
        }
    }

    /// Whether the values of two codes have a group in common.
    @inline(__always) func share(_ a: UInt32, _ b: UInt32) -> Bool {
        let x = groups[Int(a)]
        let y = groups[Int(b)]
        for i in 0..<3 where x[i] != 0 {
            if x[i] == y[0] || x[i] == y[1] || x[i] == y[2] { return true }
        }
        return false
    }
}

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
