import Columns
import Testing

@testable import Registers

/// Made-up names and dates for registers that name several people in a record.
enum MadeUpPeople {
    static let surnames = [
        "Berg", "Stein", "Wald", "Bach", "Feld", "Thal", "Heim", "Burg", "Hof", "Moor", "See", "Hain",
        "Brunn",
    ]
    static let given = [
        "Anna", "Bela", "Carl", "Dora", "Emil", "Fritz", "Greta", "Hans", "Ida", "Jan", "Karl", "Lena",
        "Maja", "Nils",
        "Otto", "Paul", "Rosa",
    ]

    static func surname(_ i: Int) -> String {
        surnames[(i * 7 + i / 13) % 13] + surnames[(i / 5) % 13].lowercased()
    }
    static func given(_ i: Int) -> String { given[(i * 5 + i / 17) % 17] }
    static func birth(_ i: Int, from year: Int = 1930) -> String {
        "\(year + (i * 7) % 70)-\(10 + i % 3)-\(10 + i % 19)"
    }
}

@Suite("Whose columns are whose")
struct OtherPartiesTests {
    /// The roles of columns of names, dates and sex under some headers.
    private func schema(_ headers: [String], _ kinds: String) -> RegisterSchema {
        let rows = (0..<120).map { i in
            kinds.enumerated().map { column, kind in
                let k = i + column * 31
                return switch kind {
                case "s": MadeUpPeople.surname(k)
                case "g": MadeUpPeople.given(k)
                case "f": MadeUpPeople.given(k) + " " + MadeUpPeople.surname(k)
                case "d": MadeUpPeople.birth(k)
                case "x": k % 2 == 0 ? "m" : "f"
                case "y": k % 3 == 0 ? "yes" : "no"
                default: "R\(1000 + i)"
                }
            }
        }
        return RoleInference.infer(table(headers, rows))
    }

    private func roles(_ headers: [String], _ kinds: String) -> [Role] {
        schema(headers, kinds).fields.map(\.role)
    }

    @Test(
        "others' columns are not used, before the person's own or behind them",
        arguments: [
            ["mother_surname", "mother_given_name", "mother_dob"], ["m_surname", "m_given_name", "m_dob"],
            ["surname_of_father", "given_name_of_father", "father's date of birth"],
            ["配偶姓氏", "配偶名字", "配偶出生日期"], ["informant_surname", "informant_first_name", "informant_dob"],
            ["apellido_madre", "nombre_madre", "fecha_nacimiento_madre"],
            ["gdx_surname", "gdx_given_name", "gdx_date_of_birth"],
        ]
    )
    func others(headers: [String]) {
        let own = ["surname", "given_name", "date_of_birth", "sex"]
        let ownRoles: [Role] = [.surname, .givenName, .birthDate, .sex]
        let others: [Role] = [.ignore, .ignore, .ignore]
        #expect(roles(["id"] + headers + own, "#sgdsgdx") == [.recordID] + others + ownRoles)
        #expect(roles(["id"] + own + headers, "#sgdxsgd") == [.recordID] + ownRoles + others)
    }

    @Test("one notice for each other person names their columns and not a value")
    func notices() {
        let schema = schema(
            ["id", "mother_name", "mother_dob", "spouse_name", "name", "dob", "doctor_name"],
            "#fdffdf"
        )
        let others = schema.notices.filter { $0.kind == .othersColumns }
        #expect(others.map(\.count) == [2, 1, 1])
        #expect(others[0].detail.contains("mother_name and mother_dob"))
        #expect(others[1].column == "spouse_name" && others[2].column == "doctor_name")
        #expect(schema.fields[1].reason?.contains("mother") == true)
    }

    @Test("a register of births is of the children, and one that describes mothers alone is of mothers")
    func fallbacks() {
        let births = roles(["cert", "mother_name", "child_name", "child_dob", "child_sex"], "#ffdx")
        #expect(births == [.recordID, .ignore, .fullName, .birthDate, .sex])
        let adults = roles(["cert", "name", "dob", "child_name", "child_dob"], "#fdfd")
        #expect(adults == [.recordID, .fullName, .birthDate, .ignore, .ignore])
        let mothers = schema(["cert", "mother_surname", "mother_given_name", "mother_dob"], "#sgd")
        #expect(mothers.fields.map(\.role) == [.recordID, .surname, .givenName, .birthDate])
        #expect(mothers.notices.contains { $0.kind == .personChosen })
        let couples = schema(["no", "bride_name", "bride_dob", "groom_name", "groom_dob"], "#fdfd")
        #expect(couples.fields.map(\.role) == [.recordID, .fullName, .birthDate, .ignore, .ignore])
        #expect(couples.notices.contains { $0.kind == .personChosen })
    }

    @Test("initials of first, middle and last names are no kin")
    func initials() {
        #expect(
            roles(["id", "f_name", "m_name", "l_name", "dob"], "#ggsd")[1...3] == [
                .givenName, .middleName, .surname,
            ]
        )
        #expect(
            roles(["id", "name", "m_name", "f_name", "dob"], "#fffd")[1...3] == [.fullName, .ignore, .ignore]
        )
    }

    @Test("a flag about kin stays a category, and an institution a text")
    func kept() {
        #expect(roles(["id", "name", "spouse", "hospital"], "#fyy")[2...] == [.category, .category])
        let employers = roles(["id", "name", "employer_name"], "#ff")
        #expect(employers == [.recordID, .fullName, .text])
    }

    @Test("a part of a name whose counterpart is missing holds the whole")
    func wholeNames() {
        #expect(roles(["id", "nombre", "fecha_nacimiento"], "#fd")[1] == .fullName)
        #expect(
            roles(["id", "nombre", "apellidos", "fecha_nacimiento"], "#gsd")[1...2] == [.givenName, .surname]
        )
        #expect(roles(["id", "nom", "date_naissance"], "#fd")[1] == .fullName)
        #expect(roles(["id", "nom", "prénom"], "#sg")[1...2] == [.surname, .givenName])
    }

    @Test("roles that are guessed are told")
    func unsure() {
        let schema = schema(["q1", "q2", "q3"], "#gs")
        #expect(schema.notices.contains { $0.kind == .rolesUnsure && $0.detail.contains("q3") })
        #expect(self.schema(["id", "surname", "dob"], "#sd").notices.isEmpty)
    }
}
