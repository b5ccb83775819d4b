import Columns
import Testing

@testable import Registers

@Suite("The order of names")
struct NameOrderTests {
    private static let chinese = (
        surnames: [
            "CHAN", "LEE", "WONG", "CHEUNG", "LAM", "LAU", "HO", "CHENG", "YEUNG", "TANG", "TSANG", "KWOK",
        ],
        given: [
            "CHI", "MING", "KA", "WAI", "MEI", "LING", "WING", "YAN", "CHUN", "KIT", "TING", "MAN", "KWOK",
            "HO",
            "SZE", "YUK", "LAN", "HONG", "TAT", "SHAN", "FAI", "PUI", "SAU", "HEI",
        ]
    )
    private static let western = (
        surnames: [
            "Smith", "Jones", "Taylor", "Brown", "Wilson", "Davies", "Wright", "Evans", "Walker", "White",
            "Roberts",
            "Green", "Hall", "Wood", "Clarke", "James", "Thomas",
        ],
        given: [
            "James", "Mary", "John", "Robert", "Linda", "William", "David", "Susan", "Thomas", "Sarah",
            "Karen",
            "Nancy", "Lisa", "Paul", "Ann",
        ]
    )

    /// A number that looks random.
    private func draw(_ i: Int, _ purpose: UInt64, below n: Int) -> Int {
        Int(Hash64.mix(UInt64(i) &* 31 &+ purpose) % UInt64(n))
    }

    private func chinese(_ i: Int) -> (surname: String, given: String) {
        let names = Self.chinese
        let given = [0, 1].map { names.given[draw(i, 2 + UInt64($0), below: names.given.count)] }
        return (names.surnames[draw(i, 1, below: names.surnames.count)], given.joined(separator: " "))
    }

    private func western(_ i: Int) -> (surname: String, given: String) {
        let names = Self.western
        return (names.surnames[draw(i, 1, below: 17)], names.given[draw(i, 2, below: 15)])
    }

    private func standardised(_ registers: [(String, [(String, Role)], [[String]])]) throws -> Standardised {
        try Standardiser.standardise(
            registers.map { name, columns, rows in
                RegisterInput(
                    name: name,
                    table: table(columns.map(\.0), rows),
                    schema: RegisterSchema(fields: columns.map { RegisterField(name: $0.0, role: $0.1) })
                )
            },
            workers: Workers(threads: 2)
        )
    }

    @Test("names are parted one by one where a column mixes orders", arguments: [0.25, 0.5])
    func mixedChinese(share: Double) throws {
        let people = (0..<600).map(chinese)
        let rows = people.enumerated().map { i, name in
            Double(draw(i, 9, below: 1000)) < share * 1000
                ? ["\(name.given) \(name.surname)"] : ["\(name.surname) \(name.given)"]
        }
        let result = try standardised([("a", [("name", .fullName)], rows)])
        let found = result.records.texts("surname") ?? []
        let right = zip(found, people).count { $0 == $1.surname.lowercased() }
        #expect(Double(right) > 0.97 * 600)
        #expect(result.notices.contains { $0.kind == .nameOrderMixed && $0.column == "name" })
        // The same words, however they are parted.
        let words = result.records.texts("full_name") ?? []
        let expected = people.map { "\($0.surname) \($0.given)".lowercased().split(separator: " ").sorted() }
        #expect(words == expected.map { $0.joined(separator: " ") })
    }

    @Test("a few names in the other order are found among Western names")
    func mixedWestern() throws {
        let people = (0..<600).map(western)
        let rows = people.enumerated().map { i, name in
            i % 8 == 0 ? ["\(name.surname) \(name.given)"] : ["\(name.given) \(name.surname)"]
        }
        let found = try standardised([("a", [("name", .fullName)], rows)]).records.texts("surname") ?? []
        let right = zip(found, people).count { $0 == $1.surname.lowercased() }
        #expect(Double(right) > 0.95 * 600)
    }

    @Test("a column in one order stays in it, and its names are no words besides")
    func oneOrder() throws {
        let people = (0..<400).map(western)
        let result = try standardised([
            ("a", [("name", .fullName)], people.map { ["\($0.given) \($0.surname)"] })
        ])
        #expect(result.records.texts("surname") == people.map { $0.surname.lowercased() })
        #expect(result.records.features.map(\.name).sorted() == ["given_name", "surname"])
        #expect(result.notices.isEmpty)
    }

    @Test("surnames of other columns tell the order, with diacritics or without")
    func otherColumns() throws {
        let people = (0..<300).map { i in ("Ékő\(i % 40)", "Žofie\(i % 30)") }
        let parts = people.map { [$0.0, $0.1] }
        let mixed = people.enumerated().map { i, name in
            [i % 2 == 0 ? "EKO\(i % 40) ZOFIE\(i % 30)" : "ZOFIE\(i % 30) EKO\(i % 40)"]
        }
        let result = try standardised([
            ("a", [("surname", .surname), ("given_name", .givenName)], parts),
            ("b", [("name", .fullName)], mixed),
        ])
        let surnames = result.records.texts("surname") ?? []
        #expect(Array(surnames.prefix(300)) == Array(surnames.suffix(300)))
    }

