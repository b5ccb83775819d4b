import Testing

@testable import Columns

@Suite struct ValueDictionaryTests {
    @Test("values of a length are found wherever they stand, and in their order")
    func codesOfLength() {
        for count in [0, 1, 2, 63, 64, 65, 128, 129, 200] {
            var interner = ValueInterner()
            for i in 0..<count { _ = interner.intern(String(repeating: "a", count: i % 5) + "\(1000 + i)") }
            let values = interner.finish()
            for length in 0..<12 {
                let expected = (1..<UInt32(max(1, values.count))).filter { values.length($0) == length }
                #expect(values.codes(ofLength: length) { _ in true } == expected)
                let odd = expected.filter { (values.slice($0).last ?? 0) & 1 == 1 }
                #expect(values.codes(ofLength: length) { ($0.last ?? 0) & 1 == 1 } == odd)
            }
        }
    }
}
