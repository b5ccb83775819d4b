import Columns
import Foundation
import Testing

@testable import Registers

#if canImport(Glibc)
    import Glibc
#endif

/// A text in another encoding, by the system's iconv.
func encoded(_ text: String, _ encoding: String) -> [UInt8] {
    guard let descriptor = iconv_open(encoding, "UTF-8"), Int(bitPattern: descriptor) != -1 else { return [] }
    defer { iconv_close(descriptor) }
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    var inLeft = input.count
    var outLeft = output.count
    input.withUnsafeMutableBufferPointer { from in
        output.withUnsafeMutableBufferPointer { to in
            var source = from.baseAddress
            var target = to.baseAddress
            _ = iconv(descriptor, &source, &inLeft, &target, &outLeft)
        }
    }
    #expect(inLeft == 0, "\(encoding) cannot write \(text)")
    return output.prefix(output.count - outLeft).map { UInt8(bitPattern: $0) }
}

@Suite("Text in other encodings")
struct EncodingTests {
    /// A register with some names of a language.
    private static func register(_ names: String) -> String {
        let names = names.split(separator: " ")
        let rows = names.enumerated().map { "R\($0),\($1),19\(50 + $0 % 50)-01-02" }
        return "id,surname,born\r\n" + rows.joined(separator: "\r\n") + "\r\n"
    }

    private static let traditional = "陳欣傑 林志珊 何家明 劉美玉 黃偉強 李達麗 張雅婷 鄭國華 楊曉東 吳淑芬"
    private static let simplified = "陈伟 李国强 张丽 王秀英 刘洋 黄志强 赵敏 周杰 吴晓东 徐静"
    private static let western = "Muñoz Peña Gonçalves Müller François Ibáñez Lefèvre Böhm"

    @Test("of UTF-8 is told by the first bytes, wherever these end", arguments: 200..<212)
    func cutSample(size: Int) throws {
        let bytes = Array(Self.register(String(repeating: Self.traditional + " ", count: 4)).utf8)
        let tuning = ReadTuning(chunkSize: 1 << 16, waveSize: 1 << 16, sampleSize: size)
        var opened = 0
        let reading = TextReading(name: "t.csv", options: ReadOptions(), tuning: tuning, canReopen: true) {
            opened += 1
            return OpenedText(source: MemorySource(bytes), isAsStored: true, stored: { (bytes.count, "") })
        }
        #expect(try reading.read(table: "t").table.rowCount == 40)
        #expect(opened == 1)
    }

    @Test(
        "is recognised by its bytes and read",
        arguments: [
            ("BIG5", traditional), ("BIG5-HKSCS", traditional), ("GBK", simplified), ("GB18030", simplified),
            ("GBK", traditional), ("CP1252", western), ("ISO-8859-1", western), ("CP1252", "Zoë O’Brien"),
            ("CP1250", "Wałęsa Żółć Dąbrowski Kamiński Święcicki"),
            ("CP1250", "Dvořák Nováček Růžička Černý Šťastný"),
            ("CP1251", "Иванов Петров Кузнецов Смирнова Васильев Соколова"),
            ("KOI8-R", "Иванов Петров Кузнецов Смирнова Васильев Соколова"),
            ("CP1253", "Παπαδόπουλος Γεωργίου Νικολάου Παππάς"), ("CP874", "สมชาย สมหญิง ประเสริฐ วิชัย"),
            ("UHC", "김민준 이서연 박지훈 최수빈"), ("CP932", "佐藤 鈴木 高橋 田中 さくら ケンタ"),
            ("EUC-JP", "佐藤 鈴木 高橋 田中 さくら ケンタ"), ("CP850", western), ("MACINTOSH", western),
            ("CP1254", "Yılmaz Şahin Çelik Öztürk Doğan Kılıç Aydın"),
        ]
    )
    func recognised(_ encoding: String, _ names: String) throws {
        let text = Self.register(names)
        let result = try readText(encoded(text, encoding))
        #expect(result.rows == (try readText(text)).rows)
        #expect(result.encoding != .utf8)
        #expect(result.kinds == [.encoding])
        #expect(result.repairedUTF8Count == 0)
    }

