public import Columns

/// What two registers, or one with itself, have in common by which records could be told to be one person.
public struct SharedEvidence: Sendable, Equatable {
    /// The first register, as an index.
    public let first: Int
    /// The second register; the first again for duplicates within one.
    public let second: Int
    /// The features of which both have values.
    public let features: [String]
    /// How many records of the larger register agree with a record of the other in all of these by chance.
    public let byChance: Double

    /// From so many on, more records agree by chance than by being the same person.
    public static let tooMany = 1.0

    /// Whether most agreements would be by chance.
    public var isTooLittle: Bool { features.isEmpty || byChance >= Self.tooMany }

    /// What each two registers share whose records may be compared.
    ///
    /// - Parameter allows: Whether records of two registers, or of one, may be compared.
    /// - Complexity: O(records · features).
    public static func all(
        in records: Records,
        allows: (Int, Int) -> Bool,
        workers: Workers
    ) -> [SharedEvidence] {
        let frequencies = workers.map(pieces: records.features.count) {
            Frequencies(records.features[$0], records.registers)
        }
        var found: [SharedEvidence] = []
        for a in records.registers.indices {
            for b in records.registers.indices where b >= a && allows(a, b) {
                found.append(between(a, b, records, frequencies))
            }
        }
        return found
    }

    private static func between(
        _ a: Int,
        _ b: Int,
        _ records: Records,
        _ frequencies: [Frequencies]
    ) -> SharedEvidence {
        var shared: [String] = []
        var bits: [Matter: [(role: Role, bits: Double)]] = [:]
        for (feature, counts) in zip(records.features, frequencies) {
            guard let own = counts.bits(a, b) else { continue }
            shared.append(feature.name)
            bits[Matter(feature.role), default: []].append((feature.role, own))
        }
        let total = Matter.allCases.reduce(0.0) { $0 + $1.together(bits[$1] ?? []) }
        let larger = max(records.registers[a].rows.count, records.registers[b].rows.count)
        return SharedEvidence(
            first: a,
            second: b,
            features: shared,
            byChance: Double(larger) * powerOfTwo(-total)
        )
    }

    /// Matters of which several features say the same.
    private enum Matter: CaseIterable {
        case name, birth, place, rest

        init(_ role: Role) {
            switch role {
            case .fullName, .surname, .givenName, .middleName, .initial, .hanName: self = .name
            case .birthDate, .birthYear, .age: self = .birth
            case .address, .unit, .floor, .building, .streetNumber, .street, .locality, .district, .region,
                .postcode, .country, .latitude, .longitude:
                self = .place
            default: self = .rest
            }
        }

        /// The bits of features together: parts of a name add up, names in two scripts and places do not.
        func together(_ features: [(role: Role, bits: Double)]) -> Double {
            let all = features.map(\.bits)
            switch self {
            case .rest: return all.reduce(0, +)
            case .place, .birth: return all.max() ?? 0
            case .name:
                func most(_ role: Role) -> Double {
                    features.filter { $0.role == role }.map(\.bits).max() ?? 0
                }
                return max(
                    most(.surname) + max(most(.givenName), most(.initial)),
                    most(.hanName),
                    most(.fullName)
                )
            }
        }
    }
}

/// How often the values of a feature occur in each register.
private struct Frequencies: Sendable {
    /// Per register the number of records with each code.
    private let counts: [[UInt32]]
    private let rows: [Int]

    init(_ feature: Feature, _ registers: [RegisterSpan]) {
        rows = registers.map(\.rows.count)
        counts = registers.map { register in
            var counts = [UInt32](repeating: 0, count: feature.values.count)
            for row in register.rows { counts[Int(feature.codes[row])] &+= 1 }
            return counts
        }
    }

    /// The bits by which the feature tells records of two registers apart on average; nil where they share none.
    ///
    /// Pairs of which one lacks the value tell nothing.
    func bits(_ a: Int, _ b: Int) -> Double? {
        var same = 0.0
        for code in counts[a].indices.dropFirst() {
            same += Double(counts[a][code]) * Double(counts[b][code])
        }
        let withValue = [a, b].map { Double(rows[$0]) - Double(counts[$0].first ?? 0) }
        if withValue[0] == 0 || withValue[1] == 0 { return nil }
        let pairs = withValue[0] * withValue[1]
        // Values that never agree tell as much as if half a pair had.
        let share = pairs / max(1, Double(rows[a]) * Double(rows[b]))
        return -logarithm(max(same, 0.5) / pairs) / logarithm(2) * share
    }
}
