import Blocking
import Columns

/// Looks for what could belong to records that have no link: people who share rare values with them.
///
/// A blocking rule asks for equality of whole keys. Here each rare token that a record shares with a person counts, by
/// how rare it is, and the records of the best few people are compared with it. The records of a person count together:
/// one may have the name, another the birth date.
struct RescueSearch: Sendable {
    /// Records without a link, and the pairs to be compared.
    struct Found: Sendable {
        /// The records that were looked up.
        var records = 0
        /// The pairs, each once, lower row first, in the order of rows.
        var pairs: [(UInt32, UInt32)] = []
    }

    private let records: Records
    private let topology: Topology
    private let registerOf: [UInt8]
    private let members: PeopleMembers
    private let workers: Workers

    /// Tokens that more people have are passed over; the first bound that keeps the search within ``steps`` is taken.
    private static let bounds = [1000, 500, 200, 100, 50, 20, 10]
    /// So many entries are looked at, for each record of all and at least.
    private static let steps = (perRecord: 2_000, least: 200_000_000)
    /// The most people whose records are compared with a record, and the most records of one.
    private static let mostPeople = 32
    private static let mostRecords = 8
    /// Records that are looked up in one piece of work, and the most pieces.
    private static let pieces = (size: 512, most: 64)

    init(
        _ records: Records,
        topology: Topology,
        registerOf: [UInt8],
        members: PeopleMembers,
        workers: Workers
    ) {
        self.records = records
        self.topology = topology
        self.registerOf = registerOf
        self.members = members
        self.workers = workers
    }

    /// The pairs of some records, `lone`, with the records of the people who have most in common with them.
    ///
    /// - Parameters:
    ///   - lone: The records, ascending.
    ///   - budget: About so many pairs are returned at most.
    ///   - isKnown: Whether a pair has been compared before.
    /// - Complexity: O(records · tokens + ``steps``).
    func pairs(
        of lone: [UInt32],
        budget: Int,
        isKnown: @Sendable (UInt32, UInt32) -> Bool
    ) -> Found {
        var found = Found(records: lone.count)
        let people = max(1, min(Self.mostPeople, budget / max(1, lone.count)))
        let families = RareTokens.families(of: records)
        let tokens = workers.map(pieces: families.count) { RareTokens(families[$0], of: records) }
        let tallies = workers.map(pieces: tokens.count) { counts(tokens[$0], lone) }
        let most = max(Self.steps.least, Self.steps.perRecord * records.count)
        let bound =
            Self.bounds.first { bound in
                tallies.reduce(0) { $0 + $1.steps(upTo: bound) } <= most
            } ?? Self.bounds[Self.bounds.count - 1]
        let indexes = workers.map(pieces: tokens.count) { index(tokens[$0], tallies[$0], upTo: bound) }
        let size = max(Self.pieces.size, (lone.count + Self.pieces.most - 1) / Self.pieces.most)
        let parts = workers.map(pieces: (lone.count + size - 1) / size) { piece in
            var search = Lookup(people: people, count: records.count)
            var keys: [UInt64] = []
            for row in lone[(piece * size)..<min(lone.count, (piece + 1) * size)] {
                for top in search.best(for: row, of: members.person[Int(row)], records, indexes) {
                    for other in members.records(of: top).prefix(Self.mostRecords) {
                        let (a, b) = (Int(registerOf[Int(row)]), Int(registerOf[Int(other)]))
                        if topology.allows(a, b), !isKnown(row, other) {
                            keys.append(LinkedByRules.key(row, other))
                        }
                    }
                }
            }
            return keys
        }
        var before: UInt64?
        for key in parts.flatMap({ $0 }).sorted() where key != before {
            found.pairs.append((UInt32(key &>> 32), UInt32(truncatingIfNeeded: key)))
            before = key
        }
        return found
    }

    /// How many records have each token of a family, and how many of them are looked up.
    struct Counts: Sendable {
        var records: [UInt32]
        var lone: [UInt32]

        /// The entries that are looked at if tokens of more than so many records are passed over.
        func steps(upTo bound: Int) -> Int {
            zip(records, lone).reduce(0) { $0 + (Int($1.0) <= bound ? Int($1.0) * Int($1.1) : 0) }
        }
    }

