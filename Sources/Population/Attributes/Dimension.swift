import Columns

/// Something people are told apart by in tables: sex, age group, district.
package struct Dimension: Sendable, Equatable {
    /// The name, as job files and tables spell it.
    package let name: String
    /// The values, in their order.
    package let values: [String]

    /// The place of people of whom the value is not known.
    package static let unknown = UInt32.max

    /// Age groups from their first ages: `0-4`, …, `85+`.
    package static func ageGroups(_ first: [Int]) -> Dimension {
        let names = first.indices.map { i in
            if i + 1 == first.count { return "\(first[i])+" }
            return first[i + 1] == first[i] + 1 ? "\(first[i])" : "\(first[i])-\(first[i + 1] - 1)"
        }
        return Dimension(name: "age_group", values: names)
    }

    /// The group of an age.
    package static func group(of age: Int, _ first: [Int]) -> UInt32 {
        UInt32(truncatingIfNeeded: (first.lastIndex { $0 <= age }) ?? 0)
    }
}
