import Columns

/// People of a shard who have no household yet, by sex and age in years.
struct AgePool {
    /// Ages are 0…110.
    static let ages = 111
    /// Persons by `sex * 111 + age`, females first.
    private(set) var counts: [Int32]
    /// How many there are.
    private(set) var total = 0

    /// Spreads the people of five-year groups over their years.
    init(cells: [Int], _ random: inout KeyedRandom) {
        counts = [Int32](repeating: 0, count: 2 * Self.ages)
        for (cell, persons) in cells.enumerated() {
            let sex = cell / ShardPlan.ageGroups
            let group = cell % ShardPlan.ageGroups
            for _ in 0..<persons {
                // The open group thins out with age.
                let years =
                    group < ShardPlan.ageGroups - 1
                    ? random.nextIndex(below: 5)
                    : min(random.nextIndex(below: 18), random.nextIndex(below: 18))
                counts[sex * Self.ages + group * 5 + years] += 1
            }
            total += persons
        }
    }

    /// How many people of a sex have an age in a range.
    func count(isMale: Bool, _ ages: ClosedRange<Int>) -> Int {
        let start = isMale ? Self.ages : 0
        var sum: Int32 = 0
        for age in Self.clamped(ages) { sum += counts[start + age] }
        return Int(sum)
    }

    /// Takes the person whose age is nearest to one wanted, within a range; nil if there is none.
    mutating func take(isMale: Bool, near age: Int, in ages: ClosedRange<Int>) -> Int? {
        let ages = Self.clamped(ages)
        let start = isMale ? Self.ages : 0
        let middle = min(max(age, ages.lowerBound), ages.upperBound)
        for distance in 0...(ages.upperBound - ages.lowerBound) {
            for candidate in [middle - distance, middle + distance]
            where ages.contains(candidate) && counts[start + candidate] > 0 {
                counts[start + candidate] -= 1
                total -= 1
                return candidate
            }
        }
        return nil
    }

    /// Takes anybody whose age is in a range, all alike; nil if there is nobody.
    mutating func takeAny(_ ages: ClosedRange<Int>, _ random: inout KeyedRandom) -> (isMale: Bool, age: Int)?
    {
        let females = count(isMale: false, ages)
        let sum = females + count(isMale: true, ages)
        if sum == 0 { return nil }
        var rank = Int32(random.nextIndex(below: sum))
        for sex in 0...1 {
            for age in Self.clamped(ages) {
                let here = counts[sex * Self.ages + age]
                if rank < here {
                    counts[sex * Self.ages + age] -= 1
                    total -= 1
                    return (sex == 1, age)
                }
                rank -= here
            }
        }
        return nil
    }

    private static func clamped(_ ages: ClosedRange<Int>) -> ClosedRange<Int> {
        let low = min(max(0, ages.lowerBound), Self.ages - 1)
        return low...max(low, min(ages.upperBound, Self.ages - 1))
    }
}
