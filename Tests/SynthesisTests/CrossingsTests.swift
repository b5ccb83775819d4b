import Columns
import Testing

@testable import Synthesis

/// A register of crossings that misses nothing and errs in nothing, against the events behind it.
@Suite struct CrossingsTests {
    /// A crossing as a row tells it: whose, when, and whether in.
    private struct Crossing: Hashable {
        var person: UInt32
        var day: String
        var isArrival: Bool
    }

    private func synthesis(_ earlier: RegisterSpec.Earlier) throws -> Synthesis {
        var scenario = Scenario(name: "border", referenceDate: CivilDate(daysSince1970: 20_634))
        scenario.people = 6000
        var register = RegisterSpec(name: "border")
        register.holds = .crossings
        register.earlier = earlier
        register.coverage = [RegisterSpec.CoverageRule(share: 1)]
        register.columns = [
            RegisterSpec.Column("id", .recordID), RegisterSpec.Column("day", .eventDate),
            RegisterSpec.Column("way", .direction),
        ]
        scenario.registers = [register]
        return try Synthesis(scenario)
    }

    private func rows(_ synthesis: Synthesis) -> [Crossing] {
        var rows: [Crossing] = []
        for shard in 0..<synthesis.shardCount {
            let output = synthesis.output(ofShard: shard)
            var persons: [Substring: UInt32] = [:]
            for line in String(decoding: output.records, as: UTF8.self).split(separator: "\n") {
                let fields = line.split(separator: ",")
                persons[fields[1]] = UInt32(fields[2].dropFirst(3))
            }
            for line in String(decoding: output.registers[0], as: UTF8.self).split(separator: "\n") {
                let fields = line.split(separator: ",")
                rows.append(
                    Crossing(
                        person: persons[fields[0]] ?? 0,
                        day: String(fields[1]),
                        isArrival: fields[2] == "arrival"
                    )
                )
            }
        }
        return rows
    }

    /// What the register should say, person by person from arrivals and stays abroad.
    private func expected(_ synthesis: Synthesis, _ earlier: RegisterSpec.Earlier) -> Set<Crossing> {
        let rule = ResidenceRule(at: CivilDate(daysSince1970: 20_634), settings: ResidenceSettings())
        var all: Set<Crossing> = []
        for shard in 0..<synthesis.shardCount {
            let shard = synthesis.shard(shard)
            for person in shard.people {
                var days: [(Int32, Bool)] = person.arrival > person.birth ? [(person.arrival, true)] : []
                for absence in shard.absences[person.absences.indices] {
                    days.append((absence.out, false))
                    if absence.back != Person.never { days.append((absence.back, true)) }
                }
                let before = days.filter { $0.0 <= rule.start }
                let within = days.filter { $0.0 > rule.start && $0.0 <= rule.end }
                for (day, isArrival) in (earlier == .last ? before.suffix(1) : []) + within {
                    let date = CivilDate(daysSince1970: Int(day)).iso
                    all.insert(Crossing(person: person.number, day: date, isArrival: isArrival))
                }
            }
        }
        return all
    }

    @Test(arguments: [RegisterSpec.Earlier.none, .last])
    func everyCrossingOfTheWindowsIsARowAndTheLastBeforeIfAskedFor(earlier: RegisterSpec.Earlier) throws {
        let synthesis = try synthesis(earlier)
        let rows = rows(synthesis)
        #expect(Set(rows) == expected(synthesis, earlier))
        #expect(Set(rows).count == rows.count)
        #expect(rows.count > 10_000)
    }

    @Test func earlierCrossingsMoveNoOtherRow() throws {
        let (without, with) = (Set(rows(try synthesis(.none))), Set(rows(try synthesis(.last))))
        #expect(without.isStrictSubset(of: with))
    }

    @Test func anEarlierExtractKnowsNoLaterCrossing() throws {
        var scenario = try synthesis(.last).scenario
        scenario.people = 600
        let dates = [20_634 - 90, 20_634].map { CivilDate(daysSince1970: $0) }
        scenario.registers[0].extracts = dates + [dates[0]]
        let synthesis = try Synthesis(scenario)
        #expect(synthesis.files.map(\.name) == ["border_2026-04-01", "border"])
        var days: [[String]] = [[], []]
        for shard in 0..<synthesis.shardCount {
            let output = synthesis.output(ofShard: shard)
            for file in 0...1 {
                let text = String(decoding: output.registers[file], as: UTF8.self)
                days[file] += text.split(separator: "\n").map { String($0.split(separator: ",")[1]) }
            }
        }
        #expect(days[0].count > 300)
        #expect(days[0].allSatisfy { $0 <= "2026-04-01" })
        #expect(days[1].contains { $0 > "2026-06-30" })
        #expect(days[0].count == days[1].count { $0 <= "2026-04-01" })
    }

    @Test func emigrantsOfYearsAgoAreKnownAsGone() throws {
        let synthesis = try synthesis(.last)
        let known = Set(rows(synthesis).filter { !$0.isArrival }.map(\.person))
        var emigrants = 0
        for shard in 0..<synthesis.shardCount {
            for person in synthesis.shard(shard).people where person.standing == .emigrant {
                emigrants += 1
                #expect(known.contains(person.number))
            }
        }
        #expect(emigrants > 500)
    }
}
