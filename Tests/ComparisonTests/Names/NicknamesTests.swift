import Comparison
import Testing

@Suite("Nicknames")
struct NicknamesTests {
    @Test(
        "relate short and pet forms to their names, and to one another",
        arguments: [
            ("william", "bill"), ("will", "billy"), ("robert", "bob"), ("rob", "bobby"), ("elizabeth", "liz"),
            ("beth", "betty"), ("margaret", "peggy"), ("maggie", "peggy"), ("catherine", "kate"),
            ("katherine", "catherine"), ("ted", "theodore"), ("ted", "edward"), ("john", "jack"),
            ("james", "jim"), ("richard", "dick"), ("mary", "polly"), ("stephen", "steven"),
            ("jo", "josephine"),
        ]
    )
    func related(a: String, b: String) {
        #expect(Nicknames.areRelated(a, b))
        #expect(Nicknames.areRelated(b, a))
    }

    @Test(
        "do not relate names of different people",
        arguments: [
            ("william", "robert"), ("theodore", "edward"), ("mary", "margaret"), ("tai", "man"), ("", ""),
            ("xqz", "xqz"), ("bill", "bob"), ("William", "bill"),
        ]
    )
    func unrelated(a: String, b: String) {
        #expect(!Nicknames.areRelated(a, b))
    }

    @Test("give each name at most three groups, ascending, the first as its group")
    func groups() {
        let ted = Nicknames.groups(of: "ted")
        #expect(ted.first > 0 && ted.first < ted.second && ted.second < ted.third)
        #expect(ted.third <= UInt32(Nicknames.groupCount))
        let bytes = Array("ted".utf8)
        #expect(Nicknames.group(of: bytes.span) == ted.first)
        #expect(Nicknames.groups(of: "peggy").second == 0)
        #expect(Nicknames.groups(of: "xqz") == (0, 0, 0))
    }

    @Test("take any bytes")
    func hostile() {
        for bytes: [UInt8] in [[], [0], [0xff], [0xc3], [UInt8](repeating: 0x61, count: 10_240)] {
            #expect(Nicknames.group(of: bytes.span) == 0)
        }
    }
}
