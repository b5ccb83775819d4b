import Foundation
import Pipeline

/// The true population of synthetic registers, for any grouping that can be derived from its table.
struct SimulationTruth: Sendable {
    /// Whom a residence rule counts.
    enum Residents: Sendable {
        case usual, mobile, both

        /// The residents that a rule is after; rules without a truth of their own are after usual residents.
        init(rule: String) {
            switch rule {
            case "hong_kong_mobile_residents": self = .mobile
            case "hong_kong_resident_population": self = .both
            default: self = .usual
            }
        }
    }

    /// Whether the truth of a residence rule is in the table.
    static func hasOwnTruth(rule: String) -> Bool {
        ["hong_kong_usual_residents", "hong_kong_mobile_residents", "hong_kong_resident_population"]
            .contains(rule)
    }

    /// A grouping's cells: labels and people, and for each of the estimate's cells its place, if it has one.
    struct Table: Sendable {
        var labels: [String]
        var people: [Int]
        var placeOfCell: [Int?]
    }

    /// A row of the table of the true population.
    private struct Row {
        var district: String
        var sex: String
        /// The first and the last age of the group; no last age for the oldest.
        var ages: (first: Int, last: Int?)
        var usual: Int
        var mobile: Int
    }

    private let rows: [Row]
    /// Codes and names of districts, in the order of the table.
    private let districts: [(code: String, name: String)]

    /// Reads `population.csv`.
    ///
    /// - Throws: ``PipelineError`` if it is not there or not as it should be.
    init(_ path: String, districts: [(code: String, name: String)]) throws(PipelineError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PipelineError(.unreadable, at: path, "there is no table of the true population")
        }
        try self.init(text: String(decoding: data, as: UTF8.self), path: path, districts: districts)
    }

    init(text: String, path: String, districts: [(code: String, name: String)]) throws(PipelineError) {
        var rows: [Row] = []
        for (index, line) in text.split(separator: "\n").enumerated().dropFirst() {
            let fields = CSVLine.fields(String(line))
            guard fields.count >= 5, let ages = Self.ages(fields[2]), let usual = Int(fields[3]),
                let mobile = Int(fields[4])
            else {
                throw PipelineError(
                    .malformed,
                    at: "\(path):\(index + 1)",
                    "is no row of the true population"
                )
            }
            rows.append(
                Row(district: fields[0], sex: fields[1], ages: ages, usual: usual, mobile: mobile)
            )
        }
        self.rows = rows
        self.districts = districts
    }

    /// The true number of residents.
    func total(_ residents: Residents) -> Int { rows.reduce(0) { $0 + Self.people($1, residents) } }

    /// The truth of a grouping.
    ///
    /// - Parameter dimensions: The estimate's dimensions with their values; none for the total.
    /// - Returns: nil if the grouping cannot be derived: a dimension that the truth does not have, or age groups
    ///   that cut through those of five years.
    func table(_ dimensions: [(name: String, values: [String])], _ residents: Residents) -> Table? {
        var axes: [Axis] = []
        for dimension in dimensions {
            guard let axis = axis(dimension.name, dimension.values) else { return nil }
            axes.append(axis)
        }
        let count = axes.reduce(1) { $0 * $1.labels.count }
        var labels: [String] = []
        for cell in 0..<count {
            var rest = cell
            var parts: [String] = []
            for axis in axes.reversed() {
                parts.insert(axis.labels[rest % axis.labels.count], at: 0)
                rest /= axis.labels.count
            }
            labels.append(parts.isEmpty ? "total" : parts.joined(separator: ", "))
        }
        var people = [Int](repeating: 0, count: count)
        for (r, row) in rows.enumerated() {
            let cell = axes.reduce(0) { $0 * $1.labels.count + $1.placeOfRow[r] }
            people[cell] += Self.people(row, residents)
        }
        // A dimension without values has one cell all the same.
        let sizes = dimensions.map { max(1, $0.values.count) }
        let places = (0..<sizes.reduce(1, *)).map { cell -> Int? in
            var rest = cell
            var parts: [Int?] = []
            for (axis, size) in zip(axes, sizes).reversed() {
                let value = rest % size
                parts.insert(value < axis.placeOfValue.count ? axis.placeOfValue[value] : nil, at: 0)
                rest /= size
            }
            var place = 0
            for (axis, part) in zip(axes, parts) {
                guard let part else { return nil }
                place = place * axis.labels.count + part
            }
            return place
        }
        return Table(labels: labels, people: people, placeOfCell: places)
    }

    // MARK: Dimensions

    /// A dimension of the truth.
    private struct Axis {
        var labels: [String]
        /// Per row of the table: its label's place.
        var placeOfRow: [Int]
        /// Per value of the estimate: its label's place.
        var placeOfValue: [Int?]
    }

    private func axis(_ name: String, _ values: [String]) -> Axis? {
        switch name {
        case "sex":
            return axis(["f", "m"], rows.map { $0.sex.lowercased() }, values) { $0.lowercased() }
        case "district":
            let known = districts.map { ($0.code.lowercased(), $0.name.lowercased()) }
            let names = Dictionary(known, uniquingKeysWith: { first, _ in first })
            return axis(known.map(\.1), rows.map { names[$0.district.lowercased()] ?? "" }, values) { value in
                let value = value.lowercased()
                return names[value] ?? value
            }
        case "age_group":
            let groups = values.map { Self.ages($0) }
            if groups.contains(where: { $0 == nil }) { return nil }
            let own = rows.map { row in
                groups.firstIndex { group in
                    guard let group, group.first <= row.ages.first else { return false }
                    guard let end = group.last else { return true }
                    return row.ages.last.map { $0 <= end } ?? false
                }.map { values[$0] } ?? ""
            }
            return axis(values, own, values) { $0 }
        default: return nil
        }
    }

    /// A dimension of labels; nil if a row has none of them.
    private func axis(
        _ labels: [String],
        _ own: [String],
        _ values: [String],
        meaning: (String) -> String
    ) -> Axis? {
        var places: [Int] = []
        for label in own {
            guard let place = labels.firstIndex(of: label) else { return nil }
            places.append(place)
        }
        // Of two values that mean the same, only the first has the place.
        var taken = Set<Int>()
        let placeOfValue = values.map { value -> Int? in
            guard let place = labels.firstIndex(of: meaning(value)), taken.insert(place).inserted else {
                return nil
            }
            return place
        }
        return Axis(labels: labels, placeOfRow: places, placeOfValue: placeOfValue)
    }

    private static func people(_ row: Row, _ residents: Residents) -> Int {
        switch residents {
        case .usual: row.usual
        case .mobile: row.mobile
        case .both: row.usual + row.mobile
        }
    }

    /// The ages of a group by its label: `0-4`, `85+` or `7`.
    static func ages(_ label: String) -> (first: Int, last: Int?)? {
        if label.hasSuffix("+") { return Int(label.dropLast()).map { ($0, nil) } }
        let parts = label.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = Int(parts[0]), parts.count <= 2 else { return nil }
        if parts.count == 1 { return (first, first) }
        return Int(parts[1]).map { (first, $0) }
    }
}
