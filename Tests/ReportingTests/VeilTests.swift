import Testing

@testable import Reporting

@Suite struct VeilTests {
    private let veil = Veil(isRevealed: false)

    private func text(_ value: ComparedText) -> String { value.runs.map(\.text).joined() }

    @Test(arguments: [
        ("CHAN, Tai-man", "XXXX, Xxx-xxx"), ("1984-02-29", "9999-99-99"), ("陳大文", "〇〇〇"),
        ("Ærøskøbing", "Xxxxxxxxxx"),
        ("A123456(7)", "X999999(9)"), ("שלום", "····"), ("", ""), ("<script>", "<xxxxxx>"),
    ]) func aValueByItselfKeepsItsShape(_ value: String, _ shape: String) {
        #expect(veil.shown(value) == shape)
        #expect(Veil(isRevealed: true).shown(value) == value)
    }

    @Test func twoValuesShowWhereTheyAgree() {
        let (a, b) = veil.shown("1984-02-29", "1984-02-28")
        #expect(text(a) == "●●●●-●●-●○" && text(b) == "●●●●-●●-●○")
        let (c, d) = veil.shown("陳大文", "陳文")
        #expect(text(c) == "■□■" && text(d) == "■■")
        let (e, f) = veil.shown("chan", "")
        #expect(text(e) == "○○○○" && f.runs.isEmpty)
        #expect(e.words == "0 of 4 characters agree" && f.words == "no value")
    }

    @Test func valuesThatShareLittleShareNothing() {
        let (a, b) = veil.shown("wong", "okafor")
        #expect(!text(a).contains("●") && !text(b).contains("●"))
    }

    @Test func revealedValuesKeepTheirText() {
        let (a, b) = Veil(isRevealed: true).shown("smith", "smyth")
        #expect(text(a) == "smith" && text(b) == "smyth")
        #expect(a.runs.map(\.agrees) == [true, false, true])
    }

    @Test func noMaskedCharacterIsTheOriginal() {
        let letters = (0x30...0x17f).compactMap { Unicode.Scalar($0) }.filter {
            $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
        let value = String(String.UnicodeScalarView(letters))
        let allowed = Set("xX9·".unicodeScalars)
        #expect(veil.shown(value).unicodeScalars.allSatisfy { allowed.contains($0) || $0 == "…" })
        let marks = Set("●○■□…".unicodeScalars)
        #expect(text(veil.shown(value, value).a).unicodeScalars.allSatisfy { marks.contains($0) })
    }

    @Test func alignmentsAreLongest() {
        // Against every subsequence, tried one by one.
        func longest(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
            var best = 0
            for mask in 0..<(1 << a.count) {
                let part = a.indices.filter { mask >> $0 & 1 == 1 }.map { a[$0] }
                var next = part.startIndex
                for scalar in b where next < part.endIndex && part[next] == scalar { next += 1 }
                if next == part.endIndex { best = max(best, part.count) }
            }
            return best
        }
        for (x, y) in [
            ("abcbdab", "bdcaba"), ("anna", "hannah"), ("aaaa", "aa"), ("xyz", "zyx"), ("kim", "mik"),
        ] {
            let (a, b) = (Array(x.unicodeScalars), Array(y.unicodeScalars))
            let (inA, inB) = Alignment.agreeing(a, b)
            let expected = longest(a, b)
            let count = 2 * expected < max(a.count, b.count) ? 0 : expected
            #expect(inA.count { $0 } == count && inB.count { $0 } == count, "\(x) \(y)")
        }
    }
}
