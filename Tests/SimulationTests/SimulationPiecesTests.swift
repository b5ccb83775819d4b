import Estimation
import Testing

@testable import Pipeline
@testable import Simulation

@Suite struct SimulationPiecesTests {
    // MARK: Sums

    private func row(
        _ seed: UInt64,
        _ cell: String,
        _ truth: Int,
        _ value: Double,
        _ error: Double? = nil,
        _ lower: Double? = nil,
        _ upper: Double? = nil
    ) -> SimulationRow {
        SimulationRow(
            seed: seed,
            figure: .estimate,
            setting: "chao",
            grouping: "sex",
            cell: cell,
            truth: truth,
            value: value,
            standardError: error,
            lower: lower,
            upper: upper
        )
    }

    @Test func sumsAreThoseDoneByHand() throws {
        var tally = SimulationTally(nominal: 0.95)
        tally.add(row(1, "f", 100, 110, 4, 100, 120))
        tally.add(row(1, "m", 200, 190, 10, 180, 200))
        tally.add(row(2, "f", 100, 95, 6, 90, 99))
        tally.add(row(2, "m", 200, 210, 10, 190, 230))
        let results = tally.results
        #expect(results.map(\.cell) == [nil, "f", "m"])
        func isNear(_ value: Double?, _ expected: Double) -> Bool {
            value.map { abs($0 - expected) < 1e-9 } ?? false
        }
        let f = results[1]
        // Errors +10 % and −5 %.
        #expect(isNear(f.bias, 0.025) && isNear(f.rootMeanSquare, (0.0125 / 2).squareRoot()))
        #expect(isNear(f.worst, 0.1) && isNear(f.halfWidth, (0.1 + 0.045) / 2))
        // 100 lies on the limit of 100 to 120, and outside 90 to 99.
        #expect(f.intervals == 2 && f.held == 1 && isNear(f.coverage, 0.5))
        #expect(f.monteCarlo == CoverageInterval(held: 1, of: 2) && f.verdict == .compatible)
        // Errors +10 and −5: standard deviation 15/√2; mean standard error 5.
        #expect(isNear(f.standardErrorRatio, 5 / (15 / 2.0.squareRoot())))
        #expect(f.truth == 100 && f.value == 102.5 && f.replicates == 2 && f.cells == 1)
        let all = results[0]
        #expect(all.replicates == 2 && all.cells == 2 && all.figures == 4 && all.held == 3)
        #expect(isNear(all.bias, (0.1 - 0.05 - 0.05 + 0.05) / 4) && isNear(all.worst, 0.1))
        #expect(isNear(all.rootMeanSquare, ((0.01 + 3 * 0.0025) / 4).squareRoot()))
        // Standard deviations 15/√2 and 20/√2.
        #expect(isNear(all.standardErrorRatio, 15 / (35 / 2.0.squareRoot())))
        #expect(all.cellsOff == 0 && all.truth == 150)
    }

    @Test func cellsWithoutPeopleHaveNoRelativeError() {
        var tally = SimulationTally(nominal: 0.95)
        tally.add(row(1, "f", 0, 2, 1, 0, 4))
        let result = tally.results
        #expect(result.count == 1 && result[0].bias == nil && result[0].halfWidth == nil)
        #expect(result[0].coverage == 1 && result[0].standardErrorRatio == nil && result[0].value == 2)
    }