    @Test("one name is enough for the common encodings")
    func fewWords() throws {
        for (encoding, name) in [
            ("CP1252", "Müller"), ("CP1252", "MUÑOZ"), ("BIG5", "陳大文"), ("GBK", "陈晓东"), ("CP1252", "José"),
        ] {
            let text = Self.register(name)
            #expect(try readText(encoded(text, encoding)).rows == readText(text).rows, "\(encoding) \(name)")
        }
    }

    @Test(
        "UTF-16 and UTF-32 are read with and without a byte order mark",
        arguments: ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"]
    )
    func wide(_ encoding: String) throws {
        for names in [Self.traditional, Self.western, "ann bob"] {
            let text = Self.register(names).replacing(",", with: "\t")
            let plain = try readText(text)
            for mark in ["", "\u{feff}"] {
                let bytes = encoded(mark + text, encoding)
                let result = try readText(bytes)
                #expect(result.rows == plain.rows, "\(encoding) \(names)")
                #expect(result.encoding.name == encoding)
                #expect(result.hadBOM == !mark.isEmpty)
                #expect(result.sha256 == FileDigestProbe.hexadecimal(bytes))
                #expect(result.bytesRead == bytes.count)
            }
        }
    }

    @Test("two characters, however often, do not tell an encoding", arguments: [300, 40_000])
    func fewCharacters(rows: Int) throws {
        let text = "id,name\n" + (0..<rows).map { "\($0),陳\($0)文" }.joined(separator: "\n")
        let bytes = encoded(text, "BIG5")
        #expect(readError(bytes)?.code == .unsupportedEncoding)
        let named = try readText(bytes, ReadOptions(encoding: .big5), tuning: ReadTuning())
        #expect(named.rows[7] == ["7", "陳7文"])
    }

    @Test("characters that straddle blocks and waves are whole")
    func straddling() throws {
        let names = Self.traditional.split(separator: " ")
        let text = "id,name\n" + (0..<40_000).map { "\($0),\(names[$0 % 10])\($0)文" }.joined(separator: "\n")
        let plain = try readText(text, tuning: ReadTuning())
        for encoding in ["BIG5", "UTF-16BE"] {
            let result = try readText(
                encoded(text, encoding),
                tuning: ReadTuning(chunkSize: 1000, waveSize: 4099, sampleSize: 1 << 14)
            )
            #expect(result.table.rowCount == 40_000)
            let isSame = result.table.columns[1].values.bytes == plain.table.columns[1].values.bytes
            #expect(isSame, "\(encoding)")
        }
    }

