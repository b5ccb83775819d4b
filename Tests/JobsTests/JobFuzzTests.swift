import Columns
import Fixtures
import Testing

@testable import Jobs

/// Mutates job files: whatever comes out is a job or a list of located mistakes, never a trap.
@Suite struct JobFuzzTests {
    /// A sequence that is the same in every run.
    private struct Draws: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 1
            return Hash64.mix(state)
        }
    }

    private static let scraps = [
        "[", "]", "{", "}", ":", ": ", "- ", "\n", "  ", "#", "&a ", "*a", "!!str ", "|\n", ">\n", "\"", "'",
        "\t", "~",
        "auto", "levels", "any", "not", "exact", "0.92", "-1", "1e999", "99999999999999999999", "\u{0}", "é",
        "\u{feff}", "%",
        "@", "`", "? ", "<<: *a", "registers", "path", "---\n", "...\n", ".prefix(", ")", ",", "!!binary x",
        "\\U00110000",
    ]

    private func mutate(_ text: String, _ draws: inout Draws) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...3, using: &draws) {
            let place = Int.random(in: 0...scalars.count, using: &draws)
            switch Int.random(in: 0..<5, using: &draws) {
            case 0:
                let end = min(scalars.count, place + Int.random(in: 1...30, using: &draws))
                scalars.removeSubrange(place..<end)
            case 1:
                scalars.insert(
                    contentsOf: (Self.scraps.randomElement(using: &draws) ?? "").unicodeScalars,
                    at: place
                )
            case 2 where place < scalars.count:
                scalars[place] = Unicode.Scalar(UInt8.random(in: 0...255, using: &draws))
            case 3:
                let end = min(scalars.count, place + Int.random(in: 1...80, using: &draws))
                scalars.insert(
                    contentsOf: scalars[place..<end],
                    at: Int.random(in: 0...scalars.count, using: &draws)
                )
            default:
                let end = min(scalars.count, place + 1)
                scalars.replaceSubrange(
                    place..<end,
                    with: (Self.scraps.randomElement(using: &draws) ?? "").unicodeScalars
                )
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    @Test func mutatedJobsAreReadOrExplained() {
        var draws = Draws(state: 20_260_630)
        var readable = 0
        for _ in 0..<2500 {
            let text = mutate(JobFixtures.full, &draws)
            do throws(JobError) {
                let job = try JobParser.parse(text, file: "f")
                readable += 1
                // What was read can be written, and means the same.
                #expect(try JobParser.parse(JobWriter.write(job), file: "f") == job, "\(text)")
            } catch {
                let lines = text.unicodeScalars.reduce(1) {
                    $0 + (["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($1) ? 1 : 0)
                }
                #expect(!error.mistakes.isEmpty)
                for mistake in error.mistakes {
                    #expect(
                        mistake.line >= 1 && mistake.column >= 1 && mistake.line <= lines + 1,
                        "\(mistake)\n\(text)"
                    )
                    #expect(!mistake.found.isEmpty)
                }
            }
        }
        #expect(readable > 50 && readable < 2400)
    }
}
