import Comparison
import Foundation
import Jobs
import Linkage
import Registers

/// A linkage model as a file: what was estimated, ready to be applied to other registers.
///
/// JSON with sorted keys; numbers are written so that they read back to the same bits.
struct ModelFile {
    /// The version of the layout that this code writes.
    static let layout = 1

    let model: LinkageModel
    /// The version of Recensus that estimated it.
    let version: String
    /// The SHA-256 over the digests of the registers and the job it was estimated from.
    let fingerprint: String
    /// The text it was read from.
    var asRead: String?

    /// The largest file that is read, in bytes.
    private static let mostBytes = 1 << 28

    /// The file's text.
    func text() throws(PipelineError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(Document(self)), as: UTF8.self) + "\n"
        } catch {
            throw PipelineError(.malformed, at: "model.json", "cannot be written: a number is not finite")
        }
    }

    /// Reads a model's file.
    static func read(_ path: String) throws(PipelineError) -> ModelFile {
        let bytes: [UInt8]
        do throws(RegisterError) {
            bytes = try WholeFile.read(path, atMost: mostBytes, waiting: Waiting.hearer())
        } catch {
            throw PipelineError(
                .unreadable,
                at: path,
                "the model cannot be read (\(error.detail)); name a model.json of an earlier run"
            )
        }
        var file = try read(Data(bytes), file: path)
        file.asRead = String(decoding: bytes, as: UTF8.self)
        return file
    }

    static func read(_ data: Data, file: String) throws(PipelineError) -> ModelFile {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: data)
        } catch let error as DecodingError {
            throw PipelineError(.malformed, at: file, "is not a model: \(Self.words(error))")
        } catch {
            throw PipelineError(.malformed, at: file, "is not a model")
        }
        if document.layout != layout {
            throw PipelineError(
                .malformed,
                at: file,
                "is a model of layout \(document.layout); this version reads layout \(layout)"
            )
        }
        return try document.file(path: file)
    }

    private static func words(_ error: DecodingError) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.map { key in key.intValue.map { "[\($0 + 1)]" } ?? "." + key.stringValue }.joined()
        }
        switch error {
        case .keyNotFound(let key, let context):
            return "“\(key.stringValue)” is missing at \(place(context.codingPath))/"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\(place(context.codingPath)) has a value of the wrong kind"
        case .dataCorrupted(let context):
            let at = place(context.codingPath)
            return (at.isEmpty ? "" : "\(at): ") + context.debugDescription
        @unknown default: return "it cannot be decoded"
        }
    }
}

extension ModelFile {
    /// The file's members.
    struct Document: Codable {
        struct Level: Codable {
            var label: String
            var rule: RuleText
            var m: Double
            var u: Double
        }

        struct Member: Codable {
            var name: String
            var required: [String]
            var missingWhen: RuleText?
            var levels: [Level]
            /// m and u of *different*.
            var different: [Double]
            var termFrequency: String?

            enum CodingKeys: String, CodingKey {
                case name, required, levels, different
                case missingWhen = "missing_when"
                case termFrequency = "term_frequency"
            }
        }

        struct Group: Codable {
            var members: [Int]
            var jointM: [Double]
            var jointU: [Double]
            var nearM: [Double]
            var nearU: [Double]
            var termShares: [Double]

            enum CodingKeys: String, CodingKey {
                case members
                case jointM = "joint_m"
                case jointU = "joint_u"
                case nearM = "near_m"
                case nearU = "near_u"
                case termShares = "term_shares"
            }
        }

        /// Non-matches that are like each other, as members of a family are.
        struct Likeness: Codable {
            var share: Double
            var levels: [[Double]]
            var joint: [[Double]]
            var near: [[Double]]
        }

        var layout: Int
        var recensusVersion: String
        var trainedOn: String
        var prior: Double
        var comparisons: [Member]
        var groups: [Group]
        var likenesses: [Likeness]

        enum CodingKeys: String, CodingKey {
            case layout, prior, comparisons, groups, likenesses
            case recensusVersion = "recensus_version"
            case trainedOn = "trained_on"
        }
    }
}