    @Test("what is named is read so, whatever the bytes suggest")
    func named() throws {
        let bytes = encoded(Self.register("Muñoz"), "CP1252")
        let polish = TextEncoding(named: "windows-1250")
        #expect(try readText(bytes, ReadOptions(encoding: polish)).rows[0][1] == "Muńoz")
        #expect(TextEncoding(named: "Latin-1") == .windows1252)
        #expect(TextEncoding(named: "big5") == .big5)
        #expect(TextEncoding(named: "gb2312") == .gb18030)
        #expect(TextEncoding(named: "utf8") == .utf8)
        #expect(TextEncoding(named: "UTF-7")?.name == "UTF-7")
        for none in ["", "klingon", "UTF-8//TRANSLIT", "../x"] { #expect(TextEncoding(named: none) == nil) }
    }

    @Test("bytes that turn up behind the beginning of a file are told like all others")
    func lateBytes() throws {
        let head = (0..<2000).map { "R\($0),Smith\($0),1950-01-02\n" }.joined()
        let bytes =
            Array(("id,surname,born\n" + head).utf8) + encoded("X1,Muñoz,1950-01-02\nX2,Böhm,\n", "CP1252")
        let result = try readText(bytes)
        #expect(result.rows.suffix(2).map { $0[1] } == ["Muñoz", "Böhm"])
        #expect(result.encoding == .windows1252)
        // What can be read only once is not read a second time.
        #expect(try readText(bytes, canReopen: false).count(.undecodable) == 2)
    }

    @Test("a UTF-8 file with some rows of another encoding is read by both, and told")
    func mixed() throws {
        let rows = (0..<100).map { "R\($0),Müller\($0),1950-01-02\n" }.joined()
        let bytes = Array(("id,surname,born\n" + rows).utf8) + encoded("X1,Peña,1950-01-02\n", "CP1252")
        let result = try readText(bytes)
        #expect(result.rows.last?[1] == "Peña")
        #expect(result.encoding == .utf8)
        #expect(result.kinds == [.encodingMixed])
        #expect(result.notices[0].column == "surname")
        #expect(result.notices[0].count == 1)
        #expect(result.notices[0].total == 101)
    }

    @Test("bytes that fit nothing are counted per column, and refused where they are many")
    func undecodable() throws {
        let rows = (0..<300).map { "R\($0),陳\($0),1950-01-02\n" }.joined()
        let few =
            Array(("id,name,born\n" + rows).utf8) + Array("X1,ab".utf8) + [0xff, 0x80, 0x81]
            + Array(",\n".utf8)
        let result = try readText(few)
        #expect(result.count(.undecodable) == 1)
        #expect(result.repairedUTF8Count == 1)
        #expect(result.notices.first { $0.kind == .undecodable }?.column == "name")
        let bad: [UInt8] = Array("X1,ab".utf8) + [0xff, 0x80, 0x81] + Array(",\n".utf8)
        let broken = Array([[UInt8]](repeating: bad, count: 20).joined())
        let error = readError(few + broken)
        #expect(error?.code == .unsupportedEncoding)
        #expect(error?.detail.contains("--encoding") == true)
        // Named, a fifth may be bad.
        #expect(try readText(few + broken, ReadOptions(encoding: .utf8)).count(.undecodable) == 21)
    }

    @Test("bytes in the middle of a UTF-8 character do not swallow the delimiter")
    func invalidLead() throws {
        let bytes = Array("id,name\n1,".utf8) + [0xa4] + Array(",2\n".utf8)
        let options = ReadOptions(encoding: .big5)
        #expect(throws: RegisterError.self) { try readText(bytes, options) }
        let rows = (0..<9).map { "\($0),x\n" }.joined()
        let more = Array(("id,name\n" + rows).utf8) + Array("10,".utf8) + [0xa4] + Array("\n".utf8)
        let result = try readText(more, options)
        #expect(result.rows.last == ["10", "\u{fffd}"])
        #expect(result.count(.undecodable) == 1)
    }

    @Test("U+FFFD in the file itself is told")
    func lost() throws {
        let result = try readText("id,name\n1,M\u{fffd}ller\n2,Lee\n")
        #expect(result.kinds == [.charactersLost])
        #expect(result.repairedUTF8Count == 0)
    }

    @Test("what is no text is refused")
    func noText() {
        let bytes = (0..<400).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 7) }
        #expect(readError(bytes)?.code == .unsupportedFormat)
    }

    @Test("EUC-JP without kana is told from GB 2312 by its kanji and its header")
    func kanjiAlone() throws {
        let names = "佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田 山口 松本 井上 木村 清水 斎藤 山崎 阿部"
        let text = Self.register(names)
        for text in [text, text.replacing("surname", with: "姓").replacing("born", with: "生年月日")] {
            let result = try readText(encoded(text, "EUC-JP"))
            #expect(result.rows == (try readText(text)).rows)
            #expect(result.encoding.name == "EUC-JP")
        }
        let chinese = Self.register(Self.simplified)
        #expect(try readText(encoded(chinese, "GBK")).rows == readText(chinese).rows)
    }
}

@Suite("Text encoded twice")
struct TwiceEncodedTests {
    /// A text as it looks after its UTF-8 was taken for another encoding.
    private static func twice(_ text: String, _ encoding: String = "CP1252") -> String {
        guard let converter = EncodingConverter(from: encoding) else { return "" }
        var result = ""
        for byte in text.utf8 {
            let found = converter.text(of: [byte])
            result +=
                found.bad == 0 ? String(decoding: found.text, as: UTF8.self) : String(UnicodeScalar(byte))
        }
        return result
    }

