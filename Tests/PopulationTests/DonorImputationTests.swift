import Columns
import Testing

@testable import Population

/// Values that are not known are those of somebody alike.
@Suite struct DonorImputationTests {
    private let dimensions = [
        Dimension(name: "sex", values: ["f", "m"]), Dimension(name: "age_group", values: ["0-17", "18+"]),
        Dimension(name: "district", values: ["a", "b"]),
    ]

    /// People of whom all but the last `unknown` have a district, which hangs on sex.
    private func view(_ people: Int, unknown: Int) throws -> PeopleView {
        let world = try CrossingWorld(.init(others: people))
        let sex = (0..<people).map { UInt32($0 % 2) }
        let district = (0..<people).map { $0 < people - unknown ? sex[$0] : Dimension.unknown }
        return world.view.with(values: [sex, [UInt32](repeating: 1, count: people), district])
    }

    @Test func donorsAreOfTheSameSexAndAge() throws {
        let view = try view(400, unknown: 100)
        let completed = DonorImputation.complete(view, dimensions: dimensions, seed: 1, draw: 0)
        // Women live in one district and men in the other: so do those of whom it is not known.
        #expect(completed[2] == completed[0])
        #expect(completed[0] == view.values[0] && completed[1] == view.values[1])
    }

    @Test func whereNobodyIsAlikeAnybodyGives() throws {
        var view = try view(100, unknown: 50)
        // The only people with a district are women.
        let sex = (0..<100).map { UInt32($0 < 50 ? 0 : 1) }
        let district = (0..<100).map { $0 < 50 ? UInt32($0 % 2) : Dimension.unknown }
        view = view.with(values: [sex, view.values[1], district])
        let completed = DonorImputation.complete(view, dimensions: dimensions, seed: 1, draw: 0)
        let b = completed[2][50...].count { $0 == 1 }
        #expect(completed[2].allSatisfy { $0 < 2 } && b > 10 && b < 40)
        let other = DonorImputation.complete(view, dimensions: dimensions, seed: 1, draw: 1)
        #expect(other[2] != completed[2] && other[2][..<50] == completed[2][..<50])
        // Without any donor values stay unknown.
        let none = view.with(values: [
            sex, view.values[1], [UInt32](repeating: Dimension.unknown, count: 100),
        ])
        let left = DonorImputation.complete(none, dimensions: dimensions, seed: 1, draw: 0)
        #expect(left[2].allSatisfy { $0 == Dimension.unknown })
    }
}