    private func counts(_ family: RareTokens, _ lone: [UInt32]) -> Counts {
        var counts = Counts(
            records: [UInt32](repeating: 0, count: family.count),
            lone: [UInt32](repeating: 0, count: family.count)
        )
        for member in family.members {
            let codes = records.features[member.feature].codes
            for code in codes {
                for i in member.starts[Int(code)]..<member.starts[Int(code) + 1] {
                    counts.records[Int(member.tokens[Int(i)])] += 1
                }
            }
            for row in lone {
                let code = Int(codes[Int(row)])
                for i in member.starts[code]..<member.starts[code + 1] {
                    counts.lone[Int(member.tokens[Int(i)])] += 1
                }
            }
        }
        return counts
    }

    /// The people who have each rare token of a family.
    struct Index: Sendable {
        var family: RareTokens
        /// Where each token's people start, and where they end.
        var starts: [UInt32]
        var ends: [UInt32]
        /// The people, by their lowest rows.
        var people: [UInt32]
        /// What sharing a token says, in bits: 0 where it is passed over.
        var bits: [Float]
    }

    private func index(_ family: RareTokens, _ counts: Counts, upTo bound: Int) -> Index {
        let isUsed = zip(counts.records, counts.lone).map { $0 > 1 && Int($0) <= bound && $1 > 0 }
        var starts: [UInt32] = [0]
        for (token, isUsed) in isUsed.enumerated() {
            starts.append(starts[token] + (isUsed ? counts.records[token] : 0))
        }
        var next = starts
        var people = [UInt32](repeating: 0, count: Int(starts[family.count]))
        for top in members.person.indices where Int(members.person[top]) == top {
            let person = UInt32(truncatingIfNeeded: top)
            for row in members.records(of: person) {
                for member in family.members {
                    let code = Int(records.features[member.feature].codes[Int(row)])
                    for i in member.starts[code]..<member.starts[code + 1] {
                        let token = Int(member.tokens[Int(i)])
                        // A person's records stand side by side: a token that several have counts once.
                        let place = Int(next[token])
                        let isThere = place > Int(starts[token]) && people[place - 1] == person
                        if !isUsed[token] || isThere { continue }
                        people[place] = person
                        next[token] += 1
                    }
                }
            }
        }
        let all = Double(records.count)
        let bits = counts.records.indices.map { token -> Float in
            isUsed[token] ? Float(Linkage.bits(all / Double(counts.records[token]))) : 0
        }
        return Index(family: family, starts: starts, ends: next, people: people, bits: bits)
    }
}

/// Adds up what people have in common with one record after another.
private struct Lookup {
    private let most: Int
    /// Per row that names a person: the bits in common with the record at hand.
    private var bits: [Float]
    private var met: [UInt32] = []

    init(people: Int, count: Int) {
        most = people
        bits = [Float](repeating: 0, count: count)
    }

    /// The people who have most in common with a record but its own, the best first; of equal ones the lower row.
    mutating func best(
        for row: UInt32,
        of own: UInt32,
        _ records: Records,
        _ indexes: [RescueSearch.Index]
    ) -> [UInt32] {
        for index in indexes {
            for member in index.family.members {
                add(index, member, records.features[member.feature].codes[Int(row)])
            }
        }
        var best: [(bits: Float, top: UInt32)] = []
        for top in met {
            let found = bits[Int(top)]
            bits[Int(top)] = 0
            if top == own { continue }
            if best.count == most {
                let last = best[most - 1]
                if (found, last.top) <= (last.bits, top) { continue }
                best.removeLast()
            }
            let place = best.firstIndex { ($0.bits, top) < (found, $0.top) } ?? best.count
            best.insert((found, top), at: place)
        }
        met.removeAll(keepingCapacity: true)
        return best.map(\.top)
    }

    /// Adds the tokens of a value; what its keys say together, and its words and pieces, is about what the value says.
    private mutating func add(_ index: RescueSearch.Index, _ member: RareTokens.OfFeature, _ code: UInt32) {
        let (from, to) = (Int(member.starts[Int(code)]), Int(member.starts[Int(code) + 1]))
        let keys = Int(member.keys[Int(code)])
        let shares = (key: 1 / Float(max(1, keys)), piece: 1 / Float(max(1, to - from - keys)))
        for i in from..<to {
            let token = Int(member.tokens[i])
            if index.bits[token] == 0 { continue }
            let own = index.bits[token] * (i < from + keys ? shares.key : shares.piece)
            for place in Int(index.starts[token])..<Int(index.ends[token]) {
                let top = index.people[place]
                if bits[Int(top)] == 0 { met.append(top) }
                bits[Int(top)] += own
            }
        }
    }
}
