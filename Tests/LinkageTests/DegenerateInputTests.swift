import Blocking
import Columns
import Comparison
import Testing

@testable import Linkage

/// Inputs with little or nothing to link.
struct DegenerateInput: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let records: Records

    init(_ name: String, sizes: [Int], _ columns: [(String, Role, [String])]) {
        testDescription = name
        records = Records(sizes: sizes, columns: columns)
    }

    private static func named(_ texts: [String]) -> [(String, Role, [String])] {
        [
            ("given_name", .givenName, texts), ("surname", .surname, texts),
            ("birth_date", .birthDate, texts.map { $0.isEmpty ? "" : "1980-01-02" }),
        ]
    }

    private static let words = (0..<200).map { SimulatedRegisters.word($0, 1) }
    /// Words of random letters, unlike each other.
    private static let many = (0..<400).map { number in
        var random = KeyedRandom(seed: 1, purpose: 1, entity: UInt64(number))
        return String(decoding: (0..<9).map { _ in UInt8(97 + random.nextIndex(below: 26)) }, as: UTF8.self)
    }

    static let all = [
        DegenerateInput("no records", sizes: [0], named([])),
        DegenerateInput("no records in two registers", sizes: [0, 0], named([])),
        DegenerateInput("one record", sizes: [1], named(["ann"])),
        DegenerateInput("two identical records", sizes: [2], named(["ann", "ann"])),
        DegenerateInput("two identical records in two registers", sizes: [1, 1], named(["ann", "ann"])),
        DegenerateInput("two different records", sizes: [2], named(["ann", "bob"])),
        DegenerateInput("all values missing", sizes: [100], named([String](repeating: "", count: 100))),
        DegenerateInput(
            "all values missing in one of two registers",
            sizes: [100, 100],
            named(Array(words[..<100]) + [String](repeating: "", count: 100))
        ),
        DegenerateInput("one column", sizes: [100, 100], [("surname", .surname, words)]),
        DegenerateInput(
            "one constant column",
            sizes: [150],
            [("sex", .sex, [String](repeating: "f", count: 150))]
        ),
        DegenerateInput("no column", sizes: [50], []),
        DegenerateInput("only ignored columns", sizes: [3], [("note", .ignore, ["a", "b", "c"])]),
        DegenerateInput("a register of one record", sizes: [1, 199], named(words)),
        DegenerateInput("an empty register", sizes: [0, 200], named(words)),
        DegenerateInput("identical rows", sizes: [200], named([String](repeating: "ann", count: 200))),
        DegenerateInput(
            "identical rows in two registers",
            sizes: [100, 100],
            named([String](repeating: "ann", count: 200))
        ),
        DegenerateInput(
            "constant columns but one",
            sizes: [200],
            [("surname", .surname, words), ("sex", .sex, [String](repeating: "m", count: 200))]
        ),
        DegenerateInput("nobody in both", sizes: [200, 200], named(many)),
        DegenerateInput("each record twice", sizes: [200, 200], named(words + words)),
        DegenerateInput(
            "values that are not what their role says",
            sizes: [120],
            [
                ("birth_date", .birthDate, words[..<120].map { $0 }),
                ("latitude", .latitude, Array(words[..<120])),
                ("longitude", .longitude, Array(words[..<120])), ("number", .number, Array(words[..<120])),
            ]
        ),
        DegenerateInput(
            "sixty registers of one record",
            sizes: [Int](repeating: 1, count: 60),
            named(Array(words[..<60]))
        ),
        DegenerateInput(
            "twenty-five text columns",
            sizes: [30],
            (0..<25).map { ("text_\($0)", .text, Array(words[($0 * 2)..<($0 * 2 + 30)])) }
        ),
    ]
}

@Suite("Degenerate input")
struct DegenerateInputTests {
    @Test(
        "gives a result in which every number is one, or an error that says why",
        arguments: DegenerateInput.all
    )
    func linked(input: DegenerateInput) {
        let isSmall = input.records.count < 10
        for duplicates in isSmall ? [Duplicates.auto, .allowed, .none] : [.auto] {
            var settings = LinkSettings(registers: input.records.registers.count)
            settings.duplicates = settings.duplicates.map { _ in duplicates }
            do throws(LinkageError) {
                let outcome = try Linker(input.records, settings: settings).link()
                let model = outcome.model
                #expect(model.prior > 0 && model.prior < 1)
                for k in model.comparisons.indices {
                    #expect(model.m[k][1...].allSatisfy { 0...1.000001 ~= $0 }, "m \(model.m[k])")
                    #expect(model.u[k][1...].allSatisfy { 0...1.000001 ~= $0 }, "u \(model.u[k])")
                    #expect(model.m[k].indices.allSatisfy { model.weight(k, $0).isFinite })
                }
                for (g, cells) in model.jointU.enumerated() {
                    #expect(cells.indices.allSatisfy { model.correction(g, $0).isFinite })
                }
                #expect(outcome.kept.weight.allSatisfy { $0.isFinite })
                #expect(outcome.termAdjustments.joined().allSatisfy { $0.isFinite })
                #expect(outcome.expectedMatches.isFinite && outcome.expectedMatches > 0)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test("finds next to no one where nobody is in both registers")
    func nobody() throws {
        let people = SimulatedRegisters(persons: 600, registers: [.init(coverage: 1)], seed: 15).records
        let records = Records(
            registers: [RegisterSpan(name: "a", rows: 0..<300), RegisterSpan(name: "b", rows: 300..<600)],
            identifiers: people.identifiers,
            features: people.features
        )
        var settings = LinkSettings(registers: 2)
        settings.duplicates = [.none, .none]
        let outcome = try Linker(records, settings: settings).link()
        let sure = outcome.kept.weight.count { probability(ofBits: Double($0)) > 0.9 }
        #expect(outcome.expectedMatches < 15 && sure < 5, "\(outcome.expectedMatches), of which sure \(sure)")
    }

    @Test("says why nothing can be compared")
    func messages() {
        func error(_ name: String, _ duplicates: Duplicates = .auto) -> LinkageError? {
            guard let input = DegenerateInput.all.first(where: { $0.testDescription == name }) else {
                return nil
            }
            var settings = LinkSettings(registers: input.records.registers.count)
            settings.duplicates = settings.duplicates.map { _ in duplicates }
            do throws(LinkageError) {
                _ = try Linker(input.records, settings: settings).link()
                return nil
            } catch { return error }
        }
        #expect(error("no records")?.code == .noPairs)
        #expect(error("one record")?.code == .noPairs)
        #expect(error("two identical records", .none)?.code == .noPairs)
        #expect(error("no column")?.code == .noComparisons)
        #expect(error("only ignored columns")?.code == .noComparisons)
    }

    @Test("rules on a feature that does not exist are refused, not trapped")
    func unknownFeature() {
        var settings = LinkSettings(registers: 1)
        settings.rules = [BlockingRule([KeyPart("nobody")])]
        let records = Records(sizes: [3], columns: [("surname", .surname, ["a", "b", "c"])])
        #expect(throws: LinkageError.self) { try Linker(records, settings: settings).link() }
    }
}
