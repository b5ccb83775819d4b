import Columns

/// What goes wrong with registers in a way that no estimate is told of.
///
/// A stress is put on a scenario after it is read. The people stay the same; registers observe them worse.
package enum Stress: String, Sendable, CaseIterable {
    case departuresLost = "departures_lost"
    case lastDeparturesLost = "last_departures_lost"
    case closingDeparturesLost = "closing_departures_lost"
    case foreignNumbers = "foreign_numbers"
    case checkpointLost = "checkpoint_lost"
    case heavyLags = "heavy_lags"
    case listCopied = "list_copied"
    case anotherRule = "another_rule"
    case deathsMisdated = "deaths_misdated"

    /// What happens, in a line.
    package var summary: String {
        func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
        switch self {
        case .departuresLost:
            return "\(percent(Self.lostDepartures)) of departures are missing, arrivals are there"
        case .lastDeparturesLost:
            return
                "of people who left for good, \(percent(Self.lostLastDepartures)) lack their last departure"
        case .closingDeparturesLost:
            return
                "of people who are away when the data end, \(percent(Self.lostLastDepartures)) lack the departure"
        case .foreignNumbers:
            return "\(percent(Self.foreign)) of travellers cross on a number that no register has"
        case .checkpointLost:
            return "the crossings of \(percent(Self.pointUsers)) of travellers, at one checkpoint, lack "
                + "\(Self.lostDays) days"
        case .heavyLags: return "lags have a heavy tail: log-logistic with the medians of the scenario"
        case .listCopied:
            return
                "the last list holds, of \(percent(Self.copied)) of people, those whom the second list holds"
        case .anotherRule:
            return
                "usual residents are those with \(Self.otherDays) days of six months here, not three months"
        case .deathsMisdated: return "\(percent(Self.misdated)) of deaths are dated a year too late"
        }
    }

    /// The shares and days of each; what offices have reported, made worse.
    static let lostDepartures = 0.1
    static let lostLastDepartures = 0.3
    static let foreign = 0.4
    static let pointUsers = 0.3
    static let copied = 0.5
    static let misdated = 0.2
    static let lostDays: Int32 = 31
    /// The last of the days that the checkpoint lacks is so many before the reference date.
    static let lostBefore: Int32 = 30
    static let otherDays = 150
    static let yearOfDays: Int32 = 365
}

extension Scenario {
    /// The scenario under its stress, as far as that is a matter of settings.
    func stressed() -> Scenario {
        var result = self
        if stress == .anotherRule { result.residence.usualDays = Stress.otherDays }
        return result
    }
}

/// What a stress does to one person, register by register; all draws are keyed by register and person.
struct StressDraws {
    /// Parts of a register's draws that are the stress's own.
    static let person: UInt32 = 8
    static let crossing: UInt32 = 9

    private let stress: Stress?
    private let reference: Int32

    init(_ scenario: Scenario, reference: Int32) {
        stress = scenario.stress
        self.reference = reference
    }

    /// Whether a person crosses on a number that no register has.
    func isForeign(_ draw: inout KeyedRandom) -> Bool {
        stress == .foreignNumbers && draw.nextShare() < Stress.foreign
    }

    /// How long somebody is away after a departure.
    enum Away {
        case untilTheEnd, forGood
    }

    /// Whether a crossing is not in the data.
    ///
    /// - Parameters:
    ///   - isArrival: Its direction.
    ///   - away: Of a departure: whether the person is away until the data end, or for good; nil for neither.
    ///   - person: The draw that is the same for all crossings of a person.
    ///   - crossing: The draw of this crossing.
    func isLost(
        day: Int32,
        isArrival: Bool,
        away: Away?,
        person: inout KeyedRandom,
        crossing: inout KeyedRandom
    ) -> Bool {
        switch stress {
        case .departuresLost: return !isArrival && crossing.nextShare() < Stress.lostDepartures
        case .lastDeparturesLost: return away == .forGood && crossing.nextShare() < Stress.lostLastDepartures
        case .closingDeparturesLost: return away != nil && crossing.nextShare() < Stress.lostLastDepartures
        case .checkpointLost:
            let last = reference - Stress.lostBefore
            return day <= last && day > last - Stress.lostDays && person.nextShare() < Stress.pointUsers
        default: return false
        }
    }

    /// Days of delay at a share from 0 up to 1.
    func lag(_ share: Double, median: Double) -> Int {
        stress == .heavyLags
            ? LagTable.heavyDays(share, median: median) : LagTable.days(share, median: median)
    }

    /// Days by which the date of a death is wrong.
    func misdating(_ draw: inout KeyedRandom) -> Int32 {
        stress == .deathsMisdated && draw.nextShare() < Stress.misdated ? Stress.yearOfDays : 0
    }

    /// Whether a person is on the list of another register instead of its own.
    func isCopied(_ draw: inout KeyedRandom) -> Bool {
        stress == .listCopied && draw.nextShare() < Stress.copied
    }
}
