import Testing

@testable import Synthesis

@Suite struct HongKongIDTests {
    @Test(arguments: [
        ("G123456", "A"), ("L555555", "0"), ("C668668", "9"), ("P103265", "1"), ("U443902", "0"),
        ("YK159771", "6"), ("CA182361", "1"), ("AB987654", "3"),
    ])
    func publishedNumbersHaveTheirCheckCharacter(body: String, check: String) {
        #expect(HongKongID.checkCharacter(of: Array(body.utf8)) == check.utf8.first)
    }

    @Test(arguments: ["", "A12345", "ABC123456", "a123456", "A12 456"])
    func whatIsNoNumberHasNone(body: String) {
        #expect(HongKongID.checkCharacter(of: Array(body.utf8)) == nil)
    }

    @Test func syntheticNumbersStartWithQAndAreInRange() {
        for (number, expected) in [(0, "QA000000"), (1_000_042, "QB000042"), (25_999_999, "QZ999999")] {
            var bytes: [UInt8] = []
            HongKongID.appendSyntheticBody(number, to: &bytes)
            #expect(String(decoding: bytes, as: UTF8.self) == expected)
        }
    }
}

@Suite struct KeyedPermutationTests {
    @Test(arguments: [1, 2, 3, 5, 64, 1000, 4097])
    func everyNumberIsTakenOnce(count: Int) {
        let permutation = KeyedPermutation(count: count, key: 3)
        #expect((0..<count).map { permutation($0) }.sorted() == Array(0..<count))
    }

    @Test func aKeyHasAnOrderOfItsOwn() {
        let first = KeyedPermutation(count: 1000, key: 3)
        let second = KeyedPermutation(count: 1000, key: 4)
        #expect((0..<1000).count { first($0) == second($0) } < 20)
    }
}
