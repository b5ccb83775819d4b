import Columns
import Foundation
import Testing

@testable import Blocking
@testable import Comparison
@testable import Jobs
@testable import Pipeline

// The examples of CONTRIBUTING.md, as they stand there.

/// The lengths of the values differ by at most so many characters.
enum LengthWithinLevel: LevelKind {
    static let word = "length_within"
    static let meaning = "the lengths of the values differ by at most so many characters"
    static let suits = RoleGroup.texts
    static let argument = LevelArgument.most
    static let examples: [LevelExample] = [
        .like(.lengthWithin("surname", 1), "chan", "cheng"),
        .unlike(.lengthWithin("surname", 1), "chan", "cheung"),
    ]

    static func preparations(_ test: LevelTest) -> [any Preparation] { [Lengths(feature: test.looked)] }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let slot = try compiler.slot(test.looked)
        let lengths = compiler.prepared(Lengths(feature: test.looked))
        let index = compiler.measure(test.looked, LengthMeasure(slot: slot, lengths: lengths))
        return .atMost(measure: index, Float(test.number))
    }
}

extension Agreement {
    /// The lengths of the values differ by at most so many characters.
    static func lengthWithin(_ feature: String, _ most: Int) -> Agreement {
        .test(LevelTest(LengthWithinLevel.self, feature, .number(Double(most))))
    }
}

/// The length of each value in Unicode scalars: worked out once per distinct value.
private struct Lengths: Preparation {
    let feature: String
    static let cost = 1

    func prepared(from source: PreparationSource) -> [Int32] {
        let values = source.values(feature)
        return (0..<UInt32(values.count)).map { Int32(values.string($0).unicodeScalars.count) }
    }
}

/// How far two lengths are apart: one loop over a batch of pairs.
private struct LengthMeasure: PairMeasure {
    let slot: Int
    let lengths: [Int32]

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let (slot, lengths) = (slot, lengths)
        batch.each(indices, slot) { values[$0] = Float(abs(lengths[Int($1)] - lengths[Int($2)])) }
    }
}

/// The value without vowels and spaces.
struct ConsonantsKey: KeyKind {
    static let word = "consonants"
    static let meaning = "the value without vowels and spaces"
    static let suits = RoleGroup.names
    static let examples = [
        KeyExample("catherine", "cthrn"), KeyExample("katharina", "kthrn"), KeyExample("io", ""),
    ]

    init(_ numbers: [Int]) {}

    func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        for i in value.indices where !" aeiou".utf8.contains(value[i]) { text.append(value[i]) }
    }
}

extension KeyTransform {
    /// The value without vowels and spaces.
    static let consonants = KeyTransform(ConsonantsKey.self)
}

/// A level and a key that a file adds do all that the others do.
@Suite struct AddedKindsTests {
    private let levels = LevelRegistry(LevelRegistry.standard.kinds + [LengthWithinLevel.self])
    private let keys = KeyRegistry(KeyRegistry.standard.kinds + [ConsonantsKey.self])

    @Test func anAddedLevelIsReadWrittenAndRun() throws {
        for example in LengthWithinLevel.examples { try ExampleRun(example, levels: levels).check() }
        let rule = try JobParser.rule("{ all: [{ length_within: 2 }, exact: given_name] }", levels: levels)
        #expect("\(rule)" == "all(length_within(2), exact(given_name))")
        #expect(rule.completed(own: "surname").features == ["surname", "given_name"])
    }

    @Test func anAddedLevelIsSuggestedWhereItIsMisspelt() {
        #expect {
            _ = try JobParser.rule("length_wihtin: 1", levels: levels)
        } throws: { error in
            (error as? JobError)?.mistakes.first?.suggestion == "length_within"
        }
    }

    @Test func anAddedKeyIsReadAndTaken() throws {
        for example in ConsonantsKey.examples {
            try ExampleRun.check(example, of: ConsonantsKey.self, registry: keys)
        }
    }

    @Test func theSchemaAndTheTablesHaveWhatIsAdded() {
        let text = VocabularyText(levels: levels, keys: keys)
        #expect(
            text.levelTable.contains(
                "| `length_within` | whole number | texts | the lengths of the values differ by at most"
            )
        )
        #expect(text.levelExamples.contains("| `length_within: 1` | chan – cheng | chan – cheung |"))
        #expect(text.keyTable.contains("| `consonants` | the value without vowels and spaces | names |"))
        let schema = text.ruleSchema.json(indent: 0)
        #expect(schema.contains("\"length_within\": {") && schema.contains("|consonants)$"))
    }

    @Test func theExamplesAreThoseOfTheGuide() throws {
        let guide = try String(
            contentsOf: VocabularyTests.root.appending(path: "CONTRIBUTING.md"),
            encoding: .utf8
        )
        let own = try String(contentsOfFile: #filePath, encoding: .utf8)
        let blocks = guide.components(separatedBy: "```swift\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
        #expect(blocks.count == 2)
        for block in blocks { #expect(own.contains(block)) }
    }
}
