/// Letters of the Latin alphabets without their diacritics.
enum LatinFolding {
    // One letter per scalar from U+00C0, and from U+1E00; a full stop where nothing is folded. Made from
    // the canonical decompositions of Unicode 15 and, for letters that have none (ø, đ, ł …), by hand.
    private static let from00C0 = bytes(
        "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooo"
            + "rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
            + "b........d.....e................oo.............uu...................dddlllnnnaaiioouuuuuuuuuu.aaaaaa"
            + "..ggkkoooo..jdddgg..nnaaaaooaaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy...............b...."
            + "........"
    )
    private static let from1E00 = bytes(
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrsssss"
            + "sssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas..s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee"
            + "iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"
    )

    /// The plain lower-case letter of a Latin letter with diacritics, and a second one for ß, æ, œ, þ, ĳ.
    ///
    /// - Returns: nil if the scalar is no such letter; the second letter is 0 where there is none.
    static func fold(_ scalar: UInt32) -> (first: UInt8, second: UInt8)? {
        switch scalar {
        case 0xdf, 0x1e9e: return (0x73, 0x73)
        case 0xc6, 0xe6: return (0x61, 0x65)
        case 0x152, 0x153: return (0x6f, 0x65)
        case 0xde, 0xfe: return (0x74, 0x68)
        case 0x132, 0x133: return (0x69, 0x6a)
        default: break
        }
        let letter: UInt8
        if scalar >= 0xc0, scalar < 0xc0 + UInt32(from00C0.count) {
            letter = from00C0[Int(scalar - 0xc0)]
        } else if scalar >= 0x1e00, scalar < 0x1e00 + UInt32(from1E00.count) {
            letter = from1E00[Int(scalar - 0x1e00)]
        } else {
            return nil
        }
        return letter == 0x2e ? nil : (letter, 0)
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
