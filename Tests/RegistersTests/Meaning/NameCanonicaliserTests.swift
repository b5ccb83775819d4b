import Testing

@testable import Registers

@Suite struct NameCanonicaliserTests {
    @Test(
        "names become lower-case words without diacritics, apostrophes, titles and suffixes",
        arguments: [
            ("O'Brien", "obrien"), ("O’BRIEN", "obrien"), ("Jean-Luc", "jean luc"), ("  MÜLLER ", "muller"),
            ("Weiß", "weiss"), ("Æsop", "aesop"), ("Søren", "soren"), ("Nguyễn", "nguyen"),
            ("Łukasz", "lukasz"),
            ("Mr. John Smith", "john smith"), ("Dr Prof. Ada King", "ada king"), ("Smith Jr.", "smith"),
            ("John Smith III", "john smith"), ("Miss", "miss"), ("ＣＨＡＮ", "chan"),
            ("van  der\tBerg", "van der berg"),
            ("Ελένη", "ελένη"), ("陈", "陳"), ("Zoe\u{308}", "zoe"),
        ]
    )
    func folds(before: String, after: String) {
        #expect(canonical(NameCanonicaliser(), before, outputs: 2) == [after, ""])
    }

    @Test(
        "placeholders are missing",
        arguments: [
            "unknown", "N/A", "none", "NULL", "xxx", "X X", "test", "-", "...", "Baby of Chan", "???", "Baby",
        ]
    )
    func placeholders(text: String) {
        #expect(canonical(NameCanonicaliser(), text, outputs: 2) == ["", ""])
    }

    @Test("Na is a surname, N/A is none")
    func na() {
        #expect(canonical(NameCanonicaliser(isSurname: true), "NA", outputs: 2)[0] == "na")
        #expect(canonical(NameCanonicaliser(isSurname: true), "N/A", outputs: 2)[0] == "")
        #expect(canonical(NameCanonicaliser(), "NA", outputs: 2)[0] == "")
        let full = FullNameCanonicaliser(form: .surnameFirst)
        #expect(canonical(full, "Na Hyeon", outputs: 3) == ["na", "hyeon", ""])
        #expect(canonical(full, "NA", outputs: 3) == ["", "", ""])
    }

    @Test("a cell in two scripts is parted")
    func parts() {
        #expect(canonical(NameCanonicaliser(), "Tai Man 陳大文", outputs: 2) == ["tai man", "陳大文"])
    }

    @Test("bytes that are not UTF-8 are dropped")
    func malformed() {
        var sink = CanonicalSink(outputs: 2, capacity: 1)
        [0x41, 0xff, 0xc3, 0x42, 0xe9].withUnsafeBufferPointer {
            NameCanonicaliser().canonicalise($0, into: &sink)
        }
        #expect(sink.value(of: 0) == Array("ab".utf8))
        #expect(sink.kinds.contains(.malformedText))
    }

    @Test(
        "full names are parted by comma, capitals or the order of the column",
        arguments: [
            ("Smith, John", ["smith", "john", ""]), ("CHAN Tai Man", ["chan", "tai man", ""]),
            ("Peter CHAN Tai-man", ["chan", "peter tai man", ""]),
            ("CHAN Tai Man, Peter", ["chan", "tai man peter", ""]),
            ("CHAN TAI MAN, PETER", ["chan", "tai man peter", ""]),
            ("LAM CHENG Yuet Ngor", ["lam cheng", "yuet ngor", ""]), ("John Smith", ["smith", "john", ""]),
            ("Ludwig van Beethoven", ["van beethoven", "ludwig", ""]),
            ("Mr John Smith Jr", ["smith", "john", ""]),
            ("Sumiati", ["sumiati", "", ""]), ("CHAN Tai Man 陳大文", ["chan", "tai man", "陳大文"]),
            ("陈大文", ["", "", "陳大文"]), ("DELA CRUZ, Maria", ["dela cruz", "maria", ""]),
            ("unknown", ["", "", ""]), (",", ["", "", ""]), ("Smith,", ["smith", "", ""]),
        ]
    )
    func fullNames(before: String, after: [String]) {
        let form = FullNameCanonicaliser(form: .surnameLast)
        #expect(canonical(form, before, outputs: 3) == after)
    }

    @Test("names in capitals follow the column's order, two-word surnames whole")
    func surnameFirst() {
        let form = FullNameCanonicaliser(form: .surnameFirst)
        #expect(canonical(form, "CHAN TAI MAN", outputs: 3) == ["chan", "tai man", ""])
        #expect(canonical(form, "Au Yeung Siu Ming", outputs: 3) == ["au yeung", "siu ming", ""])
    }

    @Test("Han names are characters alone, in one form")
    func han() {
        #expect(canonical(HanNameCanonicaliser(), "陈 大文") == ["陳大文"])
        #expect(canonical(HanNameCanonicaliser(), "溫家寶") == canonical(HanNameCanonicaliser(), "温家宝"))
        #expect(canonical(HanNameCanonicaliser(), "不詳") == [""])
    }
}
