import Testing

@testable import Disclosure

struct ControlledRoundingTests {
    /// Numbers that look random and are the same in every run.
    private struct Numbers {
        var state: UInt64
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / 16_777_216
        }
    }

    private static func isRounded(_ before: Double, _ after: Double, _ base: Double) -> Bool {
        let low = (before / base + 1e-7).rounded(.down) * base
        let high = (before / base - 1e-7).rounded(.up) * base
        return abs(after - low) < 1e-6 * base || abs(after - high) < 1e-6 * base
    }

    /// Whether each cell and each sum over the given sets of rows and over columns is a neighbour.
    private static func holds(
        _ before: [Double],
        _ after: [Double],
        _ columns: Int,
        _ base: Double,
        _ sets: [[Int]]
    ) -> Bool {
        let cells = zip(before, after).allSatisfy { isRounded($0, $1, base) }
        return cells
            && sets.allSatisfy { set in
                func sum(_ t: [Double], _ c: Int) -> Double { set.reduce(0) { $0 + t[$1 * columns + c] } }
                let perColumn = (0..<columns).allSatisfy { isRounded(sum(before, $0), sum(after, $0), base) }
                let all = (0..<columns).reduce(0) { $0 + sum(before, $1) }
                let rounded = (0..<columns).reduce(0) { $0 + sum(after, $1) }
                return perColumn && isRounded(all, rounded, base)
            }
    }

    @Test(arguments: [1.0, 3, 100])
    func `cells and all sums go to a neighbouring multiple`(base: Double) throws {
        var numbers = Numbers(state: 17)
        for _ in 0..<40 {
            let rows = 1 + Int(numbers.next() * 9)
            let columns = 1 + Int(numbers.next() * 9)
            let cells = (0..<(rows * columns)).map { _ in
                numbers.next() < 0.2 ? (numbers.next() * 9).rounded() * base : numbers.next() * 20 * base
            }
            let table = try ControlledRounding(cells: cells, columns: columns, base: base)
            let sets = (0..<rows).map { [$0] } + [Array(0..<rows)]
            #expect(Self.holds(cells, table.cells, columns, base, sets))
        }
    }

    @Test func `subtotals of nested groups are kept`() throws {
        var numbers = Numbers(state: 4)
        let districts = (0..<18).map { $0 / 3 }
        let regions = districts.map { $0 / 2 }
        let cells = (0..<(18 * 12)).map { _ in numbers.next() * 50 }
        let table = try ControlledRounding(cells: cells, columns: 12, groups: [districts, regions])
        var sets = (0..<18).map { [$0] } + [Array(0..<18)]
        for g in 0..<6 { sets.append((0..<18).filter { districts[$0] == g }) }
        for g in 0..<3 { sets.append((0..<18).filter { regions[$0] == g }) }
        #expect(Self.holds(cells, table.cells, 12, 1, sets))
    }

    @Test func `the nearest of all roundings is found`() throws {
        // Every rounding of a table of 3 by 3 is tried.
        var numbers = Numbers(state: 99)
        for _ in 0..<20 {
            let cells = (0..<9).map { _ in numbers.next() * 4 }
            let sets = [[0], [1], [2], [0, 1, 2]]
            func change(_ t: [Double]) -> Double {
                var sum = 0.0
                func add(_ a: Double, _ b: Double) { sum += (a - b) * (a - b) }
                for i in 0..<9 { add(cells[i], t[i]) }
                for i in 0..<3 {
                    add(cells[3 * i...3 * i + 2].reduce(0, +), t[3 * i...3 * i + 2].reduce(0, +))
                    add(cells[i] + cells[i + 3] + cells[i + 6], t[i] + t[i + 3] + t[i + 6])
                }
                let total = cells.reduce(0, +) - t.reduce(0, +)
                return sum + total * total
            }
            var best = Double.infinity
            for mask in 0..<512 {
                let t = (0..<9).map { cells[$0].rounded(.down) + Double(mask >> $0 & 1) }
                if Self.holds(cells, t, 3, 1, sets) { best = min(best, change(t)) }
            }
            let table = try ControlledRounding(cells: cells, columns: 3)
            #expect(abs(change(table.cells) - best) < 1e-9)
        }
    }

    @Test func `whole tables stay as they are`() throws {
        let table = try ControlledRounding(cells: [3, 6, 9, 0, -3, 12], columns: 2, base: 3)
        #expect(table.cells == [3, 6, 9, 0, -3, 12])
    }

    @Test func `sums decided before are kept`() throws {
        var numbers = Numbers(state: 5)
        for _ in 0..<50 {
            let cells = (0..<24).map { _ in numbers.next() * 20 }
            // Another table with these columns was rounded first.
            let columnSums = (0..<4).map { c in (0..<6).reduce(0) { $0 + cells[$1 * 4 + c] } }
            let first = try ControlledRounding(cells: columnSums, columns: 4, base: 3)
            let fixed = ControlledRounding.Fixed(total: first.cells.reduce(0, +), columns: first.cells)
            let table = try ControlledRounding(cells: cells, columns: 4, base: 3, fixed: fixed)
            for c in 0..<4 {
                #expect((0..<6).reduce(0) { $0 + table.cells[$1 * 4 + c] } == first.cells[c])
            }
            #expect(Self.holds(cells, table.cells, 4, 3, (0..<6).map { [$0] }))
        }
    }

    @Test func `where sums decided before leave no neighbours, cells go one multiple further`() throws {
        // A first row that must be 1 or 2, and columns that leave it nothing.
        let cells = [0.9, 0.9, 0, 0, 0, 0.1]
        let fixed = ControlledRounding.Fixed(total: 1, columns: [0, 0, 1])
        #expect(throws: DisclosureError.self) {
            try ControlledRounding(cells: cells, columns: 3, fixed: fixed)
        }
        let table = try ControlledRounding(cells: cells, columns: 3, fixed: fixed, isWide: true)
        #expect(table.cells == [0, 0, 0, 0, 0, 1])
        // A cell that is whole moves by one at most, and 0 not at all.
        let whole = try ControlledRounding(
            cells: [2, 0, 3, 1],
            columns: 2,
            fixed: .init(total: 6, columns: [4, 2]),
            isWide: true
        )
        #expect(whole.cells[1] == 0)
        #expect(whole.cells[0] + whole.cells[2] == 4 && whole.cells[3] == 2)
    }

    @Test func `bad input ends in one error`() {
        func code(_ cells: [Double], _ columns: Int, _ base: Double, _ groups: [[Int]]) -> DisclosureError
            .Code?
        {
            do throws(DisclosureError) {
                _ = try ControlledRounding(cells: cells, columns: columns, base: base, groups: groups)
                return nil
            } catch { return error.code }
        }
        #expect(code([], 1, 1, []) == .unequalShapes)
        #expect(code([1, 2, 3], 2, 1, []) == .unequalShapes)
        #expect(code([1], 0, 1, []) == .unequalShapes)
        #expect(code([1], 1, 0, []) == .valueOutOfRange)
        #expect(code([.nan], 1, 1, []) == .valueOutOfRange)
        #expect(code([1e300], 1, 1, []) == .valueOutOfRange)
        #expect(code([1, 2], 1, 1, [[0]]) == .unequalShapes)
        #expect(code([1, 2], 1, 1, [[0, -1]]) == .unequalShapes)
        #expect(code([1, 2, 3], 1, 1, [[0, 0, 1], [0, 1, 1]]) == .unequalShapes)
        for fixed in [
            ControlledRounding.Fixed(rows: [1, 2]), .init(columns: []), .init(total: .infinity),
            .init(total: 9),
        ] {
            #expect(throws: DisclosureError.self) {
                try ControlledRounding(cells: [1, 2, 3], columns: 1, fixed: fixed)
            }
        }
    }
}
