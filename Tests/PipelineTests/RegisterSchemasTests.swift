import Fixtures
import Foundation
import Jobs
import Simulation
import Synthesis
import Testing

@testable import Pipeline

/// The schemas of the presets' registers that stand in the open are those that `recensus synth` writes.
@Suite struct RegisterSchemasTests {
    private static var schemas: String {
        let root = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent()
        }
        return root.appendingPathComponent("Schemas/registers").path
    }

    @Test(arguments: ["hong-kong", "generic"]) func schemasInTheOpenAreThoseWritten(preset: String) throws {
        let folder = try RunFolder()
        var scenario = try ScenarioParser.load(preset)
        scenario.people = 100
        let options = SynthOptions(threads: 1, progress: StageProgress(.quiet))
        _ = try SynthRun.run(scenario, text: "", output: folder("made"), options: options)
        let names = scenario.registers.map { "\($0.name).schema.json" }
        let shipped = try FileManager.default.contentsOfDirectory(atPath: "\(Self.schemas)/\(preset)")
        #expect(shipped.sorted() == names.sorted())
        for name in names {
            let text = try String(contentsOfFile: "\(Self.schemas)/\(preset)/\(name)", encoding: .utf8)
            #expect(
                try folder.text("made/schemas/\(name)") == text,
                "recensus synth \(preset) --people 100 --output X; cp X/schemas/* Schemas/registers/\(preset)/"
            )
        }
    }
}
