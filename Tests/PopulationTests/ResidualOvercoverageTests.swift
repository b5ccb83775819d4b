import Columns
import Testing

@testable import Population

/// Who counts and should not, estimated from evidence that was lost on purpose.
@Suite struct ResidualOvercoverageTests {
    private func overcoverage(_ world: CrossingWorld, threads: Int = 2) throws -> ResidualOvercoverage {
        try ResidualOvercoverage(
            world.builder,
            world.view,
            stratumOf: (0..<world.view.count).map { Int32($0 % 2) },
            strata: 2,
            workers: Workers(threads: threads)
        )
    }

    @Test func whereNothingIsLostNobodyIsTakenOff() throws {
        let world = try CrossingWorld(.init(travellers: 300, gone: 100, others: 100))
        #expect(world.view.isCounted.count { $0 } == 400)
        let found = try overcoverage(world)
        #expect(found.lostDepartures == 0 && found.lostArrivals == 0 && found.lateDeaths == 0)
        #expect(found.variance == 0 && found.byStratum == [0, 0] && found.mistaken == 0)
    }

    @Test func thoseWhoseDepartureIsLostAreFoundAgain() throws {
        let sizes = CrossingWorld.Sizes(travellers: 3000, gone: 3000, others: 500)
        let whole = try CrossingWorld(sizes)
        let lossy = try CrossingWorld(sizes, loss: 0.05)
        let wrong = (0..<whole.view.count).count { lossy.view.isCounted[$0] && !whole.view.isCounted[$0] }
        #expect(wrong > 100)
        let found = try overcoverage(lossy)
        // What is lost once more has the size of what was lost, and a little less, as less is left to lose.
        #expect(
            abs(found.lostDepartures / Double(wrong) - 1) < 0.25,
            "\(found.lostDepartures), truth \(wrong)"
        )
        let net = found.lostDepartures - found.lostArrivals
        #expect(abs(found.byStratum.reduce(0, +) - net) < 1e-9)
        #expect(abs(found.mistakenByStratum.reduce(0, +) - found.mistaken) < 1e-9)
        #expect(found.variance > found.mistaken && found.variance < 3 * found.mistaken + net * net)
        let again = try overcoverage(lossy, threads: 1)
        #expect(again.lostDepartures == found.lostDepartures && again.byStratum == found.byStratum)
    }

    @Test func lateDeathsAreThoseMissingOfTheLastDays() throws {
        // One death a day for 120 days; of the last 30 days only half are registered.
        let world = try CrossingWorld(.init(travellers: 10, others: 10, deaths: 15..<120))
        let found = try overcoverage(world)
        // 30/90 of 90 earlier deaths, less 15 known.
        #expect(found.lateDeaths == 15)
        // Poisson: 15 + 90/9.
        #expect(abs(found.variance - 25) < 1e-9)
        #expect(abs(found.byStratum.reduce(0, +) - 15) < 1e-9)
        // As many as before: none is late.
        let even = try CrossingWorld(.init(travellers: 10, others: 10, deaths: 0..<120))
        #expect(try overcoverage(even).lateDeaths == 0)
    }
}

/// Evidence is told apart row by row.
@Suite struct EvidenceTallyTests {
    @Test func everyRowOfMovementsIsCountedOnce() throws {
        let world = try CrossingWorld(.init(travellers: 40, gone: 10, others: 5))
        let rows = world.builder.columns.crossings.count
        let tally = EvidenceTally(movements: 0, world.builder, world.view)
        #expect(tally.rows == rows && tally.attached == rows && tally.people == 50)
        #expect(tally.unattached == 0 && tally.ambiguous == 0 && tally.unusable == 0)
        // Records that nobody linked: each of three people may be the traveller.
        let records = world.builder.columns.records.count
        let apart = try world.builder.people((0..<records).map { UInt32($0) })
        let split = EvidenceTally(movements: 0, world.builder, apart)
        #expect(split.ambiguous == rows && split.attached == 0 && split.people == 150)
        // No row is of another register.
        #expect(EvidenceTally(movements: 1, world.builder, world.view).rows == 0)
    }

    @Test func recordsOfEvidenceAreAttachedIfTheirPersonIsElsewhereToo() throws {
        let world = try CrossingWorld(.init(others: 20, deaths: 0..<10))
        // The last register holds deaths: 20 of its records have no day.
        let tally = EvidenceTally(linked: 2, kind: .deaths, world.builder, world.view)
        #expect(tally.rows == 30 && tally.unusable == 20 && tally.attached == 10 && tally.unattached == 0)
        let records = world.builder.columns.records.count
        let apart = try world.builder.people((0..<records).map { UInt32($0) })
        let alone = EvidenceTally(linked: 2, kind: .births, world.builder, apart)
        #expect(alone.rows == 30 && alone.unattached == 30 && alone.people == 0)
        #expect(EvidenceTally(linked: nil, kind: .births, world.builder, apart).rows == 0)
    }
}
