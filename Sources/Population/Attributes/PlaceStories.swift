import Columns

/// What may have happened to people, worked out once for all of the same reading.
///
/// People are millions, what their records say of places some thousand different things.
struct PlaceStories {
    /// What is known of one reading.
    private struct Entry {
        /// Where its reports start, and how many there are.
        var reports: Int
        var reportCount: Int
        /// Where its stories start, and how many there are.
        var stories: Int
        var storyCount: Int
        /// The sum of the weights of its stories.
        var sum: Double
        /// The likeliest place.
        var likeliest: UInt32
        /// The place that the first record gives, and the registers of all.
        var first: UInt32
        var set: UInt64
        /// The next entry with the same slot; -1 if there is none.
        var next: Int32
    }

    private let model: PlaceModel
    private var factors = PlaceFactors()
    private var reading = PlaceModel.Reading()
    private var entries: [Entry] = []
    /// Per slot the first entry; -1 if there is none.
    private var slots = [Int32](repeating: -1, count: 1 << 12)
    /// The reports of all entries: the register in the upper half, the place in the lower.
    private var reports: [UInt64] = []
    /// The weights of all stories, and where the person is by them; ``Dimension/unknown`` for somewhere else.
    private var weights: [Double] = []
    private var places: [UInt32] = []
    /// The reports of the person at hand.
    private var own: [UInt64] = []

    init(_ model: PlaceModel) { self.model = model }

    /// The likeliest place of a person; ``Dimension/unknown`` if no record has one.
    mutating func likeliest(_ person: Int, _ spine: Spine) -> UInt32 {
        guard let entry = entry(person, spine) else { return Dimension.unknown }
        return entries[entry].likeliest
    }

    /// A place of a person, drawn from where it may be now; ``Dimension/unknown`` if no record has one.
    ///
    /// - Parameter random: What it is drawn by, made only if it is needed.
    mutating func drawn(_ person: Int, _ spine: Spine, _ random: () -> KeyedRandom) -> UInt32 {
        guard let number = entry(person, spine) else { return Dimension.unknown }
        let entry = entries[number]
        var random = random()
        var left = random.nextUnit() * entry.sum
        var place = places[entry.stories]
        for story in entry.stories..<entry.stories + entry.storyCount {
            place = places[story]
            left -= weights[story]
            if left < 0 { break }
        }
        if place != Dimension.unknown { return place }
        // Somewhere else than where all records have it.
        let shares = factors.destinations(of: entry.set, model.coverage, model.after)
        var rest = random.nextUnit() * (1 - shares[Int(entry.first)])
        for place in shares.indices where place != Int(entry.first) {
            rest -= shares[place]
            if rest < 0 { return UInt32(place) }
        }
        return entry.first
    }

    /// The entry of a person's reading, made if it is new; nil if no record has a place.
    private mutating func entry(_ person: Int, _ spine: Spine) -> Int? {
        own.removeAll(keepingCapacity: true)
        var hash: UInt64 = 0
        for slot in Int(spine.memberStart[person])..<Int(spine.memberStart[person + 1]) {
            let row = Int(spine.members[slot])
            let place = model.value[row]
            if place == Dimension.unknown { continue }
            let report = UInt64(spine.registerOf[row]) &<< 32 | UInt64(place)
            own.append(report)
            hash = Hash64.combine(hash, report)
        }
        if own.isEmpty { return nil }
        let slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        var next = slots[slot]
        while next >= 0 {
            let known = entries[Int(next)]
            if known.reportCount == own.count && isSame(known.reports) { return Int(next) }
            next = known.next
        }
        return add(slot)
    }

    /// Whether the reports that start at a place are those of the person at hand.
    private func isSame(_ start: Int) -> Bool {
        for i in own.indices where reports[start + i] != own[i] { return false }
        return true
    }

    private mutating func add(_ slot: Int) -> Int {
        reading.set(
            own.map { PlaceReadings.Report(register: Int($0 &>> 32), value: UInt32(truncatingIfNeeded: $0)) }
        )
        model.weigh(&reading, &factors)
        var best = (value: reading.values[0], weight: -1.0)
        for v in reading.values {
            var weight = 0.0
            for guess in reading.guesses where guess.story.now == v { weight += guess.weight }
            if weight > best.weight { best = (v, weight) }
        }
        entries.append(
            Entry(
                reports: reports.count,
                reportCount: own.count,
                stories: weights.count,
                storyCount: reading.guesses.count,
                sum: reading.sum,
                likeliest: best.value,
                first: reading.values[0],
                set: reading.set,
                next: slots[slot]
            )
        )
        reports += own
        for guess in reading.guesses {
            weights.append(guess.weight)
            places.append(guess.story.now ?? Dimension.unknown)
        }
        slots[slot] = Int32(truncatingIfNeeded: entries.count - 1)
        if entries.count > slots.count { grow() }
        return entries.count - 1
    }

    /// Makes four times as many slots.
    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 4 * slots.count)
        for number in entries.indices {
            var hash: UInt64 = 0
            let entry = entries[number]
            for i in entry.reports..<entry.reports + entry.reportCount {
                hash = Hash64.combine(hash, reports[i])
            }
            let slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            entries[number].next = slots[slot]
            slots[slot] = Int32(truncatingIfNeeded: number)
        }
    }
}
