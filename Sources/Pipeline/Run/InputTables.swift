import Columns
import Comparison
import Jobs
import Linkage
import Registers
import Resolution
import RunStore

/// The tables of what went into a run.
enum InputTables {
    static func facts(_ result: LinkResult) -> [RunFact] {
        let counts = result.resolution.counts
        let certificate = result.resolution.certificate
        let threshold = result.threshold
        var facts: [(String, String)] = [
            ("recensus_version", RecensusVersion.current),
            ("seed", "\(result.job.seed)"),
            ("records", "\(result.records.count)"),
            ("pairs_possible", "\(Int(result.outcome.totals.pairs))"),
            ("pairs_compared", "\(result.comparedPairs)"),
            ("pairs_kept", "\(result.links.count)"),
            ("links", "\(counts.links)"),
            ("links_implied", "\(counts.implied)"),
            ("links_in_conflict", "\(counts.conflict)"),
            ("people", "\(counts.persons)"),
            ("largest_component", "\(counts.largestComponent)"),
            ("method", result.method.word),
            ("components_proven_best", "\(certificate.proven)"),
            ("components_greedy", "\(certificate.greedy)"),
            ("prior_weight", "\(result.outcome.model.priorWeight)"),
            ("expected_matches", "\(result.outcome.expectedMatches)"),
            ("expected_precision", "\(result.quality.precision)"),
            ("expected_recall", "\(result.quality.recall)"),
            ("expected_recall_lower", "\(result.quality.lower)"),
            ("expected_recall_upper", "\(result.quality.upper)"),
            ("model_recall", "\(result.quality.modelRecall)"),
            ("model", result.isModelGiven ? "given" : "estimated"),
        ]
        if !result.pairRules.isEmpty {
            facts += [("links_always", "\(counts.always)"), ("links_never", "\(counts.never)")]
        }
        if let blocking = result.quality.blocking {
            facts += [
                ("blocking_recall", "\(blocking.share)"),
                ("blocking_recall_lower", "\(blocking.lower)"),
                ("blocking_recall_upper", "\(blocking.upper)"),
                ("blocking_recall_probed", "\(blocking.probed)"),
                ("blocking_recall_met", "\(blocking.met)"),
            ]
        }
        if let weight = threshold.weight { facts.append(("threshold", "\(weight)")) }
        if let estimate = result.outcome.estimate { facts.append(("em_converged", "\(estimate.converged)")) }
        if let date = result.job.referenceDate { facts.append(("reference_date", date.iso)) }
        return facts.map { RunFact(key: $0.0, value: $0.1) }
    }

    static func registers(_ result: LinkResult, relativeTo output: String) -> [RegisterRow] {
        result.registers.enumerated().map { index, register in
            let rows = result.records.registers[index].rows
            return RegisterRow(
                register: index,
                name: register.job.name,
                path: FilePaths.relative(register.path, to: output),
                bytes: register.read.bytesRead,
                sha256: register.read.sha256,
                firstRow: rows.lowerBound,
                records: rows.count,
                quarantined: register.read.quarantinedCount + result.standardised.quarantine[index].count,
                duplicates: result.outcome.duplicateFree[index] ? "none" : "allowed",
                usedFor: register.job.use.rawValue
            )
        }
    }

    static func columns(_ result: LinkResult) -> [ColumnRow] {
        result.registers.enumerated().flatMap { index, register in
            register.fill.enumerated().map { position, column in
                let field = register.schema.field(column.name)
                return ColumnRow(
                    register: index,
                    position: position,
                    name: column.name,
                    role: (field?.role ?? .ignore).rawValue,
                    feature: feature(field, result.records),
                    confidence: field?.confidence,
                    reason: field == nil ? "not in the schema" : field?.reason ?? "given",
                    filled: column.share,
                    distinctValues: column.distinct
                )
            }
        }
    }

    /// The feature that a column feeds, where its name says so.
    private static func feature(_ field: RegisterField?, _ records: Records) -> String? {
        guard let field, field.role != .ignore, field.role != .recordID else { return nil }
        if let named = records.feature(field.name), named.role == field.role { return named.name }
        return records.feature(field.role.rawValue)?.name
            ?? records.features.first { $0.role == field.role }?.name
    }

    static func steps(_ result: LinkResult) -> [StandardisationRow] {
        var rows: [StandardisationRow] = []
        var counts: [String: Int] = [:]
        for step in result.standardised.steps {
            guard let register = result.registers.firstIndex(where: { $0.job.name == step.register }) else {
                continue
            }
            // Column and number of the step tell rows apart.
            let key = "\(register)\u{0}\(step.column)"
            let number = counts[key, default: 0]
            counts[key] = number + 1
            rows.append(
                StandardisationRow(
                    register: register,
                    feature: step.column,
                    step: number,
                    name: step.name,
                    valuesChanged: step.valuesChanged,
                    recordsChanged: step.recordsChanged,
                    exampleBefore: step.examples.first?.before,
                    exampleAfter: step.examples.first?.after
                )
            )
        }
        return rows
    }

    static func notices(_ result: LinkResult) -> [NoticeRow] {
        result.notices.enumerated().map { number, notice in
            NoticeRow(
                notice: number,
                register: result.registers.firstIndex { $0.job.name == notice.register },
                column: notice.column,
                kind: notice.kind.rawValue,
                count: notice.count,
                total: notice.total,
                detail: notice.detail
            )
        }
    }

    static func quarantine(_ result: LinkResult) -> [QuarantineRow] {
        result.registers.enumerated().flatMap { index, register in
            let unread = register.read.examples.map { row in
                QuarantineRow(register: index, line: row.line, reason: row.reason.text, excerpt: row.excerpt)
            }
            let unnamed = result.standardised.quarantine[index].examples.map { record in
                QuarantineRow(
                    register: index,
                    line: Int(record.row) + 1,
                    reason: "an earlier record has this identifier",
                    excerpt: record.identifier
                )
            }
            return unread + unnamed
        }
    }
}
