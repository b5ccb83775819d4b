import Blocking
import Testing

@Suite("Soundex")
struct SoundexTests {
    /// Examples of the National Archives and of Knuth’s “Sorting and Searching”.
    @Test(
        "codes the published names",
        arguments: [
            ("Robert", "R163"), ("Rupert", "R163"), ("Rubin", "R150"), ("Ashcraft", "A261"),
            ("Ashcroft", "A261"), ("Tymczak", "T522"), ("Pfister", "P236"), ("Honeyman", "H555"),
            ("Lee", "L000"), ("Washington", "W252"), ("Gutierrez", "G362"), ("Jackson", "J250"),
            ("VanDeusen", "V532"), ("Euler", "E460"), ("Gauss", "G200"), ("Hilbert", "H416"),
            ("Knuth", "K530"), ("Lloyd", "L300"), ("Lukasiewicz", "L222"),
        ]
    )
    func published(name: String, code: String) {
        #expect(Soundex.code(of: name) == code)
        #expect(Soundex.code(of: name.lowercased()) == code)
        #expect(Soundex.code(of: name.uppercased()) == code)
    }

    @Test("skips what is not a letter, and has no code without letters")
    func skips() {
        #expect(Soundex.code(of: "van deusen") == "V532")
        #expect(Soundex.code(of: "o'hara") == Soundex.code(of: "ohara"))
        #expect(Soundex.code(of: "") == "")
        #expect(Soundex.code(of: "陳 12") == "")
    }
}
