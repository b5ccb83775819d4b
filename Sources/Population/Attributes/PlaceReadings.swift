import Columns

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What people's records say about places: every different reading, with the number of people who have it.
package struct PlaceReadings: Sendable {
    /// What one record says.
    package struct Report: Hashable, Sendable {
        package var register: Int
        package var value: UInt32
    }

    /// Readings of two records or more, in the order they first occur.
    package private(set) var all: [(reports: [Report], people: Double)] = []
    /// Per person: its reading; -1 if it has fewer than two records with a place.
    private var readingOf: [Int32] = []

    private static let purpose: UInt32 = 0x424f_4f54

    /// Reads everybody.
    ///
    /// - Parameter value: Per record: the place of its value; ``Dimension/unknown`` if missing.
    package init(_ spine: Spine, _ value: [UInt32]) {
        var places: [[Report]: Int] = [:]
        var reports: [Report] = []
        for p in 0..<spine.count {
            Self.read(Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1]), spine, value, into: &reports)
            if reports.count < 2 {
                readingOf.append(-1)
                continue
            }
            if let place = places[reports] {
                readingOf.append(Int32(truncatingIfNeeded: place))
                all[place].people += 1
            } else {
                places[reports] = all.count
                readingOf.append(Int32(truncatingIfNeeded: all.count))
                all.append((reports, 1))
            }
        }
    }

    /// The same readings of as many other people, drawn: each household counts as often as chance will have it.
    ///
    /// - Parameter households: Per person: what stands for its household.
    /// - SeeAlso: Rubin (1981), Annals of Statistics 9, 130–134, for the Bayesian bootstrap.
    package func redrawn(households: [UInt64], seed: UInt64) -> PlaceReadings {
        var result = self
        for i in result.all.indices { result.all[i].people = 0 }
        for (person, reading) in readingOf.enumerated() where reading >= 0 {
            var random = KeyedRandom(seed: seed, purpose: Self.purpose, entity: households[person])
            result.all[Int(reading)].people -= log(1 - random.nextUnit())
        }
        return result
    }

    /// What the records of one person say.
    package static func read(
        _ range: Range<Int>,
        _ spine: Spine,
        _ value: [UInt32],
        into reports: inout [Report]
    ) {
        reports.removeAll(keepingCapacity: true)
        for slot in range {
            let row = Int(spine.members[slot])
            if value[row] == Dimension.unknown { continue }
            reports.append(Report(register: Int(spine.registerOf[row]), value: value[row]))
        }
    }
}
