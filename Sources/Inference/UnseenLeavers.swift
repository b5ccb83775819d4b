package import Columns
package import Estimation
package import Population

/// People who have left though no crossing shows it, by the lists of people known to have left.
///
/// Of those who count and are on two lists or more some have no crossing left in the data: their last departure is
/// lost, or they crossed on a number that registers do not know. Others came to visit, and the departure after that is
/// lost: they seem to have come back after long. Nothing but their lists says that they have left;
/// in each of four broad bands of age these are compared with the lists of people known to have left, by
/// ``KnownLeaverClasses``. The estimate is the mean of two fits, residents' shares free and tied; its variance
///
/// Var Ê = ½(V_free + V_tied) + ¼(Ê_free − Ê_tied)² + (0.01 n)²,
///
/// V by a Bayesian bootstrap of households, n the people without crossings, the last term for leavers who are
/// unlike all known ones. A band with too few known leavers has no estimate: its people are `unchecked`.
package struct UnseenLeavers: Sendable {
    /// What is compared and how; each with its reason.
    package struct Settings: Sendable, Equatable {
        /// The first ages of bands: children, those who work and move, those who settle, the old.
        package var bands: [Int16] = [0, 18, 45, 65]
        /// Known leavers that a band needs: with fewer their lists say next to nothing.
        package var leastKnown = 8
        /// People of a band that a list needs to be compared: as many as make a share known to a tenth.
        package var leastOnList = 25
        /// Draws of the bootstrap: its standard error is then known to a tenth.
        package var draws = 50
        /// Leavers who are unlike all known ones: a share of the people without crossings (standard deviation).
        package var unlike = 0.01
        /// What is assumed of classes.
        package var prior = KnownLeaverClasses.Prior()

        /// The default.
        package init() {}
    }

    /// What came of one band of ages.
    package struct Band: Sendable {
        /// People without crossings, people with, and people known to have left.
        package var unseen = 0
        package var confirmed = 0
        package var known = 0
        /// Expected leavers among those without crossings; nil if too few leavers are known.
        package var expected: Double?
        /// The variance of the expected leavers.
        package var variance = 0.0
    }

    /// The bands, from the youngest.
    package private(set) var bands: [Band] = []
    /// Per person: the probability to have left; 0 of those who have crossings, do not count, or are unchecked.
    package private(set) var probability: [Double] = []
    /// Per person: whether it is of a kind whose leavers without crossings are estimated here.
    package private(set) var isTemplated: [Bool] = []
    /// Per person: whether it has no crossing, counts, and nothing tells whether it has left.
    package private(set) var isUnchecked: [Bool] = []
    /// Per person: whether it has no crossing, counts, and is on two lists or more.
    package private(set) var isUnseen: [Bool] = []

    /// Expected leavers.
    package var expected: Double { bands.reduce(0) { $0 + ($1.expected ?? 0) } }
    /// The variance of the expected leavers.
    package var variance: Double { bands.reduce(0) { $0 + $1.variance } }

    private static let purpose: UInt32 = 0x4c45_4156

    /// Compares people without crossings with people known to have left.
    ///
    /// - Parameters:
    ///   - view: The people.
    ///   - lists: The lists compared, by number; that of crossings is none of them.
    ///   - hasReturned: Per person: whether it came back after long, and was not seen to leave again.
    ///   - settings: What is compared.
    package init(
        _ builder: PeopleBuilder,
        _ view: PeopleView,
        lists: [Int],
        hasReturned: [Bool],
        settings: Settings = Settings(),
        workers: Workers
    ) {
        let people = LeaverGroups(view, lists: lists, hasReturned: hasReturned, bands: settings.bands)
        isUnseen = people.group.indices.map { people.group[$0] == .unseen && view.crossings[$0] == 0 }
        probability = [Double](repeating: 0, count: view.count)
        isTemplated = [Bool](repeating: false, count: view.count)
        isUnchecked = isTemplated
        bands = settings.bands.indices.map { people.counts(ofBand: $0) }
        let tables = bands.enumerated().map { b, band in
            band.known >= settings.leastKnown && band.confirmed > 0
                ? LeaverTable(people, band: b, lists, settings.leastOnList) : nil
        }
        var keys: [UInt64] = []
        if settings.draws > 1 && tables.contains(where: { $0 != nil }) {
            keys = (0..<view.count).map {
                people.group[$0] == .other ? 0 : builder.households.key($0, view.spine)
            }
        }
        for (b, table) in tables.enumerated() {
            guard let table else { continue }
            let fit = LeaverFit(
                table,
                keys: keys,
                settings,
                seed: Hash64.combine(builder.seed, UInt64(b)),
                purpose: Self.purpose,
                workers: workers
            )
            bands[b].expected = fit.expected
            bands[b].variance = fit.variance
            for (slot, p) in table.people.enumerated() where people.group[Int(p)] == .unseen {
                probability[Int(p)] = fit.probabilities[Int(table.history[slot])]
            }
        }
        for p in 0..<view.count {
            let b = people.band[p]
            isTemplated[p] = b >= 0 && tables[b] != nil
            isUnchecked[p] = people.group[p] == .unseen && !isTemplated[p]
        }
    }

    /// Nobody is compared.
    package static func none(_ people: Int) -> UnseenLeavers { UnseenLeavers(people: people) }

    private init(people: Int) {
        probability = [Double](repeating: 0, count: people)
        isTemplated = [Bool](repeating: false, count: people)
        (isUnchecked, isUnseen) = (isTemplated, isTemplated)
    }
}

/// People on two lists or more by what crossings say of them.
struct LeaverGroups {
    enum Group: UInt8 {
        case confirmed, unseen, left, other
    }

