import Testing

@testable import Estimation

/// Whether those on two lists are predicted by those on more.
@Suite struct ExtrapolationCheckTests {
    /// Expected people by history, for classes of people on lists that are independent within them.
    private func counts(_ classes: [(people: Double, chances: [Double])], lists: Int) -> [Double] {
        var result = [Double](repeating: 0, count: 1 << lists)
        for own in classes {
            for history in result.indices {
                var product = own.people
                for (list, chance) in own.chances.enumerated() {
                    product *= history >> list & 1 == 1 ? chance : 1 - chance
                }
                result[history] += product
            }
        }
        return result
    }

    @Test func whatTheModelSaysOfIndependentListsIsRight() {
        var check = ExtrapolationCheck()
        let lists = counts([(50_000, [0.9, 0.8, 0.6, 0.5, 0.7])], lists: 5)
        check.add(counts: lists, lists: 5)
        #expect(abs(check.seen / check.predicted - 1) < 0.005)
        #expect(check.relativeError < 0.03)
    }

    @Test func peopleOnFewListsWhomNothingForetellsShow() {
        // A third class is on two lists at most: no history of three tells of it.
        let hidden = (people: 3_000.0, chances: [0.5, 0.5, 0, 0, 0])
        let seen = (people: 50_000.0, chances: [0.9, 0.8, 0.6, 0.5, 0.7])
        var check = ExtrapolationCheck()
        check.add(counts: counts([seen, hidden], lists: 5), lists: 5)
        #expect(check.seen > check.predicted * 1.1)
        #expect(check.relativeError > 0.1)
    }

    @Test func scatterBetweenStrataIsPartOfTheError() {
        // Two strata that err in opposite directions agree on the whole, but not with each other.
        let plain = counts([(20_000, [0.9, 0.8, 0.6, 0.5])], lists: 4)
        func changed(by factor: Double) -> [Double] {
            plain.indices.map { plain[$0] * ($0.nonzeroBitCount == 2 ? factor : 1) }
        }
        var calm = ExtrapolationCheck()
        var scattered = ExtrapolationCheck()
        for factor in [1.2, 0.8] {
            calm.add(counts: plain, lists: 4)
            scattered.add(counts: changed(by: factor), lists: 4)
        }
        #expect(abs(scattered.seen / calm.seen - 1) < 1e-9)
        #expect(scattered.relativeError > 4 * calm.relativeError)
        #expect(scattered.relativeError > 0.15)
    }

    @Test func withoutEnoughListsNothingIsKnown() {
        var check = ExtrapolationCheck()
        check.add(counts: [0, 5, 5, 9, 5, 9, 9, 30], lists: 3)
        check.add(counts: [Double](repeating: 0, count: 16), lists: 4)
        #expect(check.predicted == 0)
        #expect(abs(check.relativeError - 0.57735) < 1e-5)
    }

    @Test func theOrderOfListsDoesNotMatter() {
        let plain = counts([(9_000, [0.9, 0.7, 0.5, 0.3]), (1_000, [0.3, 0.4, 0.2, 0.6])], lists: 4)
        let order = [2, 0, 3, 1]
        var turned = [Double](repeating: 0, count: 16)
        for history in plain.indices {
            let other = order.indices.reduce(0) { $0 | (history >> order[$1] & 1) << $1 }
            turned[other] = plain[history]
        }
        var (a, b) = (ExtrapolationCheck(), ExtrapolationCheck())
        a.add(counts: plain, lists: 4)
        b.add(counts: turned, lists: 4)
        #expect(abs(a.predicted / b.predicted - 1) < 1e-3)
    }
}
