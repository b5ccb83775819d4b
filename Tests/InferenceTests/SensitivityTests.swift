import Columns
import Estimation
import Population
import Testing

@testable import Inference

/// The total under other choices.
@Suite struct SensitivityTests {
    private func rows(_ made: MadePeople, threads: Int = 2) throws -> (rows: [Sensitivity.Row], total: Double)
    {
        let computation = made.computation()
        let accepted = try computation.result(made.view, draw: 0)
        let draws = [accepted, accepted]
        let cells = try CellEstimates(
            draws,
            base: accepted,
            placed: [],
            doubts: computation.groupings.map { _ in 0 },
            level: 0.95
        )
        let estimate = EstimatedPopulation(
            computation,
            base: made.view,
            accepted: accepted,
            draws: draws,
            cells: cells
        )
        let sensitivity = Sensitivity(
            estimate,
            made.linked,
            lists: made.linked.registers,
            isCounted: made.linked.registers.map { _ in true },
            workers: Workers(threads: threads)
        )
        return (sensitivity.rows(), accepted.total)
    }

    @Test func theChoicesMadeGiveTheTotalAndOthersTheirOwn() throws {
        let made = try MadePeople(5_000, chances: [[0.9, 0.7, 0.5, 0.4], [0.8, 0.5, 0.6, 0.3]])
        let (rows, total) = try rows(made)
        for row in rows where row.isUsed {
            #expect(row.value.map { abs($0 - total) < 2e-4 * total } == true, "\(row)")
            #expect(row.flag == nil)
        }
        let used = rows.filter(\.isUsed).map(\.choice)
        #expect(used == ["residence", "method", "model", "odds_ratio", "threshold", "recall"])
        func value(_ choice: String, _ setting: String) throws -> Double {
            try #require(rows.first { $0.choice == choice && $0.setting == setting }?.value)
        }
        #expect(try value("method", "people_found") == Double(made.view.count))
        #expect(try value("naive", "everybody found") == Double(made.view.count))
        #expect(try value("naive", "records of list 0") == Double(made.linked.recordCounts[0]))
        // The more those on no list are said to be, the larger the total.
        let ratios = try ["1.0", "1.25", "1.5", "2.0"].map { try value("odds_ratio", $0) }
        #expect(zip(ratios, ratios.dropFirst()).allSatisfy { $0 < $1 })
        // Records that were not linked look like people on one list alone.
        #expect(try value("recall", "0.99 of that") > 0.99 * total)
        #expect(rows.count { $0.choice == "lists" } == 4)
    }

    @Test func threadsChangeNothing() throws {
        let made = try MadePeople(1_000, chances: [[0.9, 0.7, 0.5, 0.4], [0.8, 0.5, 0.6, 0.3]])
        let one = try rows(made, threads: 1).rows
        let many = try rows(made, threads: 4).rows
        #expect(one.map(\.value) == many.map(\.value) && one.map(\.setting) == many.map(\.setting))
    }

    @Test func intervalsFollowTheLevel() {
        let row = Sensitivity.Row(choice: "method", setting: "chao", value: 100, standardError: 10)
        for (level, reach) in [(0.5, 6.744898), (0.9, 16.448536), (0.95, 19.599640), (0.99, 25.758293)] {
            let interval = row.interval(level: level)
            #expect(
                interval.map { abs($0.upper - 100 - reach) < 1e-5 && abs(100 - $0.lower - reach) < 1e-5 }
                    == true
            )
        }
        #expect(Sensitivity.Row(choice: "naive", setting: "x", value: 100).interval(level: 0.95) == nil)
    }
}
