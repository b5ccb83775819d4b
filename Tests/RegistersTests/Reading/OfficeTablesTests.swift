import Columns
import Testing

@testable import Registers

@Suite("Tables as programs of offices write them")
struct OfficeTablesTests {
    private static let header = ["rec_id", "surname", "given_name", "born", "sex"]

    private static func people(_ count: Int = 40) -> [[String]] {
        (0..<count).map { i in
            [
                "A\(100 + i)", "SMITH\(["", "E", "SON"][i % 3])", "Jo An",
                "19\(30 + i % 60)-01-0\(1 + i % 9)", i % 2 == 0 ? "F" : "M",
            ]
        }
    }

    private static func text(_ rows: [[String]]) -> String {
        rows.map { $0.joined(separator: ",") + "\n" }.joined()
    }

    @Test("rows that are numbered without a header for the numbers, as R writes them, keep their columns")
    func rowNames() throws {
        let numbered = Self.people().enumerated().map { ["\($0 + 1)"] + $1 }
        let result = try readText(Self.text([Self.header]) + Self.text(numbered))
        #expect(result.names == ["column_1"] + Self.header)
        #expect(result.rows == numbered)
        #expect(result.kinds == [.headerNames])
        #expect(result.quarantinedCount == 0)
    }

    @Test("rows with a field too many that count nothing are set aside as before")
    func noRowNames() throws {
        let numbered = Self.people().enumerated().map { ["\($0 * 7 % 40)"] + $1 }
        #expect(throws: RegisterError.self) {
            try readText(Self.text([Self.header]) + Self.text(numbered))
        }
    }

    @Test("titles of groups among the records are no people")
    func groupTitles() throws {
        var rows: [[String]] = []
        for (i, person) in Self.people().enumerated() {
            if i % 10 == 0 { rows.append(["District \(i / 10)", "", "", "", ""]) }
            rows.append(person)
        }
        let result = try readText(Self.text([Self.header] + rows))
        #expect(result.rows == Self.people())
        #expect(result.count(.remarkLines) == 4)
    }

    @Test("records of which the identifier alone is known stay")
    func identifiersAlone() throws {
        var rows = Self.people()
        rows[7] = ["A107", "", "", "", ""]
        let result = try readText(Self.text([Self.header] + rows))
        #expect(result.rows == rows)
        #expect(result.kinds == [])
    }

    @Test("names in half-width kana are Shift_JIS, not Cyrillic")
    func halfWidthKana() throws {
        let names = [
            "ｻﾄｳ ｱｷﾗ", "ｽｽﾞｷ ﾕｳｷ", "ﾀｶﾊｼ ﾅｵﾄ", "ﾀﾅｶ ﾊﾅｺ", "ﾜﾀﾅﾍﾞ ﾖｼｺ", "ｺﾊﾞﾔｼ ﾐﾎ", "ﾔﾏﾀﾞ ｶｵﾘ", "ﾏﾂﾓﾄ ｹﾝｼﾞ",
            "ｲﾉｳｴ ﾀｶｼ", "ﾊﾔｼ ｼｹﾞﾙ", "ｼﾐｽﾞ ﾄﾓｺ", "ﾊｼﾓﾄ ﾏｻﾄ",
        ]
        for header in ["番号,氏名カナ,生年月日", "id,name,born"] {
            let rows = names.enumerated().map { "B\($0),\($1),19\(50 + $0)-01-02" }
            let result = try readText(encoded(([header] + rows).joined(separator: "\r\n"), "CP932"))
            #expect(result.encoding == .shiftJIS)
            #expect(result.rows.map { $0[1] } == names)
        }
    }

    @Test("marks of text are found wherever they stand")
    func marks() {
        for count in 0..<50 {
            for place in 0..<count {
                for (byte, isBeyond, isMark) in [
                    (UInt8(0x80), true, false), (0xff, true, false), (0x3d, false, true), (0x26, false, true),
                    (0x25, false, true), (0x5c, false, true), (0x3c, false, false), (0x7f, false, false),
                ] {
                    var text = [UInt8](repeating: 0x41, count: count)
                    text[place] = byte
                    let found = text.withUnsafeBufferPointer { bytes in
                        bytes.baseAddress.map { UTF8Check.marks($0, bytes.count) }
                    }
                    #expect(found?.isBeyondASCII == isBeyond && found?.hasMarks == isMark)
                }
            }
        }
    }
}
