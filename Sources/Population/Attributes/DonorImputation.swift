import Columns

/// Gives people of whom a value is not known that of somebody like them, drawn anew for each draw.
///
/// The donor is drawn from those who count, have the value, and are of the same sex and age group as far
/// as these are known (a hot deck). So unknown values are spread as known ones are, and the spread is
/// part of the error.
package enum DonorImputation {
    private static let purpose: UInt32 = 0x444f_4e52

    /// The values of all people, those of people who count completed.
    package static func complete(_ view: PeopleView, dimensions: [Dimension], seed: UInt64, draw: Int)
        -> [[UInt32]]
    {
        var values = view.values
        let seed = Hash64.combine(seed, UInt64(draw))
        for place in dimensions.indices where !dimensions[place].values.isEmpty {
            let missing = missing(values[place], view.isCounted)
            if missing.isEmpty { continue }
            // Sex and age are completed first, so that later dimensions can go by them.
            let alike = Alike(values, dimensions, known: min(place, 2))
            var isNeeded = [Bool](repeating: false, count: alike.count)
            for person in missing { isNeeded[alike.key(Int(person))] = true }
            let column = values[place]
            let donors = donors(column, view.isCounted, alike, isNeeded)
            var anyone: [UInt32]?
            for person in missing {
                let row = UInt64(view.spine.rows[Int(person)])
                var random = KeyedRandom(seed: seed, purpose: purpose &+ UInt32(place), entity: row)
                var pool = donors[alike.key(Int(person))]
                if pool.isEmpty {
                    pool = anyone ?? known(column, view.isCounted)
                    anyone = pool
                    if pool.isEmpty { break }
                }
                values[place][Int(person)] = pool[random.nextIndex(below: pool.count)]
            }
        }
        return values
    }

    /// Who counts and has no value.
    private static func missing(_ column: [UInt32], _ isCounted: [Bool]) -> [UInt32] {
        var missing: [UInt32] = []
        for person in column.indices where column[person] == Dimension.unknown && isCounted[person] {
            missing.append(UInt32(truncatingIfNeeded: person))
        }
        return missing
    }

    /// The values of all who count and have one.
    private static func known(_ column: [UInt32], _ isCounted: [Bool]) -> [UInt32] {
        column.indices.filter { isCounted[$0] && column[$0] != Dimension.unknown }.map { column[$0] }
    }

    /// By sex and age group: the values of those who count and have one, of the groups that are needed.
    private static func donors(
        _ column: [UInt32],
        _ isCounted: [Bool],
        _ alike: Alike,
        _ isNeeded: [Bool]
    ) -> [[UInt32]] {
        var donors = [[UInt32]](repeating: [], count: alike.count)
        for person in column.indices where isCounted[person] && column[person] != Dimension.unknown {
            let key = alike.key(person)
            if isNeeded[key] { donors[key].append(column[person]) }
        }
        return donors
    }
}

/// Numbers people by sex and age group, as far as these are completed and known.
private struct Alike {
    private let columns: [[UInt32]]
    private let sizes: [Int]
    /// The number of groups.
    let count: Int

    init(_ values: [[UInt32]], _ dimensions: [Dimension], known: Int) {
        columns = (0..<known).map { values[$0] }
        sizes = (0..<known).map { dimensions[$0].values.count }
        count = sizes.reduce(1) { $0 * ($1 + 1) }
    }

    @inline(__always)
    func key(_ person: Int) -> Int {
        var key = 0
        for i in columns.indices {
            key = key * (sizes[i] + 1) + Int(min(columns[i][person], UInt32(truncatingIfNeeded: sizes[i])))
        }
        return key
    }
}
