import Columns

/// The values are the same under a transform of blocking.
enum SameKeyLevel: LevelKind {
    static let word = "same_key"
    static let meaning = "the values are the same under a transform of blocking, such as `soundex`"
    static let suits = RoleGroup.any
    static let argument = LevelArgument.transform
    static let examples: [LevelExample] = [
        .like(.sameKey("surname", "soundex"), "robert", "rupert"),
        .like(.sameKey("birth_date", "year"), "1980-03-04", "1980"),
        .unlike(.sameKey("surname", "prefix(3)"), "chan", "chen"),
    ]

    static func sharedKey(_ test: LevelTest) -> String? { test.name }

    static func preparations(_ test: LevelTest) -> [any Preparation] { [classes(test)] }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let slot = try compiler.slot(test.looked)
        guard let classes = compiler.prepared(classes(test)).classes else {
            throw compiler.error("there is no key transform '\(test.name)'")
        }
        let index = compiler.measure(
            "\(test.name) \(test.looked)",
            SameClassMeasure(slot: slot, classes: classes)
        )
        return .atLeast(measure: index, 1)
    }

    private static func classes(_ test: LevelTest) -> KeyClassPreparation {
        KeyClassPreparation(feature: test.looked, transform: test.name)
    }
}

extension Agreement {
    /// The values have the same key under a named transform of blocking, as `soundex`.
    public static func sameKey(_ feature: String, _ transform: String) -> Agreement {
        .test(LevelTest(SameKeyLevel.self, feature, .text(transform)))
    }
}

/// The classes of values that have one key.
private struct KeyClassPreparation: Preparation {
    let feature: String
    let transform: String
    static let cost = 3

    /// One class per code, 0 for none; nil where there is no such transform.
    struct Prepared: Sendable {
        let classes: [UInt32]?
    }

    func prepared(from source: PreparationSource) -> Prepared {
        Prepared(classes: source.context.keys(source.values(feature), transform).map(Self.classes))
    }

    /// Half of a hash of each key, not 0 for a key.
    ///
    /// Of four billion pairs of different keys one meets in it: less than a comparison can tell.
    private static func classes(_ keys: [UInt64]) -> [UInt32] {
        keys.map { $0 == 0 ? 0 : max(1, UInt32(truncatingIfNeeded: Hash64.mix($0) &>> 32)) }
    }
}

/// Whether two values are of one class: 1 or 0.
private struct SameClassMeasure: PairMeasure {
    let slot: Int
    let classes: [UInt32]

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let slot = slot
        classes.withUnsafeBufferPointer { classes in
            batch.each(indices, slot) { i, a, b in
                let class1 = classes[Int(a)]
                values[i] = class1 != 0 && class1 == classes[Int(b)] ? 1 : 0
            }
        }
    }
}
