import Blocking
import Columns
import Comparison
import Foundation
import Testing

@testable import Jobs
@testable import Pipeline

/// Levels and keys do what their files say, and the schema and the documentation say what their registries
/// do.
///
/// `scripts/vocabulary` writes the schema's and the documentation's parts anew.
@Suite struct VocabularyTests {
    /// The folder of the package.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let levels: [(word: String, example: LevelExample)] = LevelRegistry.standard.kinds.flatMap {
        kind in
        kind.examples.map { (kind.word, $0) }
    }

    @Test(arguments: levels) func levelsHoldForTheirExamples(_ word: String, _ example: LevelExample) throws {
        try ExampleRun(example).check()
    }

    @Test func everyLevelIsShownAndItsWordIsItsOwn() {
        let kinds = LevelRegistry.standard.kinds
        for kind in kinds {
            #expect(
                kind.examples.contains { $0.holds } && kind.examples.contains { !$0.holds },
                "\(kind.word)"
            )
            #expect(!kind.meaning.isEmpty && !kind.suits.roles.isEmpty, "\(kind.word)")
            let words = kind.examples.flatMap { Self.words(of: $0.agreement) }
            #expect(Set(words) == [kind.word])
        }
        #expect(Set(kinds.map { $0.word }).count == kinds.count)
        #expect(!LevelRegistry.standard.words.contains { ["any", "all", "not", "label", "of"].contains($0) })
    }

    private static func words(of agreement: Agreement) -> [String] {
        switch agreement {
        case .test(let test): [test.word]
        case .any(let parts), .all(let parts): parts.flatMap { words(of: $0) }
        case .not(let part): words(of: part)
        }
    }

    @Test func keysAreThoseOfTheirExamples() throws {
        for kind in KeyRegistry.standard.kinds {
            #expect(!kind.examples.isEmpty && !kind.meaning.isEmpty, "\(kind.word)")
            for example in kind.examples { try ExampleRun.check(example, of: kind) }
        }
        let words = KeyRegistry.standard.words
        #expect(Set(words).count == words.count)
    }

    @Test func theSchemaAndTheDocumentationFollowTheRegistries() throws {
        let text = VocabularyText()
        let schema = "    \"rule\": " + text.ruleSchema.json(indent: 4)
        try expect("Schemas/job.schema.json", from: "    \"rule\": {", to: "\n    }", schema)
        let parts = [
            ("docs/job-file.md", "transforms", text.keyTable),
            ("docs/job-file.md", "levels", text.levelTable),
            ("docs/methods/comparing.md", "examples of levels", text.levelExamples),
            ("docs/methods/blocking.md", "examples of transforms", text.keyExamples),
        ]
        for (file, name, table) in parts {
            let (start, end) = ("<!-- \(name): scripts/vocabulary -->", "<!-- end -->")
            try expect(file, from: start, to: end, "\(start)\n\(table)\n\(end)")
        }
    }

    /// Compares the part of a file between two texts, both included, or writes it.
    private func expect(_ file: String, from start: String, to end: String, _ wanted: String) throws {
        let url = Self.root.appending(path: file)
        let text = try String(contentsOf: url, encoding: .utf8)
        let from = try #require(text.range(of: start)).lowerBound
        let to = try #require(text.range(of: end, range: from..<text.endIndex)).upperBound
        if text[from..<to] == wanted { return }
        if ProcessInfo.processInfo.environment["RECENSUS_WRITE_VOCABULARY"] == nil {
            Issue.record("\(file) does not say what the registries do; run scripts/vocabulary")
            return
        }
        try text.replacingCharacters(in: from..<to, with: wanted).write(
            to: url,
            atomically: true,
            encoding: .utf8
        )
    }
}

/// Examples on the way of a run: written, read, compiled, compared.
struct ExampleRun {
    let example: LevelExample
    let levels: LevelRegistry

    init(_ example: LevelExample, levels: LevelRegistry = .standard) {
        self.example = example
        self.levels = levels
    }

    func check() throws {
        let features = example.agreement.features
        let text = JobWriter.flow(example.agreement)
        let condition = try JobParser.rule(text, levels: levels).completed(own: features[0])
        #expect(condition == example.agreement.completed(own: features[0]), "\(text)")
        // With the features required or not; `missing` has nothing to say where they are.
        for required in [[], features] where required.isEmpty || !example.agreement.isMissing {
            let compiled = try CompiledComparisons(
                [Comparison(name: "it", required: required, levels: [ComparisonLevel("holds", condition)])],
                records: records(features),
                context: ComparisonContext { KeyTransform(parsing: $1)?.keys(of: $0) },
                workers: Workers(threads: 1)
            )
            for pattern in [compiled.pattern(0, 1), compiled.pattern(1, 0)] {
                let level = compiled.layout.level(0, in: pattern)
                #expect((level == 1) == example.holds, "\(text): \(example.left) and \(example.right)")
            }
        }
        if case .test(let test) = condition, let key = test.sharedKey, example.holds {
            let transform = try #require(KeyTransform(parsing: key))
            #expect(transform.text(of: example.left[0]) == transform.text(of: example.right[0]), "\(text)")
        }
    }

    private func records(_ names: [String]) -> Records {
        let rows = 2 + example.others.count
        let features = names.enumerated().map { place, name in
            var interner = ValueInterner()
            let others = place == 0 ? example.others : example.others.map { _ in "" }
            let codes = ([example.left[place], example.right[place]] + others).map { interner.intern($0) }
            return Feature(name: name, role: .text, codes: codes, values: interner.finish())
        }
        var identifiers = ValueInterner()
        let codes = (0..<rows).map { identifiers.intern("record \($0)") }
        return Records(
            registers: [RegisterSpan(name: "all", rows: 0..<rows)],
            identifiers: CodedColumn(name: "id", codes: codes, values: identifiers.finish()),
            features: features
        )
    }

    /// Takes a key of a value, alone and as one of a column.
    static func check(
        _ example: KeyExample,
        of kind: any KeyKind.Type,
        registry: KeyRegistry = .standard
    ) throws {
        let transform = KeyTransform(kind, example.numbers)
        let rule = try BlockingRuleParser.keys("feature.\(transform)", registry)
        #expect(rule.first?.transforms == [transform])
        #expect(transform.text(of: example.value) == example.key, "\(transform) of \(example.value)")
        var interner = ValueInterner()
        let code = Int(interner.intern(example.value))
        let keys = transform.keys(of: interner.finish())
        #expect(keys[code] == (example.key.isEmpty ? 0 : Hash64.text(example.key)), "\(transform)")
    }
}
