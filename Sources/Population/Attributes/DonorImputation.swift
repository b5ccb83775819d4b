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
        for place in dimensions.indices {
            let missing = (0..<view.count).filter {
                view.isCounted[$0] && values[place][$0] == Dimension.unknown
            }
            if missing.isEmpty || dimensions[place].values.isEmpty { continue }
            // Sex and age are completed first, so that later dimensions can go by them.
            let known = (0..<min(place, 2)).map { values[$0] }
            func key(_ person: Int) -> Int {
                var key = 0
                for (i, column) in known.enumerated() {
                    key =
                        key * (dimensions[i].values.count + 1)
                        + Int(min(column[person], UInt32(dimensions[i].values.count)))
                }
                return key
            }
            var size = 1
            for i in known.indices { size *= dimensions[i].values.count + 1 }
            var donors = [[UInt32]](repeating: [], count: size)
            var anyone: [UInt32] = []
            for person in 0..<view.count
            where view.isCounted[person] && values[place][person] != Dimension.unknown {
                donors[key(person)].append(values[place][person])
                anyone.append(values[place][person])
            }
            if anyone.isEmpty { continue }
            for person in missing {
                let row = UInt64(view.spine.rows[person])
                var random = KeyedRandom(seed: seed, purpose: purpose &+ UInt32(place), entity: row)
                let own = donors[key(person)]
                let pool = own.isEmpty ? anyone : own
                values[place][person] = pool[random.nextIndex(below: pool.count)]
            }
        }
        return values
    }
}
