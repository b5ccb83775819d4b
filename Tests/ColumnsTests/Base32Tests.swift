import Columns
import Testing

@Suite struct Base32Tests {
    @Test func textsAreReadBack() {
        for value: UInt64 in [0, 1, 31, 32, 0x0123_4567_89ab_cdef, .max] {
            let text = Base32.text(value)
            #expect(text.count == Base32.length)
            #expect(Base32.parse(text) == value)
            #expect(Base32.parse(text.lowercased()) == value)
        }
        #expect(Base32.text(.max) == "FZZZZZZZZZZZZ")
    }

    @Test func lookAlikesAreRead() {
        #expect(Base32.parse("OOOOOOOOOOOIL") == 33)
        #expect(Base32.parse("ooooooooooo0v") == 27)
    }

    @Test(arguments: [
        "G000000000000", "000000000000U", "0", "", "00000000000000", "000000000000-", "00000000000é",
    ])
    func otherTextsAreNone(_ text: String) { #expect(Base32.parse(text) == nil) }
}
