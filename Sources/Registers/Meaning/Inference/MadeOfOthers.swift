import Columns

/// Finds the columns that say again what other columns of the register say: a full name beside its parts, an
/// address written out beside street and number, one column twice.
///
/// It is the values that tell, not the headers: the words of a cell are those of other cells of its row, in any
/// order. Such a column is no feature of its own, or the same agreement would count twice; it speaks where the
/// others are silent.
struct MadeOfOthers {
    /// A column that is made of others, as indices of columns.
    struct Finding: Equatable {
        let column: Int
        let parts: [Int]
        /// Whether it has no words beside theirs.
        let isWhole: Bool
    }

    private let words: [Int: SampledWords]
    private let roles: [Role]
    private let rank: [Int]
    private(set) var findings: [Finding] = []
    private var isMade: Set<Int> = []

    /// The share of rows in which the words must be those of others.
    private static let least = 0.9
    /// The share of rows in which two columns must say the same, and the same beyond chance.
    private static let sameRows = 0.95
    private static let beyondChance = 0.9
    /// Rows that must tell.
    private static let enoughRows = 20

    private static let speaking: Set<Role> = [
        .fullName, .givenName, .middleName, .surname, .hanName, .text, .category, .identifier, .address,
        .unit,
        .floor, .building, .streetNumber, .street, .locality, .district, .region, .postcode, .country,
    ]

    /// - Parameter rank: How sure the role of each column is: the surer of two equal ones is kept.
    init(_ table: Table, roles: [Role], rank: [Int]) {
        self.roles = roles
        self.rank = rank
        let rows = SampledWords.rows(of: table)
        var words: [Int: SampledWords] = [:]
        for (i, column) in table.columns.enumerated() where Self.speaking.contains(roles[i]) {
            words[i] = SampledWords(column, rows: rows)
        }
        self.words = words
        let candidates = words.keys.sorted()
        findWholes(candidates)
        findTwins(candidates)
        findings.sort { $0.column < $1.column }
    }

    private func sample(_ i: Int) -> SampledWords { words[i] ?? SampledWords() }

    // MARK: Columns that hold several others

    /// Columns of several words, those of most first, each with the others that stand in it.
    private mutating func findWholes(_ candidates: [Int]) {
        let wholes = candidates.filter { sample($0).mean >= 1.5 }
            .sorted { (sample($1).mean, $0) < (sample($0).mean, $1) }
        for x in wholes where !isMade.contains(x) {
            var rest = sample(x)
            var parts: [Int] = []
            // The longest parts first: what they take cannot be taken again.
            let others = candidates.filter {
                $0 != x && !isMade.contains($0) && sample($0).mean <= sample(x).mean - 0.3
            }.sorted { (sample($1).mean, $0) < (sample($0).mean, $1) }
            for y in others where !sample(y).isConstant {
                if let left = rest.without(sample(y), least: Self.least, rows: Self.enoughRows) {
                    rest = left
                    parts.append(y)
                }
            }
            parts.sort()
            let isWhole = rest.emptyShare(where: sample(x), parts: parts.map(sample)) >= Self.least
            let names = parts.filter {
                (roles[$0].isNamePart || roles[$0] == .hanName) && roles[$0] != roles[x]
            }
            // A name may have more words than its parts say: titles, second names.
            let isName = roles[x].isNamePart ? !names.isEmpty : Set(names.map { roles[$0] }).count > 1
            if parts.count > 1 && isWhole || isName {
                findings.append(Finding(column: x, parts: isWhole ? parts : names, isWhole: isWhole))
                isMade.insert(x)
            }
        }
    }

    // MARK: Columns that are there twice

    private mutating func findTwins(_ candidates: [Int]) {
        for (k, a) in candidates.enumerated() where !isMade.contains(a) {
            for b in candidates[(k + 1)...] where !isMade.contains(b) && !isMade.contains(a) {
                let vague: Set<Role> = [.text, .category]
                let mayBe = roles[a] == roles[b] || vague.contains(roles[a]) || vague.contains(roles[b])
                if !mayBe || sample(a).isConstant || sample(b).isConstant { continue }
                let isTwin =
                    sample(a).agrees(
                        with: sample(b),
                        share: Self.sameRows,
                        beyondChance: Self.beyondChance,
                        rows: Self.enoughRows
                    ) || roles[a] == roles[b] && roles[a].isNamePart && oneHoldsOther(a, b)
                if !isTwin { continue }
                // The one that says more is kept, else the surer, else the first.
                let surplus = sample(b).mean - sample(a).mean
                let keepsSecond = abs(surplus) > 0.1 ? surplus > 0 : rank[b] > rank[a]
                let (kept, made) = keepsSecond ? (b, a) : (a, b)
                findings.append(Finding(column: made, parts: [kept], isWhole: true))
                isMade.insert(made)
            }
        }
    }

    private func oneHoldsOther(_ a: Int, _ b: Int) -> Bool {
        sample(a).without(sample(b), least: Self.least, rows: Self.enoughRows) != nil
            || sample(b).without(sample(a), least: Self.least, rows: Self.enoughRows) != nil
    }
}

/// The words of a column in some rows of a register, by their hashes.
struct SampledWords {
    /// Per row its words, sorted; none where the cell is empty.
    private var rows: [[UInt64]] = []
    /// Words per filled row.
    private(set) var mean = 0.0
    private(set) var isConstant = true

