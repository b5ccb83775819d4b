import Columns
import Testing

@testable import Registers

@Suite("Headers, and rows that are none")
struct HeaderTests {
    private static let surnames = ["CHAN", "LAM", "HO", "LEE", "WONG", "NG", "CHEUNG", "LAU"]
    private static let given = [
        "PUI KIT", "WING SHAN", "WAI MING", "SAU FAI", "YUK TAT", "KA YAN", "HOI LAM",
    ]

    /// Rows of people: identifier, surname, given name, birth, sex.
    private static func people(_ count: Int) -> [[String]] {
        (0..<count).map { i in
            [
                "A\(1000 + i)", surnames[i * 7 % 8], given[i * 5 % 7],
                "19\(30 + i * 13 % 70)-0\(1 + i % 9)-1\(i % 10)",
                i % 3 == 0 ? "F" : "M",
            ]
        }
    }

    private static func text(_ rows: [[String]]) -> String {
        rows.map { $0.joined(separator: ",") + "\n" }.joined()
    }

    @Test(
        "a record in place of the header is an error with line, fields and mend",
        arguments: [2, 5, 100, 4000]
    )
    func headerless(_ count: Int) {
        let error = readError(Self.text(Self.people(count)))
        #expect(error?.code == .badHeader)
        #expect(error?.location == "t.csv:1")
        #expect(error?.detail.contains("header: no") == true)
        #expect(error?.detail.contains("--header no") == true)
        // The message tells on nobody.
        for word in ["CHAN", "PUI", "A1000"] { #expect(error?.detail.contains(word) == false) }
    }

    @Test(
        "files without a header are found out in many shapes",
        arguments: [
            "陳大文,男,1980-01-02\n李小明,女,1975-03-04\n陳美玉,女,1990-05-06\n李志強,男,1964-07-08\n",
            "CHAN TAI MAN,Kwun Tong\nLEE SIU MING,Sha Tin\nCHAN MEI YUK,Kwun Tong\nLEE CHI KEUNG,Sha Tin\n",
            "1,12 High Street,LS1 4DY\n2,7 Mill Lane,LS2 9JT\n3,1 Park Row,LS1 5HD\n",
            "a@b.org,Ann,F\nc@d.org,Bob,M\ne@f.org,Cy,M\n",
            "A123456,,,1980-01-02,\nA123457,,,1981-01-02,x\nA123458,y,,1982-01-02,\nA123459,y,z,1982-01-02,\n",
            "F,Smith\nM,Jones\nM,Smith\n",
        ]
    )
    func headerlessShapes(_ text: String) {
        #expect(readError(text)?.code == .badHeader)
    }

    @Test(
        "real headers pass",
        arguments: [
            "rec_id,surname,given_name,date_of_birth,sex", "編號,姓氏,名字,出生日期,性別", "v1,v2,v3,v4,v5",
            "Q1,Q2,Q3a,Q3b,Q4", "id,Name,NAME2,DOB,Sex", "expediente,apellidos,nombre,nacimiento,sexo",
            "ID,họ,tên,ngày sinh,giới tính", "c0,c1,c2,c3,c4", "0,1,2,3,4", ",surname,given,born,gender",
            "A,B,C,D,E", "Код,Фамилия,Имя,Дата рождения,Пол", "番号,姓,名,生年月日,性別",
            "person number,family,first,day,m/f", "F1,F2,F3,F4,F5", "id,,,dob,sex",
        ]
    )
    func realHeaders(_ header: String) throws {
        let result = try readText(header + "\n" + Self.text(Self.people(60)))
        #expect(result.table.rowCount == 60)
        #expect(result.hadHeader)
    }

    @Test("columns may be called like one of their values, or by years")
    func likeValues() throws {
        let coded = "id,name,Sex\nA1,name,Sex\nA2,Lee,M\nA3,Chan,F\n"
        #expect(try readText(coded).table.rowCount == 3)
        let years = "district,2019,2020,2021\n" + (0..<9).map { "D\($0),1\($0),2\($0),3\($0)\n" }.joined()
        #expect(try readText(years).names == ["district", "2019", "2020", "2021"])
        #expect(try readText("name,dob,2021\nLee,1980-01-02,5\nChan,1981-01-02,7\n").table.rowCount == 2)
        #expect(try readText("name\nann\nname\nbob\n").table.rowCount == 3)
        #expect(try readText("value\n1\n2\n3\n").table.rowCount == 3)
        #expect(try readText("id\n1\n2\n3\n").table.rowCount == 3)
    }

    @Test("without a header columns have numbers, or the names that are given")
    func namesGiven() throws {
        let text = Self.text(Self.people(5))
        let numbered = try readText(text, ReadOptions(header: .absent))
        #expect(numbered.names == (1...5).map { "column_\($0)" })
        #expect(numbered.table.rowCount == 5)
        #expect(!numbered.isHeaderDoubtful)
        let names = ["id", "surname", "given", "born", "sex"]
        #expect(try readText(text, ReadOptions(header: .names(names))).names == names)
        let error = readError(text, ReadOptions(header: .names(["id", "name"])))
        #expect(error?.code == .badHeader)
        #expect(error?.detail.contains("5 fields") == true)
    }

    @Test("a row that is said to be the header is taken as such, and in doubt told")
    func told() throws {
        let text = Self.text(Self.people(50))
        let first = try readText(text, ReadOptions(header: .firstRow))
        #expect(first.table.rowCount == 49)
        #expect(first.isHeaderDoubtful)
        #expect(first.kinds.contains(.headerDoubtful))
        let below = "a,b,c,d,e\n" + text
        let third = try readText(below, ReadOptions(header: .line(3)))
        #expect(third.table.rowCount == 48)
        #expect(third.count(.titleLines) == 2)
        #expect(readError(below, ReadOptions(header: .line(99)))?.code == .badHeader)
    }

    @Test("a header of which nothing is known is in doubt, one that is known is not")
    func doubt() throws {
        let odd = try readText("xenia quux,yara flob\nolga birk,tara mund\nvera dorn,anke holz\n")
        #expect(odd.isHeaderDoubtful)
        #expect(odd.kinds == [.headerDoubtful])
        let known = try readText("surname,city\nBirk,Ulm\nDorn,Kiel\n")
        #expect(!known.isHeaderDoubtful)
    }
}