    /// Per person: its group, its band (−1 if its age is not known), and the lists compared, by their places.
    private(set) var group: [Group]
    private(set) var band: [Int]
    private(set) var history: [UInt32]

    init(_ view: PeopleView, lists: [Int], hasReturned: [Bool], bands: [Int16]) {
        group = [Group](repeating: .other, count: view.count)
        band = [Int](repeating: -1, count: view.count)
        history = [UInt32](repeating: 0, count: view.count)
        let reader = HistoryReader(lists)
        for p in 0..<view.count {
            history[p] = UInt32(reader.history(view.lists[p]))
            if history[p].nonzeroBitCount < 2 { continue }
            band[p] = view.age[p] < 0 ? -1 : (bands.lastIndex { $0 <= view.age[p] } ?? -1)
            if view.isCounted[p] {
                group[p] = view.crossings[p] > 0 && !hasReturned[p] ? .confirmed : .unseen
                continue
            }
            switch view.verdicts.reasons[p] {
            case .deadBefore, .notYetBorn: continue
            case let reason where reason.category == .notResident && view.crossings[p] > 0: group[p] = .left
            default: continue
            }
        }
    }

    /// How many people of each group a band has.
    func counts(ofBand band: Int) -> UnseenLeavers.Band {
        var counts = UnseenLeavers.Band()
        for p in group.indices where self.band[p] == band {
            switch group[p] {
            case .unseen: counts.unseen += 1
            case .confirmed: counts.confirmed += 1
            case .left: counts.known += 1
            case .other: continue
            }
        }
        return counts
    }
}

/// The people of a band by the lists that have enough of them.
struct LeaverTable {
    /// The histories, each once, ascending.
    let histories: [UInt32]
    /// The number of lists.
    let lists: Int
    /// The people, and per person the place of its history and its group.
    let people: [UInt32]
    let history: [UInt16]
    let group: [LeaverGroups.Group]

    /// A table; nil if fewer than two lists have enough people.
    init?(_ all: LeaverGroups, band: Int, _ lists: [Int], _ leastOnList: Int) {
        var onList = [Int](repeating: 0, count: lists.count)
        for p in all.group.indices where all.band[p] == band && all.group[p] != .other {
            for list in lists.indices where all.history[p] >> UInt32(list) & 1 == 1 { onList[list] += 1 }
        }
        let used = lists.indices.filter { onList[$0] >= leastOnList }
        if used.count < 2 { return nil }
        var isThere = [Bool](repeating: false, count: 1 << used.count)
        var people: [UInt32] = []
        var own: [Int] = []
        var group: [LeaverGroups.Group] = []
        let reader = HistoryReader(used)
        for p in all.group.indices where all.band[p] == band && all.group[p] != .other {
            let history = reader.history(all.history[p])
            if history.nonzeroBitCount < 2 { continue }
            isThere[history] = true
            people.append(UInt32(truncatingIfNeeded: p))
            own.append(history)
            group.append(all.group[p])
        }
        let histories = isThere.indices.filter { isThere[$0] }
        var place = [UInt16](repeating: 0, count: isThere.count)
        for (i, history) in histories.enumerated() { place[history] = UInt16(i) }
        self.histories = histories.map { UInt32($0) }
        self.lists = used.count
        self.people = people
        self.history = own.map { place[$0] }
        self.group = group
    }

    /// Counts of people, each with a weight.
    func counts(_ weight: (Int) -> Double) -> KnownLeaverCounts {
        let none = [Double](repeating: 0, count: histories.count)
        var counts = KnownLeaverCounts(
            lists: lists,
            histories: histories,
            confirmed: none,
            unseen: none,
            left: none
        )
        for slot in people.indices {
            let h = Int(history[slot])
            switch group[slot] {
            case .confirmed: counts.confirmed[h] += weight(slot)
            case .unseen: counts.unseen[h] += weight(slot)
            case .left: counts.left[h] += weight(slot)
            case .other: continue
            }
        }
        return counts
    }
}

/// The fits to one band, and how they scatter.
private struct LeaverFit {
    let expected: Double
    let variance: Double
    /// Per history: the probability to have left.
    let probabilities: [Double]

    init(
        _ table: LeaverTable,
        keys: [UInt64],
        _ settings: UnseenLeavers.Settings,
        seed: UInt64,
        purpose: UInt32,
        workers: Workers
    ) {
        let counts = table.counts { _ in 1 }
        let free = KnownLeaverClasses(counts, shares: .free, prior: settings.prior)
        let tied = KnownLeaverClasses(counts, shares: .tied, prior: settings.prior)
        expected = (free.expected + tied.expected) / 2
        probabilities = zip(free.probabilities, tied.probabilities).map { ($0 + $1) / 2 }
        let difference = (free.expected - tied.expected) / 2
        let unlike = settings.unlike * counts.unseenPeople
        let drawn = settings.draws > 1 ? settings.draws : 0
        let draws = workers.map(pieces: drawn) { draw -> (free: Double, tied: Double) in
            let own = Hash64.combine(seed, UInt64(draw))
            let weighted = table.counts { slot in
                var random = KeyedRandom(seed: own, purpose: purpose, entity: keys[Int(table.people[slot])])
                return BootstrapWeight.exponential(random.nextUnit())
            }
            return (
                KnownLeaverClasses(weighted, shares: .free, prior: settings.prior, from: free).expected,
                KnownLeaverClasses(weighted, shares: .tied, prior: settings.prior, from: tied).expected
            )
        }
        let chance = (Self.variance(draws.map(\.free)) + Self.variance(draws.map(\.tied))) / 2
        variance = chance + difference * difference + unlike * unlike
    }

    private static func variance(_ values: [Double]) -> Double {
        if values.count < 2 { return 0 }
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
}
