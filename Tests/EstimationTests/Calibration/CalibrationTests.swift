import Testing

@testable import Estimation

/// The table of the reference run: four rows by four columns, given column after column.
private enum Reference {
    static func rowAfterRow(_ columns: [Double]) -> [Double] {
        (0..<16).map { columns[$0 % 4 * 4 + $0 / 4] }
    }

    static let seed = rowAfterRow([40, 30, 20, 10, 35, 50, 100, 75, 30, 80, 70, 120, 20, 30, 40, 50])
    static let rows = [150.0, 300, 400, 150]
    static let columns = [200.0, 300, 400, 100]
    // Of R's package survey 4.1.1.
    static let raked = rowAfterRow([
        66.4593170741922, 69.2401585779436, 55.0358358747688, 9.26468847309537, 33.6646370905285,
        66.8062067566754, 159.30359661167, 40.2255595411262, 37.0393675029933, 137.206033803057,
        143.13967786408, 82.6149208298698, 12.8366783322863, 26.7476008623237, 42.5208896494815,
        17.8948311559085,
    ])
    static let linear = rowAfterRow([
        70.4119245762661, 66.6395679346402, 49.6519285638964, 13.2965789251973, 31.9061540572522,
        68.6312609191898, 163.390271542394, 36.0723134811636, 36.4234279321418, 134.01080649222,
        135.548880473503, 94.0168851021359, 11.2584934343399, 30.7183646539504, 51.4089194202065,
        6.61422249150327,
    ])
    static let logit = rowAfterRow([
        71.2547178545461, 68.3381208339579, 49.8993914917492, 10.507769819747, 30.8673626822475,
        66.621214994525, 163.794864587898, 38.7165577353309, 36.3586260095423, 139.503190054248,
        143.062722228005, 81.0754617082078, 11.5192934536642, 25.5374741172696, 43.2430216923485,
        19.7002107367187,
    ])

    /// Per cell an indicator of each row, then of each column.
    static let indicators: [Double] = (0..<16).flatMap { cell in
        (0..<8).map { j in (j < 4 ? cell / 4 == j : cell % 4 == j - 4) ? 1.0 : 0.0 }
    }
}

private func isClose(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-9) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(abs($0), abs($1)) }
}

private func code<T>(_ body: () throws(CalibrationError) -> T) -> CalibrationError.Code? {
    do throws(CalibrationError) {
        _ = try body()
        return nil
    } catch { return error.code }
}

struct RakingTests {
    private let margins = [
        Margin(axes: [0], targets: Reference.rows), Margin(axes: [1], targets: Reference.columns),
    ]

    @Test func `the reference table is raked as by the R package survey`() throws {
        let table = try RakedTable(seed: Reference.seed, shape: [4, 4], margins: margins)
        #expect(isClose(table.cells, Reference.raked))
        #expect(table.deviation <= 1e-12)
    }

    @Test func `odds ratios of the seed stay`() throws {
        let table = try RakedTable(seed: Reference.seed, shape: [4, 4], margins: margins)
        func odds(_ t: [Double]) -> Double { t[0] * t[5] / (t[1] * t[4]) }
        #expect(abs(odds(table.cells) / odds(Reference.seed) - 1) < 1e-12)
    }

    @Test func `three axes meet margins of two axes`() throws {
        let seed = (1...24).map { Double($0) }
        let goal = (1...24).map { Double(25 - $0) }
        func margin(_ axes: [Int]) -> Margin {
            let index = MarginIndex(axes: axes, shape: [2, 3, 4], named: [0, 1, 2])
            var sums = [Double](repeating: 0, count: index.count)
            for (i, value) in goal.enumerated() { sums[index.cell(of: i)] += value }
            return Margin(axes: axes, targets: sums)
        }
        let known = [margin([0, 1]), margin([1, 2]), margin([0, 2])]
        let table = try RakedTable(seed: seed, shape: [2, 3, 4], margins: known)
        for m in known {
            let index = MarginIndex(axes: m.axes, shape: [2, 3, 4], named: [0, 1, 2])
            let sums = RakedTable.sums(table.cells, (0..<24).map { index.cell(of: $0) }, count: index.count)
            #expect(isClose(sums, m.targets, 1e-11))
        }
    }

    @Test func `structural zeros stay zero`() throws {
        var seed = Reference.seed
        seed[3] = 0
        let table = try RakedTable(seed: seed, shape: [4, 4], margins: margins)
        #expect(table.cells[3] == 0)
    }

