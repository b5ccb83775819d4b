import Columns
import Testing

@testable import Population

struct IndexYearsTests {
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        CivilDate(year: year, month: month, day: day).map { Int32($0.daysSince1970) } ?? Day.none
    }

    private static let reference = day(2024, 2, 29)

    private static func years(
        _ count: Int,
        people: Int,
        birth: [Int: Int32] = [:],
        death: [Int: Int32] = [:],
        signs: [(person: UInt32, source: UInt8, day: Int32)] = [],
        crossings: [(person: UInt32, day: Int32, isArrival: Bool)]? = nil,
        covered: ClosedRange<Int32> = day(2020, 1, 1)...day(2024, 12, 31)
    ) throws -> IndexYears {
        try IndexYears(
            count,
            referenceDate: reference,
            lives: LifeSpans(
                birth: (0..<people).map { birth[$0] ?? Day.none },
                death: (0..<people).map { death[$0] ?? Day.none }
            ),
            signs: SignsOfLife(
                person: signs.map(\.person),
                register: signs.map(\.source),
                day: signs.map(\.day)
            ),
            crossings: try crossings.map { all in
                (
                    try BorderCrossings(
                        person: all.map(\.person),
                        day: all.map(\.day),
                        isArrival: all.map(\.isArrival),
                        personCount: people
                    ), covered
                )
            }
        )
    }

    @Test func `signs fall into the twelve months before the anniversaries`() throws {
        let days = [
            Self.day(2024, 2, 29), Self.day(2023, 3, 1), Self.day(2023, 2, 28), Self.day(2022, 3, 1),
            Self.day(2022, 2, 28), Self.day(2024, 3, 1),
        ]
        let signs = days.enumerated().map { (person: UInt32(0), source: UInt8($0), day: $1) }
        let years = try Self.years(3, people: 1, signs: signs)
        #expect(years.signs == [[0b10000], [0b1100], [0b11]])
        #expect(years.changes.allSatisfy { $0 == [.none] })
    }

    @Test func `the index is the one computed by hand`() throws {
        let index = try ResidencyIndex(decay: 0.8, gain: 0.2, threshold: 0.7, weights: [1, 0.5, 2])
        let years = try Self.years(
            2,
            people: 5,
            birth: [3: Self.day(2023, 6, 1)],
            death: [4: Self.day(2023, 6, 1)],
            signs: [
                (0, 0, Self.day(2022, 5, 1)), (0, 1, Self.day(2023, 5, 1)), (1, 1, Self.day(2023, 5, 1)),
                (2, 1, Self.day(2023, 5, 1)), (2, 2, Self.day(2023, 5, 1)),
            ]
        )
        let values = try index.values(years, start: 0.5)
        // 0.8 · (0.8 · 0.5 + 0.2) + 0.2 · 0.5; 0.64 · 0.5 + 0.2 · 0.5; the sum of weights kept at 1; born; dead.
        for (value, hand) in zip(values, [0.58, 0.42, 0.52, 1, 0]) { #expect(abs(value - hand) < 1e-12) }
    }

    @Test func `crossings tell who left for years and who came`() throws {
        let years = try Self.years(
            3,
            people: 4,
            crossings: [
                // Leaves for good; leaves for more than a year and comes back; comes first; without crossings.
                (0, Self.day(2021, 5, 1), false), (1, Self.day(2021, 5, 1), false),
                (1, Self.day(2023, 7, 1), true), (2, Self.day(2022, 7, 1), true),
            ]
        )
        #expect(years.changes[0] == [.none, .none, .left, .none])
        #expect(years.changes[1] == [.left, .left, .arrived, .none])
        #expect(years.changes[2] == [.left, .arrived, .none, .none])
        // What crossings do not cover, they do not tell.
        let covered = Self.day(2022, 1, 1)...Self.day(2024, 12, 31)
        let blind = try Self.years(
            3,
            people: 1,
            crossings: [(0, Self.day(2022, 1, 5), false)],
            covered: covered
        )
        #expect(blind.changes == [[.none], [.left], [.left]])
    }

    @Test func `numbers out of range are refused`() {
        #expect(throws: PopulationError.self) { try Self.years(0, people: 1) }
        #expect(throws: PopulationError.self) { try Self.years(31, people: 1) }
    }
}
