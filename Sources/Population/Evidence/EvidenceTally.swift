/// What became of the rows of a register of evidence.
package struct EvidenceTally: Sendable, Equatable {
    /// The rows.
    package var rows = 0
    /// Rows attached to one person.
    package var attached = 0
    /// Rows that several persons may have made.
    package var ambiguous = 0
    /// Rows that no person has.
    package var unattached = 0
    /// Rows that say too little to be used.
    package var unusable = 0
    /// The people to whom rows are attached.
    package var people = 0
    /// How rows were attached.
    package let rule: String

    private init(rule: String) { self.rule = rule }

    /// Rows that were linked as records: attached if their person has a record elsewhere.
    ///
    /// - Parameters:
    ///   - register: The linked register; nil if it was not linked.
    ///   - kind: What its rows are.
    package init(linked register: Int?, kind: EvidenceKind, _ builder: PeopleBuilder, _ view: PeopleView) {
        self.init(rule: "linked like other records, by names, dates and numbers")
        let spine = view.spine
        guard let register else { return }
        let bit: UInt64 = 1 << UInt64(register)
        for p in 0..<spine.count where spine.registers[p] & bit != 0 {
            let range = Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])
            var own = 0
            for slot in range where Int(spine.registerOf[Int(spine.members[slot])]) == register {
                own += 1
                if Self.isUnusable(Int(spine.members[slot]), kind, builder.columns) { unusable += 1 }
            }
            rows += own
            if spine.registers[p] == bit {
                unattached += own
            } else {
                attached += own
                people += 1
            }
        }
        attached = max(0, attached - unusable)
    }

    /// Whether a record of a kind of evidence says nothing of what it is there for.
    private static func isUnusable(_ record: Int, _ kind: EvidenceKind, _ columns: RecordColumns) -> Bool {
        switch kind {
        case .deaths: columns.death[record] == Day.none
        case .registrations: !columns.isRegistration(record)
        case .signs: columns.eventDay[record] == Day.none
        case .births, .movements: false
        }
    }

    /// Border crossings: attached to whoever may be their traveller.
    ///
    /// - Parameter number: The register among those of movements.
    package init(movements number: UInt8, _ builder: PeopleBuilder, _ view: PeopleView) {
        self.init(rule: Travellers.rule)
        let travellers = builder.travellers
        let crossings = builder.columns.crossings
        var owners = [UInt32](repeating: 0, count: travellers.count)
        var own: [Int32] = []
        for p in 0..<view.count {
            builder.travellers(of: p, view.spine, into: &own)
            if !own.isEmpty { people += 1 }
            for traveller in own { owners[Int(traveller)] += 1 }
        }
        for traveller in 0..<travellers.count {
            for slot in travellers.crossings(of: traveller) {
                if crossings.register[Int(travellers.row[slot])] != number { continue }
                switch owners[traveller] {
                case 0: unattached += 1
                case 1: attached += 1
                default: ambiguous += 1
                }
            }
        }
        for row in 0..<crossings.count where crossings.register[row] == number {
            rows += 1
            if travellers.unusable[row] { unusable += 1 }
        }
    }
}
