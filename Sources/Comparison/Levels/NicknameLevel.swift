import Columns

/// The values are forms of one given name, as William and Bill.
enum NicknameLevel: LevelKind {
    static let word = "nickname"
    static let meaning = "the one is a short or pet form of the other (English names)"
    static let suits = RoleGroup.names
    static let examples: [LevelExample] = [
        .like(.nickname("given_name"), "william", "bill"),
        .unlike(.nickname("given_name"), "william", "mary"),
    ]

    static func preparations(_ test: LevelTest) -> [any Preparation] {
        [NicknamePreparation(feature: test.looked)]
    }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let slot = try compiler.slot(test.looked)
        let groups = compiler.prepared(NicknamePreparation(feature: test.looked))
        return .atLeast(
            measure: compiler.measure(test.looked, NicknameMeasure(slot: slot, groups: groups)),
            1
        )
    }
}

extension Agreement {
    /// The values are forms of one given name, as William and Bill.
    public static func nickname(_ feature: String) -> Agreement {
        .test(LevelTest(NicknameLevel.self, feature))
    }
}

private struct NicknamePreparation: Preparation {
    let feature: String
    static let cost = 2

    func prepared(from source: PreparationSource) -> NicknameGroups { NicknameGroups(source.values(feature)) }
}

/// Whether two values are forms of one name: 1 or 0.
private struct NicknameMeasure: PairMeasure {
    let slot: Int
    let groups: NicknameGroups

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let groups = groups
        batch.each(indices, slot) { values[$0] = groups.share($1, $2) ? 1 : 0 }
    }
}

/// The nickname groups of each value of a given-name feature: forms of one name share a group.
private struct NicknameGroups: Sendable {
    /// Up to three groups per code, 0 for none.
    private let groups: [SIMD4<UInt32>]

    /// Looks up the groups of each value's first word.
    init(_ values: ValueDictionary) {
        groups = (0..<UInt32(values.count)).map { code in
            values.withBytes(code) { bytes in
                let first = UnsafeBufferPointer(rebasing: bytes.prefix { $0 != UInt8(ascii: " ") })
                // SAFETY: the span does not outlive the bytes it looks at.
                let found = Nicknames.groups(of: Span(_unsafeElements: first))
                return SIMD4(found.first, found.second, found.third, 0)
            }
        }
    }

    /// Whether the values of two codes have a group in common.
    @inline(__always) func share(_ a: UInt32, _ b: UInt32) -> Bool {
        let x = groups[Int(a)]
        let y = groups[Int(b)]
        for i in 0..<3 where x[i] != 0 {
            if x[i] == y[0] || x[i] == y[1] || x[i] == y[2] { return true }
        }
        return false
    }
}
