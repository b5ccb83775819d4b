/// Lists that are independent within classes of people: what each history's probability is.
struct SightingModel: Sendable, Equatable {
    /// The number of lists.
    let lists: Int
    /// The share of each class, above 0, summing to 1.
    var shares: [Double]
    /// The chance of being on each list, class after class.
    var chances: [Double]

    /// The number of classes.
    var classes: Int { shares.count }

    /// The numbers that can be chosen freely.
    var parameters: Int { classes * lists + classes - 1 }

    /// The chance that a person of a class has a history.
    func chance(of history: Int, in class: Int) -> Double {
        var product = 1.0
        for list in 0..<lists {
            let p = chances[`class` * lists + list]
            product *= history >> list & 1 == 1 ? p : 1 - p
        }
        return product
    }

    /// The chance that a person has a history.
    func chance(of history: Int) -> Double {
        var sum = 0.0
        for c in 0..<classes { sum += shares[c] * chance(of: history, in: c) }
        return sum
    }

    /// The chance that a person is on none of the lists, then on each of them alone.
    var chancesBelowTwo: [Double] {
        [chance(of: 0)] + (0..<lists).map { chance(of: 1 << $0) }
    }

    /// The chance that a person is on just so many lists.
    func chance(onLists count: Int) -> Double {
        var sum = 0.0
        for history in 0..<(1 << lists) where history.nonzeroBitCount == count { sum += chance(of: history) }
        return sum
    }
}
