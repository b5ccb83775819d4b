import Columns
import Testing

@testable import Registers

/// What values of registers mean to each other, from tables to features and notices.
@Suite struct ValueMeaningTests {
    private let workers = Workers(threads: 2)

    private func input(_ name: String, _ fields: [(String, Role)], _ rows: [[String]]) -> RegisterInput {
        RegisterInput(
            name: name,
            table: table(fields.map(\.0), rows, name: name),
            schema: RegisterSchema(fields: fields.map { RegisterField(name: $0.0, role: $0.1) })
        )
    }

    private func inferred(_ name: String, _ headers: [String], _ rows: [[String]]) -> RegisterInput {
        let rows = table(headers, rows, name: name)
        return RegisterInput(name: name, table: rows, schema: RoleInference.infer(rows))
    }

    private func standardise(_ inputs: [RegisterInput], on day: CivilDate? = nil) throws -> Standardised {
        try Standardiser.standardise(inputs, referenceDate: day, workers: workers)
    }

    private let day = CivilDate(year: 2026, month: 6, day: 30)
    private let births = DateColumnTests.days.map { [$0.iso] }

    @Test("a year of birth meets the year of a date of birth, in a feature of both registers")
    func years() throws {
        let a = input("a", [("dob", .birthDate)], [["1935-02-24"], ["1931"], [""]])
        let b = input("b", [("yob", .birthYear)], [["1935"], ["1931.0"], ["民國21年"]])
        let records = try standardise([a, b]).records
        #expect(records.texts("birth_date") == ["1935-02-24", "1931", "", "", "", ""])
        #expect(records.texts("birth_year") == ["1935", "1931", "", "1935", "1931", "1932"])
        #expect(records.feature("birth_year")?.role == .birthYear)
    }

    @Test("where no register knows years alone there is no feature of years")
    func datesAlone() throws {
        let a = input("a", [("dob", .birthDate)], births)
        let b = input(
            "b",
            [("dob", .birthDate), ("yob", .birthYear)],
            births.map { [$0[0], String($0[0].prefix(4))] }
        )
        #expect(try standardise([a, b]).records.features.map(\.name) == ["birth_date"])
        let years = ["a", "b"].map { input($0, [("yob", .birthYear)], [["1935"]]) }
        #expect(try standardise(years).records.features.map(\.name) == ["birth_year"])
    }

