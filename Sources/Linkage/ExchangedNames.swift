import Columns

/// Whether two columns of names hold values in each other's place.
enum ExchangedNames {
    /// So many records are looked at, evenly spaced.
    private static let sampleSize = 20_000
    /// A value belongs to the other column where it is so many times as frequent there.
    private static let telling = 4
    /// From this share of records on exchanges are usual, and those that are misspelt on top are worth a level.
    static let usualShare = 0.01

    /// The share of records, of those that have both, whose values are usual in the other's column and not in their own.
    ///
    /// - Complexity: O(values of both + records), one hash for each value.
    static func share(_ first: Feature, _ second: Feature) -> Double {
        let rows = first.codes.count
        let step = max(1, rows / sampleSize)
        var seen: [(a: UInt32, b: UInt32)] = []
        for row in stride(from: 0, to: rows, by: step) where first.codes[row] != 0 && second.codes[row] != 0 {
            seen.append((first.codes[row], second.codes[row]))
        }
        if seen.isEmpty { return 0 }
        let counts = (first: first.counts(), second: second.counts())
        let wanted = Set(
            seen.flatMap { [hash($0.a, first.values), hash($0.b, second.values)] }
        )
        let places = (first: places(of: wanted, first.values), second: places(of: wanted, second.values))
        let exchanged = seen.count { a, b in
            let elsewhere = (
                a: places.second[hash(a, first.values)].map { counts.second[Int($0)] } ?? 0,
                b: places.first[hash(b, second.values)].map { counts.first[Int($0)] } ?? 0
            )
            return Int(elsewhere.a) >= telling * Int(counts.first[Int(a)])
                && Int(elsewhere.b) >= telling * Int(counts.second[Int(b)])
        }
        return Double(exchanged) / Double(seen.count)
    }

    private static func hash(_ code: UInt32, _ values: ValueDictionary) -> UInt64 {
        values.withBytes(code) { Hash64.bytes($0) }
    }

    /// The codes of the values that have one of some hashes.
    private static func places(of wanted: Set<UInt64>, _ values: ValueDictionary) -> [UInt64: UInt32] {
        var places: [UInt64: UInt32] = [:]
        for code in 1..<UInt32(max(1, values.count)) {
            let hash = hash(code, values)
            if wanted.contains(hash) { places[hash] = code }
        }
        return places
    }
}
