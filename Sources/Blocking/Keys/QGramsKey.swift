import Columns

/// The distinct q-grams of the value in byte order, or some of them.
///
/// With a second number only that many are kept: those that come first in a fixed pseudo-random order, so
/// that two values share the key with a chance that grows with their Jaccard similarity (Broder 1997).
struct QGramsKey: KeyKind {
    static let word = "q_grams"
    static let meaning =
        "the set of q-grams, so that word order and repetitions matter little; with `keep` only so many of them, "
        + "by a fixed pseudo-random order, so that similar values often agree"
    static let suits = RoleGroup.texts
    static let parameters = [KeyParameter("size", 1...8), KeyParameter("keep", isOptional: true)]
    static let examples = [
        KeyExample("anna", "an na nn", [2]), KeyExample("aaaa", "aa", [2]), KeyExample("li", "li", [3]),
        KeyExample("陳大文", "大文 陳大", [2]), KeyExample("anna", "an na nn", [2, 64]),
    ]

    private let size: Int
    private let keep: Int?
    private var grams = ValueParts()

    init(_ numbers: [Int]) {
        size = numbers[0]
        keep = numbers.count > 1 ? numbers[1] : nil
    }

    mutating func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        find(value)
        if let keep {
            keepFirst(keep)
            grams.sort(value)
        }
        grams.write(to: &text)
    }

    /// Finds the distinct q-grams of a value; a value shorter than a q-gram is one itself.
    private mutating func find(_ value: Span<UInt8>) {
        grams.ranges.removeAll(keepingCapacity: true)
        var start = 0
        var end = value.end(ofFirst: size)
        if end > 0 { grams.ranges.append(0..<end) }
        while end < value.count {
            start = value.end(ofFirst: 1, from: start)
            end = value.end(ofFirst: 1, from: end)
            grams.ranges.append(start..<end)
        }
        grams.sort(value)
        let bytes = grams.source
        var distinct = 0
        for range in grams.ranges where distinct == 0 || bytes[grams.ranges[distinct - 1]] != bytes[range] {
            grams.ranges[distinct] = range
            distinct += 1
        }
        grams.ranges.removeLast(grams.ranges.count - distinct)
    }

    private mutating func keepFirst(_ count: Int) {
        if count >= grams.ranges.count { return }
        let bytes = grams.source
        let ranked = grams.ranges.map { (rank: KeyTransform.key(bytes.span.extracting($0)), range: $0) }
        grams.ranges = ranked.sorted { $0.rank < $1.rank }.prefix(count).map(\.range)
    }
}

extension KeyTransform {
    /// The distinct q-grams of the value in byte order; with `keep` only that many of them.
    public static func qGrams(size: Int, keep: Int?) -> KeyTransform {
        KeyTransform(QGramsKey.self, [size] + [keep].compactMap { $0 })
    }
}
