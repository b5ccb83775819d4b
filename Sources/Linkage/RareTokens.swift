import Blocking
import Columns

/// What a record has in common with few others: its values, keys of them, words and pieces of words.
///
/// Features of one meaning, such as given name and surname, share their tokens, so that a name in the other column is
/// met, too.
struct RareTokens: Sendable {
    /// The tokens of each code of one feature.
    struct OfFeature: Sendable {
        /// The feature, by its place among the records' features.
        let feature: Int
        /// Where the tokens of each code start; one more entry than there are codes.
        let starts: [UInt32]
        /// Per code: how many of its tokens are keys; the others are words and pieces.
        let keys: [UInt16]
        /// The tokens, numbered within the family; no token twice for one code.
        let tokens: [UInt32]
    }

    /// The features that share tokens.
    let members: [OfFeature]
    /// The number of distinct tokens.
    let count: Int

    /// The tokens of some features.
    init(_ features: [Int], of records: Records) {
        var hashes: [UInt64] = []
        var drafts: [(feature: Int, starts: [UInt32], keys: [UInt16])] = []
        for index in features {
            let feature = records.features[index]
            let keys = KeyCandidate.tried(on: feature).map { part in
                (part.transform.keys(of: feature.values), Hash64.text(part.transform.description))
            }
            var starts: [UInt32] = [UInt32(hashes.count)]
            var keyCounts: [UInt16] = []
            var own: [UInt64] = []
            for code in 0..<UInt32(feature.values.count) {
                own.removeAll(keepingCapacity: true)
                if code != 0 {
                    for (keys, kind) in keys where keys[Int(code)] != 0 {
                        Self.add(Hash64.combine(kind, keys[Int(code)]), to: &own)
                    }
                }
                keyCounts.append(UInt16(own.count))
                if code != 0 { feature.values.withBytes(code) { Self.addPieces($0, feature.role, to: &own) } }
                hashes += own
                starts.append(UInt32(hashes.count))
            }
            drafts.append((index, starts, keyCounts))
        }
        let (numbers, count) = Self.numbered(hashes)
        self.count = count
        members = drafts.map { draft in
            let (from, to) = (Int(draft.starts[0]), Int(draft.starts[draft.starts.count - 1]))
            return OfFeature(
                feature: draft.feature,
                starts: draft.starts.map { $0 - draft.starts[0] },
                keys: draft.keys,
                tokens: Array(numbers[from..<to])
            )
        }
    }

    /// The features whose tokens may be compared: names together, every other feature by itself.
    static func families(of records: Records) -> [[Int]] {
        let told = records.features.indices.filter { !KeyCandidate.tried(on: records.features[$0]).isEmpty }
        func isName(_ index: Int) -> Bool { names.contains(records.features[index].role) }
        let together = told.filter(isName)
        return (together.isEmpty ? [] : [together]) + told.filter { !isName($0) }.map { [$0] }
    }

    private static let names: Set<Role> = [.givenName, .surname, .middleName, .fullName]
    /// More tokens of one value are not kept: it is a text.
    private static let mostTokens = 64
    /// The bytes of a piece of a word.
    private static let pieceLength = 3

    private static func add(_ hash: UInt64, to own: inout [UInt64]) {
        if own.count < mostTokens, !own.contains(hash) { own.append(hash) }
    }

    /// Adds the words of a value where there are several, and the pieces of names and numbers.
    private static func addPieces(_ value: UnsafeBufferPointer<UInt8>, _ role: Role, to own: inout [UInt64]) {
        var start = 0
        for i in 0...value.count where i == value.count || value[i] == 0x20 {
            if i > start, start > 0 || i < value.count {
                let word = UnsafeBufferPointer(rebasing: value[start..<i])
                add(Hash64.bytes(word, seed: wordSeed), to: &own)
            }
            start = i + 1
        }
        switch role {
        case .givenName, .surname, .middleName, .fullName, .nationalID, .identifier, .phone, .email: break
        default: return
        }
        // Ends of a value are told from its middle: the first and the last piece begin or end with a blank.
        if value.count < pieceLength { return }
        for i in -1...(value.count - pieceLength + 1) {
            var piece: UInt64 = 0
            for k in i..<(i + pieceLength) {
                piece = piece &<< 8 | (value.indices.contains(k) ? UInt64(value[k]) : 0x20)
            }
            add(Hash64.mix(pieceSeed ^ piece), to: &own)
        }
    }

    private static let wordSeed: UInt64 = 0x776f_7264
    private static let pieceSeed: UInt64 = 0x7069_6563_6500_0000

    /// Numbers equal hashes alike, from 0 in the order of the hashes.
    private static func numbered(_ hashes: [UInt64]) -> (numbers: [UInt32], count: Int) {
        var order = hashes.enumerated().map { KeyedRow(key: $1, row: UInt32($0)) }
        RadixSort.sort(&order)
        var numbers = [UInt32](repeating: 0, count: hashes.count)
        var count = 0
        for (place, entry) in order.enumerated() {
            if place > 0, entry.key != order[place - 1].key { count += 1 }
            numbers[Int(entry.row)] = UInt32(count)
        }
        return (numbers, hashes.isEmpty ? 0 : count + 1)
    }
}
