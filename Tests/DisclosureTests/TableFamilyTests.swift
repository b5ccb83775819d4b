import Columns
import Testing

@testable import Disclosure

struct TableFamilyTests {
    private typealias Table = TableFamily.Table

    private static let lengths = [5, 2, 7]

    /// Tables of one population by any axes, from cells over all three that look random.
    private static func family(_ axes: [[Int]], seed: UInt64, scale: Double = 30) throws -> TableFamily {
        var random = KeyedRandom(seed: seed, purpose: 3, entity: 1)
        let cells = (0..<70).map { _ in
            random.nextBool(0.2) ? 0 : random.nextUnit() * random.nextUnit() * scale
        }
        let tables = axes.map { axes in
            var values = [Double](repeating: 0, count: axes.reduce(1) { $0 * lengths[$1] })
            for i in cells.indices {
                let place = [i / 14, i / 7 % 2, i % 7]
                values[axes.reduce(0) { $0 * lengths[$1] + place[$1] }] += cells[i]
            }
            return Table(axes: axes, values: values, records: values.map { Int($0 * 0.9) })
        }
        return try TableFamily(tables, lengths: lengths)
    }

    private static let all = [[], [0], [1], [2], [0, 1], [2, 1], [1, 2], [2, 0]]

    /// What a table's cells sum to along one of its axes.
    private static func sums(_ axes: [Int], _ cells: [Double], along axis: Int) -> [Double] {
        var result = [Double](repeating: 0, count: lengths[axis])
        for i in cells.indices {
            let place = axes.count == 1 ? [i] : [i / lengths[axes[1]], i % lengths[axes[1]]]
            result[place[axes.firstIndex(of: axis) ?? 0]] += cells[i]
        }
        return result
    }

    @Test(arguments: [2, 3, 10, 100])
    func `rounded tables add up with each other`(base: Int) throws {
        var squares = 0.0
        var cells = 0
        for seed in UInt64(1)...20 {
            let family = try Self.family(Self.all, seed: seed, scale: 10 * Double(base))
            let rounded = try family.rounded(base: base)
            for (table, values) in zip(family.tables, rounded) {
                for (before, after) in zip(table.values, values) {
                    #expect(after.truncatingRemainder(dividingBy: Double(base)) == 0 && after >= 0)
                    #expect(abs(after - before) < 2 * Double(base))
                    squares += (after - before) * (after - before)
                    cells += 1
                }
                #expect(values.reduce(0, +) == rounded[0][0])
                for axis in table.axes {
                    #expect(Self.sums(table.axes, values, along: axis) == rounded[1 + axis])
                }
            }
            // The same table turned.
            #expect(rounded[5].indices.allSatisfy { rounded[5][$0] == rounded[6][$0 % 2 * 7 + $0 / 2] })
        }
        // The variance stated is an upper limit of what rounding does.
        #expect(squares / Double(cells) < Double(base * base) / 6)
    }

    @Test func `a table alone is rounded to neighbours`() throws {
        for seed in UInt64(1)...20 {
            let family = try Self.family([[], [0, 2], [2]], seed: seed)
            for (table, values) in zip(family.tables, try family.rounded(base: 3)) {
                #expect(zip(table.values, values).allSatisfy { abs($0 - $1) < 3 })
            }
        }
    }

