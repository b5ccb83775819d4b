import Foundation
import Jobs
import Pipeline
import RunStore
package import Synthesis

/// What is simulated: a scenario, a job, and where seeds begin.
///
/// How often is no part of it: that can grow.
package struct SimulationPlan: Sendable {
    /// The scenario, with the people asked for.
    let scenario: Scenario
    /// The scenario as the user named it, and its text.
    let name: String
    let text: String
    /// The first seed.
    let seed: UInt64
    /// The job to use; nil for the one that synthetic registers come with.
    let job: SimulationJob?
    /// What must be the same in all replicates of a folder, by name, in order.
    let parts: [(name: String, value: String)]
    /// Codes and names of districts.
    let districts: [(code: String, name: String)]
    /// The names of the registers that are made.
    private let registerNames: [String]

    /// Reads a scenario and, if one is named, a job, and checks that they fit.
    ///
    /// - Parameters:
    ///   - name: A preset, or a scenario file.
    ///   - people: Residents; nil for as many as the scenario says.
    ///   - seed: The first seed; nil for the scenario's.
    ///   - job: A job file; nil for the job of the registers.
    ///   - stress: What goes wrong besides; nil for what the scenario says.
    /// - Throws: ``JobError`` with all mistakes in a file, ``SynthesisError`` for what cannot be made.
    package init(scenario name: String, people: Int?, seed: UInt64?, job file: String?, stress: Stress? = nil)
        throws
    {
        let written = try ScenarioParser.text(name, waiting: Waiting.hearer())
        var scenario = try ScenarioParser.load(name, text: written)
        if let stress, scenario.stress != stress {
            if let own = scenario.stress {
                throw PipelineError(
                    .malformed,
                    at: name,
                    "has the stress “\(own.rawValue)”, and “\(stress.rawValue)” is asked for; ask for one of them"
                )
            }
            // The text that is kept says all: `recensus synth` makes the same registers of it.
            text = written + (written.hasSuffix("\n") ? "" : "\n") + "stress: \(stress.rawValue)\n"
            scenario = try ScenarioParser.parse(text, file: name, name: scenario.name)
        } else {
            text = written
        }
        scenario.people = people ?? scenario.people
        scenario.seed = seed ?? scenario.seed
        self.scenario = scenario
        self.name = name
        self.seed = scenario.seed
        let synthesis = try Synthesis(scenario)
        registerNames = synthesis.files.map(\.name)
        districts = zip(synthesis.districts, synthesis.districtNames).map { ($0, $1) }
        job = try file.map { try SimulationJob($0, synthesis) }
        parts = [
            ("recensus version", RecensusVersion.current), ("scenario", FileDigest.sha256(of: text)),
            ("people", String(scenario.people)), ("seed", String(scenario.seed)),
            ("job", job.map(\.digest) ?? "of the registers"),
        ]
    }

    /// The seed of a replicate, counted from 0.
    func seed(ofReplicate number: Int) -> UInt64 { seed &+ UInt64(number) }

    /// The names of the files that making registers writes.
    var registerFiles: Set<String> { SynthRun.names(registers: registerNames) }

    /// The threads that the job asks for.
    package var threads: Int? { job?.job.threads }

    /// A digest of all parts.
    var fingerprint: String {
        FileDigest.sha256(of: parts.map { "\($0.name)=\($0.value)\n" }.joined())
    }

    /// The plan as it is kept beside the results.
    var json: JSONText {
        .object([
            ("fingerprint", .string(fingerprint)), ("name", .string(name)),
            ("parts", .object(parts.map { ($0.name, .string($0.value)) })),
            ("job", job?.source.text.map { .string(FileDigest.sha256(of: $0)) } ?? .null),
        ])
    }

    /// A plan as it stands beside the results of a simulation.
    struct Kept: Decodable {
        var fingerprint: String
        var parts: [String: String]
        /// The digest of the job's text, if one was given.
        var job: String?

        /// Reads a plan; nil if it is none.
        init?(_ bytes: [UInt8]) {
            guard let kept = try? JSONDecoder().decode(Kept.self, from: Data(bytes)),
                kept.parts["recensus version"] != nil, kept.parts["scenario"] != nil
            else { return nil }
            self = kept
        }
    }

    /// How a plan that was kept differs from this one; nil if it does not.
    func difference(from kept: Kept) -> String? {
        if kept.fingerprint == fingerprint { return nil }
        let other = parts.filter { kept.parts[$0.name] != $0.value }
        let words = other.map { part -> String in
            switch part.name {
            case "scenario", "job": "another \(part.name)"
            default: "\(part.name) \(kept.parts[part.name] ?? "unknown"), here \(part.value)"
            }
        }
        return words.isEmpty ? "its plan cannot be read" : words.joined(separator: "; ")
    }
}
