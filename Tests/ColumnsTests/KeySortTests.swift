import Columns
import Testing

@Suite("Rows by key") struct KeySortTests {
    private func keys(_ count: Int, distinct: Int, missing: Double, seed: UInt64) -> [UInt32] {
        var random = KeyedRandom(seed: seed, purpose: 1, entity: 0)
        return (0..<count).map { _ in
            random.nextBool(missing)
                ? 0
                : max(1, UInt32(truncatingIfNeeded: Hash64.mix(UInt64(random.nextIndex(below: distinct)))))
        }
    }

    @Test(
        "Rows come by key, rows of one key ascend, rows without a key are left out",
        arguments: [
            (0, 1), (1, 1), (2, 1), (49, 3), (700, 20), (5_000, 1), (60_000, 50_000), (60_000, 7),
        ]
    )
    func sorted(_ count: Int, _ distinct: Int) {
        for missing in [0, 0.3, 1] {
            let keys = keys(count, distinct: distinct, missing: missing, seed: UInt64(count))
            let expected = keys.indices.filter { keys[$0] != 0 }
                .map { UInt64(keys[$0]) << 32 | UInt64($0) }.sorted()
            #expect(KeySort.rows(byKey: keys) == expected)
        }
    }

    @Test("The lowest and the highest key have their places")
    func extremes() {
        let keys: [UInt32] = [.max, 1, 0, .max, 1 << 31, 1]
        #expect(KeySort.rows(byKey: keys).map { UInt32(truncatingIfNeeded: $0) } == [1, 5, 4, 0, 3])
    }
}