    @Test("what is found does not depend on the order of rows")
    func rowOrder() throws {
        let rows = (0..<500).map { i in
            let name = chinese(i)
            return [i % 3 == 0 ? "\(name.given) \(name.surname)" : "\(name.surname) \(name.given)"]
        }
        let one = try standardised([("a", [("name", .fullName)], rows)]).records.texts("surname") ?? []
        let other =
            try standardised([("a", [("name", .fullName)], rows.reversed())]).records.texts("surname") ?? []
        #expect(one == Array(other.reversed()))
    }

    @Test("two surnames in two columns and in one are the same, and so in full names")
    func spanish() throws {
        let surnames = [
            "García", "Pérez", "Torres", "Molina", "Díaz", "Ruiz", "Soto", "Vega", "Peña", "Ríos",
        ]
        let given = ["Pablo", "Carmen", "José", "Elena", "Ana", "Luis", "Sofía"]
        let people = (0..<300).map { i in
            (
                surnames[draw(i, 1, below: 10)], surnames[draw(i, 2, below: 10)],
                given[draw(i, 3, below: 7)] + (i % 2 == 0 ? " " + given[draw(i, 4, below: 7)] : "")
            )
        }
        // The maternal surname stands first here, and second in the other register.
        let a = people.map { [$0.1, $0.0, $0.2] }
        let columns: [(String, Role)] = [
            ("apellido_materno", .surname), ("apellido_paterno", .surname), ("nombres", .givenName),
        ]
        let b = people.map { ["\($0.0) \($0.1)".uppercased(), $0.2.uppercased()] }
        let one = try standardised([
            ("a", columns, a), ("b", [("apellidos", .surname), ("nombre", .givenName)], b),
        ])
        let surname = one.records.texts("surname") ?? []
        #expect(Array(surname.prefix(300)) == Array(surname.suffix(300)))
        #expect(one.records.feature("surname_2") == nil)
        #expect(one.notices.contains { $0.kind == .namesJoined && $0.register == "a" })

        let full = people.map { ["\($0.2) \($0.0) \($0.1)"] }
        let two = try standardised([("a", columns, a), ("b", [("nombre_completo", .fullName)], full)])
        let parted = two.records.texts("surname") ?? []
        let right = zip(parted.prefix(300), parted.suffix(300)).count { $0 == $1 }
        #expect(right > 290)
        // Two columns each: the paternal is compared with the paternal, wherever it stands.
        let c = people.map { [$0.0, $0.1, $0.2] }
        let order: [(String, Role)] = [
            ("apellido1", .surname), ("apellido2", .surname), ("nombres", .givenName),
        ]
        let three = try standardised([("a", columns, a), ("c", order, c)])
        let paternal = three.records.texts("surname") ?? []
        #expect(Array(paternal.prefix(300)) == Array(paternal.suffix(300)))
        #expect(three.records.feature("surname_2") != nil)
    }

    @Test(
        "middle names are put where another register has them, and small letters with marks are no capitals"
    )
    func vietnamese() throws {
        let surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Hồ", "Võ", "Lý", "Đỗ"]
        let middle = ["Thị", "Văn", "Xuân", "Hữu", "Ngọc", "Đức"]
        let given = ["Hà", "Mỹ", "Tuấn", "Lan", "Mỹ Duyên", "Thanh Hà", "Dũng", "Hoa"]
        let people = (0..<300).map { i in
            (surnames[draw(i, 1, below: 8)], middle[draw(i, 2, below: 6)], given[draw(i, 3, below: 8)])
        }
        let a = people.map { ["\($0.0) \($0.1) \($0.2)"] }
        let b = people.map { [$0.0, $0.2, $0.1] }
        let done = try standardised([
            ("a", [("họ và tên", .fullName)], a),
            ("b", [("họ", .surname), ("tên", .givenName), ("tên đệm", .middleName)], b),
        ])
        for feature in ["surname", "given_name"] {
            let texts = done.records.texts(feature) ?? []
            #expect(Array(texts.prefix(300)) == Array(texts.suffix(300)))
        }
        #expect(done.records.texts("given_name")?[0] != "")
    }

    @Test("capitals part a name only where there are letters in capitals")
    func capitals() {
        func surname(_ name: String) -> String {
            canonical(FullNameCanonicaliser(form: .surnameLast), name, outputs: 3)[0]
        }
        #expect(surname("Zoë LÖWE Ann") == "lowe")
        #expect(surname("Zoë Löwe") == "lowe")
        #expect(surname("Éa Ölz") == "olz")
        #expect(surname("ÉA Ölz") == "ea")
    }
}
