import Columns
import Testing

@testable import Registers

@Suite("Columns as offices head and fill them")
struct OfficeColumnsTests {
    private func said(_ header: String) -> String {
        guard let reading = HeaderVocabulary.reading(of: header) else { return "nothing" }
        return (reading.party.map { "\($0.label): " } ?? "") + reading.role.rawValue
    }

    @Test(
        "headers of more languages",
        arguments: [
            ("επώνυμο", "surname"), ("όνομα", "given_name"), ("Ημερομηνία Γέννησης", "birth_date"),
            ("φύλο", "sex"),
            ("pavardė", "surname"), ("vardas", "given_name"), ("gimimo data", "birth_date"), ("lytis", "sex"),
            ("uzvārds", "surname"), ("vārds", "given_name"), ("dzimšanas datums", "birth_date"),
            ("dzimums", "sex"),
            ("perekonnanimi", "surname"), ("eesnimi", "given_name"), ("sünniaeg", "birth_date"),
            ("jina la ukoo", "surname"), ("jina la kwanza", "given_name"),
            ("tarehe ya kuzaliwa", "birth_date"), ("jinsia", "sex"),
            ("उपनाम", "surname"), ("नाम", "full_name"), ("जन्म तिथि", "birth_date"), ("लिंग", "sex"),
            ("পদবি", "surname"), ("নাম", "full_name"), ("জন্ম তারিখ", "birth_date"), ("লিঙ্গ", "sex"),
            ("نام خانوادگی", "surname"), ("نام", "full_name"), ("تاریخ تولد", "birth_date"),
            ("جنسیت", "sex"),
            ("שם משפחה", "surname"), ("שם פרטי", "given_name"), ("תאריך לידה", "birth_date"),
        ]
    )
    func languages(header: String, expected: String) { #expect(said(header) == expected) }

    @Test("slips of the typist in headers are mended, and told as unsure")
    func slips() {
        for (header, role) in [
            ("given nmae", Role.givenName), ("date of brith", .birthDate), ("suranme", .surname),
            ("birthdatte", .birthDate), ("geburtsdatm", .birthDate),
        ] {
            let reading = HeaderVocabulary.reading(of: header)
            #expect(reading?.role == role, "\(header)")
            #expect(reading.map { $0.confidence < 0.6 } ?? false, "\(header)")
        }
        for header in ["mane", "tender no", "same", "birch"] {
            #expect(HeaderVocabulary.reading(of: header).map { $0.role == .text } ?? true, "\(header)")
        }
    }

    @Test(
        "words for sex of more languages",
        arguments: [
            ("vyras", "m"), ("moteris", "f"), ("vīrietis", "m"), ("sieviete", "f"), ("mees", "m"),
            ("naine", "f"), ("mume", "m"), ("mke", "f"), ("पुरुष", "m"), ("महिला", "f"), ("পুরুষ", "m"),
            ("মহিলা", "f"), ("مرد", "m"), ("زن", "f"),
        ]
    )
    func sexes(word: String, code: String) {
        #expect(canonical(SexCanonicaliser(coding: .letters), word) == [code])
    }

    @Test("what people write who do not answer is no value, in names and codes")
    func refusals() {
        for text in [
            "Refused", "WITHHELD", "declined to answer", "not asked", "prefer not to say", "SIN DATO",
        ] {
            var text = text
            text.withUTF8 { #expect(MissingTokens.matches($0, .codes)) }
            #expect(canonical(NameCanonicaliser(isSurname: true), text, outputs: 2)[0] == "", "\(text)")
        }
        for name in ["Reed", "Pender", "Wither", "Keane", "Sint", "Declan"] {
            var name = name
            name.withUTF8 { #expect(!MissingTokens.matches($0, .codes)) }
        }
    }

    /// Rows of made-up people under headers for identifier, surname, given name, and parts of their birth.
    private func people(_ headers: [String], _ birth: (CivilDate) -> [String]) -> Table {
        let rows = (0..<200).map { i in
            let day = CivilDate(daysSince1970: -14_000 + i * 151)
            return ["R\(1000 + i)", MadeUpPeople.surname(i), MadeUpPeople.given(i)] + birth(day)
        }
        return table(headers, rows)
    }

    private func roles(_ table: Table) -> [Role] {
        RoleInference.infer(table).fields.map(\.role)
    }

    @Test("day, month and year that say of nothing are the birth where nothing else is")
    func bareBirth() {
        func parts(_ day: CivilDate) -> [String] {
            ["\(day.day)", "\(day.month)", "\(day.year % 100)"].map { $0.count < 2 ? "0" + $0 : $0 }
        }
        let headers = ["id", "surname", "forename", "dd", "mm", "yy"]
        #expect(roles(people(headers, parts)).suffix(3) == [.birthDay, .birthMonth, .birthYear])
        let dated = people(headers + ["date of birth"]) { parts($0) + [$0.iso] }
        #expect(roles(dated).suffix(4) == [.number, .number, .number, .birthDate])
    }

    @Test("mo_ before a name is the mother, before a month it is not")
    func shortParents() {
        let rows = (0..<120).map { i in
            [
                MadeUpPeople.surname(i + 31), MadeUpPeople.given(i + 31), MadeUpPeople.birth(i + 31),
                MadeUpPeople.surname(i), MadeUpPeople.given(i), MadeUpPeople.birth(i), "R\(i)",
            ]
        }
        let headers = ["mo_surname", "mo_given", "mo_dob", "ch_surname", "ch_given", "ch_dob", "rec_id"]
        #expect(
            roles(table(headers, rows))
                == [.ignore, .ignore, .ignore, .surname, .givenName, .birthDate, .recordID]
        )
        #expect(said("mo_birth") == "birth_month")
    }

    @Test("names joined by underscores are names of several words")
    func underscores() throws {
        let names = (0..<60).map { "\(MadeUpPeople.surname($0).uppercased())_\(MadeUpPeople.given($0))" }
        let register = table(["id", "name"], names.enumerated().map { ["R\($0)", $1] })
        let input = RegisterInput(name: "a", table: register, schema: RoleInference.infer(register))
        let records = try Standardiser.standardise([input], workers: Workers(threads: 1)).records
        #expect(records.texts("surname")?.first == MadeUpPeople.surname(0).lowercased())
        #expect(records.texts("given_name")?.first == MadeUpPeople.given(0).lowercased())
    }
}

@Suite("Dates as offices write them")
struct OfficeDatesTests {
    private func read(_ text: String) -> String {
        canonical(DateCanonicaliser(reader: DateReader(order: .dayMonthYear)), text)[0]
    }

    @Test(
        "the year may stand behind the time",
        arguments: [
            ("Mon Mar 05 00:00:00 HKT 1984", "1984-03-05"), ("Sat Dec 31 12:34:56 GMT 1949", "1949-12-31"),
            ("Mar 05 00:00 1984", "1984-03-05"),
        ]
    )
    func yearBehindTime(before: String, after: String) { #expect(read(before) == after) }

    @Test("two-digit years beside Thai months are Buddhist")
    func thaiYears() {
        let months = [
            "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
        ]
        // Of a hundred years two digits can tell.
        let days = DateColumnTests.days.filter { $0.year > 1926 }
        let values = days.map { day in
            let year = (day.year + 543) % 100
            return "\(day.day) \(months[day.month - 1]) \(year < 10 ? "0" : "")\(year)"
        }
        let dictionary = table(["d"], values.map { [$0] }).columns[0].values
        let context = DateColumn.Context(field: RegisterField(name: "วันเกิด", role: .birthDate))
        var reader = DateColumn(dictionary, context).reader
        reader.latest = .init(year: 2026, month: 6, day: 30)
        #expect(reader.calendar == .buddhist)
        for (value, day) in zip(values, days) {
            #expect(canonical(DateCanonicaliser(reader: reader), value) == [day.iso])
        }
    }

    @Test(
        "the first day that SQL Server knows is no birth where many records have it, and is kept where few have"
    )
    func firstDayOfDatetime() throws {
        for (count, isKept) in [(12, false), (3, true)] {
            let born = DateColumnTests.days.map(\.iso) + [String](repeating: "1753-01-01", count: count)
            let register = table(["id", "date_of_birth"], born.enumerated().map { ["R\($0)", $1] })
            let input = RegisterInput(name: "a", table: register, schema: RoleInference.infer(register))
            let result = try Standardiser.standardise([input], workers: Workers(threads: 1))
            let texts = result.records.texts("birth_date") ?? []
            #expect(texts.count { $0.contains("1753") } == (isKept ? count : 0))
            #expect(texts.count { $0.isEmpty } == (isKept ? 0 : count))
        }
    }

    @Test("letters alone are no date, marks in the place of digits stand for none")
    func lettersAlone() {
        let reader = DateReader(order: .dayMonthYear)
        func outcome(_ text: String) -> DateOutcome {
            var text = text
            return text.withUTF8 { reader.read($0) }
        }
        for text in ["SMITH", "Chan Tai Man", "June", "May", "Be", "Roc", "Sept", "Au", "Nathan-Lee"] {
            #expect(outcome(text) == .unreadable, "\(text)")
        }
        for text in ["??/??/????", "XX-XX-XXXX", "UN-UNK-UNK"] {
            #expect(outcome(text) == .placeholder, "\(text)")
        }
    }
}
