import Columns
import Testing

@testable import Population

/// The shares of crossings missing, from gaps.
@Suite struct CrossingLossTests {
    /// Crossings of travellers in turn, of which some are taken away.
    private func directions(_ departures: Double, _ arrivals: Double, travellers: Int = 4000) -> [[Bool]] {
        (0..<travellers).map { t in
            var random = KeyedRandom(seed: 7, purpose: 1, entity: UInt64(t))
            let isFirst = random.nextBool(0.5)
            return (0..<30).compactMap { i in
                let isArrival = (i % 2 == 0) == isFirst
                return random.nextBool(isArrival ? arrivals : departures) ? nil : isArrival
            }
        }
    }

    @Test(arguments: [(0.1, 0.0), (0.0, 0.1), (0.1, 0.03), (0.3, 0.2), (0.002, 0.002)])
    func sharesOfEachDirectionAreFoundAgain(_ departures: Double, _ arrivals: Double) {
        let loss = CrossingLoss(directions(departures, arrivals))
        #expect(abs(loss.departures - departures) < 0.006, "\(loss)")
        #expect(abs(loss.arrivals - arrivals) < 0.006, "\(loss)")
    }

    @Test func withoutCrossingsNothingIsLost() {
        #expect(CrossingLoss([[Bool]]()) == .none)
        #expect(CrossingLoss([[true], [false], []]) == .none)
    }

    @Test func ofOneDirectionAloneAllOfTheOtherIsLost() {
        let loss = CrossingLoss([[true, true, true], [true, true]])
        #expect(loss.departures == 1 && loss.arrivals == 0)
        let other = CrossingLoss([[false, false]])
        #expect(other.departures == 0 && other.arrivals == 1)
    }

    @Test func lossOfDeparturesAloneIsFoundInPeople() throws {
        let sizes = CrossingWorld.Sizes(travellers: 3000, gone: 3000, others: 500)
        let whole = try CrossingWorld(sizes)
        let lossy = try CrossingWorld(sizes, loss: 0, departures: 0.1)
        let wrong = (0..<whole.view.count).count { lossy.view.isCounted[$0] && !whole.view.isCounted[$0] }
        let found = try ResidualOvercoverage(
            lossy.builder,
            lossy.view,
            stratumOf: [Int32](repeating: 0, count: lossy.view.count),
            strata: 1,
            workers: Workers(threads: 2)
        )
        #expect(abs(found.loss.departures - 0.1) < 0.01 && found.loss.arrivals < 0.001)
        #expect(wrong > 100)
        #expect(
            abs(found.lostDepartures / Double(wrong) - 1) < 0.2,
            "\(found.lostDepartures), truth \(wrong)"
        )
    }
}

/// Travellers on numbers that no record has, beside people without crossings.
@Suite struct UnattachedTravellersTests {
    @Test func peopleOnOtherNumbersAreExpected() throws {
        let sizes = CrossingWorld.Sizes(travellers: 300, gone: 400, others: 900)
        let world = try CrossingWorld(sizes, foreign: 0.5)
        let truth = world.foreignGone
        #expect(truth > 120)
        let found = try travellers(world)
        #expect(found.unattached > truth && found.travellers == 700)
        #expect(found.left.isUsable)
        let error = found.left.variance.squareRoot()
        #expect(abs(found.left.expected - Double(truth)) < 3 * error, "\(found.left), truth \(truth)")
        #expect(abs(found.left.byStratum.reduce(0, +) / found.left.expected - 1) < 0.5)
        #expect(found.residents > 100 && found.mobile.travellers == 0)
    }

    @Test func nobodyIsExpectedWhereAllAreAttached() throws {
        let found = try travellers(CrossingWorld(.init(travellers: 300, gone: 100, others: 100)))
        #expect(found.unattached == 0 && found.left.expected == 0 && found.residentRows == 0)
    }

    private func travellers(_ world: CrossingWorld) throws -> UnattachedTravellers {
        try UnattachedTravellers(
            world.builder,
            world.view,
            isUnseen: (0..<world.view.count).map {
                world.view.isCounted[$0] && world.view.crossings[$0] == 0
            },
            stratumOf: (0..<world.view.count).map { Int32($0 % 2) },
            strata: 2
        )
    }
}
