import Blocking
import Columns
import Comparison

extension Linker {
    /// Likely matches of a first pass: all pairs within the people found, whether a rule proposed them or not, and
    /// pairs between people that a probe met.
    ///
    /// Pairs within people hold errors that every rule's key suffers from; scored pairs alone would show only the errors
    /// that spare a key, and rules learned from them would look complete.
    func likelyMatches(
        _ setup: Setup,
        _ pass: Pass,
        _ terms: [[Float]],
        _ meetings: [Probe.Meeting]
    ) throws(LinkageError) -> LikelyMatches {
        let share = records.count < Self.manyRecords ? 1 : Self.learnedRecords / Double(records.count)
        let (kept, _) = score(setup, pass, terms, keep: Self.likelyWeight, share: share)
        // The job's rules on pairs have no say here, so that the model is the same with them and without.
        let person = try provisionalPeople(kept, pass, rules: nil, isLoose: false)
        let members = PeopleMembers(person)
        var found = LikelyMatches()
        for top in person.indices where Int(person[top]) == top {
            add(Array(members.records(of: UInt32(top))), pass.topology, to: &found)
        }
        var likely = LikelyMatches()
        likely.append(found, times: 1 / share)
        for meeting in meetings
        where meeting.weight >= Self.surelyOne && person[Int(meeting.probe)] != person[Int(meeting.other)] {
            if share < 1 && pass.candidates.proposes(meeting.probe, meeting.other) { continue }
            likely.append(meeting.probe, meeting.other, weight: 1 / meeting.chance)
        }
        return likely
    }

    /// Of many records the pairs of about so many are scored to learn from.
    private static let learnedRecords = 150_000.0
    /// Pairs below this weight make no provisional people, in bits.
    private static let likelyWeight: Float = -6
    /// Of the pairs of one person at most so many are taken, each for as many as there are.
    private static let pairsPerPerson = 10

    private func add(_ records: [UInt32], _ topology: Topology, to likely: inout LikelyMatches) {
        if records.count < 2 { return }
        var pairs: [(key: UInt64, a: UInt32, b: UInt32)] = []
        let step = max(1, records.count / 32)
        for (i, a) in records.enumerated() {
            for j in stride(from: i + 1, to: records.count, by: step) {
                let b = records[j]
                if !topology.allows(Int(registerOf[Int(a)]), Int(registerOf[Int(b)])) { continue }
                pairs.append((Hash64.mix(settings.seed ^ (UInt64(a) << 32 | UInt64(b))), a, b))
            }
        }
        if pairs.count > Self.pairsPerPerson { pairs.sort { ($0.key, $0.a, $0.b) < ($1.key, $1.a, $1.b) } }
        let taken = pairs.prefix(Self.pairsPerPerson)
        for pair in taken {
            likely.append(pair.a, pair.b, weight: Double(pairs.count) / Double(taken.count))
        }
    }

    /// Measures the share of matches that the rules propose, by a probe of records and all that could be theirs.
    ///
    /// Pairs are counted by person: of a probed record's own person, and of each person of whom a record resembles it, all
    /// records count as its matches, proposed or not.
    /// - Parameters:
    ///   - beside: Pairs that no blocking rule proposes, and that were compared all the same.
    ///   - probed: A probe that did not lead to the rules, with what it met by this model; nil to make one.
    /// - Returns: Nil where nothing was met.
    func blockingRecall(
        _ setup: Setup,
        _ pass: Pass,
        _ terms: [[Float]],
        _ kept: KeptPairs,
        _ beside: ProposedBeside,
        _ probed: (probe: Probe, meetings: [Probe.Meeting])?
    ) throws(LinkageError) -> BlockingRecall? {
        if pass.comparesAll || pass.candidates.indexes.contains(where: { $0.rule.parts.isEmpty }) {
            return .complete
        }
        let person = try provisionalPeople(kept, pass, rules: setup.pairRules, isLoose: false)
        let members = PeopleMembers(person)
        let probe =
            probed?.probe
            ?? Probe(
                records,
                topology: pass.topology,
                seed: settings.seed &+ 2,
                workers: settings.workers
            )
        let meetings =
            probed?.meetings
            ?? probe.meetings(
                with: plan(setup, pass, terms, keep: BlockingRecall.lowestWeight),
                setup.compiled
            )
        var met = [[(row: UInt32, weight: Float)]](repeating: [], count: probe.rows.count)
        for meeting in meetings { met[meeting.number].append((meeting.other, meeting.weight)) }
        let rest = probe.rest(with: plan(setup, pass, terms, keep: Self.lowestWeight), setup.compiled)
        let isFree = pass.duplicates.map { $0 == .none }
        var counts: [BlockingRecall.Count] = []
        for (number, row) in probe.rows.enumerated() {
            var found = count(row, met[number], chance: probe.chance[number], members, isFree, pass, beside)
            add(rest[number], of: row, to: &found, members, isFree, pass, beside)
            counts.append(found)
        }
        return BlockingRecall(counts, seed: settings.seed)
    }