    @Test(
        "two digits are years of the Republic of China where other registers have these births, else common years"
    )
    func republicByBirths() throws {
        let days = DateColumnTests.days.map { CivilDate(daysSince1970: $0.daysSince1970 / 4) }
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let roc = days.map { ["\(two($0.year - 1911))/\(two($0.month))/\(two($0.day))"] }
        let a = input("a", [("dob", .birthDate)], days.map { [$0.iso] })
        let b = input("b", [("dob", .birthDate)], roc)
        let together = try standardise([a, b], on: day)
        #expect(together.records.texts("birth_date")?.suffix(days.count) == days.map(\.iso)[...])
        #expect(
            together.notices.contains {
                $0.kind == .calendarConverted && $0.detail.contains("births of other")
            }
        )
        // The births of others say nothing: common years are assumed, and told.
        let others = input("c", [("dob", .birthDate)], (0..<200).map { ["1950-01-\(two(1 + $0 % 28))"] })
        let alone = try standardise([others, b], on: day)
        let guess = alone.notices.first { $0.kind == .centuryGuessed }
        #expect(guess?.detail.contains("calendar: roc") == true)
        #expect(alone.records.texts("birth_date")?[200].hasPrefix("19\(roc[0][0].prefix(2))") == true)
    }

    @Test("years in a column of dates are years of birth")
    func yearsAsDates() throws {
        let a = input("a", [("dob", .birthDate)], births)
        let b = input("b", [("dob", .birthDate)], births.map { [String($0[0].prefix(4))] })
        let records = try standardise([a, b]).records
        #expect(records.texts("birth_date")?.suffix(200).allSatisfy(\.isEmpty) == true)
        #expect(records.texts("birth_year")?.prefix(200) == records.texts("birth_year")?.suffix(200))
    }

    @Test("ages are years of birth at the reference date, and told to be unused without one")
    func ages() throws {
        let a = input("a", [("dob", .birthDate)], births)
        let b = inferred("b", ["name", "age"], (20..<90).map { ["Ann \($0)", "\($0)"] })
        #expect(b.schema.fields.map(\.role)[1] == .age)
        let dated = try standardise([a, b], on: day)
        #expect(dated.records.texts("birth_year")?[200] == "2005")
        #expect(dated.notices.map(\.kind) == [.agesConverted])
        let undated = try standardise([a, b])
        #expect(undated.records.texts("age")?[200] == "20")
        #expect(undated.notices.map(\.kind) == [.agesUnused])
    }

    @Test("ages of a day that the header names are of that day, and ages at an event are not used")
    func agesOfHeaders() throws {
        let a = input("a", [("dob", .birthDate)], births)
        let ages = (20..<90).map { ["Ann \($0)", "\($0)"] }
        let b = inferred("b", ["name", "age_at_2020_12_31"], ages)
        let named = try standardise([a, b], on: day)
        #expect(named.records.texts("birth_year")?[200] == "2000")
        #expect(named.notices.map(\.kind) == [.agesConverted])
        #expect(named.notices.first?.detail.contains("the day in their header, in 2020") == true)
        let c = inferred("c", ["name", "age at admission"], ages)
        let event = try standardise([a, c], on: day)
        #expect(event.records.texts("birth_year") == nil)
        #expect(event.notices.map(\.kind) == [.agesUnused])
    }

    @Test(
        "headers of ages tell when they were taken",
        arguments: [
            ("age", AgeHeader.Moment.reference), ("Age (years)", .reference), ("age_at_census", .reference),
            ("age last birthday", .reference),
            ("age_at_2026_06_30", .day(.init(year: 2026, month: 6, day: 30))),
            ("Age at 30 June 2026", .day(.init(year: 2026, month: 6, day: 30))),
            ("Alter am 31.12.2020", .day(.init(year: 2020, month: 12, day: 31))),
            ("age20260630", .day(.init(year: 2026, month: 6, day: 30))),
            ("age_2021", .day(.init(year: 2021, month: 7, day: 1))),
            ("年齡（2026年6月30日）", .day(.init(year: 2026, month: 6, day: 30))),
            ("age_at_admission", .event), ("age_at_death", .event), ("AgeAtDiagnosis", .event),
            ("age_at_menopause", .event),
        ]
    )
    func ageHeaders(_ header: String, _ moment: AgeHeader.Moment) {
        #expect(AgeHeader(header)?.moment == moment)
        #expect(HeaderVocabulary.role(of: header)?.role == .age)
    }

    @Test(
        "headers that only hold the word are none of ages",
        arguments: ["age_group", "village", "age_0_17", "wage", "mother_age_at_birth", "page", "age_band"]
    )
    func noAgeHeaders(_ header: String) { #expect(HeaderVocabulary.role(of: header)?.role != .age) }

    @Test(
        "two-digit years end at the reference date, else at the latest date of the registers, else at a constant"
    )
    func centuries() throws {
        let a = input("a", [("dob", .birthDate)], [["30/06/26"], ["01/07/26"], ["13/07/36"]])
        let b = input("b", [("dob", .birthDate)], births)
        func texts(_ inputs: [RegisterInput], _ day: CivilDate?) throws -> ([String], String?) {
            let done = try standardise(inputs, on: day)
            return (Array(done.records.texts("birth_date")?.prefix(3) ?? []), done.notices.first?.detail)
        }
        #expect(try texts([a], day).0 == ["2026-06-30", "1926-07-01", "1936-07-13"])
        #expect(try texts([a, b], nil).0 == ["1926-06-30", "1926-07-01", "1936-07-13"])
        #expect(try texts([a, b], nil).1?.contains("the latest date of the registers") == true)
        #expect(try texts([a], nil).0 == ["2026-06-30", "2026-07-01", "1936-07-13"])
        var pivoted = a
        pivoted.schema.fields[0].pivot = 2020
        #expect(try texts([pivoted], day).0 == ["1926-06-30", "1926-07-01", "1936-07-13"])
        #expect(try texts([pivoted], day).1?.contains("2020, the column's pivot") == true)
    }

    @Test("days of which a column has too many are no days, others are kept and told")
    func spikes() throws {
        let filled = births + (0..<20).map { _ in ["1900-01-01"] }
        let done = try standardise([input("a", [("dob", .birthDate)], filled)])
        #expect(done.records.texts("birth_date")?.suffix(20).allSatisfy(\.isEmpty) == true)
        #expect(done.notices.map(\.kind) == [.valuesMissing])
        #expect(
            done.notices.first?.detail
                == "20 of 220 values stand for “no value” and were dropped: 1900-01-01 ×20"
        )
        let few = try standardise([input("a", [("dob", .birthDate)], births + [["01/01/1900"]])])
        #expect(few.records.texts("birth_date")?.last == "1900-01-01")
        #expect(few.notices.map(\.kind) == [.datesDoubtful])
        // Where the first of January is frequent in every year, it is one of 1970 as well.
        let heaped = (1950..<1990).flatMap { year in (0..<20).map { _ in ["\(year)-01-01"] } }
        #expect(try standardise([input("a", [("dob", .birthDate)], births + heaped)]).notices.isEmpty)
    }

    @Test("codes that are typed where there is none are known by their number")
    func codeSpikes() throws {
        let numbers = (0..<100).map { ["\(20_000_000 + $0 * 7919)"] }
        let filled = numbers + (0..<15).map { _ in ["12345678"] } + (0..<15).map { _ in ["9999"] }
        let done = try standardise([input("a", [("id_no", .nationalID)], filled)])
        #expect(done.records.texts("national_id")?.suffix(30).allSatisfy(\.isEmpty) == true)
        #expect(done.notices.first?.count == 30)
        let one = try standardise([input("a", [("id_no", .nationalID)], numbers + [["12345678"]])])
        #expect(one.notices.isEmpty)
    }

    @Test("tokens are missing in every role, and listed by their number")
    func tokens() throws {
        let roles: [Role] = [
            .surname, .fullName, .hanName, .birthDate, .birthYear, .sex, .nationalID, .phone, .email,
            .address, .unit, .street, .locality,
            .district, .postcode, .number, .category, .text, .date,
        ]
        for role in roles {
            let value =
                role == .birthDate || role == .date
                ? "1980-02-03"
                : role == .birthYear || role == .number ? "1980" : role == .sex ? "M" : "陳 Kwun 12"
            let rows = [[value], ["\\N"], ["#N/A"], ["\\N"], ["-"], ["\u{3000}"]]
            let done = try standardise([input("a", [("x", role)], rows)])
            let notice = done.notices.first { $0.kind == .valuesMissing }
            #expect(notice?.count == 5, "\(role)")
            #expect(notice?.detail.contains("\\N ×2") == true, "\(role)")
            for feature in done.records.features {
                #expect(feature.codes.dropFirst().allSatisfy { $0 == 0 }, "\(role)")
            }
        }
    }

    @Test("a column of births that cannot be read stops the run, with the row and without the value")
    func refusal() {
        let rows = [["1980-02-03"]] + (1...9).map { ["week \($0) of 52"] }
        let error = #expect(throws: SchemaError.self) {
            try standardise([inferred("a", ["surname", "date_of_birth"], rows.map { ["Chan"] + $0 })])
        }
        #expect(error?.code == .unreadableDates && error?.row == 1)
        #expect(
            error?.detail.contains("YYYY-MM-DD") == true && error?.detail.contains("aaaa 9 aa 99") == true
        )
        #expect(error?.detail.contains("week") == false)
        let han = DateColumnTests.days.filter { $0.year < 2011 }.map {
            ["\($0.year - 1911)年\($0.month)月\($0.day)日"]
        }
        let unclear = #expect(throws: SchemaError.self) {
            try standardise([input("a", [("出生日期", .birthDate)], han)])
        }
        #expect(unclear?.code == .ambiguousCalendar && unclear?.detail.contains("calendar: roc") == true)
        let some = births + [["week 3"]]
        #expect(throws: Never.self) { try standardise([input("a", [("dob", .birthDate)], some)]) }
    }

    @Test("years of the Republic in a register of Taiwan are told by identity numbers")
    func taiwan() throws {
        let numbers = ["A123456789", "F131104093", "A196671117", "T112663836"]
        let rows = DateColumnTests.days.filter { $0.year < 2011 }.enumerated().map { i, day in
            [numbers[i % 4], "\(day.year - 1911)/\(day.month)/\(day.day)"]
        }
        let done = try standardise([input("a", [("id_no", .nationalID), ("dob", .birthDate)], rows)])
        #expect(done.records.texts("birth_date")?.first == DateColumnTests.days[0].iso)
        #expect(done.notices.map(\.kind) == [.calendarConverted])
    }

    @Test("Excel's later day numbers are known by the births of other registers")
    func excel1904() throws {
        let numbers = DateColumnTests.days.filter { $0.year > 1930 }.map { ["\($0.daysSince1970 + 24_107)"] }
        let b = input("b", [("dob", .birthDate)], numbers)
        let beside = try standardise([input("a", [("dob", .birthDate)], births), b])
        #expect(beside.records.texts("birth_date")?.last == DateColumnTests.days.last?.iso)
        #expect(beside.notices.first?.detail.contains("1904") == true)
        let alone = try standardise([b])
        #expect(alone.notices.first?.detail.contains("1900 system") == true)
    }

    @Test("one thing in two languages is one, learned from the cells that say both")
    func languages() throws {
        let a = input(
            "a",
            [("marital", .category), ("district", .district)],
            [["已婚 Married", "觀塘區 Kwun Tong"], ["Single (未婚)", "Sha Tin 沙田"]]
        )
        let b = input(
            "b",
            [("marital", .category), ("district", .district)],
            [["已婚", "觀塘"], ["single", "沙田區"]]
        )
        let done = try standardise([a, b])
        #expect(done.records.texts("marital") == ["married", "single", "married", "single"])
        #expect(done.records.texts("district") == ["kwun tong", "sha tin", "kwun tong", "sha tin"])
        #expect(done.notices.map(\.kind) == [.cellsBilingual, .cellsBilingual, .cellsBilingual])
    }

    @Test("addresses in two languages are read in the language of the others")
    func addresses() throws {
        let both = [["香港九龍觀塘道12號3樓 3/F, 12 Kwun Tong Road, Kowloon, Hong Kong"]]
        let latin = try standardise([
            input("a", [("ad", .address)], both),
            input("b", [("ad", .address)], [["3/F, 12 Kwun Tong Road, Kowloon, Hong Kong"]]),
        ])
        #expect(latin.records.texts("address")?[0] == latin.records.texts("address")?[1])
        let han = try standardise([
            input("a", [("ad", .address)], both), input("b", [("ad", .address)], [["香港九龍觀塘道12號3樓"]]),
        ])
        #expect(han.records.texts("address")?[0] == han.records.texts("address")?[1])
    }

    @Test("what values mean does not depend on threads or on the order of rows")
    func order() throws {
        let rows = DateColumnTests.days.enumerated().map { i, day in
            [
                "r\(i)", i % 5 == 0 ? "\\N" : "\(day.day)/\(day.month)/\(day.year % 100)",
                "\(7_000_000 + i).0", i % 2 == 0 ? "男 M" : "F",
            ]
        }
        let fields: [(String, Role)] = [
            ("id", .recordID), ("dob", .birthDate), ("phone", .phone), ("sex", .sex),
        ]
        func run(_ rows: [[String]], _ threads: Int) throws -> ([String: [String]], [RegisterNotice]) {
            let done = try Standardiser.standardise(
                [input("a", fields, rows)],
                referenceDate: day,
                workers: Workers(threads: threads)
            )
            var byRecord: [String: [String]] = [:]
            for (row, code) in done.records.identifiers.codes.enumerated() {
                byRecord[done.records.identifiers.values.string(code)] = done.records.features.map {
                    $0.values.string($0.codes[row])
                }
            }
            return (byRecord, done.notices)
        }
        let first = try run(rows, 1)
        for other in [try run(rows, 8), try run(rows.reversed(), 2)] {
            #expect(other.0 == first.0)
            #expect(other.1 == first.1)
        }
    }
}
