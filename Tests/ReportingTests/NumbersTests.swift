import Testing

@testable import Reporting

@Suite struct NumbersTests {
    @Test func numbersAreGroupedAndSigned() {
        #expect(Numbers.count(1999) == "1999" && Numbers.count(12_345) == "12\u{202f}345")
        #expect(Numbers.count(-1_234_567) == "−1\u{202f}234\u{202f}567")
        #expect(Numbers.fixed(12_345.678, 2) == "12\u{202f}345.68" && Numbers.fixed(-0.001, 2) == "0.00")
        #expect(Numbers.bits(3.21) == "+3.2" && Numbers.bits(-3.21) == "−3.2" && Numbers.bits(0.01) == "0.0")
        #expect(
            Numbers.fixed(.nan, 1) == "–"
                && Numbers.fixed(2.5e12, 1) == "2\u{202f}500\u{202f}000\u{202f}000\u{202f}000"
        )
    }

    @Test func sharesAreNeverRoundedToAllOrNone() {
        #expect(Numbers.percent(0.999999) == ">99.99\u{202f}%" && Numbers.percent(1) == "100.00\u{202f}%")
        #expect(Numbers.percent(0.000001, 1) == "<0.1\u{202f}%" && Numbers.percent(0, 1) == "0.0\u{202f}%")
    }

    @Test func smallProbabilitiesHaveAPowerOfTen() {
        #expect(Numbers.probability(0.93421) == "0.934" && Numbers.probability(0.00123) == "0.00123")
        #expect(Numbers.probability(3.14e-7) == "3.1e-7" && Numbers.probability(0) == "0")
        #expect(Numbers.probability(0.99999) == ">0.999" && Numbers.probability(1) == "1.000")
    }

    @Test func ticksAreRound() {
        #expect(Scale(0, 97, from: 0, to: 1).ticks(5) == [0, 20, 40, 60, 80])
        #expect(Scale(-6.3, 62, from: 0, to: 1).ticks(7) == [0, 10, 20, 30, 40, 50, 60])
        #expect(
            Scale(logarithmic: 0.5, 12_000, from: 0, to: 1).ticks(6).map { $0.rounded() } == [
                1, 10, 100, 1000, 10_000,
            ]
        )
        let scale = Scale(logarithmic: 1, 100, from: 0, to: 200)
        #expect((scale(10) - 100).magnitude < 1e-9 && scale(1000) == 200)
    }

    @Test func coordinatesHaveATenth() {
        #expect(
            Numbers.coordinate(12.34) == "12.3" && Numbers.coordinate(-0.04) == "0"
                && Numbers.coordinate(7) == "7"
        )
        #expect(Numbers.coordinate(-12.36) == "-12.4" && Numbers.coordinate(.infinity) == "0")
    }
}
