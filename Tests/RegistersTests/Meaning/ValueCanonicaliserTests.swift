import Columns
import Testing

@testable import Registers

@Suite struct ValueCanonicaliserTests {
    @Test(
        "identity card numbers of the literature have their check digits",
        arguments: [
            "G123456(A)", "L555555(0)", "C668668(9)", "P103265(1)", "U443902(0)", "H349781(1)", "YK159771(6)",
            "CA182361(1)",
        ]
    )
    func checkDigits(text: String) {
        let form = IdentifierCanonicaliser(isHongKongIdentity: true)
        let plain = text.filter { $0 != "(" && $0 != ")" }
        #expect(canonical(form, text) == [plain])
        #expect(canonical(form, String(plain.dropLast())) == [plain])
        #expect(canonical(form, " \(plain.lowercased()) ") == [plain])
        #expect(HongKongIdentity.examine(Array(plain.utf8)[...]) == .valid)
    }

    @Test("a wrong check digit is kept and told")
    func wrongCheckDigit() {
        #expect(HongKongIdentity.examine(Array("A1234564".utf8)[...]) == .wrongCheckDigit)
        #expect(canonical(IdentifierCanonicaliser(isHongKongIdentity: true), "A123456(4)") == ["A1234564"])
    }

    @Test(
        "identifiers are capitals and digits",
        arguments: [("ab-12 3", "AB123"), ("１２３Ａ", "123A"), ("n/a", ""), ("000000", "")]
    )
    func identifiers(before: String, after: String) {
        #expect(canonical(IdentifierCanonicaliser(isHongKongIdentity: false), before) == [after])
    }

    @Test(
        "dates of many notations become one",
        arguments: [
            ("1985-03-07", "1985-03-07"), ("7/3/1985", "1985-03-07"), ("07.03.1985", "1985-03-07"),
            ("19850307", "1985-03-07"), ("7 March 1985", "1985-03-07"), ("March 7, 1985", "1985-03-07"),
            ("7. März 1985", "1985-03-07"), ("1985年3月7日", "1985-03-07"),
            ("1985-03-07T00:00:00Z", "1985-03-07"),
            ("7-Mar-85", "1985-03-07"), ("07/03/85", "1985-03-07"), ("1985", "1985"), ("1985-03", "1985-03"),
            ("1985-03-00", "1985-03"), ("1985-00-00", "1985"), ("1900-01-01", "1900-01-01"),
            ("31/02/1985", "1985-02-31"), ("1985-19-01", "1985-19-01"), ("9999-12-31", ""), ("hello", ""),
            ("12", ""), ("1072-03-04", "1072-03-04"), ("197213", "1972-13"), ("9185-03-04", "9185-03-04"),
            ("19721323", "1972-13-23"), ("0000-02-03", ""),
            ("3/25/1985", "1985-03-25"), ("2000-02-29", "2000-02-29"), ("1900-02-29", "1900-02-29"),
        ]
    )
    func dates(before: String, after: String) {
        let form = DateCanonicaliser(reader: DateReader(order: .dayMonthYear))
        #expect(canonical(form, before) == [after])
    }

    @Test("the order of day and month is that of the column, or the declared one")
    func dateOrder() {
        let american = table(["d"], [["01/02/1980"], ["03/25/1981"], ["04/05/1982"]]).columns[0].values
        let field = RegisterField(name: "d", role: .birthDate)
        #expect(DateColumn(american, .init(field: field)).reader.order == .monthDayYear)
        let compact = table(["d"], [["19560409"], ["19801101"]]).columns[0].values
        #expect(DateColumn(compact, .init(field: field)).reader.order == .yearMonthDay)
        #expect(DateOrderGuess.order(ofPattern: "%d/%m/%Y") == .dayMonthYear)
        #expect(DateOrderGuess.order(ofPattern: "YYYY-MM-DD") == .yearMonthDay)
        let dmy = RegisterField(name: "d", role: .birthDate, dateOrder: .dayMonthYear)
        let declared = DateCanonicaliser(reader: DateColumn(american, .init(field: dmy)).reader)
        #expect(canonical(declared, "01/02/1980") == ["1980-02-01"])
        #expect(canonical(declared, "03/25/1981") == ["1981-25-03"])
    }

    @Test(
        "sex becomes one letter",
        arguments: [
            ("M", "m"), ("Female", "f"), ("男", "m"), ("女", "f"), ("1", "m"), ("2", "f"), ("weiblich", "f"),
            ("Homme", "m"), ("X", "x"), ("9", ""), ("?", ""),
        ]
    )
    func sexes(before: String, after: String) {
        #expect(canonical(SexCanonicaliser(coding: .standard), before) == [after])
    }