    @Test func `what several tables withhold cannot be had from all of them together`() throws {
        var withheld = 0
        for seed in UInt64(1)...12 {
            let family = try Self.family([[], [1], [0, 1], [1, 2], [0]], seed: seed, scale: 15)
            let (values, hidden) = try family.suppressed(threshold: 10)
            // Shared totals are shown.
            #expect(hidden[0] == [false] && hidden[1] == [false, false])
            for t in [2, 3] {
                let table = family.tables[t]
                let width = Self.lengths[table.axes[1]]
                for i in values[t].indices where values[t][i] > 0 {
                    let isSmall = values[t][i] < 10 || table.records[i] < 10
                    if isSmall { #expect(hidden[t][i]) }
                    // No row or column whose total is shown has one gap alone.
                    guard hidden[t][i] else { continue }
                    withheld += 1
                    let row = (0..<width).count { hidden[t][i / width * width + $0] }
                    let column = (0..<Self.lengths[table.axes[0]]).count { hidden[t][$0 * width + i % width] }
                    // Axis 1 is shared, so that its totals are shown always; those of axis 0 may be withheld.
                    if t == 2 {
                        #expect(column > 1)
                        #expect(row > 1 || hidden[4][i / width])
                    } else {
                        #expect(row > 1)
                    }
                }
            }
        }
        #expect(withheld > 50)
    }

    @Test func `each small cell may be 0 as well as the threshold by all that all tables show`() throws {
        for seed in UInt64(1)...8 {
            let family = try Self.family([[], [0], [1], [2], [0, 1], [1, 2]], seed: seed, scale: 15)
            let (values, hidden) = try family.suppressed(threshold: 10)
            for t in [4, 5] {
                let axes = family.tables[t].axes
                let (rows, columns) = (Self.lengths[axes[0]], Self.lengths[axes[1]])
                let counts = values[t].map { Int($0) }
                let table = try ConfidentialTable(
                    shape: [rows, columns],
                    counts: counts,
                    keys: counts.map { _ in 0 }
                ).withTotals()
                // What is withheld, with the totals; those that both tables share are shown, so that what moves in
                // the gaps of one moves nothing in the other.
                var withheld: [Bool] = []
                for r in 0..<rows {
                    withheld += hidden[t][(r * columns)..<((r + 1) * columns)] + [hidden[1 + axes[0]][r]]
                }
                withheld += hidden[1 + axes[1]] + hidden[0]
                #expect(hidden[2].allSatisfy { !$0 } && !hidden[0][0])
                let network = try SuppressionNetwork(table)
                for i in counts.indices
                where hidden[t][i] && (counts[i] < 10 || family.tables[t].records[i] < 10) {
                    let interval = network.interval(of: i / columns * (columns + 1) + i % columns, withheld)
                    #expect(interval.lower == 0)
                    #expect((interval.upper ?? .max) >= max(10, counts[i] + 1))
                }
            }
        }
    }

    @Test func `few records withhold a cell whatever its estimate is`() throws {
        let tables = [
            Table(axes: [], values: [160], records: [120]),
            Table(axes: [0], values: [12, 50, 28, 40, 30], records: [8, 40, 20, 30, 22]),
        ]
        let family = try TableFamily(tables, lengths: [5])
        let (values, hidden) = try family.suppressed(threshold: 10)
        #expect(values == [[160], [12, 50, 28, 40, 30]])
        #expect(hidden == [[false], [true, false, true, false, false]])
    }

    @Test func `a small total that two tables share is refused`() throws {
        let tables = [
            Table(axes: [0, 1], values: [2, 50, 3, 60], records: [2, 50, 3, 60]),
            Table(axes: [1, 2], values: [1, 4, 70, 40], records: [1, 4, 70, 40]),
        ]
        let family = try TableFamily(tables, lengths: [2, 2, 2])
        let error = #expect(throws: DisclosureError.self) { try family.suppressed(threshold: 10) }
        #expect(error?.code == .infeasible)
    }

    @Test func `tables that do not fit are refused`() {
        func refused(_ table: Table, _ lengths: [Int]) -> DisclosureError.Code? {
            do {
                _ = try TableFamily([table], lengths: lengths)
                return nil
            } catch { return error.code }
        }
        let cube = Table(axes: [0, 1, 2], values: [1], records: [1])
        #expect(refused(cube, [1, 1, 1]) == .unsuitableMethod)
        #expect(throws: DisclosureError.self) {
            // Somebody is in the total and in no cell.
            try TableFamily(
                [
                    Table(axes: [], values: [9], records: [9]),
                    Table(axes: [0], values: [3, 5], records: [3, 5]),
                ],
                lengths: [2]
            )
        }
        #expect(refused(Table(axes: [0, 0], values: [1], records: [1]), [1]) == .unsuitableMethod)
        #expect(refused(Table(axes: [3], values: [1], records: [1]), [1]) == .unequalShapes)
        #expect(refused(Table(axes: [0], values: [1, 2], records: [1]), [2]) == .unequalShapes)
        #expect(refused(Table(axes: [], values: [.nan], records: [1]), []) == .valueOutOfRange)
        #expect(refused(Table(axes: [], values: [1], records: [-1]), []) == .valueOutOfRange)
    }

    @Test func `the control states rounding in the standard error`() throws {
        let keys = RecordKeys(secret: (1, 2))
        let family = try Self.family([[], [0, 1]], seed: 4, scale: 8)
        let errors = family.tables.map { $0.values.map { _ in 4.0 } }
        let control = try DisclosureControl(.controlledRounding(base: 6), keys: keys)
        for cell in try control.publish(family, standardErrors: errors).joined() {
            #expect(cell.standardError == (16 + 6.0).squareRoot())
        }
        let hidden = try DisclosureControl(.suppression(threshold: 10), keys: keys)
        let cells = try hidden.publish(family, standardErrors: errors).joined()
        #expect(cells.contains { $0.value == nil } && cells.contains { $0.value != nil })
        for cell in cells {
            #expect((cell.value == nil) == (cell.suppression == .confidential))
            #expect(cell.standardError == (cell.value == nil ? nil : (16 + 1.0 / 6).squareRoot()))
        }
        #expect(throws: DisclosureError.self) { try control.publish(family, standardErrors: [[1]]) }
        let other = try DisclosureControl(.randomRounding(base: 3), keys: keys)
        #expect(throws: DisclosureError.self) { try other.publish(family, standardErrors: errors) }
        #expect(throws: DisclosureError.self) {
            try control.publish(estimate: 3, standardError: 1, records: 3, cellKey: 0)
        }
    }
}
