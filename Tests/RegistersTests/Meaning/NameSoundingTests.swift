import Columns
import Testing

@testable import Registers

@Suite("Names by sound")
struct NameSoundingTests {
    private let names = [
        ("陳大文", "CHAN TAI MAN"), ("李小龍", "LEE SIU LUNG"), ("黃志明", "WONG CHI MING"),
        ("張國榮", "CHEUNG KWOK WING"),
        ("吳子珊", "NG TSZ SHAN"), ("歐陽玉", "AU YEUNG YUK"),
    ]

    private func standardised(_ a: [[String]], _ aRoles: [Role], _ b: [[String]], _ bRoles: [Role]) throws
        -> Standardised
    {
        func input(_ name: String, _ rows: [[String]], _ roles: [Role]) -> RegisterInput {
            let headers = roles.indices.map { "c\($0)" }
            return RegisterInput(
                name: name,
                table: table(headers, rows),
                schema: RegisterSchema(fields: zip(headers, roles).map { RegisterField(name: $0, role: $1) })
            )
        }
        return try Standardiser.standardise(
            [input("a", a, aRoles), input("b", b, bRoles)],
            workers: Workers(threads: 1)
        )
    }

    private func halves(_ result: Standardised, _ feature: String = "name_sound") -> ([String], [String]) {
        let texts = result.records.texts(feature) ?? []
        return (Array(texts.prefix(texts.count / 2)), Array(texts.suffix(texts.count / 2)))
    }

    @Test("a Han name and its spelling on an identity card have one sound")
    func cantonese() throws {
        let han = names.map { [$0.0] }
        let full = try standardised(han, [.hanName], names.map { [$0.1] }, [.fullName])
        let (a, b) = halves(full)
        #expect(a == b && !a.contains(""), "\(a) \(b)")
        #expect(full.notices.map(\.kind) == [.namesBySound])
        // In columns of their own, by simplified characters, with a hyphen and an English name.
        let parts = names.map { name in
            let words = name.1.split(separator: " ")
            return [String(words[0]), words.dropFirst().joined(separator: "-") + " Peter"]
        }
        let simplified = [["陈大文"], ["李小龙"], ["黄志明"], ["张国荣"], ["吴子珊"], ["欧阳玉"]]
        let (c, d) = halves(try standardised(simplified, [.hanName], parts, [.surname, .givenName]))
        #expect(c == a && c.dropLast() == d.dropLast(), "\(c) \(d)")
    }

    @Test("Mandarin is read in pinyin, run together or with tones, and as Taiwan writes it")
    func mandarin() throws {
        let han = [["張偉"], ["許志強"], ["蔡英文"], ["林雅婷"], ["徐子晴"]]
        let pinyin = [["Zhāng Wěi"], ["XU Zhiqiang"], ["CAI, Ying Wen"], ["Lin Yating"], ["Xu Zi-qing"]]
        let (a, b) = halves(try standardised(han, [.hanName], pinyin, [.fullName]), "name_sound_mandarin")
        #expect(a == b && a[0] == "zhang wei")
        let taiwan = [
            ["Chang Wei"], ["Hsu Chih-chiang"], ["TSAI, Ying-wen"], ["Lin Ya-ting"], ["HSU TZU-CHING"],
        ]
        let (c, d) = halves(try standardised(han, [.hanName], taiwan, [.fullName]), "name_sound_mandarin")
        #expect(c == d && c[1] == "hsu chih chiang")
    }

    @Test("surname and given name in Han characters are one Han name")
    func parts() throws {
        let parts = [["陳", "大文"], ["李", "小龍"], ["黃", "志明"]]
        let result = try standardised(
            parts,
            [.surname, .givenName],
            names.prefix(3).map { [$0.1] },
            [.fullName]
        )
        #expect(result.records.texts("han_name")?.prefix(3) == ["陳大文", "李小龍", "黃志明"])
        let (a, b) = halves(result)
        #expect(a == b)
    }

    @Test("no sound is made where every record has a romanised name, or nobody a Chinese one")
    func notNeeded() throws {
        let both = names.map { [$0.0, $0.1] }
        let one = try standardised(both, [.hanName, .fullName], names.map { [$0.1] }, [.fullName])
        #expect(one.records.feature("name_sound") == nil && one.notices.isEmpty)
        let western = [["Smith John"], ["Jones Mary"], ["Garcia Pedro"]]
        let two = try standardised(names.map { [$0.0] }, [.hanName], western, [.fullName])
        #expect(two.records.feature("name_sound") == nil)
    }
}
