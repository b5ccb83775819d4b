import Blocking
import Testing

@Suite("NYSIIS")
struct NYSIISTests {
    /// Names that implementations of Taft's rules are commonly compared on, cut to six letters.
    @Test(
        "codes the customary names",
        arguments: [
            ("macintosh", "MCANT"), ("knuth", "NAT"), ("koehn", "CAN"), ("phillipson", "FALAPS"),
            ("pfeister", "FASTAR"), ("schoenhoeft", "SANAFT"), ("mckee", "MCY"), ("mackie", "MCY"),
            ("heitschmidt", "HATSNA"), ("bart", "BAD"), ("hurd", "HAD"), ("hunt", "HAD"),
            ("westerlund", "WASTAR"), ("casstevens", "CASTAF"), ("vasquez", "VASG"), ("frazier", "FRASAR"),
            ("bowman", "BANAN"), ("mcknight", "MCNAGT"), ("rickert", "RACAD"), ("deutsch", "DAT"),
            ("westphal", "WASTFA"), ("shriver", "SRAVAR"), ("kuhl", "CAL"), ("rawson", "RASAN"),
            ("jiles", "JAL"), ("carraway", "CARY"), ("yamada", "YANAD"),
        ]
    )
    func customary(name: String, code: String) {
        #expect(NYSIIS.code(of: name) == code)
        #expect(NYSIIS.code(of: name.uppercased()) == code)
    }

    @Test("keeps the first letter of the shortest names")
    func short() {
        for letter in "abcdefghijlmnopqrstuvwxyz" {
            #expect(NYSIIS.code(of: String(letter)) == letter.uppercased())
        }
        #expect(NYSIIS.code(of: "k") == "C")
        #expect(NYSIIS.code(of: "as") == "A")
        #expect(NYSIIS.code(of: "lee") == "LY")
        #expect(NYSIIS.code(of: "") == "")
        #expect(NYSIIS.code(of: "123") == "")
    }
}
