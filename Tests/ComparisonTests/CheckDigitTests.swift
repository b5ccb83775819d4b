import Columns
import Testing

@testable import Comparison

@Suite struct CheckDigitTests {
    private func isValid(_ text: String, _ scheme: CheckDigits) -> Bool {
        Array(text.utf8).withUnsafeBufferPointer { scheme.isValid($0) }
    }

    @Test(
        "numbers known to be right pass, and no other last character does",
        arguments: [
            ("a1234563", CheckDigits.hongKong), ("ab9876543", .hongKong), ("79927398713", .luhn),
            ("9434765919", .modulo11), ("12345678z", .letter23),
        ]
    )
    func known(number: String, scheme: CheckDigits) {
        #expect(isValid(number, scheme))
        for other in "0123456789abcdefghijklmnopqrstuvwxyz" where other != number.last {
            #expect(!isValid(String(number.dropLast()) + String(other), scheme))
        }
    }

    @Test(
        "texts of another form never pass",
        arguments: ["", "a", "1234567", "陳大文", "a12345678901234567890"]
    )
    func others(text: String) {
        for scheme in CheckDigits.allCases { #expect(!isValid(text, scheme)) }
    }

    @Test("a scheme is found where nearly all values pass it, and only there") func scheme() {
        func dictionary(_ texts: [String]) -> ValueDictionary {
            var interner = ValueInterner()
            for text in texts { _ = interner.intern(text) }
            return interner.finish()
        }
        let bodies = (100_000..<100_300).map { "a\($0)" }
        let right = bodies.map { body in
            "0123456789a".map { body + String($0) }.first { isValid($0, .hongKong) } ?? body
        }
        #expect(CheckDigits.scheme(of: dictionary(right)) == .hongKong)
        #expect(CheckDigits.scheme(of: dictionary(bodies.map { $0 + "0" })) == nil)
        #expect(CheckDigits.scheme(of: dictionary(Array(right.prefix(5)))) == nil)
    }
}
