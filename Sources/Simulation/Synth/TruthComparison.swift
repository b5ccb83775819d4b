import Foundation
import Inference
package import Pipeline

/// An estimate beside the truth of synthetic registers.
package struct TruthComparison: Sendable {
    /// A number beside the truth.
    package struct Row: Sendable {
        package var label: String
        package var truth: Int
        package var value: Double
        package var lower: Double?
        package var upper: Double?

        /// How far the number is off, as a share of the truth.
        package var error: Double { truth == 0 ? 0 : value / Double(truth) - 1 }
        /// Whether the interval holds the truth; nil without one.
        package var holds: Bool? {
            guard let lower, let upper else { return nil }
            return lower <= Double(truth) && Double(truth) <= upper
        }
    }

    /// The rows: total, sexes, age groups, then what simpler methods say of the total.
    package let rows: [Row]

    /// Compares an estimate with the truth in a folder of synthetic registers.
    ///
    /// - Throws: ``PipelineError`` if there is no table of the true population.
    package init(_ summary: EstimateSummary, registers folder: String) throws {
        let path = folder + "/truth/population.csv"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw PipelineError(.unreadable, at: path, "there is no table of the true population")
        }
        var total = 0
        var bySex: [String: Int] = [:]
        var byAge: [String: Int] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",")
            guard fields.count > 3, let people = Int(fields[3]) else { continue }
            total += people
            bySex[fields[1].lowercased(), default: 0] += people
            byAge[String(fields[2]), default: 0] += people
        }
        func row(_ number: EstimateSummary.Number, _ truth: Int) -> Row {
            Row(
                label: number.label,
                truth: truth,
                value: number.value,
                lower: number.lower,
                upper: number.upper
            )
        }
        var rows = [row(summary.total, total)]
        for (grouping, cells) in summary.cells {
            for cell in cells {
                let truth =
                    grouping == "sex" ? bySex[cell.label] : grouping == "age_group" ? byAge[cell.label] : nil
                if let truth { rows.append(row(cell, truth)) }
            }
        }
        for other in summary.sensitivity where other.choice == "naive" {
            if let value = other.value,
                other.setting.hasPrefix("everybody") || other.setting.hasPrefix("dual")
                    || other.setting == "records of registration"
            {
                rows.append(Row(label: other.setting, truth: total, value: value))
            }
        }
        self.rows = rows
    }

    /// The comparison as a table.
    package var text: String {
        func whole(_ value: Double) -> String { Plain.count(Int(value.rounded())) }
        var table = TextTable([
            ("", .left), ("truth", .right), ("estimate", .right), ("from", .right), ("to", .right),
            ("off by", .right), ("", .left),
        ])
        for row in rows {
            let off = Plain.fixed(row.error * 100, decimals: 2) + " %"
            table.append([
                row.label, Plain.count(row.truth), whole(row.value), row.lower.map(whole) ?? "",
                row.upper.map(whole) ?? "", off, row.holds == false ? "outside its interval" : "",
            ])
        }
        return table.text
    }

    /// The comparison as JSON.
    package var json: JSONText {
        .array(
            rows.map { row in
                .object([
                    ("label", .string(row.label)), ("truth", .integer(row.truth)),
                    ("value", .number(row.value)),
                    ("lower", row.lower.map { .number($0) } ?? .null),
                    ("upper", row.upper.map { .number($0) } ?? .null),
                ])
            }
        )
    }
}
