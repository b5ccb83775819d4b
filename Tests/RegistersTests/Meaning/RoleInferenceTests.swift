import Columns
import Testing

@testable import Registers

@Suite struct RoleInferenceTests {
    /// The role that a header alone gives a column.
    private func role(_ header: String) -> Role? { HeaderVocabulary.role(of: header)?.role }

    @Test(
        "headers are known in several languages and spellings",
        arguments: [
            ("fname_c1", Role.givenName), ("lname_c2", .surname), ("First Name", .givenName),
            ("lastName", .surname),
            ("Vorname", .givenName), ("NACHNAME", .surname), ("prénom", .givenName), ("Apellido", .surname),
            ("姓名", .hanName), ("出生日期", .birthDate), ("申請人性別", .sex), ("dob", .birthDate),
            ("date_of_birth", .birthDate), ("Geburtsdatum", .birthDate), ("by", .birthYear),
            ("bm", .birthMonth),
            ("soc_sec_id", .nationalID), ("HKID No.", .nationalID), ("PLZ", .postcode), ("zip", .postcode),
            ("suburb", .locality), ("Ville", .locality), ("state", .region), ("building_id", .building),
            ("uprn", .unit), ("school_id", .identifier),
            ("street_number", .streetNumber), ("person_id", .ignore), ("cluster", .ignore),
            ("entity_id", .ignore),
            ("unique_id", .recordID), ("patient_surname", .surname), ("email", .email),
            ("mobile phone", .phone),
            ("Address Line 1", .address),
        ]
    )
    func headers(header: String, expected: Role) {
        #expect(role(header) == expected)
    }

    /// Rows of a made-up register: id, given name, surname, birth, sex, town.
    private func rows(_ count: Int) -> [[String]] {
        let given = [
            "Anna", "Bela", "Carl", "Dora", "Emil", "Fritz", "Greta", "Hans", "Ida", "Jan", "Karl", "Lena",
        ]
        let stems = [
            "Berg", "Stein", "Wald", "Bach", "Feld", "Thal", "Heim", "Burg", "Hof", "Au", "Moor", "See",
        ]
        return (0..<count).map { i in
            let year = 1930 + (i * 7) % 80
            return [
                "R\(1000 + i)", given[i % 12] + stems[(i / 12) % 12].lowercased(),
                stems[(i / 7) % 12] + stems[i % 12].lowercased(),
                "\(1 + i % 28).\(1 + i % 12).\(year)", i % 2 == 0 ? "m" : "w", stems[i % 9],
            ]
        }
    }

    @Test("values speak where headers say nothing")
    func unknownHeaders() {
        let schema = RoleInference.infer(table(["q1", "q2", "q3", "q4", "q5", "q6"], rows(400)))
        #expect(schema.fields.map(\.role) == [.recordID, .givenName, .surname, .birthDate, .sex, .category])
        #expect(schema.primaryKey == ["q1"])
        #expect(schema.fields.allSatisfy { $0.reason != nil && ($0.confidence ?? 0) > 0 })
    }

    @Test("values that contradict a header win, and the reason says so")
    func contradiction() {
        let schema = RoleInference.infer(table(["id", "sex", "x", "y", "dob", "z"], rows(400)))
        #expect(schema.fields[1].role != .sex)
        #expect(schema.fields[1].reason?.contains("the header says sex") == true)
        #expect(schema.fields[4].role == .sex)
    }

