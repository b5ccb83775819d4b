import Foundation

/// What a run was made from and what came of it; written last, so that its presence means “whole”.
///
/// It holds no clock, no host and no number of threads: two runs of one job are equal to the byte.
/// Times taken go into `timings.json`, which the manifest does not list.
public struct Manifest: Sendable, Equatable, Codable {
    /// A file that was read.
    public struct Input: Sendable, Equatable, Codable {
        /// The register's name, or the file's purpose.
        public var name: String
        /// The path as the job gives it.
        public var path: String
        /// The size in bytes.
        public var bytes: Int
        /// The SHA-256 of the file.
        public var sha256: String

        /// An input and its digest.
        public init(name: String, path: String, bytes: Int, sha256: String) {
            self.name = name
            self.path = path
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    /// A file that was written.
    public struct Output: Sendable, Equatable, Codable {
        /// The path within the run directory.
        public var path: String
        /// The size in bytes.
        public var bytes: Int
        /// The SHA-256 of the file.
        public var sha256: String
    }

    /// The version of the layout of run directories that this code writes.
    public static let currentSchemaVersion = 2

    /// The version of Recensus.
    public var recensusVersion: String
    /// The version of the run directory's layout and database.
    public var schemaVersion: Int
    /// The SHA-256 of the job file's text.
    public var jobSHA256: String
    /// The seed of all random draws.
    public var seed: UInt64
    /// The files read, in the order of the job.
    public var inputs: [Input]
    /// The files written, by path; filled in when the run is finished.
    public var outputs: [Output]
    /// Counts of what happened, by name.
    public var counts: [String: Int]

    /// A manifest of a run whose outputs are still to be listed.
    public init(
        recensusVersion: String,
        jobSHA256: String,
        seed: UInt64,
        inputs: [Input],
        counts: [String: Int]
    ) {
        self.recensusVersion = recensusVersion
        schemaVersion = Self.currentSchemaVersion
        self.jobSHA256 = jobSHA256
        self.seed = seed
        self.inputs = inputs
        outputs = []
        self.counts = counts
    }

    /// Whether it is of synthetic registers, not of a linkage.
    public var isSynthetic: Bool { counts["synthetic_people"] != nil }

    /// The largest manifest that is read, in bytes.
    private static let mostBytes = 1 << 26

    /// Reads the manifest of a run directory.
    ///
    /// - Throws: ``RunStoreError/Code/malformed`` if there is none, or one that no run has written.
    public static func read(from folder: String) throws(RunStoreError) -> Manifest {
        let path = folder + "/" + RunDirectory.manifestName
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= off_t(mostBytes), let data = FileManager.default.contents(atPath: path)
        else {
            throw RunStoreError(
                .malformed,
                at: folder,
                "holds no \(RunDirectory.manifestName): not a run directory, or the run was not finished"
            )
        }
        let decoder = JSONDecoder()
        do {
            let manifest = try decoder.decode(Manifest.self, from: data)
            try manifest.check(path)
            return manifest
        } catch let error as RunStoreError {
            throw error
        } catch {
            throw RunStoreError(.malformed, at: path, "is not a manifest of a run: \(Self.words(error))")
        }
    }

    /// What is wrong with a text that is no manifest, in a few words.
    private static func words(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "it is no JSON" }
        switch error {
        case .keyNotFound(let key, _): return "it has no \(key.stringValue)"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is not what it should be"
        default: return "it is no JSON"
        }
    }

    /// Refuses what no run writes: other versions, files outside its folder, files listed twice.
    private func check(_ path: String) throws(RunStoreError) {
        if schemaVersion != Self.currentSchemaVersion {
            throw RunStoreError(
                .malformed,
                at: path,
                "is of layout version \(schemaVersion); this program reads version \(Self.currentSchemaVersion)"
            )
        }
        var known: Set<String> = []
        for output in outputs {
            let parts = output.path.split(separator: "/", omittingEmptySubsequences: false)
            let isWithin = parts.allSatisfy { !["", ".", ".."].contains($0) && !$0.utf8.contains(0) }
            if !isWithin || output.bytes < 0 || !known.insert(output.path).inserted {
                throw RunStoreError(.malformed, at: path, "lists a file as no run does: “\(output.path)”")
            }
        }
    }

    /// The manifest as JSON, keys sorted, ending in a line feed.
    func json() throws(RunStoreError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(self)) + [10]
        } catch {
            throw RunStoreError(.malformed, at: RunDirectory.manifestName, "cannot be written: \(error)")
        }
    }

    private enum CodingKeys: String, CodingKey {
        case recensusVersion = "recensus_version"
        case schemaVersion = "schema_version"
        case jobSHA256 = "job_sha256"
        case seed
        case inputs
        case outputs
        case counts
    }
}
