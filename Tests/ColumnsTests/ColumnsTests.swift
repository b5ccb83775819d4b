import Testing

@testable import Columns

@Suite struct KeyedRandomTests {
    /// Known answers of the Random123 distribution for philox4x32-10.
    @Test func philoxMatchesThePublishedVectors() {
        #expect(
            KeyedRandom.philox(counter: SIMD4(repeating: 0), key: SIMD2(repeating: 0))
                == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
        )
        #expect(
            KeyedRandom.philox(counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max))
                == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
        )
        #expect(
            KeyedRandom.philox(
                counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
                key: SIMD2(0xa409_3822, 0x299f_31d0)
            )
                == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
        )
    }

    @Test func drawsDependOnlyOnSeedPurposeAndEntity() {
        var a = KeyedRandom(seed: 7, purpose: 1, entity: 99)
        var b = KeyedRandom(seed: 7, purpose: 1, entity: 99)
        var c = KeyedRandom(seed: 7, purpose: 2, entity: 99)
        let first = (0..<9).map { _ in a.nextWord() }
        #expect(first == (0..<9).map { _ in b.nextWord() })
        #expect(first != (0..<9).map { _ in c.nextWord() })
    }
}

@Suite struct RadixSortTests {
    @Test(arguments: [0, 1, 2, 63, 64, 1000, 5000]) func sortsStably(count: Int) {
        var random = KeyedRandom(seed: 1, purpose: 0, entity: UInt64(count))
        var rows = (0..<count).map { row in
            KeyedRow(
                key: UInt64(random.nextIndex(below: 300)) << 40 | UInt64(random.nextIndex(below: 3)),
                row: UInt32(row)
            )
        }
        let expected = rows.sorted { ($0.key, $0.row) < ($1.key, $1.row) }
        RadixSort.sort(&rows)
        #expect(rows == expected)
    }

    @Test(arguments: [0, 1, 40, 64]) func sortsTheSameSideBySide(keyBits: UInt64) {
        var random = KeyedRandom(seed: 1, purpose: 1, entity: keyBits)
        let rows = (0..<150_000).map { row in
            let word = UInt64(random.nextWord()) << 32 | UInt64(random.nextWord())
            return KeyedRow(key: keyBits == 0 ? 0 : word >> (64 - keyBits), row: UInt32(row))
        }
        var expected = rows
        RadixSort.sort(&expected)
        for threads in [1, 2, 8] {
            var sorted = rows
            RadixSort.sort(&sorted, workers: Workers(threads: threads))
            #expect(sorted == expected)
        }
    }
}

@Suite struct ValueInternerTests {
    @Test func codesFollowFirstAppearanceAndSurviveGrowth() {
        var interner = ValueInterner()
        let words = (0..<5000).map { "w\($0 % 1700)" }
        let codes = words.map { interner.intern($0) }
        #expect(interner.intern("") == 0)
        let dictionary = interner.finish()
        #expect(dictionary.count == 1701)
        #expect(codes[0] == 1 && codes[1699] == 1700 && codes[1700] == 1)
        #expect(zip(words, codes).allSatisfy { dictionary.string($1) == $0 })
    }

    @Test func findsWhatIsThereAndAddsNothing() {
        var interner = ValueInterner()
        let codes = (0..<1000).map { interner.intern("w\($0)") }
        func find(_ text: String) -> UInt32? {
            Array(text.utf8).withUnsafeBufferPointer { interner.find($0) }
        }
        #expect((0..<1000).map { find("w\($0)") } == codes)
        #expect(find("") == 0)
        #expect((1000..<2000).allSatisfy { find("w\($0)") == nil })
        #expect(interner.count == 1001)
    }

    @Test func distinguishesCanonicallyEquivalentSpellings() {
        var interner = ValueInterner()
        #expect(interner.intern("é") != interner.intern("e\u{301}"))
    }
}

@Suite struct CivilDateTests {
    @Test func roundTripsEveryDayOfFourHundredYears() {
        var previous = CivilDate(daysSince1970: -80_001)
        for days in -80_000..<66_097 {
            let date = CivilDate(daysSince1970: days)
            #expect(date.daysSince1970 == days && previous < date)
            previous = date
        }
        #expect(CivilDate(year: 2000, month: 2, day: 29)?.daysSince1970 == 11_016)
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 1980, month: 3, day: 7)?.iso == "1980-03-07")
    }
}

@Suite struct WorkersTests {
    @Test(arguments: [1, 2, 8]) func mapKeepsTheOrderOfPieces(threads: Int) {
        #expect(Workers(threads: threads).map(pieces: 1000) { $0 * $0 } == (0..<1000).map { $0 * $0 })
    }

    @Test func fillCoversEveryElement() {
        let filled = Workers(threads: 3).fill(count: 1001, pieceSize: 64, with: -1) { range, slice in
            for i in range { slice[i - range.lowerBound] = i }
        }
        #expect(filled == Array(0..<1001))
    }

    struct Failure: Error, Equatable { let piece: Int }

    @Test func theLowestFailingPieceIsThrown() {
        #expect(throws: Failure(piece: 3)) {
            try Workers(threads: 4).map(pieces: 100) { (piece) throws(Failure) -> Int in
                if piece >= 3 { throw Failure(piece: piece) }
                return piece
            }
        }
    }
}

@Suite struct DisjointSetsTests {
    @Test func theLowestRowRepresentsItsSet() {
        var sets = DisjointSets(count: 10)
        sets.union(9, 4)
        sets.union(4, 7)
        let again = sets.union(7, 9)
        #expect(!again)
        #expect(sets.find(9) == 4 && sets.find(7) == 4 && sets.find(3) == 3)
    }
}
