import Population

/// Which registers to trust for an attribute: those that agree most with the others.
enum AttributeTrust {
    /// The rule of each attribute: most registers, then the most trusted.
    static func rules(_ builder: PeopleBuilder, person: [UInt32]) throws(PopulationError) -> [AttributeRule] {
        let spine = try Spine(person: person, registerOf: builder.registerOf)
        return builder.columns.attributes.map { attribute in
            AttributeRule([.majority, .mostTrusted], trust: order(attribute.codes, spine))
        }
    }

    /// Registers by the share of pairs of records, with another register's, that agree; the best first.
    private static func order(_ codes: [UInt32], _ spine: Spine) -> [Int] {
        let registers = Int(spine.registerOf.max() ?? 0) + 1
        var agree = [Int](repeating: 0, count: registers)
        var all = [Int](repeating: 0, count: registers)
        for p in 0..<spine.count {
            let range = Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])
            if range.count < 2 || range.count > 16 { continue }
            for i in range {
                let a = Int(spine.members[i])
                if codes[a] == 0 { continue }
                for j in range {
                    let b = Int(spine.members[j])
                    if codes[b] == 0 || spine.registerOf[a] == spine.registerOf[b] { continue }
                    all[Int(spine.registerOf[a])] += 1
                    if codes[a] == codes[b] { agree[Int(spine.registerOf[a])] += 1 }
                }
            }
        }
        func share(_ r: Int) -> Double { all[r] > 0 ? Double(agree[r]) / Double(all[r]) : 0 }
        return (0..<registers).sorted { (-share($0), $0) < (-share($1), $1) }
    }
}