    @Test func rowsAreReadAsWritten() {
        var hostile = row(UInt64.max, "=cmd|' /C calc'!A0, \"<script>\"\nx", 3, -1.23456, nil, 0, 1e7)
        hostile.setting = "records of '; DROP TABLE people; --"
        let text = hostile.text
        #expect(
            text
                == "18446744073709551615,estimate,records of '; DROP TABLE people; --,sex,"
                + "\"'=cmd|' /C calc'!A0, \"\"<script>\"\"·x\",3,-1.235,,0.000,10000000.000,1\n"
        )
        let read = SimulationRow(String(text.dropLast()))
        // What is made harmless stays as it is when it is written again.
        #expect(read?.text == text)
        #expect(read?.value == -1.235 && read?.seed == UInt64.max && read?.upper == 1e7)
        #expect(read?.cell.hasPrefix("'=cmd") == true && read?.cell.contains("\"<script>\"") == true)
        for line in ["", "1,estimate", "1,guess,a,total,total,1,1,,,,", "1,estimate,a,total,total,1,1,x,,,"] {
            #expect(SimulationRow(line) == nil, "\(line)")
        }
    }

    // MARK: Truth

    private func truth() throws -> SimulationTruth {
        var text = "district,sex,age_group,usual_residents,mobile_residents,synthetic\n"
        for (d, district) in ["CW", "WC"].enumerated() {
            for (s, sex) in ["F", "M"].enumerated() {
                for (a, ages) in ["0-4", "5-9", "10+"].enumerated() {
                    text += "\(district),\(sex),\(ages),\(100 * d + 10 * s + a),1,1\n"
                }
            }
        }
        let districts = [("CW", "Central and Western"), ("WC", "Wan Chai")]
        return try SimulationTruth(text: text, path: "t", districts: districts.map { ($0.0, $0.1) })
    }

    @Test func truthIsKnownForWhatItsTableHas() throws {
        let truth = try truth()
        #expect(truth.total(.usual) == 672 && truth.total(.mobile) == 12 && truth.total(.both) == 684)
        #expect(truth.table([], .usual)?.people == [672])
        let sexes = truth.table([("sex", ["m", "x", "f"])], .usual)
        #expect(sexes?.labels == ["f", "m"] && sexes?.people == [306, 366])
        #expect(sexes?.placeOfCell == [1, nil, 0])
        let coarse = truth.table([("age_group", ["0-9", "10+"])], .usual)
        #expect(coarse?.people == [444, 228] && coarse?.labels == ["0-9", "10+"])
        // A district by code or by name; the second of two that mean the same has no place.
        let values = ["wan chai", "wc", "elsewhere"]
        let districts = truth.table([("district", values), ("sex", ["f"])], .mobile)
        #expect(districts?.people == [3, 3, 3, 3] && districts?.placeOfCell == [2, nil, nil])
        #expect(districts?.labels.last == "wan chai, m")
        // Groups that cut through those of the table, groups that leave some out, and unknown dimensions.
        #expect(truth.table([("age_group", ["0-6", "7+"])], .usual) == nil)
        #expect(truth.table([("age_group", ["0-4", "5-9"])], .usual) == nil)
        #expect(truth.table([("tenure", ["rented"])], .usual) == nil)
        #expect(throws: PipelineError.self) {
            try SimulationTruth(text: "h\nCW,F,0-4,many,0,1\n", path: "t", districts: [])
        }
    }

    // MARK: What is done

    @Test func tornLinesAreDropped() throws {
        let settings = SimulationSettings(residence: "activity", method: "chao", confidence: 0.9)
        var journal = SimulationJournal()
        for (seed, end) in [(3, 30), (1, 50), (2, 90)] {
            let entry = SimulationJournal.Entry(
                seed: UInt64(seed),
                rows: 1,
                bytes: end,
                registers: "ab",
                settings: settings,
                withoutTruth: ["tenure"]
            )
            journal.append(entry)
        }
        let bytes = Array(journal.text.utf8)
        #expect(try SimulationJournal(bytes, path: "s", size: 90) == journal)
        #expect(try SimulationJournal(bytes.dropLast(1), path: "s", size: 90).entries.map(\.seed) == [3, 1])
        // Rows that did not reach the disk are not done.
        #expect(try SimulationJournal(bytes, path: "s", size: 89).entries.map(\.seed) == [3, 1])
        #expect(try SimulationJournal([], path: "s", size: 0).entries.isEmpty)
        #expect(throws: PipelineError.self) {
            try SimulationJournal(Array("seed\n1,2,3\n".utf8), path: "s", size: 9)
        }
        // In the order of seeds, with their rows.
        let rows =
            [UInt8](repeating: 0, count: 10) + [UInt8](repeating: 3, count: 20)
            + [UInt8](repeating: 1, count: 20) + [UInt8](repeating: 2, count: 40)
        let sorted = journal.sorted(rows, header: 10)
        #expect(sorted.journal.entries.map(\.seed) == [1, 2, 3])
        #expect(sorted.journal.entries.map(\.bytes) == [30, 70, 90])
        #expect(sorted.rows == [UInt8](repeating: 0, count: 10) + rows[30...] + rows[10..<30])
    }
}
