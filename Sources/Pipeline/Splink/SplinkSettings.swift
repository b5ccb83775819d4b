import Crypto
import Foundation
import Registers

/// A settings or model file of Splink 4 or 5, as far as it matters here.
///
/// Splink writes it by `linker.misc.save_model_to_json`.
public struct SplinkSettings: Sendable {
    /// Which records are compared.
    enum LinkType: String, Sendable, CaseIterable {
        case dedupeOnly = "dedupe_only"
        case linkOnly = "link_only"
        case linkAndDedupe = "link_and_dedupe"
    }

    /// A level of a comparison.
    struct Level: Sendable {
        var condition: String
        /// The condition as read.
        var parsed: SQLExpression
        var label: String?
        var isNull: Bool
        var m: Double?
        var u: Double?
        var termColumn: String?
        var termWeight: Double
        var leastTermU: Double
    }

    /// A comparison, its levels in the order in which they are asked.
    struct Comparison: Sendable {
        var name: String
        var levels: [Level]
    }

    /// A blocking rule.
    struct Rule: Sendable {
        var condition: String
        /// The condition as read.
        var parsed: SQLExpression
        /// Columns of lists, each value of which blocks.
        var exploded: [String]
    }

    /// The file, as the user named it.
    let file: String
    /// The SHA-256 of the file.
    let fingerprint: String
    let linkType: LinkType
    let uniqueID: String
    /// The name of the database's SQL, such as `duckdb`.
    let dialect: String
    let prior: Double
    let rules: [Rule]
    let comparisons: [Comparison]
    /// Members of the file that change nothing here.
    let passedOver: [String]

    /// Whether the file says how likely levels are among matches and others.
    var hasModel: Bool {
        comparisons.contains { $0.levels.contains { $0.m != nil } }
            && comparisons.contains { $0.levels.contains { $0.u != nil } }
    }

    /// The largest file that is read, in bytes.
    static let mostBytes = 1 << 23

    /// Reads a settings file.
    ///
    /// - Throws: ``PipelineError`` or ``SchemaError`` with the line and the column of what is wrong.
    public static func read(_ path: String) throws -> SplinkSettings {
        let bytes: [UInt8]
        do throws(RegisterError) {
            bytes = try WholeFile.read(path, atMost: mostBytes, waiting: Waiting.hearer())
        } catch {
            let reason =
                switch error.code {
                case .notFound: "there is no such file"
                case .tooLarge: "the file has more than \(mostBytes) bytes"
                default: "the file cannot be read (\(error.detail))"
                }
            throw PipelineError(
                .usage,
                at: path,
                "\(reason); name what Splink’s save_model_to_json wrote"
            )
        }
        return try SplinkSettings(bytes, file: path)
    }

    /// The settings that a text holds; `file` is what mistakes are said to be in.
    init(_ bytes: [UInt8], file: String) throws {
        var reader = SplinkReader(file: file)
        let root = try JSONReader.read(bytes, file: file)
        let members = try reader.members(root, "the settings")
        let known = members.map(\.key)
        let missing = ["link_type", "comparisons"].filter { !known.contains($0) }
        if !missing.isEmpty {
            let names = missing.map { "`\($0)`" }.joined(separator: " and ")
            throw reader.fault(
                root,
                "this is no settings file of Splink: \(names) \(missing.count > 1 ? "are" : "is") missing"
            )
        }
        self.file = file
        fingerprint = SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        func member(_ key: String) -> JSONNode? { members.first { $0.key == key }?.value }
        linkType = try reader.linkType(member("link_type"))
        uniqueID =
            try reader.column(member("unique_id_column_name"), "unique_id_column_name") ?? "unique_id"
        dialect = try reader.text(member("sql_dialect"), "sql_dialect") ?? "duckdb"
        reader.hasEscapes = dialect == "spark"
        prior = try reader.prior(member("probability_two_random_records_match"))
        rules = try reader.rules(member("blocking_rules_to_generate_predictions"))
        comparisons = try reader.comparisons(member("comparisons"))
        passedOver = known.filter { !Self.used.contains($0) }
    }

    private static let used = [
        "link_type", "unique_id_column_name", "sql_dialect", "probability_two_random_records_match",
        "blocking_rules_to_generate_predictions", "comparisons",
    ]
}
