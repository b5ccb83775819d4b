import HanNames
import Testing

@Suite("Jyutping and romanisation")
struct JyutpingTests {
    @Test("spells Han names as they sound, without tones")
    func syllables() {
        #expect(Jyutping.text(of: "陳大文") == "can daai man")
        #expect(Jyutping.text(of: "李") == "lei")
        #expect(Jyutping.text(of: "歐陽 志明") == "au joeng zi ming")
        #expect(Jyutping.syllable(of: "黃") == "wong")
    }

    @Test("gives homophones one text")
    func homophones() {
        #expect(Jyutping.text(of: "王欣") == Jyutping.text(of: "黃恩"))
        #expect(Jyutping.text(of: "祺") == Jyutping.text(of: "琪"))
        #expect(Jyutping.text(of: "俊") == Jyutping.text(of: "駿"))
    }

    @Test("leaves other text and unknown characters as they are")
    func others() {
        #expect(Jyutping.text(of: "chan tai man") == "chan tai man")
        #expect(Jyutping.text(of: "陳peter大") == "can peter daai")
        #expect(Jyutping.text(of: "龘陳") == "龘 can")
        #expect(Jyutping.text(of: "𠮷陳") == "𠮷 can")
        #expect(Jyutping.text(of: "") == "")
        #expect(Jyutping.syllable(of: "a") == nil)
    }

    @Test("knows how Hong Kong spells characters, likeliest first")
    func spellings() {
        #expect(Romanisation.romanisations(of: "陳大文") == ["chan", "tai", "man"])
        #expect(Romanisation.romanisations(of: "李 小龍") == ["lee", "siu", "lung"])
        #expect(Romanisation.candidates(of: "李").prefix(2) == ["lee", "li"])
        #expect(Romanisation.candidates(of: "a") == [])
    }

    @Test("tells whether a token fits a character")
    func fits() {
        #expect(Romanisation.fits("chan", "陳"))
        #expect(Romanisation.fits("CHAN", "陳"))
        #expect(Romanisation.fits("zhang", "張"))
        #expect(!Romanisation.fits("wong", "陳"))
        #expect(!Romanisation.fits("", "陳"))
        #expect(!Romanisation.fits("chan", "龘"))
        let token = Array("chow".utf8)
        #expect(Romanisation.rank(of: token.span, for: "周") == 0)
        let all = Romanisation.candidates(of: "周")
        #expect(Set(all).count == all.count)
    }
}
