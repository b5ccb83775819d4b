import Columns

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Learns from the names of a job which words are surnames, and in what order columns write them.
///
/// Words are drawn from two lists, surnames and given names, that all columns share; each column has its own
/// mixture of orders. Both are estimated together by expectation maximisation (Dempster, Laird and Rubin 1977),
/// starting from what columns of surnames and given names, commas, capitals and known Chinese surnames tell. A
/// word that is mostly found in the middle of names is a given name, wherever the surname stands.
struct NameOrderEstimate {
    /// A name as the numbers of its words, and where each parting has the surname.
    struct Name {
        var hash: UInt64
        /// The same for names of the same words in another order.
        var setHash: UInt64
        var words: [Int32]
        var surnames: [Range<Int>?]
        /// Whether comma or capitals say where the surname is: the first entry of `surnames` then.
        var isFixed = false
    }

    /// What was found for a column.
    struct Column {
        /// The share of names in each parting.
        var shares = [Double](repeating: 0, count: NameParting.allCases.count)
        /// The share of names whose words show another order than the usual one.
        var contrary = 0.0
        var usual: NameParting {
            let best = shares.indices.max { (shares[$0], -$0) < (shares[$1], -$1) } ?? 1
            return NameParting(rawValue: best) ?? .last
        }
    }

    private(set) var columns: [Column] = []
    /// The logarithm of the odds that each word is in a surname.
    private(set) var odds: [Double] = []

    private var names: [[Name]]
    /// Occurrences in surnames and in given names that are known for sure.
    private let known: (surname: [Double], given: [Double])
    private let partings: [NameParting]

    private static let mostSteps = 12
    private static let tolerance = 1e-4
    /// What a word is believed to have been seen of before it was.
    private static let beforehand = 0.5
    /// No column is sure of its order beyond these odds, so that clear words can tell another.
    private static let leastShare = 0.005
    /// A start must explain the names better than the first by so much per name, as a logarithm.
    private static let margin = 0.05

    /// - Parameters:
    ///   - names: The names per column.
    ///   - starts: The parting that each column seems to have.
    init(
        _ names: [[Name]],
        starts: [NameParting],
        known: (surname: [Double], given: [Double]),
        mayHaveTwoSurnames: Bool
    ) {
        self.names = names
        self.known = known
        partings = mayHaveTwoSurnames ? NameParting.allCases : [.first, .last]
        var best = run(from: starts)
        let count = Double(max(1, names.reduce(0) { $0 + $1.count }))
        for parting in [NameParting.first, .last]
        where starts.contains(where: { $0.isFirst != parting.isFirst }) {
            let other = run(from: starts.map { _ in parting })
            if other.likelihood > best.likelihood + Self.margin * count { best = other }
        }
        columns = best.columns
        odds = best.odds
        for (c, list) in names.enumerated() { columns[c].contrary = contrary(list, columns[c]) }
    }

    /// The natural logarithm.
    static func logarithm(_ x: Double) -> Double { log(x) }

    private typealias Outcome = (columns: [Column], odds: [Double], likelihood: Double)

    private func run(from starts: [NameParting]) -> Outcome {
        var columns = starts.map { start in
            var column = Column()
            for parting in partings {
                let isSide = parting.isFirst == start.isFirst
                let share = isSide ? 0.9 : 0.1
                let sameSide = Double(partings.count { $0.isFirst == parting.isFirst })
                column.shares[parting.rawValue] = share / sameSide
            }
            return column
        }
        var surname = known.surname
        var given = known.given
        var odds = Self.odds(surname, given)
        var likelihood = -Double.infinity
        for _ in 0..<Self.mostSteps {
            let before = likelihood
            likelihood = 0
            let totals = (surname: surname.reduce(0, +), given: given.reduce(0, +))
            let size = Double(max(1, odds.count))
            // What the words say if all are given names; a surname's words change it by their odds.
            let base = given.map { log(($0 + Self.beforehand) / (totals.given + Self.beforehand * size)) }
            (surname, given) = known
            for (c, list) in names.enumerated() {
                var shares = [Double](repeating: 0, count: NameParting.allCases.count)
                for name in list {
                    let (chances, total) = chances(name, columns[c], odds)
                    likelihood += total + name.words.reduce(0.0) { $0 + base[Int($1)] }
                    for parting in partings where chances[parting.rawValue] > 0 {
                        let chance = chances[parting.rawValue]
                        guard let range = name.surnames[parting.rawValue] else { continue }
                        shares[parting.rawValue] += chance
                        for (i, word) in name.words.enumerated() {
                            if range.contains(i) {
                                surname[Int(word)] += chance
                            } else {
                                given[Int(word)] += chance
                            }
                        }
                    }
                }
                let all = shares.reduce(0, +) + Double(partings.count)
                for parting in partings {
                    let share = (shares[parting.rawValue] + 1) / all
                    columns[c].shares[parting.rawValue] = max(Self.leastShare, share)
                }
            }
            odds = Self.odds(surname, given)
            if abs(likelihood - before) < Self.tolerance * abs(likelihood) { break }
        }
        return (columns, odds, likelihood)
    }

    /// The chance of each parting of a name, and the logarithm of what they sum to beforehand.
    private func chances(_ name: Name, _ column: Column, _ odds: [Double]) -> (
        chances: [Double], total: Double
    ) {
        var scores = [Double](repeating: -.infinity, count: NameParting.allCases.count)
        for parting in partings {
            guard let range = name.surnames[parting.rawValue] else { continue }
            scores[parting.rawValue] =
                log(column.shares[parting.rawValue]) + range.reduce(0.0) { $0 + odds[Int(name.words[$1])] }
        }
        let highest = scores.max() ?? 0
        if highest == -.infinity { return (scores.map { _ in 0 }, 0) }
        let weights = scores.map { exp($0 - highest) }
        let sum = weights.reduce(0, +)
        return (weights.map { $0 / sum }, highest + log(sum))
    }

    private static func odds(_ surname: [Double], _ given: [Double]) -> [Double] {
        let surnames = surname.reduce(0, +) + beforehand
        let givens = given.reduce(0, +) + beforehand
        return zip(surname, given).map { s, g in
            log((s + beforehand) / (g + beforehand)) - log(surnames / givens)
        }
    }

    /// The share of a column's names whose words clearly tell another side than the usual one.
    private func contrary(_ list: [Name], _ column: Column) -> Double {
        var others = 0
        var all = 0
        for name in list where !name.isFixed && name.words.count > 1 {
            all += 1
            let (chances, _) = chances(name, column, odds)
            let other = NameParting.allCases.reduce(0.0) {
                $0 + ($1.isFirst != column.usual.isFirst ? chances[$1.rawValue] : 0)
            }
            if other > 0.9 { others += 1 }
        }
        return all == 0 ? 0 : Double(others) / Double(all)
    }
}