    @Test("identity card numbers, e-mail and Han names are seen in the values")
    func patterns() {
        let rows = (0..<60).map { i in
            let body = "A\(100_000 + i * 37)"
            let digit = HongKongIdentity.checkDigit(Array(body.utf8)[...])
            let characters = Array("陳李張黃何林王吳劉楊明華文英麗玲偉強")
            let name = String([characters[i % 10], characters[10 + i % 8], characters[10 + (i / 8) % 8]])
            return ["\(body)(\(String(decoding: [digit], as: UTF8.self)))", "p\(i)@example.org", name]
        }
        #expect(
            RoleInference.infer(table(["c1", "c2", "c3"], rows)).fields.map(\.role) == [
                .nationalID, .email, .hanName,
            ]
        )
    }

    @Test("years, months and days side by side are a birth date")
    func dateParts() {
        let rows = (0..<500).map { ["\(1920 + $0 % 90)", "\(1 + $0 % 12)", "\(1 + $0 % 31)"] }
        #expect(
            RoleInference.infer(table(["a", "b", "c"], rows)).fields.map(\.role) == [
                .birthYear, .birthMonth, .birthDay,
            ]
        )
    }

    @Test("empty, constant and answer-giving columns are ignored")
    func ignored() {
        let rows = (0..<50).map { ["", "same", "\($0 / 2)", "\($0)"] }
        let schema = RoleInference.infer(table(["a", "b", "person_id", "rec_id"], rows))
        #expect(schema.fields.map(\.role) == [.ignore, .ignore, .ignore, .recordID])
    }

    @Test("an identifier that recurs does not identify the record")
    func recurringIdentifier() {
        let rows = (0..<50).map { ["\($0 / 2)", ["Berg", "Stein", "Wald"][$0 % 3]] }
        let schema = RoleInference.infer(table(["id", "surname"], rows))
        #expect(schema.fields[0].role == .identifier)
        #expect(schema.primaryKey.isEmpty)
    }

    @Test("an empty register has a schema")
    func empty() {
        #expect(RoleInference.infer(table(["dob", "x"], [])).fields.map(\.role) == [.ignore, .ignore])
    }

    @Test("a name beside a surname that does not stand in it is the given name")
    func nameBesideSurname() {
        let people = [
            ("CHAN", "TAI MAN"), ("WONG", "KA YAN"), ("LEE", "SIU MING"), ("HO", "MEI LING"),
            ("NG", "WAI KIT"),
            ("LAM", "KA YAN"), ("AU", "YUK LAN"),
        ]
        func roles(_ headers: [String], _ row: ((String, String)) -> [String]) -> [Role] {
            RoleInference.infer(table(headers, people.map(row))).fields.map(\.role)
        }
        for headers in [["surname", "name"], ["성", "이름"], ["nama_keluarga", "nama"]] {
            #expect(roles(headers) { [$0.0, $0.1] } == [.surname, .givenName])
            #expect(roles(headers) { [$0.0, "\($0.1) \($0.0)"] }[1] == .fullName)
        }
        #expect(roles(["name", "name_2"]) { [$0.0, $0.1] } == [.surname, .givenName])
        #expect(roles(["name_1", "name_2"]) { [$0.1, $0.0] } == [.givenName, .surname])
    }

    @Test("without a record identifier the one unique number names the records and keeps its role")
    func keys() {
        func schema(_ header: String, _ id: (Int) -> String) -> RegisterSchema {
            RoleInference.infer(table([header, "surname"], (0..<200).map { [id($0), "Name\($0 % 40)x"] }))
        }
        for (header, role) in [
            ("hospital_no", Role.identifier), ("account_no", .identifier), ("case_no", .identifier),
            ("Household ID", .unit), ("NHS number", .nationalID), ("ID No.", .nationalID),
            ("documento", .nationalID), ("person_id", .recordID),
        ] {
            let found = schema(header) { "N\(10_000 + $0 * 7)" }
            #expect(found.primaryKey == [header] && found.fields[0].role == role, "\(header)")
            // A number that recurs names no record.
            #expect(schema(header) { "N\(10_000 + $0 / 2)" }.primaryKey.isEmpty, "\(header)")
        }
        // One in fifty has none.
        let blank = schema("rec_id") { $0 % 50 == 7 ? "" : "R\($0)" }
        #expect(blank.primaryKey == ["rec_id"])
    }

    @Test("a column headed sex whose words are not known is told")
    func unknownSex() {
        let words = table(["sex", "surname"], (0..<40).map { [$0 % 2 == 0 ? "lane" : "kane", "Name\($0)"] })
        let schema = RoleInference.infer(words)
        #expect(schema.fields[0].role != .sex)
        #expect(schema.notices.contains { $0.kind == .sexUnreadable && $0.column == "sex" })
        let known = table(["jantina", "surname"], (0..<40).map { [$0 % 2 == 0 ? "L" : "P", "Name\($0)"] })
        #expect(RoleInference.infer(known).fields[0].role == .sex)
    }
}
