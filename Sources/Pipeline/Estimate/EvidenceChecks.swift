import Estimation
import Inference
import Jobs
import Population

/// What a register of evidence is worth: rows attached beside those expected, crossings lost, and what follows.
struct EvidenceCheck: Sendable {
    /// Rows that would be attached if nothing failed; nil where nothing tells.
    var expected: Int?
    /// The shares of departures and arrivals that are missing; nil but for movements.
    var departuresLost: Double?
    var arrivalsLost: Double?
    /// People whom the estimate has more (or fewer, below 0) for what this register lost.
    var consequence: Double?
    /// What failed, by name.
    var flags: [String] = []

    /// The check in words, to follow what became of the rows.
    var text: String {
        var parts: [String] = []
        if let expected { parts.append("\(Plain.count(expected)) expected to be attached") }
        if let departuresLost, let arrivalsLost {
            parts.append(
                "\(Plain.percent(departuresLost)) of departures and \(Plain.percent(arrivalsLost)) of arrivals missing"
            )
        }
        if let consequence {
            let people = Int(consequence.rounded())
            parts.append(
                "\(people > 0 ? "+" : people < 0 ? "−" : "")\(Plain.count(abs(people))) people for it"
            )
        }
        return (parts + flags).map { "; " + $0 }.joined()
    }
}

extension EstimateResult {
    private var findings: OvercoverageFindings { population.computation.overcoverage.findings }

    /// The checks of all registers of evidence, in their order.
    func checks(_ tallies: [EvidenceTally]) -> [EvidenceCheck] {
        let crossings = evidence.count { $0.spec.kind == .movements }
        let share = numbered
        let found = population.total.value > 0 ? Double(population.total.found) / population.total.value : 1
        return zip(evidence, tallies).map { register, tally in
            var check = EvidenceCheck()
            switch register.spec.kind {
            case .movements:
                check.departuresLost = findings.lost?.loss.departures
                check.arrivalsLost = findings.lost?.loss.arrivals
                // Travellers are of all registers of crossings together.
                if crossings == 1, let travellers = findings.travellers {
                    let lacking = Double(travellers.residentRows) * share
                    check.expected = tally.attached + tally.ambiguous + Int(lacking.rounded())
                }
                check.consequence = -takenOff
                check.flags = findings.flags.map(\.rawValue)
            case .deaths:
                // Lists forget the dead: that a death is nobody's tells nothing.
                check.consequence = findings.lost.map { -$0.lateDeaths }
            case .births, .registrations, .signs:
                check.expected = Int((Double(tally.rows - tally.unusable) * min(1, found)).rounded())
            }
            return check
        }
    }

    /// People taken off for what crossings do not show.
    private var takenOff: Double {
        let lost = findings.lost.map { $0.lostDepartures - $0.lostArrivals } ?? 0
        return lost + findings.left + findings.mobile
    }

    /// The share of people who count and are on two lists or more of whom some register has a number.
    private var numbered: Double {
        let (view, columns) = (population.base, population.builder.columns)
        var (all, with) = (0, 0)
        for p in 0..<view.count where view.isCounted[p] && view.lists[p].nonzeroBitCount >= 2 {
            all += 1
            let range = Int(view.spine.memberStart[p])..<Int(view.spine.memberStart[p + 1])
            if range.contains(where: { columns.identifier[Int(view.spine.members[$0])] != 0 }) { with += 1 }
        }
        return all > 0 ? Double(with) / Double(all) : 0
    }

    /// The flag of estimates whose interval is mostly that of a share that is assumed.
    static let assumptionFlag = "assumption_dominates"

    /// What is wrong with the estimate as a whole: a name, and a sentence for those who read it.
    var flags: [(name: String, text: String)] {
        var flags: [(name: String, text: String)] = []
        if let prior = population.computation.overcoverage.prior {
            flags.append(
                (
                    Self.overcoverageFlag,
                    "nobody can check who left: without a register of crossings, people who left and are still in "
                        + "registers count; \(Plain.percent(prior.share)) ± \(Plain.percent(prior.deviation)) of "
                        + "those counted are assumed to be such"
                )
            )
        }
        flags += findings.flags.map { ($0.rawValue, sentence($0)) }
        let total = population.total
        if total.assumption > total.standardError * total.standardError / 2 {
            flags.append(
                (
                    Self.assumptionFlag,
                    "more than half of the variance is that of a share that is assumed: the interval is a range "
                        + "under an assumption"
                )
            )
        }
        return flags
    }

    private func sentence(_ flag: OvercoverageFindings.Flag) -> String {
        func people(_ number: Double) -> String { Plain.count(Int(number.rounded())) }
        let findings = findings
        switch flag {
        case .crossingsLostOneWay, .crossingsLost:
            let loss = findings.lost?.loss ?? .none
            return
                "\(Plain.percent(loss.departures)) of departures and \(Plain.percent(loss.arrivals)) of arrivals "
                + "are missing; the estimate is corrected for it"
        case .travellersUnattached:
            let travellers = findings.travellers ?? .none
            let sum = travellers.left.expected + travellers.mobile.expected
            return
                "\(Plain.percent(travellers.unattachedShare)) of travellers are nobody's; by birth date and sex "
                + "\(people(sum)) of them are people who count and do not live here"
        case .leaversUnseen:
            return
                "\(people(findings.byLists.expected)) ± \(people(findings.byLists.error)) people without crossings "
                + "are expected to have left: their lists are those of people known to have left"
        case .leaversUnchecked:
            let prior = population.computation.overcoverage.settings.prior
            return
                "too few people are known to have left for \(Plain.count(findings.unchecked)) people without "
                + "crossings to be compared with them; that \(Plain.percent(prior.share)) ± "
                + "\(Plain.percent(prior.deviation)) of these left widens the interval"
        }
    }
}
