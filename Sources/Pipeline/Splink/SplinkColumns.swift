import Blocking
import Columns
import Jobs

/// What the columns of Splink’s settings are called here.
struct SplinkColumns {
    /// How a column writes its values.
    enum Layout: Sendable {
        /// As they are compared, but for letter case.
        case asCompared
        /// Dates of eight digits, which are compared with hyphens.
        case compactDate
        /// Otherwise than they are compared.
        case otherwise
    }

    /// The feature that a column makes.
    struct Feature: Sendable {
        var name: String
        var role: Role
        var layout: Layout

        /// Whether values are compared in another spelling, so that their letters cannot be counted.
        var isRespelt: Bool {
            [.birthDate, .date, .number, .latitude, .longitude].contains(role) && layout != .asCompared
        }

        /// The key for the part of a date that stands in some letters, counted from 1.
        ///
        /// Without a start the last letters are meant, without a count all from the start on.
        func datePart(from start: Int?, _ count: Int?) -> KeyTransform? {
            guard role == .birthDate || role == .date else { return nil }
            switch (layout, start, count) {
            case (.asCompared, 1, 4), (.compactDate, 1, 4): return .year
            case (.asCompared, 1, 7), (.compactDate, 1, 6): return .yearMonth
            case (.asCompared, 1, 3), (.compactDate, 1, 3): return .decade
            case (.asCompared, 6, nil), (.asCompared, 6, 5), (.asCompared, nil, 5): return .monthDay
            case (.compactDate, 5, nil), (.compactDate, 5, 4), (.compactDate, nil, 4): return .monthDay
            default: return nil
            }
        }
    }

    /// The features by column.
    var features: [String: Feature] = [:]

    /// The feature of a column; one that is not known is called like its column.
    func feature(_ column: String) -> Feature {
        features[column] ?? Feature(name: column, role: .text, layout: .asCompared)
    }
}
