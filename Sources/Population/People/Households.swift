import Columns

/// People whose records share an address: they move together, so what is drawn of them is drawn together.
package struct Households: Sendable {
    /// Per record: the lowest record of its register with the same address; its own row if it has none.
    private let groupOf: [UInt32]
    /// Per lowest record: how many share its address.
    private let size: [UInt32]

    /// Addresses that more people share than this are those of institutions, or no addresses.
    private static let largest: UInt32 = 12

    /// Groups records by register and address.
    ///
    /// - Parameter address: Per record: the code of its address, 0 if it has none; empty if there are none.
    package init(address: [UInt32], registerOf: [UInt8], values: Int) {
        var groupOf = registerOf.indices.map { UInt32(truncatingIfNeeded: $0) }
        var size = [UInt32](repeating: 1, count: registerOf.count)
        if !address.isEmpty {
            var first = [UInt32](repeating: .max, count: values)
            var register = -1
            for row in registerOf.indices {
                if Int(registerOf[row]) != register {
                    // Registers are one after the other: addresses are compared within each.
                    register = Int(registerOf[row])
                    for i in first.indices { first[i] = .max }
                }
                let code = Int(address[row])
                if code == 0 { continue }
                if first[code] == .max {
                    first[code] = UInt32(truncatingIfNeeded: row)
                } else {
                    groupOf[row] = first[code]
                    size[Int(first[code])] += 1
                }
            }
        }
        self.groupOf = groupOf
        self.size = size
    }

    /// What stands for a person's household: the address most shared among its records.
    package func key(_ person: Int, _ spine: Spine) -> UInt64 {
        var best = spine.rows[person]
        var most: UInt32 = 1
        for slot in Int(spine.memberStart[person])..<Int(spine.memberStart[person + 1]) {
            let group = groupOf[Int(spine.members[slot])]
            let n = size[Int(group)]
            if n <= Self.largest && n > most { (best, most) = (group, n) }
        }
        return UInt64(best)
    }
}
