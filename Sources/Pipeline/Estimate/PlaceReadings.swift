import Population

/// What people's records say about places: every different reading, with the number of people who have it.
struct PlaceReadings: Sendable {
    /// What one record says.
    struct Report: Hashable, Sendable {
        var register: Int
        var value: UInt32
    }

    /// Readings of two records or more, in the order they first occur.
    private(set) var all: [(reports: [Report], people: Double)] = []

    /// Reads everybody.
    ///
    /// - Parameter value: Per record: the place of its value; ``Dimension/unknown`` if missing.
    init(_ spine: Spine, _ value: [UInt32]) {
        var places: [[Report]: Int] = [:]
        var reports: [Report] = []
        for p in 0..<spine.count {
            Self.read(Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1]), spine, value, into: &reports)
            if reports.count < 2 { continue }
            if let place = places[reports] {
                all[place].people += 1
            } else {
                places[reports] = all.count
                all.append((reports, 1))
            }
        }
    }

    /// What the records of one person say.
    static func read(_ range: Range<Int>, _ spine: Spine, _ value: [UInt32], into reports: inout [Report]) {
        reports.removeAll(keepingCapacity: true)
        for slot in range {
            let row = Int(spine.members[slot])
            if value[row] == Dimension.unknown { continue }
            reports.append(Report(register: Int(spine.registerOf[row]), value: value[row]))
        }
    }
}
