import Columns
import Foundation
import Testing

@testable import Population

/// Where people are whose registers hear of moves late or never.
@Suite struct PlaceModelTests {
    /// Registers that hear of moves with delays, and where everybody is.
    private struct World {
        var truth: [UInt32] = []
        var value: [UInt32] = []
        var spine: Spine
        var registerOf: [UInt8] = []

        /// - Parameters:
        ///   - never: Per register: the share of moves it never hears of.
        ///   - rates: Per register: how fast it hears of the others.
        ///   - covers: The chance that a register has a person who is at a place.
        init(
            people: Int,
            never: [Double],
            rates: [Double],
            covers: (_ register: Int, _ place: UInt32) -> Double = { _, _ in 1 }
        ) throws {
            var records: [(register: UInt8, person: Int, value: UInt32)] = []
            for p in 0..<people {
                var random = KeyedRandom(seed: 1, purpose: 0, entity: UInt64(p))
                // A third has moved, from anywhere, mostly into the largest place.
                let now = UInt32(random.nextUnit() < 0.7 ? 0 : 1 + random.nextIndex(below: 3))
                let time = random.nextUnit() < 1.0 / 3 ? random.nextUnit() : .infinity
                let before = UInt32(random.nextIndex(below: 4))
                truth.append(now)
                for r in never.indices {
                    let isOn = random.nextUnit() < covers(r, now)
                    let isLate =
                        time.isFinite
                        && (random.nextUnit() < never[r] || -log(1 - random.nextUnit()) / rates[r] > time)
                    if isOn { records.append((UInt8(r), p, isLate ? before : now)) }
                }
            }
            records.sort { ($0.register, $0.person) < ($1.register, $1.person) }
            var first = [UInt32?](repeating: nil, count: people)
            var person: [UInt32] = []
            for (row, record) in records.enumerated() {
                if first[record.person] == nil { first[record.person] = UInt32(row) }
                person.append(first[record.person] ?? 0)
            }
            registerOf = records.map(\.register)
            value = records.map(\.value)
            spine = try Spine(person: person, registerOf: registerOf)
            let found = (0..<people).filter { first[$0] != nil }.sorted {
                (first[$0] ?? 0) < (first[$1] ?? 0)
            }
            truth = found.map { truth[$0] }
        }

        var readings: PlaceReadings { PlaceReadings(spine, value) }
        var model: PlaceModel { PlaceModel(value, values: 4, spine, readings) }
        var households: Households { Households(address: [], registerOf: registerOf, values: 1) }

        func people(at place: UInt32, in values: [UInt32]) -> Double { Double(values.count { $0 == place }) }
    }

    @Test func movesAreLearntFromRegistersThatDisagree() throws {
        let never = [0.1, 0.3, 0.4]
        let world = try World(people: 20_000, never: never, rates: [1e6, 1e6, 1e6])
        let model = world.model
        for (delay, share) in zip(model.delays, never) {
            let late = zip(delay.chances, ReportingDelay.shares).reduce(0) { $0 + $1.0 * $1.1 }
            #expect(abs(late - share) < 0.045, "\(delay): \(late), truth \(share)")
        }
        func draw(_ n: Int) -> [UInt32] {
            model.drawn(world.spine, seed: 1, draw: n) { world.households.key($0, world.spine) }
        }
        let drawn = draw(1)
        let share = world.people(at: 0, in: world.truth)
        #expect(abs(world.people(at: 0, in: drawn) / share - 1) < 0.02)
        // Taking any register's word is biased.
        let last = world.value.indices.count { world.registerOf[$0] == 2 && world.value[$0] == 0 }
        #expect(Double(last) / share < 0.96)
        #expect(drawn == draw(1) && drawn != draw(2))
    }

    @Test func recentMoversOfWhomNobodyHasHeardAreFoundAgain() throws {
        // The last register is of two places only, and most people there are on it.
        let world = try World(
            people: 100_000,
            never: [0.05, 0.1, 0.2, 0.02],
            rates: [4, 3, 2, 12],
            covers: { $0 == 3 ? ($1 < 2 ? 0.6 : 0.0) : 0.9 }
        )
        let model = world.model
        let drawn = model.drawn(world.spine, seed: 3, draw: 1) { world.households.key($0, world.spine) }
        let likeliest = model.likeliest(world.spine)
        for place in 0..<4 as Range<UInt32> {
            let share = world.people(at: place, in: world.truth)
            #expect(abs(world.people(at: place, in: drawn) / share - 1) < 0.02, "place \(place)")
        }
        // Who has moved without notice is where nobody says: the likeliest places are biased.
        let small = world.people(at: 3, in: world.truth)
        #expect(world.people(at: 3, in: likeliest) / small > 1.02)
        #expect(model.relativeError < 0.02)
    }

    @Test func readingsDrawnAnewAreAsManyInTheMean() throws {
        let world = try World(people: 5_000, never: [0.1, 0.2, 0.3], rates: [9, 9, 9])
        let readings = world.readings
        let people = readings.all.reduce(0) { $0 + $1.people }
        let keys = (0..<world.spine.count).map { UInt64($0) }
        let drawn = readings.redrawn(households: keys, seed: 5)
        let again = readings.redrawn(households: keys, seed: 5)
        #expect(abs(drawn.all.reduce(0) { $0 + $1.people } / people - 1) < 0.05)
        #expect(drawn.all.map(\.people) == again.all.map(\.people))
        let model = PlaceModel(world.value, values: 4, world.spine, readings)
        let moved = (0..<8).map { n in
            model.adapted(to: readings.redrawn(households: keys, seed: UInt64(n))).moved
        }
        let mean = moved.reduce(0, +) / 8
        let spread = (moved.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7).squareRoot()
        #expect(spread > 0.001 && spread < 0.05 && abs(mean - model.moved) < 0.03)
    }

    @Test func delaysAreLearntFromLateAndHeard() {
        // Expected cases of a known delay at each time lead back to it.
        let (never, rate) = (0.2, 5.0)
        var late: [Double] = []
        var heard: [Double] = []
        for (t, share) in zip(ReportingDelay.times, ReportingDelay.shares) {
            let chance = never + (1 - never) * exp(-rate * t)
            late.append(1e6 * share * chance)
            heard.append(1e6 * share * (1 - chance))
        }
        var delay = ReportingDelay()
        for _ in 0..<300 { delay.improve(late: late[...], heard: heard[...]) }
        #expect(abs(delay.never - never) < 0.002 && abs(delay.rate / rate - 1) < 0.01, "\(delay)")
    }
}
