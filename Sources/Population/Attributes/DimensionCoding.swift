import Columns

/// How values of records become places in dimensions: sex and age group, then attributes.
package struct DimensionCoding: Sendable {
    /// The dimensions: sex, age group, then attributes.
    package let all: [Dimension]
    /// Per code of sex: the place of the value in its dimension.
    let placeOfSex: [UInt32]
    /// Per attribute and code: the place of the value in its dimension.
    let placeOfAttribute: [[UInt32]]
    /// The first age of each group.
    let ageGroups: [Int]

    /// The place of sex and of age group among the dimensions.
    static let sexPlace = 0
    static let agePlace = 1
    /// The place of the first attribute among the dimensions.
    package static let firstAttribute = 2

    /// The dimensions of records.
    ///
    /// - Parameter ageGroups: The first age of each group, ascending from 0.
    package init(_ columns: RecordColumns, ageGroups: [Int]) {
        self.ageGroups = ageGroups
        var dimensions: [Dimension] = []
        func add(_ name: String, _ values: ValueDictionary, _ codes: [UInt32]) -> [UInt32] {
            // Only values that records have; those of crossings share the dictionary.
            var isUsed = [Bool](repeating: false, count: values.count)
            for code in codes where code != 0 { isUsed[Int(code)] = true }
            let used = (0..<values.count).filter { isUsed[$0] }
            let names = used.map { values.string(UInt32($0)) }
            let order = names.indices.sorted { names[$0] < names[$1] }
            var place = [UInt32](repeating: Dimension.unknown, count: values.count)
            for (rank, i) in order.enumerated() { place[used[i]] = UInt32(rank) }
            dimensions.append(Dimension(name: name, values: order.map { names[$0] }))
            return place
        }
        placeOfSex = add("sex", columns.sexes, columns.sex)
        dimensions.append(.ageGroups(ageGroups))
        placeOfAttribute = columns.attributes.map { add($0.name, $0.values, $0.codes) }
        all = dimensions
    }

    /// The age group of completed years; unknown below 0.
    func group(ofAge age: Int16) -> UInt32 {
        age < 0 ? Dimension.unknown : Dimension.group(of: Int(age), ageGroups)
    }
}
