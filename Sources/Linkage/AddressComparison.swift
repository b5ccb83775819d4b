import Columns
import Comparison

/// The comparison of addresses that were split into parts: from the same dwelling to another region.
///
/// Parts of one address follow from each other, so that comparing them one by one would count the same
/// agreement, or the same move, many times over.
struct AddressComparison {
    /// The features it reads, which no other comparison should.
    let features: [String]
    /// The comparison.
    let readyMade: ReadyMadeComparison

    private struct Parts {
        var byRole: [(role: Role, names: [String])] = []

        func names(_ role: Role) -> [String] { byRole.first { $0.role == role }?.names ?? [] }

        func exact(_ role: Role) -> Agreement? { Self.any(names(role).map { .exact($0) }) }

        static func any(_ parts: [Agreement]) -> Agreement? {
            parts.isEmpty ? nil : parts.count == 1 ? parts[0] : .any(parts)
        }

        static func all(_ parts: [Agreement?]) -> Agreement? {
            let present = parts.compactMap { $0 }
            return present.count == parts.count ? .all(present) : nil
        }
    }

    private static let roles: [Role] = [
        .address, .unit, .floor, .building, .streetNumber, .street, .locality, .postcode, .district, .region,
    ]

    /// The comparison for some records; nil if no address of theirs was split into parts.
    init?(_ records: Records) {
        var parts = Parts()
        for role in Self.roles {
            let names = records.features.filter { $0.role == role }.map(\.name)
            if !names.isEmpty { parts.byRole.append((role, names)) }
        }
        let fine = [Role.building, .street, .streetNumber, .floor, .unit].filter { !parts.names($0).isEmpty }
        guard !parts.names(.address).isEmpty, !fine.isEmpty else { return nil }

        let house = Parts.any(
            [
                parts.exact(.building),
                Parts.all([parts.exact(.street), parts.exact(.streetNumber)]),
            ].compactMap { $0 }
        )
        let nearHouse = Parts.any(
            parts.names(.building).map { .jaroWinkler($0, 0.92) }
                + parts.names(.street).flatMap { street in
                    parts.names(.streetNumber).map { .all([.jaroWinkler(street, 0.92), .exact($0)]) }
                }
        )
        let dwelling = Parts.all([house, parts.exact(.floor), parts.exact(.unit)])
        var levels: [ComparisonLevel] = []
        var expected: [Double] = []
        func add(_ label: String, _ agreement: Agreement?, _ m: Double) {
            guard let agreement else { return }
            levels.append(ComparisonLevel(label, agreement))
            expected.append(m)
        }
        let whole = parts.exact(.address)
        add("same dwelling", Parts.any([whole, dwelling].compactMap { $0 }), 0.55)
        add("same house and floor", Parts.all([house, parts.exact(.floor)]), 0.06)
        add("same house", house, 0.12)
        add("similar house, same floor", Parts.all([nearHouse, parts.exact(.floor)]), 0.02)
        add("similar house", nearHouse, 0.02)
        add("same street", parts.exact(.street), 0.02)
        add(
            "same locality",
            Parts.any((parts.names(.postcode) + parts.names(.locality)).map { .exact($0) }),
            0.03
        )
        add("same district", parts.exact(.district), 0.04)
        add("same region", parts.exact(.region), 0.06)
        features = parts.byRole.flatMap(\.names)
        readyMade = ReadyMadeComparison(
            Comparison(
                name: "address",
                required: [],
                missingWhen: .all(features.map { .missing($0) }),
                levels: levels
            ),
            expectedM: expected + [0.08]
        )
    }
}
