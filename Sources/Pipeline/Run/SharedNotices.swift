import Columns
import Linkage
import Registers

/// Tells where registers share too little to find out which records are one person.
enum SharedNotices {
    /// The notices for registers whose records mostly agree by chance, one per pair of registers.
    ///
    /// - Throws: ``PipelineError`` when no records that may be compared have a feature in common.
    static func notices(
        _ records: Records,
        _ settings: LinkSettings,
        workers: Workers
    ) throws(PipelineError) -> [RegisterNotice] {
        let shared = SharedEvidence.all(
            in: records,
            allows: { a, b in
                let isForbidden = settings.forbidden.contains { ($0 == a && $1 == b) || ($0 == b && $1 == a) }
                // Duplicates are looked for by the way; that a register's own records agree by chance is no fault.
                let isAsked = a != b || settings.duplicates[a] == .allowed || records.registers.count == 1
                return !isForbidden && isAsked
            },
            workers: workers
        )
        // A register without records, which is told, has nothing in common with any.
        let filled = records.registers.indices.filter { !records.registers[$0].rows.isEmpty }
        let comparable = shared.filter { filled.contains($0.first) && filled.contains($0.second) }
        if !comparable.isEmpty, settings.comparisons == nil, comparable.allSatisfy(\.features.isEmpty) {
            throw PipelineError(
                .nothingShared,
                at: records.registers.map(\.name).joined(separator: ", "),
                "there is nothing to compare: " + columns(records)
                    + "; give columns of one meaning the same role in the job (`columns:`), "
                    + "`recensus profile` shows what they were taken for"
            )
        }
        return comparable.filter(\.isTooLittle).map { pair in
            let names = pair.first == pair.second ? [pair.first] : [pair.first, pair.second]
            let who = names.map { records.registers[$0].name }.joined(separator: " and ")
            if pair.features.isEmpty {
                return RegisterNotice(
                    register: "",
                    kind: .littleShared,
                    detail:
                        "\(who) have nothing in common that could be compared; no links between them can be found"
                )
            }
            return RegisterNotice(
                register: "",
                kind: .littleShared,
                count: Int(min(pair.byChance, 1e15).rounded(.up)),
                detail:
                    "\(who) share too little to tell people apart (\(RegisterNotice.list(pair.features))): by chance "
                    + "alone a record agrees in all of it with about \(Plain.fixed(pair.byChance, decimals: 1)) others; "
                    + "do not rely on such links"
            )
        }
    }

    /// What each register has.
    private static func columns(_ records: Records) -> String {
        records.registers.map { register in
            let names = records.features.filter { feature in
                register.rows.contains { feature.codes[$0] != 0 }
            }.map(\.name)
            return "\(register.name) has \(names.isEmpty ? "nothing" : RegisterNotice.list(names))"
        }.joined(separator: ", ")
    }
}