    @Test(
        "words for sex are known in the languages of headers",
        arguments: [
            ("Nam", "Nữ"), ("Homem", "Mulher"), ("Masculino", "Feminino"), ("Erkek", "Kadın"), ("E", "K"),
            ("Lelaki", "Perempuan"), ("Laki-laki", "Perempuan"), ("L", "P"), ("Pria", "Wanita"), ("남", "여"),
            ("남자", "여자"), ("男性", "女性"), ("M.", "Mme"), ("homme", "femme"), ("masculin", "féminin"),
            ("man", "vrouw"), ("mężczyzna", "kobieta"), ("M", "K"), ("муж", "жен"), ("Мужской", "Женский"),
            ("М", "Ж"), ("muž", "žena"), ("ชาย", "หญิง"), ("männlich", "weiblich"), ("maschio", "femmina"),
            ("varón", "mujer"), ("чоловіча", "жіноча"), ("mies", "nainen"), ("mand", "kvinde"),
        ]
    )
    func wordsForSex(male: String, female: String) {
        let column = table(["sex"], [[male], [female]]).columns[0]
        let canonicaliser = SexCanonicaliser(coding: SexCodingGuess.coding(column, header: "sex"))
        #expect(canonical(canonicaliser, male) == ["m"])
        #expect(canonical(canonicaliser, female) == ["f"])
    }

    @Test("v is vrouw beside m under a Dutch header")
    func manVrouw() {
        let coding = SexCodingGuess.coding(
            table(["geslacht"], [["M"], ["V"]]).columns[0],
            header: "geslacht"
        )
        #expect(canonical(SexCanonicaliser(coding: coding), "V") == ["f"])
        #expect(canonical(SexCanonicaliser(coding: coding), "M") == ["m"])
    }

    @Test("h and m are hombre and mujer where both occur")
    func hombreMujer() {
        let column = table(["sexo"], [["H"], ["M"]]).columns[0]
        let coding = SexCodingGuess.coding(column, header: "sexo")
        #expect(canonical(SexCanonicaliser(coding: coding), "H") == ["m"])
        #expect(canonical(SexCanonicaliser(coding: coding), "M") == ["f"])
    }

    @Test(
        "telephone numbers lose country code and trunk zero",
        arguments: [
            ("+852 2345 6789", "23456789"), ("2345-6789", "23456789"), ("852 23456789", "23456789"),
            ("+44 (0)20 7946 0000", "2079460000"), ("020 7946 0000", "2079460000"),
            ("0061 2 9999 1111", "299991111"),
            ("00000000", ""), ("n/a", ""),
        ]
    )
    func phones(before: String, after: String) {
        #expect(canonical(PhoneCanonicaliser(), before) == [after])
    }

    @Test(
        "postcodes keep their zeros",
        arguments: [("sw1a 1aa", "SW1A1AA"), ("01067", "01067"), (" 2000 ", "2000")]
    )
    func postcodes(before: String, after: String) {
        #expect(canonical(PostcodeCanonicaliser(), before) == [after])
    }

    @Test(
        "e-mail addresses are lower case",
        arguments: [(" Ada@Example.ORG", "ada@example.org"), ("none", ""), ("a@b@c", "a@b@c")]
    )
    func emails(before: String, after: String) {
        #expect(canonical(EmailCanonicaliser(), before) == [after])
    }

    @Test(
        "numbers have one notation",
        arguments: [
            ("07", "7"), ("7.0", "7"), ("+7", "7"), ("1,234.50", "1234.5"), ("-0", "0"), (".5", "0.5"),
            ("1.2.3", ""), ("x", ""),
        ]
    )
    func numbers(before: String, after: String) {
        #expect(canonical(NumberCanonicaliser(), before) == [after])
    }

    @Test(
        "house numbers keep letters and ranges",
        arguments: [("012A", "12a"), ("12-14", "12-14"), ("No. 5", "no5"), ("0", "0")]
    )
    func houseNumbers(before: String, after: String) {
        #expect(canonical(HouseNumberCanonicaliser(), before) == [after])
    }

    @Test(
        "abbreviations of places are written out",
        arguments: [
            ("High St.", "high street"), ("ST KILDA", "saint kilda"), ("2 St Johns Rd", "2 saint johns road"),
            ("Mt Gravatt", "mount gravatt"), ("St", "st"),
        ]
    )
    func places(before: String, after: String) {
        let form = PlaceCanonicaliser(writesOut: true, isGazetteer: false)
        #expect(canonical(form, before) == [after])
    }

    @Test(
        "districts and regions have one name in both languages",
        arguments: [("沙田區", "sha tin"), ("Shatin", "sha tin"), ("新界", "nt"), ("nsw", "nsw")]
    )
    func gazetteer(before: String, after: String) {
        #expect(canonical(PlaceCanonicaliser(writesOut: false, isGazetteer: true), before) == [after])
    }
}
