import Columns

/// Where the surname stands in a full name that neither a comma nor capitals part.
enum NameParting: Int, CaseIterable {
    /// The first word, or two of a double surname such as Au Yeung.
    case first
    /// The last word, with particles before it.
    case last
    /// The first two words, as in “Medina Torres Pablo”.
    case firstTwo
    /// The last two words.
    case lastTwo

    var isFirst: Bool { self == .first || self == .firstTwo }
    var surnames: Int { self == .first || self == .last ? 1 : 2 }
}

extension NameTokens.Names {
    /// The first and the last word of the surname, aside words between them left out; nil if nothing remains.
    func surname(_ parting: NameParting, _ words: Room<NameTokens.Word>) -> ClosedRange<Int>? {
        if count <= parting.surnames { return count == 1 && parting.surnames == 1 ? first...last : nil }
        if parting.isFirst {
            var end = first
            var left = parting.surnames == 1 ? surnameLength(words, among: count) : 2
            if left >= count { left = count - 1 }
            for i in first...last where !words[i].isAside {
                end = i
                left -= 1
                if left == 0 { break }
            }
            return first...end
        }
        var start = last
        for turn in 0..<parting.surnames {
            if turn > 0 { start = wordBefore(start, words) ?? start }
            // Particles belong to the word behind them, but a given name must remain.
            while let before = wordBefore(start, words), before != first, NameTokens.isParticle(words[before])
            {
                start = before
            }
        }
        if start == last, parting == .last, count > 2, let before = wordBefore(last, words), before != first,
            FamilyNames.isDouble(words[before], words[last])
        {
            start = before
        }
        return start == first ? nil : start...last
    }

    private func wordBefore(_ i: Int, _ words: Room<NameTokens.Word>) -> Int? {
        var k = i - 1
        while k >= first {
            if !words[k].isAside { return k }
            k -= 1
        }
        return nil
    }
}

/// How full names of a column are parted: by the words where they tell, else as most of the column.
struct FullNameForm: Sendable {
    /// Where the surname stands in most names of the column.
    var usual: NameParting
    /// The logarithm of how much more likely each parting is than the others, before the words are looked at.
    var prior: [Float] = []
    /// What words tell; nil if nothing was learned.
    var odds: NameWordOdds?
    /// Whether the words are written out in one order, too, for jobs in which orders are mixed.
    var writesWords = false
    /// How the name's sound is written, for jobs in which scripts are mixed.
    var sound: NameSoundForm?

    static let surnameFirst = FullNameForm(usual: .first)
    static let surnameLast = FullNameForm(usual: .last)

    /// The parting that a name's words make likeliest, the usual one first among equals.
    func parting(_ words: Room<NameTokens.Word>, _ names: NameTokens.Names) -> NameParting {
        guard let odds, names.count > 1 else { return usual }
        var best = usual
        var highest = score(usual, words, names, odds) ?? -.infinity
        for parting in NameParting.allCases where parting != usual && prior[parting.rawValue] > -.infinity {
            guard let score = score(parting, words, names, odds), score > highest else { continue }
            (best, highest) = (parting, score)
        }
        return best
    }

    private func score(
        _ parting: NameParting,
        _ words: Room<NameTokens.Word>,
        _ names: NameTokens.Names,
        _ odds: NameWordOdds
    ) -> Float? {
        guard let surname = names.surname(parting, words) else { return nil }
        var score = prior[parting.rawValue]
        for i in surname where !words[i].isAside { score += odds.value(words[i].hash) }
        return score
    }
}

/// For each word of a job's names, how much more likely it is in a surname than in a given name.
///
/// Logarithms of odds; words that were not seen have 0. Found by the hash of the folded word.
final class NameWordOdds: Sendable {
    private let hashes: [UInt64]
    private let odds: [Float]
    private let mask: Int

    init(_ words: [(hash: UInt64, odds: Float)]) {
        var size = 16
        while size < words.count * 2 { size *= 2 }
        var hashes = [UInt64](repeating: 0, count: size)
        var odds = [Float](repeating: 0, count: size)
        for word in words {
            var slot = Int(truncatingIfNeeded: word.hash) & (size - 1)
            while hashes[slot] != 0, hashes[slot] != word.hash { slot = (slot + 1) & (size - 1) }
            (hashes[slot], odds[slot]) = (word.hash, word.odds)
        }
        self.hashes = hashes
        self.odds = odds
        mask = size - 1
    }

    /// The odds of a word.
    func value(_ hash: UInt64) -> Float {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            if hashes[slot] == hash { return odds[slot] }
            if hashes[slot] == 0 { return 0 }
            slot = (slot &+ 1) & mask
        }
    }
}