    @Test func `zeros that leave no table are named`() {
        // Rows 0 and 1 may only use column 0, whose total is too small for them.
        let seed = [1.0, 0, 0, 1, 0, 0, 1, 1, 1]
        do throws(CalibrationError) {
            _ = try RakedTable(
                seed: seed,
                shape: [3, 3],
                margins: [Margin(axes: [0], targets: [4, 4, 4]), Margin(axes: [1], targets: [6, 3, 3])]
            )
            Issue.record("no error")
        } catch {
            #expect(error.code == .zeroCells)
            #expect(error.detail.contains("rows 0, 1 with targets of 8.0 together"))
        }
    }

    @Test func `what cannot be raked is refused`() {
        let seed = [1.0, 1, 1, 1]
        func rake(_ seed: [Double], _ a: [Double], _ b: [Double], limit: Int = 10_000) -> CalibrationError
            .Code?
        {
            code { () throws(CalibrationError) in
                try RakedTable(
                    seed: seed,
                    shape: [2, 2],
                    margins: [Margin(axes: [0], targets: a), Margin(axes: [1], targets: b)],
                    roundLimit: limit
                )
            }
        }
        #expect(rake(seed, [1, 1], [1, 2]) == .inconsistentTotals)
        #expect(rake(seed, [1, .nan], [1, 2]) == .valueOutOfRange)
        #expect(rake(seed, [1, -1], [0, 0]) == .valueOutOfRange)
        #expect(rake([1, .infinity, 1, 1], [1, 1], [1, 1]) == .valueOutOfRange)
        #expect(rake([0, 0, 1, 1], [1, 1], [1, 1]) == .zeroCells)
        #expect(rake(seed, [1, 1, 1], [1, 2]) == .unequalShapes)
        #expect(rake([1], [1, 1], [1, 1]) == .unequalShapes)
        #expect(rake([5, 1, 1, 7], [3, 4], [4, 3], limit: 1) == .notConverged)
    }
}

struct CalibratedWeightsTests {
    private func weights(_ distance: CalibratedWeights.Distance) throws -> CalibratedWeights {
        try CalibratedWeights(
            given: Reference.seed,
            auxiliaries: Reference.indicators,
            totals: Reference.rows + Reference.columns,
            distance: distance
        )
    }

    @Test func `the reference weights are those of the R package survey`() throws {
        #expect(isClose(try weights(.linear).weights, Reference.linear))
        #expect(isClose(try weights(.raking).weights, Reference.raked))
        #expect(isClose(try weights(.logit(lower: 0.3, upper: 3)).weights, Reference.logit))
    }

    @Test func `a variable that says nothing new is found and its total met`() throws {
        let fit = try weights(.linear)
        #expect(fit.redundant == [7])
        let last = (0..<16).filter { $0 % 4 == 3 }.reduce(0) { $0 + fit.weights[$1] }
        #expect(abs(last - 100) < 1e-9)
    }

    @Test func `bounds hold`() throws {
        let fit = try weights(.logit(lower: 0.3, upper: 3))
        for (k, weight) in fit.weights.enumerated() {
            #expect(weight > 0.3 * Reference.seed[k] && weight < 3 * Reference.seed[k])
        }
    }

    @Test func `linear weights may be negative, and are counted`() throws {
        let fit = try CalibratedWeights(given: [1, 1], auxiliaries: [1, 1, 1, 2], totals: [2, 5])
        #expect(fit.negativeCount == 1)
        #expect(isClose(fit.weights, [-1, 3]))
    }

    @Test func `what cannot be met is refused with the reason`() {
        func fit(_ totals: [Double], _ distance: CalibratedWeights.Distance) -> CalibrationError.Code? {
            code { () throws(CalibrationError) in
                try CalibratedWeights(
                    given: [1, 1],
                    auxiliaries: [1, 1, 1, 2],
                    totals: totals,
                    distance: distance
                )
            }
        }
        #expect(fit([2, 5], .raking) == .notConverged)
        #expect(fit([2, -1], .raking) == .infeasible)
        #expect(fit([9, 12], .logit(lower: 0.5, upper: 2)) == .infeasible)
        #expect(fit([2, 3.9], .logit(lower: 0.5, upper: 2)) == .notConverged)
        #expect(fit([2, .nan], .linear) == .valueOutOfRange)
        #expect(fit([2], .linear) == .unequalShapes)
        #expect(fit([2, 3], .logit(lower: 1.5, upper: 2)) == .valueOutOfRange)
        let contradiction = code { () throws(CalibrationError) in
            try CalibratedWeights(given: [1, 1], auxiliaries: [1, 2, 1, 2], totals: [2, 5])
        }
        #expect(contradiction == .inconsistentTotals)
    }
}