    /// The weight from which a pair is a likely match where rules are judged by what they miss: probability .7, in bits.
    private static let likelyOne: Float = 1.222_39

    /// The likely matches of probed records where no people are known: what resembles them, of a register without
    /// duplicates the best record alone.
    func counts(_ probe: Probe, _ meetings: [Probe.Meeting], _ pass: Pass) -> [BlockingRecall.Count] {
        let isFree = pass.duplicates.map { $0 == .none }
        var best = [[(register: UInt8, weight: Float, row: UInt32)]](repeating: [], count: probe.rows.count)
        for meeting in meetings {
            let register = registerOf[Int(meeting.other)]
            if isFree[Int(register)],
                let known = best[meeting.number].firstIndex(where: { $0.register == register })
            {
                let isBetter = best[meeting.number][known].weight < meeting.weight
                if isBetter { best[meeting.number][known] = (register, meeting.weight, meeting.other) }
            } else {
                best[meeting.number].append((register, meeting.weight, meeting.other))
            }
        }
        return probe.rows.indices.map { number in
            var count = BlockingRecall.Count(weight: 1 / probe.chance[number])
            for other in best[number] where other.weight >= Self.likelyOne {
                let isProposed = pass.candidates.proposes(probe.rows[number], other.row)
                for place in count.all.indices {
                    count.all[place] += 1
                    if isProposed { count.proposed[place] += 1 }
                }
            }
            return count
        }
    }

    /// Adds the matches expected among the records that a probed one did not meet.
    ///
    /// Of a register without duplicates that the record's person has, there is none left.
    private func add(
        _ rest: [Probe.Rest],
        of row: UInt32,
        to count: inout BlockingRecall.Count,
        _ members: PeopleMembers,
        _ isFree: [Bool],
        _ pass: Pass,
        _ beside: ProposedBeside
    ) {
        let own = members.person[Int(row)]
        let filled = members.records(of: own).map { Int(registerOf[Int($0)]) }.filter { isFree[$0] }
        for pair in rest where members.person[Int(pair.other)] != own {
            if filled.contains(Int(registerOf[Int(pair.other)])) { continue }
            let expected = pair.times * probability(ofBits: Double(pair.weight))
            let isProposed = pass.candidates.proposes(row, pair.other) || beside.contains(row, pair.other)
            for place in count.all.indices {
                count.all[place] += expected
                if isProposed { count.proposed[place] += expected }
            }
        }
    }

    /// The expected matches of one probed record, and how many of them the rules propose, for each doubt.
    ///
    /// The records of its own person count as they are. Of the records of a register without duplicates at most one is a
    /// match: their odds share.
    private func count(
        _ row: UInt32,
        _ met: [(row: UInt32, weight: Float)],
        chance: Double,
        _ members: PeopleMembers,
        _ isFree: [Bool],
        _ pass: Pass,
        _ beside: ProposedBeside
    ) -> BlockingRecall.Count {
        var result = BlockingRecall.Count(weight: 1 / chance)
        let own = members.person[Int(row)]
        func add(_ other: UInt32, _ place: Int, _ chance: Double) {
            result.all[place] += chance
            let isProposed = pass.candidates.proposes(row, other) || beside.contains(row, other)
            if isProposed { result.proposed[place] += chance }
        }
        var isFilled = isFree.map { _ in false }
        for other in members.records(of: own) {
            let register = Int(registerOf[Int(other)])
            if isFree[register] { isFilled[register] = true }
            if other == row || !pass.topology.allows(Int(registerOf[Int(row)]), register) { continue }
            for place in BlockingRecall.doubts.indices { add(other, place, 1) }
        }
        let others = met.filter {
            members.person[Int($0.row)] != own && !isFilled[Int(registerOf[Int($0.row)])]
        }
        for (place, doubt) in BlockingRecall.doubts.enumerated() {
            let odds = others.map { powerOfTwo(Double(min(50, $0.weight + doubt))) }
            var sums = isFree.map { _ in 0.0 }
            for (other, odds) in zip(others, odds) { sums[Int(registerOf[Int(other.row)])] += odds }
            for (other, odds) in zip(others, odds) {
                let register = Int(registerOf[Int(other.row)])
                add(other.row, place, odds / (1 + (isFree[register] ? sums[register] : odds)))
            }
        }
        return result
    }
}
