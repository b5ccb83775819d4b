import Population

/// What became of the rows of a register of evidence.
struct EvidenceTally: Sendable {
    var path: String
    var rows = 0
    var attached = 0
    var ambiguous = 0
    var unattached = 0
    var unusable = 0
    var people = 0
    var rule: String

    /// One tally per register of evidence, in their order.
    static func all(_ result: EstimateResult) -> [EvidenceTally] {
        let job = result.job
        var movements: UInt8 = 0
        return result.registers.evidence.map { register in
            let path = job.registers.first { $0.name == register.name }?.path ?? register.path
            if register.spec.kind == .movements {
                defer { movements += 1 }
                return ofMovements(movements, path, result)
            }
            return ofLinked(register.name, register.spec.kind, path, result)
        }
    }

    /// Rows that were linked as records: attached if their person has a record elsewhere.
    private static func ofLinked(
        _ name: String,
        _ kind: EvidenceSpec.Kind,
        _ path: String,
        _ result: EstimateResult
    ) -> EvidenceTally {
        var tally = EvidenceTally(path: path, rule: "linked like other records, by names, dates and numbers")
        let spine = result.base.spine
        guard let register = result.linked.registers.firstIndex(of: name) else { return tally }
        let bit: UInt64 = 1 << UInt64(register)
        for p in 0..<spine.count where spine.registers[p] & bit != 0 {
            let range = Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])
            var own = 0
            for slot in range where Int(spine.registerOf[Int(spine.members[slot])]) == register {
                own += 1
                let row = Int(spine.members[slot])
                let columns = result.builder.columns
                let isUnusable =
                    switch kind {
                    case .deaths: columns.death[row] == Day.none
                    case .registrations: !columns.isRegistration(row)
                    case .signs: columns.eventDay[row] == Day.none
                    case .births, .movements: false
                    }
                if isUnusable { tally.unusable += 1 }
            }
            tally.rows += own
            if spine.registers[p] == bit {
                tally.unattached += own
            } else {
                tally.attached += own
                tally.people += 1
            }
        }
        tally.attached = max(0, tally.attached - tally.unusable)
        return tally
    }

    private static func ofMovements(_ number: UInt8, _ path: String, _ result: EstimateResult)
        -> EvidenceTally
    {
        var tally = EvidenceTally(path: path, rule: Travellers.rule)
        let travellers = result.builder.travellers
        let rows = result.builder.columns.crossings
        var owners = [UInt32](repeating: 0, count: travellers.count)
        var own: [Int32] = []
        for p in 0..<result.base.count {
            result.builder.travellers(of: p, result.base.spine, into: &own)
            if !own.isEmpty { tally.people += 1 }
            for traveller in own { owners[Int(traveller)] += 1 }
        }
        for traveller in 0..<travellers.count {
            for slot in Int(travellers.start[traveller])..<Int(travellers.start[traveller + 1]) {
                if rows.register[Int(travellers.row[slot])] != number { continue }
                switch owners[traveller] {
                case 0: tally.unattached += 1
                case 1: tally.attached += 1
                default: tally.ambiguous += 1
                }
            }
        }
        for row in 0..<rows.count where rows.register[row] == number {
            tally.rows += 1
            if travellers.unusable[row] { tally.unusable += 1 }
        }
        return tally
    }
}