    /// The rows looked at.
    private static let sampleSize = 4000

    init() {}

    /// Every n-th row of a register.
    static func rows(of table: Table) -> [Int] {
        Array(stride(from: 0, to: table.rowCount, by: max(1, table.rowCount / sampleSize)))
    }

    init(_ column: CodedColumn, rows sampled: [Int]) {
        var known: [UInt32: [UInt64]] = [0: []]
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        rows.reserveCapacity(sampled.count)
        for row in sampled {
            let code = column.codes[row]
            if let words = known[code] {
                rows.append(words)
                continue
            }
            let words = column.values.withBytes(code) { Self.words($0, &sink) }
            known[code] = words
            rows.append(words)
        }
        let filled = rows.filter { !$0.isEmpty }
        mean = Double(filled.reduce(0) { $0 + $1.count }) / Double(max(1, filled.count))
        isConstant = filled.dropFirst().allSatisfy { $0 == filled[0] }
    }

    /// The words of a value, sorted: numbers without leading zeros, Han characters one by one.
    private static func words(_ value: UnsafeBufferPointer<UInt8>, _ sink: inout CanonicalSink) -> [UInt64] {
        sink.begin()
        TextFolding.fold(value, .separates, into: &sink)
        let text = sink.scratch.view
        var words: [UInt64] = []
        var start = 0
        var i = 0
        func end(_ end: Int) {
            var first = start
            if (start..<end).allSatisfy({ text[$0] &- 48 < 10 }) {
                while first + 1 < end, text[first] == 48 { first += 1 }
            }
            if end > start { words.append(Hash64.bytes(text.part(first..<end))) }
        }
        while i < text.count {
            if text[i] == 0x20 {
                end(i)
                i += 1
                start = i
                continue
            }
            let (scalar, length) = UTF8Reading.scalar(text, at: i)
            if let scalar, UTF8Reading.isHan(scalar) {
                end(i)
                words.append(Hash64.bytes(text.part(i..<(i + length))))
                start = i + length
            }
            i += length
        }
        end(text.count)
        return words.sorted()
    }

    /// What is left of each row without another column's words; nil unless nearly every row has them.
    ///
    /// - Parameters:
    ///   - least: The share of rows with both values in which the other's words must be there.
    ///   - rows: How many rows must have both.
    func without(_ other: SampledWords, least: Double, rows enough: Int) -> SampledWords? {
        var left = self
        var both = 0
        var held = 0
        for i in rows.indices where !other.rows[i].isEmpty {
            // A row that others took everything of has nothing of this one.
            both += 1
            guard let rest = Self.difference(rows[i], other.rows[i]) else {
                if both - held > 100, Double(held) < 0.5 * Double(both) { return nil }
                continue
            }
            held += 1
            left.rows[i] = rest
        }
        return both >= enough && Double(held) >= least * Double(both) ? left : nil
    }

    /// The share of rows with both values in which another column's words are among the words of this one; nil where
    /// too few rows have both.
    func share(holding other: SampledWords, rows enough: Int) -> Double? {
        var both = 0
        var held = 0
        for i in rows.indices where !rows[i].isEmpty && !other.rows[i].isEmpty {
            both += 1
            if Self.difference(rows[i], other.rows[i]) != nil { held += 1 }
        }
        return both >= enough ? Double(held) / Double(both) : nil
    }

    /// The words of a without those of b, each as often as it is there; nil where one of b's is not there.
    private static func difference(_ a: [UInt64], _ b: [UInt64]) -> [UInt64]? {
        if b.count > a.count { return nil }
        var left: [UInt64] = []
        var k = 0
        for word in a {
            if k < b.count, b[k] == word { k += 1 } else { left.append(word) }
        }
        return k == b.count ? left : nil
    }

    /// The share of rows with nothing left among those that had words, rows without one of the parts left out
    /// where something remains.
    func emptyShare(where before: SampledWords, parts: [SampledWords]) -> Double {
        var filled = 0
        var empty = 0
        for i in rows.indices where !before.rows[i].isEmpty {
            if !rows[i].isEmpty, parts.contains(where: { $0.rows[i].isEmpty }) { continue }
            filled += 1
            if rows[i].isEmpty { empty += 1 }
        }
        return filled == 0 ? 0 : Double(empty) / Double(filled)
    }

    /// Whether two columns have the same words in nearly all rows, and more often than chance would have it.
    func agrees(with other: SampledWords, share: Double, beyondChance: Double, rows enough: Int) -> Bool {
        var both = 0
        var same = 0
        var counts: [[UInt64]: (own: Int, others: Int)] = [:]
        for i in rows.indices where !rows[i].isEmpty && !other.rows[i].isEmpty {
            both += 1
            if rows[i] == other.rows[i] { same += 1 }
            if both == 100, same < 80 { return false }
            counts[rows[i], default: (0, 0)].own += 1
            counts[other.rows[i], default: (0, 0)].others += 1
        }
        if both < enough { return false }
        let n = Double(both)
        // The sum is of whole numbers, so that its order does not matter.
        let byChance = Double(counts.values.reduce(0) { $0 + $1.own * $1.others }) / (n * n)
        let observed = Double(same) / n
        return observed >= share && observed - byChance >= beyondChance * (1 - byChance)
    }
}
