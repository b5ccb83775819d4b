import Columns
import Population

/// Where people are now whose registers may not have been told of a move.
///
/// A share of people has moved. Of these each register has heard with a chance of its own; those that have
/// not still hold the place before. Who has not moved has one place in all registers. So registers that
/// disagree tell of a move; the shares of where people are, and of where those who moved were before, may
/// differ. All is learnt from the records of people in several registers, without dates, by expectation
/// and maximisation. Moves within a place do not matter, and of several moves the last two places count.
/// - SeeAlso: Dawid and Skene (1979), Applied Statistics 28, 20–28, for unreliable reports in general.
struct PlaceModel: Sendable {
    /// The share of people who moved.
    private(set) var moved = 0.2
    /// Per register: the chance that it has not heard of a move.
    private(set) var stale: [Double]
    /// Per value: the share of people who are there now.
    private(set) var now: [Double]
    /// Per value: the share of people who were there before their move.
    private(set) var before: [Double]
    /// Per record: the place of its value; ``Dimension/unknown`` if missing.
    private let value: [UInt32]

    private static let purpose: UInt32 = 0x504c_4143
    private static let rounds = 60
    private static let tolerance = 1e-5
    /// The chance that a register holds neither of a mover's last two places.
    private static let neither = 0.002
    private static let staleAtFirst = 0.25
    /// Registers that hear of fewer moves than this say nothing of where people are.
    private static let bounds = (0.001, 0.6)

    /// Learns from people.
    ///
    /// - Parameters:
    ///   - value: Per record: the place of its value.
    ///   - values: The number of values.
    /// - Complexity: O(rounds · records).
    init(_ value: [UInt32], values: Int, _ spine: Spine) {
        self.value = value
        let registers = Int(spine.registerOf.max() ?? 0) + 1
        stale = [Double](repeating: Self.staleAtFirst, count: registers)
        var share = [Double](repeating: 1, count: max(1, values))
        for v in value where v != Dimension.unknown { share[Int(v)] += 1 }
        let all = share.reduce(0, +)
        now = share.map { $0 / all }
        before = now
        for _ in 0..<Self.rounds where step(spine) > Self.tolerance {}
    }

