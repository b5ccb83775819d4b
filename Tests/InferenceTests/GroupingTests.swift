import Testing

@testable import Inference
@testable import Population

@Suite struct GroupingTests {
    private let dimensions = [
        Dimension(name: "sex", values: ["f", "m"]),
        Dimension.ageGroups([0, 1, 18, 65]),
        Dimension(name: "district", values: ["a", "b", "c"]),
        Dimension(name: "empty", values: []),
    ]

    @Test func everyCombinationOfValuesHasACellOfItsOwn() {
        let grouping = Grouping([2, 0, 1], of: dimensions)
        #expect(grouping.cellCount == 24 && grouping.name(dimensions) == "district x sex x age_group")
        var seen: [Int] = []
        for sex in 0..<UInt32(2) {
            for age in 0..<UInt32(4) {
                for district in 0..<UInt32(3) {
                    let values = [[sex], [age], [district], [Dimension.unknown]]
                    let cell = grouping.cell(of: 0, values)
                    #expect(cell.map { grouping.places(of: $0) } == [Int(district), Int(sex), Int(age)])
                    if let cell { seen.append(cell) }
                }
            }
        }
        #expect(seen.sorted() == Array(0..<24))
        let unknown = [[UInt32(0)], [Dimension.unknown], [0], [0]]
        #expect(grouping.cell(of: 0, unknown) == nil)
        #expect(Grouping([0, 2], of: dimensions).cell(of: 0, unknown) == 0)
    }

    @Test func theTotalHasOneCell() {
        let total = Grouping([], of: dimensions)
        #expect(total.cellCount == 1 && total.cell(of: 0, []) == 0 && total.places(of: 0).isEmpty)
        #expect(total.name(dimensions) == "total")
        // A dimension without values still has a cell, in which nobody is.
        let empty = Grouping([3], of: dimensions)
        #expect(empty.cellCount == 1 && empty.cell(of: 0, [[0], [0], [0], [Dimension.unknown]]) == nil)
    }

    @Test func cellsAreNumberedFromTheTotalOn() {
        let numbering = CellNumbering(
            [Grouping([], of: dimensions), Grouping([0, 2], of: dimensions), Grouping([3], of: dimensions)],
            of: dimensions
        )
        #expect(numbering.all.map(\.number) == Array(0..<8))
        #expect(
            numbering.all.map(\.label) == [
                "total", "f, a", "f, b", "f, c", "m, a", "m, b", "m, c", "none",
            ]
        )
        #expect(numbering.all[5].values.map(\.rank) == [1, 1] && numbering.all[5].place == 4)
    }

    @Test func ageGroupsAreNamedByTheirAges() {
        #expect(dimensions[1].values == ["0", "1-17", "18-64", "65+"])
        let places = [0, 1, 17, 18, 64, 65, 120].map { Dimension.group(of: $0, [0, 1, 18, 65]) }
        #expect(places == [0, 1, 1, 2, 2, 3, 3])
    }
}