    @Test(
        "is mended",
        arguments: [
            "Muñoz", "ÁLVAREZ", "Ñ", "Łukasz", "Šťastný", "Nguyễn Thị", "陳大文", "Иванов", "O’Brien Ñ", "à",
        ]
    )
    func mended(_ name: String) throws {
        #expect(Self.twice("ñ") == "Ã±")
        for text in [Self.twice(name), Self.twice(Self.twice(name)), Self.twice(name, "MACINTOSH")] {
            let result = try readText("id,name\n1,\(text)\n2,plain\n3,Ã±\n")
            #expect(result.rows[0][1] == name, "\(text)")
            #expect(result.rows[2][1] == "ñ")
            #expect(result.count(.encodedTwice) == 2)
        }
    }

    @Test("is not seen in text that is as it should be")
    func sound() throws {
        let names = [
            "Muñoz", "ÃO", "JOÃO", "IRMÃ", "São João", "Ångström", "CAFÉ’S", "ÎLE–DE", "陳大文", "Ünal", "Ö",
            "Æ", "Ã",
            "naïve", "Đặng", "Œuvre", "Ça", "Ä–Ö", "5 £", "Ç’",
        ]
        let result = try readText("name,n\n" + names.map { "\($0),1\n" }.joined())
        #expect(result.rows.map { $0[0] } == names)
        #expect(result.kinds.isEmpty)
    }

    @Test("mended values become one with those that were sound")
    func merged() throws {
        let result = try readText("id,name\n1,Muñoz\n2,MuÃ±oz\n3,Lee\n")
        #expect(result.table.columns[1].codes == [1, 1, 2])
        #expect(result.table.columns[1].values.count == 3)
    }
}

@Suite("Characters written out in ASCII")
struct WrittenOutTextTests {
    @Test(
        "are read",
        arguments: [
            ("Mu&ntilde;oz", "Muñoz"), ("O&#39;Brien", "O'Brien"), ("Mu&#xF1;oz", "Muñoz"), ("&#38515;", "陳"),
            ("Smith &amp; Son", "Smith & Son"), ("Mu&amp;ntilde;oz", "Muñoz"), ("O&#146;Brien", "O’Brien"),
            (#"Mu\u00f1oz"#, "Muñoz"), (#"\u9673\u5927\u6587"#, "陳大文"), (#"\ud842\udfb7"#, "𠮷"),
            ("Mu%C3%B1oz", "Muñoz"), ("%E9%99%B3%20%E5%A4%A7", "陳 大"), ("Mu%u00F1oz", "Muñoz"),
            ("Mu=C3=B1oz", "Muñoz"), ("Mu&Atilde;&plusmn;oz", "Muñoz"), ("Lee&nbsp;", "Lee\u{a0}"),
        ]
    )
    func read(_ written: String, _ meant: String) throws {
        let result = try readText("id,name\n1,\(written)\n2,plain\n3,Wong\n")
        #expect(result.rows[0][1] == meant)
        #expect(result.count(.charactersWrittenOut) == 1)
    }

    @Test("are not seen in text that only looks so")
    func sound() throws {
        let values = [
            "AT&T; Ltd", "R&D", "&", "&;", "&#;", "&#x;", "&#0;", "&#xd800;", "&unknown;", #"C:\users\u12"#,
            #"\u12g4"#,
            #"\ud842"#, "100%", "50%20", "%C3", "%C3%28", "a=b", "=C3", "x=41", "%u12",
        ]
        let result = try readText("name,n\n" + values.map { "\($0),1\n" }.joined())
        #expect(result.rows.map { $0[0] } == values)
        #expect(result.kinds.isEmpty)
    }

    @Test("characters that were lost beside them are told, too")
    func lostBeside() throws {
        let result = try readText("id,name\n1,Mu\u{fffd}oz &amp; Son\n2,\"=\"\"Mu\u{fffd}oz\"\"\"\n3,Wong\n")
        #expect(result.rows[0][1] == "Mu\u{fffd}oz & Son" && result.rows[1][1] == "Mu\u{fffd}oz")
        #expect(result.count(.charactersLost) == 2)
        #expect(result.count(.charactersWrittenOut) == 1 && result.count(.textFormulas) == 1)
    }

    @Test("are read in headers, and nothing is left of a value that was a blank")
    func headers() throws {
        let result = try readText("pr&eacute;nom,date\nAnna,&#32;\nEva,1980-01-02\n")
        #expect(result.names == ["prénom", "date"])
        #expect(result.rows[0][1].isEmpty)
    }
}
