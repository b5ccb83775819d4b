import Columns
import Fixtures
import Foundation
import Jobs
import Mutations
import RunStore
import Testing

@testable import Pipeline

/// Small files that users write or keep, changed at random: each is read, or refused in words that say where.
@Suite struct MutatedSettingsTests {
    private static let yaml = [
        "[", "]", "{", "}", ": ", "- ", "\n", "  ", "&a ", "*a", "!!str ", "|\n", "\"", "'", "\t", "~", "#",
        "? ", "<<: *a",
        "---\n", "...\n", "registers:", "path: ", "auto", "\u{0}", "\u{feff}", "é", "{ precision: 2 }",
        "evidence:",
    ]
    private static let json = [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "\\u0000", "\\ud800", "1e400", "\"levels\":[]",
        "-0.0",
    ]

    /// Tries mutations of a text side by side; how many were taken.
    private func taken(
        _ count: Int,
        of text: String,
        seed: UInt64,
        scraps: [String],
        _ isTaken: @Sendable ([UInt8]) -> Bool
    ) -> Int {
        let base = Array(text.utf8)
        return Workers(threads: 2).map(pieces: 16) { piece in
            (piece * count / 16..<(piece + 1) * count / 16).count { number in
                var mutator = Mutator(seed: seed, number: number)
                return isTaken(mutator.mutate(base, scraps: scraps))
            }
        }.reduce(0, +)
    }

    @Test func jobsAreReadOrExplained() {
        let count = mutationCount(5000)
        let read = taken(count, of: JobFixtures.full, seed: 1, scraps: Self.yaml) { bytes in
            do throws(JobError) {
                _ = try JobParser.parse(String(decoding: bytes, as: UTF8.self), file: "f")
                return true
            } catch {
                #expect(!error.mistakes.isEmpty)
                return false
            }
        }
        #expect(read > 0 && read < count)
    }

    @Test func scenariosAreReadOrExplained() {
        let text =
            "extends: hong-kong\npeople: 500\nlife: { moves: 0.1 }\nregisters:\n  tax: { duplicates: 0.1 }\n"
        _ = taken(mutationCount(1000), of: text, seed: 2, scraps: Self.yaml) { bytes in
            do throws(JobError) {
                _ = try ScenarioParser.parse(String(decoding: bytes, as: UTF8.self), file: "f")
                return true
            } catch {
                #expect(!error.mistakes.isEmpty)
                return false
            }
        }
    }

    @Test func countsAreReadOrExplained() {
        let text = "\"A, or B\";P;E;count\r\n0;0;1;63\r\n0;1;0;55\r\n1;0;1;17\r\n1;1;1;28\r\n"
        let count = mutationCount(8000)
        let read = taken(
            count,
            of: text,
            seed: 3,
            scraps: [",", ";", "\t", "\"", "\n", "count", "1", "0", "sep=,\n"]
        ) {
            bytes in
            do throws(PipelineError) {
                _ = try CountsFile.parse(Data(bytes), path: "c.csv")
                return true
            } catch {
                #expect(error.location.hasPrefix("c.csv"))
                return false
            }
        }
        #expect(read > 0 && read < count)
    }

    @Test func modelsAreReadOrExplained() throws {
        let folder = try RunFolder()
        var job = try folder.sampleJob(people: 150)
        job.link.compare = .given(["surname", "birth_date"].map { ComparisonSpec(feature: $0) })
        _ = try folder.link(job)
        let text = try folder.text("out/model.json")
        let count = mutationCount(1500)
        let read = taken(count, of: text, seed: 4, scraps: Self.json) { bytes in
            do throws(PipelineError) {
                let model = try ModelFile.read(Data(bytes), file: "m.json").model
                // What was read can be looked at, too.
                let parts = try WeightParts(model)
                let levels = parts.levels(.max)
                _ = parts.additions(
                    parts.weights(levels, pattern: .max),
                    total: 3,
                    levels: levels,
                    pattern: .max
                )
                return true
            } catch {
                return false
            }
        }
        #expect(read > 0 && read < count)
    }

    @Test func manifestsAreReadOrExplained() throws {
        let folder = try RunFolder()
        let text = """
            {"recensus_version": "0.1.0", "schema_version": 2, "job_sha256": "ab", "seed": 1, "counts": {"links": 2},
             "inputs": [{"name": "a", "path": "../a.csv", "bytes": 3, "sha256": "cd"}],
             "outputs": [{"path": "people.csv", "bytes": 4, "sha256": "ef"}]}
            """
        for number in 0..<mutationCount(3000) {
            var mutator = Mutator(seed: 5, number: number)
            let bytes = mutator.mutate(Array(text.utf8), scraps: Self.json + ["../", "/", "\"path\":\"\""])
            try Data(bytes).write(to: URL(fileURLWithPath: folder("manifest.json")))
            do throws(RunStoreError) {
                let manifest = try Manifest.read(from: folder.path)
                #expect(
                    manifest.outputs.allSatisfy {
                        !$0.path.hasPrefix("/") && !$0.path.contains("..") || $0.path.contains("...")
                    }
                )
            } catch {
                #expect(error.code == .malformed)
            }
        }
    }
}