extension ModelFile.Document {
    init(_ file: ModelFile) {
        let model = file.model
        layout = ModelFile.layout
        recensusVersion = file.version
        trainedOn = file.fingerprint
        prior = model.prior
        comparisons = model.comparisons.enumerated().map { k, comparison in
            let last = comparison.levels.count + 1
            return Member(
                name: comparison.name,
                required: comparison.required,
                missingWhen: comparison.missingWhen.map { RuleText($0) },
                levels: comparison.levels.enumerated().map { index, level in
                    Level(
                        label: level.label,
                        rule: RuleText(level.agreement),
                        m: model.m[k][index + 1],
                        u: model.u[k][index + 1]
                    )
                },
                different: [model.m[k][last], model.u[k][last]],
                termFrequency: comparison.termFrequency
            )
        }
        groups = model.groups.members.indices.map { g in
            Group(
                members: model.groups.members[g],
                jointM: model.jointM[g],
                jointU: model.jointU[g],
                nearM: model.nearM[g],
                nearU: model.nearU[g],
                termShares: model.termShares[g].map { Double($0) }
            )
        }
        likenesses = model.likenesses.map {
            Likeness(share: $0.share, levels: $0.levels, joint: $0.joint, near: $0.near)
        }
    }

    /// The model, if the members fit each other.
    func file(path: String) throws(PipelineError) -> ModelFile {
        func check(_ holds: Bool, _ what: String) throws(PipelineError) {
            if !holds { throw PipelineError(.malformed, at: path, "is not a model: \(what)") }
        }
        func areShares(_ values: [Double]) -> Bool { values.allSatisfy { $0 >= 0 && $0 <= 1 } }
        try check(prior > 0 && prior < 1, "prior is \(prior); expected more than 0 and less than 1")
        try check(!comparisons.isEmpty, "it has no comparisons")
        var made: [Comparison] = []
        for member in comparisons {
            let place = "comparison “\(member.name)”"
            try check(
                (1...14).contains(member.levels.count),
                "\(place) has \(member.levels.count) levels; 1 to 14 fit"
            )
            try check(member.different.count == 2, "\(place): different has no m and u")
            let shares = member.levels.flatMap { [$0.m, $0.u] } + member.different
            try check(areShares(shares), "\(place) has a probability outside 0…1")
            made.append(
                Comparison(
                    name: member.name,
                    required: member.required,
                    missingWhen: member.missingWhen?.rule.completed(own: member.name),
                    levels: member.levels.map {
                        ComparisonLevel($0.label, $0.rule.rule.completed(own: member.name))
                    },
                    termFrequency: member.termFrequency
                )
            )
        }
        let members = groups.map(\.members)
        try check(
            members.flatMap { $0 }.sorted() == Array(made.indices),
            "groups do not hold each comparison once"
        )
        try check(
            members.allSatisfy { (1...ComparisonGroups.largest).contains($0.count) },
            "a group has more than \(ComparisonGroups.largest) members, or none"
        )
        let layout = ComparisonGroups(members: members, levelCounts: made.map(\.levelCount))
        for (g, group) in groups.enumerated() {
            let cells = layout.cellCount(g)
            let levels = cells * layout.levelWidth(g)
            try check(
                group.nearM.count == levels && group.nearU.count == levels,
                "group \(g + 1) does not have \(levels) near levels"
            )
            try check(areShares(group.nearM + group.nearU), "group \(g + 1) has a probability outside 0…1")
            try check(
                group.jointM.count == cells && group.jointU.count == cells
                    && group.termShares.count == cells * members[g].count,
                "group \(g + 1) does not have \(cells) cells"
            )
            try check(areShares(group.jointM + group.jointU), "group \(g + 1) has a probability outside 0…1")
        }
        var model = LinkageModel(
            comparisons: made,
            groups: layout,
            m: comparisons.map { [0] + $0.levels.map(\.m) + [$0.different[0]] },
            u: comparisons.map { [0] + $0.levels.map(\.u) + [$0.different[1]] },
            prior: prior
        )
        model.jointM = groups.map(\.jointM)
        model.jointU = groups.map(\.jointU)
        model.nearM = groups.map(\.nearM)
        model.nearU = groups.map(\.nearU)
        model.termShares = groups.map { $0.termShares.map { Float($0) } }
        for (number, likeness) in likenesses.enumerated() {
            let fits =
                areShares([likeness.share]) && areShares(likeness.levels.flatMap { $0 })
                && areShares(likeness.joint.flatMap { $0 }) && areShares(likeness.near.flatMap { $0 })
                && likeness.near.map(\.count)
                    == members.indices.map { layout.cellCount($0) * layout.levelWidth($0) }
                && likeness.levels.map(\.count) == made.map(\.levelCount)
                && likeness.joint.map(\.count) == members.indices.map { layout.cellCount($0) }
            try check(fits, "likeness \(number + 1) does not fit the comparisons")
        }
        model.likenesses = likenesses.map {
            LinkageModel.Likeness(share: $0.share, levels: $0.levels, joint: $0.joint, near: $0.near)
        }
        return ModelFile(model: model, version: recensusVersion, fingerprint: trainedOn)
    }
}
