import HanNames
import Testing

@Suite("The sound of names")
struct NameSoundTests {
    @Test("every spelling of a character has the sound of the character")
    func spellings() {
        for (character, spelling) in [
            ("志", "chi"), ("子", "tsz"), ("國", "kwok"), ("玉", "yuk"), ("遠", "yuen"), ("欣", "yan"),
            ("詩", "sze"),
        ] {
            let han = NameSound.ofHan("陳" + character, .cantonese)
            #expect(NameSound.ofLatin(surname: ["chan"], given: [spelling], .cantonese) == han, "\(spelling)")
        }
    }

    @Test("surnames sound as people of that name spell them")
    func surnames() {
        for (han, latin) in [
            ("李", "lee"), ("吳", "ng"), ("曾", "tsang"), ("區", "au"), ("許", "hui"), ("余", "yu"),
        ] {
            #expect(
                NameSound.ofLatin(surname: [latin], given: ["ming"], .cantonese)
                    == NameSound.ofHan(han + "明", .cantonese),
                "\(latin)"
            )
        }
        #expect(NameSound.ofHan("曾明", .pinyin) == "zeng ming")
        #expect(NameSound.ofHan("單明", .pinyin) == "shan ming")
    }

    @Test("names of other languages have no sound, and other given names are left out")
    func others() {
        #expect(NameSound.ofLatin(surname: ["smith"], given: ["john"], .cantonese) == nil)
        #expect(NameSound.ofLatin(surname: ["kowalski"], given: ["jan"], .pinyin) == nil)
        #expect(NameSound.ofLatin(surname: [], given: ["tai", "man"], .cantonese) == nil)
        #expect(
            NameSound.ofLatin(surname: ["chan"], given: ["peter", "tai", "man"], .cantonese)
                == NameSound.ofHan("陳大文", .cantonese)
        )
    }

    @Test("Wade and Giles without apostrophes is one with pinyin of either kind")
    func wadeGiles() {
        for (pinyin, spelling) in [
            ("zhang", "chang"), ("chang", "chang"), ("xu", "hsu"), ("qian", "chien"), ("jia", "chia"),
            ("zhi", "chih"),
            ("guo", "kuo"), ("rong", "jung"), ("cai", "tsai"), ("he", "ho"), ("luo", "lo"), ("yan", "yen"),
            ("zi", "tzu"), ("xue", "hsueh"), ("xiong", "hsiung"), ("shui", "shui"), ("lin", "lin"),
        ] {
            #expect(
                NameSound.ofLatin(surname: ["lin"], given: [pinyin], .wadeGiles)
                    == NameSound.ofLatin(surname: ["lin"], given: [spelling], .wadeGiles),
                "\(pinyin)"
            )
        }
    }

    @Test("a character that is in no table stands for itself")
    func unknown() {
        #expect(NameSound.ofHan("陳龘", .cantonese) == "chan 龘")
        #expect(NameSound.ofHan("", .pinyin) == "")
    }
}
