import Columns

/// The features that say where a person lives, and so change together.
///
/// Address parts do by their role; others, such as the number of a building, if records of one place have one
/// value.
struct PlaceFeatures {
    private let names: Set<String>

    /// Of the records that share a place, so many must share the value as well.
    private static let leastShare = 0.8
    /// A value that so many of all records share says nothing about the place.
    private static let mostCommon = 0.5

    init(_ records: Records, workers: Workers) {
        let places = records.features.filter { Self.isPlace($0.role) }
        let others = records.features.filter { Self.mayFollow($0.role) }
        let follows = workers.map(pieces: others.count) { index in
            places.contains { Self.follows(others[index], $0) }
        }
        names = Set(places.map(\.name) + zip(others, follows).filter(\.1).map(\.0.name))
    }

    func contains(_ feature: String) -> Bool { names.contains(feature) }

    private static func isPlace(_ role: Role) -> Bool {
        switch role {
        case .address, .unit, .floor, .building, .streetNumber, .street, .locality, .district, .region,
            .postcode, .country:
            true
        default: false
        }
    }

    private static func mayFollow(_ role: Role) -> Bool {
        switch role {
        case .identifier, .number, .category, .text: true
        default: false
        }
    }

    /// Whether the records of a place nearly all have the feature's value of its first record.
    private static func follows(_ feature: Feature, _ place: Feature) -> Bool {
        var first = [UInt32](repeating: 0, count: place.values.count)
        var counts = [UInt32](repeating: 0, count: feature.values.count)
        var again = 0
        var agreeing = 0
        for row in feature.codes.indices {
            let (here, value) = (Int(place.codes[row]), feature.codes[row])
            if here == 0 || value == 0 { continue }
            counts[Int(value)] += 1
            if first[here] == 0 {
                first[here] = value
            } else {
                again += 1
                agreeing += first[here] == value ? 1 : 0
            }
        }
        let all = counts.reduce(0) { $0 + Int($1) }
        let common = Double(counts.max() ?? 0) / Double(max(1, all))
        return again > 0 && common <= mostCommon && Double(agreeing) >= leastShare * Double(again)
    }
}
