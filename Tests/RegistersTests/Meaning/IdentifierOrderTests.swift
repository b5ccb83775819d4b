import Columns
import Testing

@testable import Registers

struct IdentifierOrderTests {
    private func column(_ texts: [String]) -> CodedColumn { table(["id"], texts.map { [$0] }).columns[0] }

    private func sorted(_ texts: [String]) -> [String]? {
        let column = column(texts)
        return IdentifierOrder.sorted(column.codes, column.values, rows: nil)?.map { texts[Int($0)] }
    }

    @Test("Numbers are in their order, whatever their length")
    func numbers() {
        #expect(sorted(["10", "9", "100", "1"]) == ["1", "9", "10", "100"])
        #expect(sorted(["1", "9", "10", "100"]) == nil)
    }

    @Test("Identifiers of any length sort as comparing them byte by byte does", arguments: 1...8)
    func slowTwin(seed: Int) {
        var random = KeyedRandom(seed: UInt64(seed), purpose: 3, entity: 0)
        var texts: Set<String> = []
        while texts.count < 300 {
            let length = 1 + random.nextIndex(below: 20)
            texts.insert(
                (0..<length).map { _ in ["a", "b", "Z", "é", "0"][random.nextIndex(below: 5)] }.joined()
            )
        }
        let shuffled = texts.sorted { Hash64.text($0, seed: 1) < Hash64.text($1, seed: 1) }
        let slow = shuffled.sorted { a, b in
            a.utf8.count == b.utf8.count
                ? a.utf8.lexicographicallyPrecedes(b.utf8) : a.utf8.count < b.utf8.count
        }
        #expect(sorted(shuffled) == slow)
    }

    @Test("Rows of one identifier keep their order, of which the first is the record")
    func duplicates() {
        let written = column(["b", "a", "b", "", "c"])
        let found = RecordIdentifiers(column: written, register: "r", missingCodes: [])
        #expect(found.quarantine.duplicates == 1)
        #expect(found.quarantine.examples.map(\.row) == [2])
        #expect(found.quarantine.keptRows == [1, 0, 4, 3])
        #expect(found.codes.map { found.values.string($0) } == ["a", "b", "c", "row 4"])
    }

    @Test("Records in order are left as they are")
    func inOrder() {
        let found = RecordIdentifiers(column: column(["a", "b", "c"]), register: "r", missingCodes: [])
        #expect(found.quarantine.keptRows == nil && !found.isReordered)
    }
}
