import ColumnFiles
import Columns
import Inference
import Population
import RunStore

/// What an estimate knows of each person, as columns of the table of people.
struct PersonTable {
    private let result: EstimateResult
    private let view: PeopleView

    init(_ result: EstimateResult) {
        self.result = result
        view = result.population.base
    }

    private var builder: PeopleBuilder { result.population.builder }

    /// Records disagree on sex, on the birth date, on the district: added up in the column `disputed`.
    private enum Dispute {
        static let sex: UInt32 = 1
        static let birth: UInt32 = 2
        static let district: UInt32 = 4
    }

    /// The columns, a row per person in the order of first records.
    func columns() -> [ColumnFileWriter.Column] {
        let strata = result.population.computation.strata
        return [
            ("registers", .words(of: view.spine.registers)),
            ("sex", .text(view.sex.codes, builder.columns.sexes)),
            ("birth_date", births),
            ("age", .numbers(view.age.map { $0 < 0 ? Day.none : Int32($0) }, missing: Day.none)),
            ("district", districts),
            ("disputed", .whole(disputes)),
            ("crossings", .whole(view.crossings)),
            ("died_on", .days(view.death, missing: Day.none)),
            (
                "stratum",
                .numbers(
                    (0..<view.count).map { p in
                        view.isCounted[p]
                            ? strata.stratum(p, view.values).map { Int32($0) } ?? Day.none : Day.none
                    },
                    missing: Day.none
                )
            ),
            ("provisional", Self.reasons(result.provisional.verdicts.reasons)),
            ("final", Self.reasons(view.verdicts.reasons)),
            ("evidence", .numbers(view.verdicts.evidence, missing: Day.none)),
            ("counted", .whole(view.isCounted.map { $0 ? 1 : 0 })),
        ]
    }

    /// Birth dates as `YYYY-MM-DD`, or the year if no record has more.
    private var births: ColumnContent {
        var interner = ValueInterner()
        let ofCode = builder.columns.birthDay.map { day in
            day == Day.none ? 0 : interner.intern(CivilDate(daysSince1970: Int(day)).iso)
        }
        var ofYear: [UInt32: UInt32] = [:]
        let codes = (0..<view.count).map { p -> UInt32 in
            let code = ofCode[Int(view.birth.codes[p])]
            let year = view.birthYear[p]
            if code != 0 || year == 0 { return code }
            if let known = ofYear[year] { return known }
            let own = interner.intern("\(year)")
            ofYear[year] = own
            return own
        }
        return .text(codes, interner.finish())
    }

    private var districts: ColumnContent {
        guard let place = builder.dimensions.firstIndex(where: { $0.name == "district" }) else {
            return .text([UInt32](repeating: 0, count: view.count), ValueDictionary())
        }
        var interner = ValueInterner()
        let ofValue = builder.dimensions[place].values.map { interner.intern($0) }
        let codes = view.values[place].map { $0 == Dimension.unknown ? 0 : ofValue[Int($0)] }
        return .text(codes, interner.finish())
    }

    private var disputes: [UInt32] {
        let codes = builder.columns.attributes.first { $0.name == "district" }?.codes ?? []
        return (0..<view.count).map { p in
            var disputed: UInt32 = view.sex.isDisputed[p] ? Dispute.sex : 0
            if view.birth.isDisputed[p] { disputed += Dispute.birth }
            if codes.isEmpty { return disputed }
            var first: UInt32 = 0
            for slot in Int(view.spine.memberStart[p])..<Int(view.spine.memberStart[p + 1]) {
                let code = codes[Int(view.spine.members[slot])]
                if first != 0 && code != 0 && code != first { return disputed + Dispute.district }
                if code != 0 { first = code }
            }
            return disputed
        }
    }

    private static func reasons(_ reasons: [ResidenceReason]) -> ColumnContent {
        let all = ResidenceReason.allCases
        var place: [ResidenceReason: UInt8] = [:]
        for (number, reason) in all.enumerated() { place[reason] = UInt8(number) }
        return .labels(reasons.map { place[$0] ?? 0 }, all.map { "\($0)" })
    }

    /// How many people were decided about for each pair of reasons, first and at last.
    var revisions: TableRows {
        let reasons = ResidenceReason.allCases
        var place: [ResidenceReason: Int] = [:]
        for (number, reason) in reasons.enumerated() { place[reason] = number }
        var people = [Int64](repeating: 0, count: reasons.count * reasons.count)
        for (first, last) in zip(result.provisional.verdicts.reasons, view.verdicts.reasons) {
            people[(place[first] ?? 0) * reasons.count + (place[last] ?? 0)] += 1
        }
        var table = TableRows("residence_counts", ["provisional", "final", "people"])
        for (number, count) in people.enumerated() where count > 0 {
            table.rows.append([
                .integer(Int64(reasons[number / reasons.count].rawValue)),
                .integer(Int64(reasons[number % reasons.count].rawValue)), .integer(count),
            ])
        }
        return table
    }
}
