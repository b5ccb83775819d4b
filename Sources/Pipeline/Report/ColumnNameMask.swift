import Columns
import Registers
import Reporting
import RunStore

/// Masks names of columns that may be values of a person: those of registers whose header is in doubt.
///
/// Such a name may also be that of a feature, and stand in rules and comparisons.
struct ColumnNameMask {
    /// The names to mask and what stands in their place, the longest first.
    private let names: [(name: String, shown: String)]

    /// The mask of a report; nil if every header is beyond doubt.
    init?(_ report: Report, mask: Veil) {
        let doubtful = Set(
            report.notices.filter { $0.kind == RegisterNotice.Kind.headerDoubtful.rawValue }
                .compactMap(\.register)
        )
        if doubtful.isEmpty { return nil }
        // Words of the program, and names that another header uses without doubt, tell on nobody.
        var known = Set(Role.allCases.map(\.rawValue))
        known.formUnion(report.columns.filter { !doubtful.contains($0.register) }.map(\.name))
        var names: [String] = []
        for column in report.columns where doubtful.contains(column.register) && !known.contains(column.name)
        {
            if !names.contains(column.name) { names.append(column.name) }
        }
        self.names = names.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.map { ($0, mask.shown($0)) }
    }

    /// A text with the names in it masked, where they stand as words.
    func masked(_ text: String) -> String {
        var text = text
        for (name, shown) in names where text.contains(name) {
            var result = ""
            var rest = text[...]
            while let range = rest.firstRange(of: name) {
                let isWord =
                    !(rest[..<range.lowerBound].last.map(Self.isWordPart)
                    ?? (result.last.map(Self.isWordPart) ?? false))
                    && !(rest[range.upperBound...].first.map(Self.isWordPart) ?? false)
                result += rest[..<range.lowerBound] + (isWord ? shown : name)
                rest = rest[range.upperBound...]
            }
            text = result + rest
        }
        return text
    }

    private static func isWordPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// Masks the names throughout a report.
    func apply(to report: inout Report) {
        for i in report.columns.indices {
            report.columns[i].name = masked(report.columns[i].name)
            report.columns[i].feature = report.columns[i].feature.map(masked)
            report.columns[i].reason = masked(report.columns[i].reason)
        }
        for i in report.steps.indices { report.steps[i].feature = masked(report.steps[i].feature) }
        for i in report.notices.indices {
            report.notices[i].column = report.notices[i].column.map(masked)
            report.notices[i].detail = masked(report.notices[i].detail)
        }
        for i in report.rules.indices {
            report.rules[i].name = masked(report.rules[i].name)
            report.rules[i].reason = masked(report.rules[i].reason)
        }
        for i in report.pairRules.indices {
            report.pairRules[i].name = masked(report.pairRules[i].name)
        }
        for i in report.comparisons.indices {
            report.comparisons[i].name = masked(report.comparisons[i].name)
            report.comparisons[i].features = masked(report.comparisons[i].features)
        }
        for i in report.levels.indices { report.levels[i].label = masked(report.levels[i].label) }
        for i in report.bands.indices {
            for k in report.bands[i].examples.indices { apply(to: &report.bands[i].examples[k]) }
        }
    }

    private func apply(to pair: inout ExamplePair) {
        pair.rule = masked(pair.rule)
        for i in pair.lines.indices {
            pair.lines[i].comparison = masked(pair.lines[i].comparison)
            pair.lines[i].level = masked(pair.lines[i].level)
        }
        for i in pair.additions.indices { pair.additions[i].name = masked(pair.additions[i].name) }
    }
}