    /// One round; the greatest change of a chance.
    private mutating func step(_ spine: Spine) -> Double {
        var late = [Double](repeating: 0.5, count: stale.count)
        var heard = [Double](repeating: 1.5, count: stale.count)
        var nowSum = [Double](repeating: 1, count: now.count)
        var beforeSum = [Double](repeating: 1, count: before.count)
        var (movers, people) = (0.0, 0.0)
        var reading = Reading()
        for p in 0..<spine.count {
            let range = Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])
            reading.load(range, spine, value)
            if reading.reports.count < 2 { continue }
            weigh(&reading)
            people += 1
            for guess in reading.guesses {
                let part = guess.weight / reading.sum
                switch guess.story {
                case .stayed(let v): nowSum[Int(v)] += part
                case .movedUnheard(let w):
                    movers += part
                    beforeSum[Int(w)] += part
                    for report in reading.reports { late[report.register] += part }
                case .moved(let v, let w):
                    movers += part
                    nowSum[Int(v)] += part
                    if let w { beforeSum[Int(w)] += part }
                    for report in reading.reports {
                        if report.value == v {
                            heard[report.register] += part
                        } else if report.value == w {
                            late[report.register] += part
                        }
                    }
                }
            }
        }
        if people == 0 { return 0 }
        var change = abs(movers / people - moved)
        moved = min(max(movers / people, 1e-4), 0.9)
        for r in stale.indices {
            let next = min(max(late[r] / (late[r] + heard[r]), Self.bounds.0), Self.bounds.1)
            change = max(change, abs(next - stale[r]))
            stale[r] = next
        }
        let (allNow, allBefore) = (nowSum.reduce(0, +), beforeSum.reduce(0, +))
        for v in now.indices {
            now[v] = nowSum[v] / allNow
            before[v] = beforeSum[v] / allBefore
        }
        return change
    }

    /// The likeliest value of each person, ``Dimension/unknown`` if no record has one.
    func likeliest(_ spine: Spine) -> [UInt32] {
        var reading = Reading()
        return (0..<spine.count).map { p in
            let range = Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])
            reading.load(range, spine, value)
            if reading.reports.isEmpty { return Dimension.unknown }
            weigh(&reading)
            var best = (value: reading.values[0], weight: -1.0)
            for v in reading.values {
                var weight = 0.0
                for guess in reading.guesses where guess.story.now == v { weight += guess.weight }
                if weight > best.weight { best = (v, weight) }
            }
            return best.value
        }
    }

    /// A value of each person, drawn from where it may be now; households are drawn together.
    func drawn(_ spine: Spine, households: Households, seed: UInt64, draw: Int) -> [UInt32] {
        var reading = Reading()
        let seed = Hash64.combine(seed, UInt64(draw))
        var sum = 0.0
        let cumulative = now.map { share in
            sum += share
            return sum
        }
        return (0..<spine.count).map { p in
            let range = Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])
            reading.load(range, spine, value)
            if reading.reports.isEmpty { return Dimension.unknown }
            weigh(&reading)
            var random = KeyedRandom(seed: seed, purpose: Self.purpose, entity: households.key(p, spine))
            var left = random.nextUnit() * reading.sum
            var story = reading.guesses[0].story
            for guess in reading.guesses {
                story = guess.story
                left -= guess.weight
                if left < 0 { break }
            }
            if let v = story.now { return v }
            let u = random.nextUnit()
            return UInt32(cumulative.firstIndex { u < $0 } ?? cumulative.count - 1)
        }
    }

    /// What may have happened to a person, with its weight.
    private func weigh(_ reading: inout Reading) {
        reading.guesses.removeAll(keepingCapacity: true)
        reading.sum = 0
        func add(_ story: Story, _ weight: Double, _ reading: inout Reading) {
            reading.guesses.append((story, weight))
            reading.sum += weight
        }
        if reading.values.count == 1 {
            let v = reading.values[0]
            var (allHeard, noneHeard) = (1.0, 1.0)
            for report in reading.reports {
                allHeard *= 1 - stale[report.register]
                noneHeard *= stale[report.register]
            }
            add(.stayed(v), (1 - moved) * now[Int(v)], &reading)
            add(.moved(v, nil), moved * now[Int(v)] * allHeard, &reading)
            add(.movedUnheard(v), moved * before[Int(v)] * noneHeard, &reading)
            return
        }
        for v in reading.values {
            for w in reading.values where w != v {
                var weight = moved * now[Int(v)] * before[Int(w)]
                for report in reading.reports {
                    weight *=
                        report.value == v
                        ? 1 - stale[report.register]
                        : report.value == w
                            ? stale[report.register] : Self.neither * before[Int(report.value)]
                }
                add(.moved(v, w), weight, &reading)
            }
        }
    }

    /// What may have happened to a person.
    private enum Story {
        /// Here now as before.
        case stayed(UInt32)
        /// Here now; before there, as far as a register says so.
        case moved(UInt32, UInt32?)
        /// Somewhere now; here before, as all registers still have it.
        case movedUnheard(UInt32)

        /// Where the person is now, if a record says so.
        var now: UInt32? {
            switch self {
            case .stayed(let v), .moved(let v, _): v
            case .movedUnheard: nil
            }
        }
    }

    /// What one person's records say; its storage is used again and again.
    private struct Reading {
        var reports: [(register: Int, value: UInt32)] = []
        var values: [UInt32] = []
        var guesses: [(story: Story, weight: Double)] = []
        var sum = 0.0

        mutating func load(_ range: Range<Int>, _ spine: Spine, _ value: [UInt32]) {
            reports.removeAll(keepingCapacity: true)
            values.removeAll(keepingCapacity: true)
            for slot in range {
                let row = Int(spine.members[slot])
                if value[row] == Dimension.unknown { continue }
                reports.append((Int(spine.registerOf[row]), value[row]))
                if !values.contains(value[row]) { values.append(value[row]) }
            }
        }
    }
}
