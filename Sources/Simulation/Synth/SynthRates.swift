import Synthesis

/// What a scenario asked for and what came of it, rate by rate.
struct SynthRates {
    /// A rate of one register.
    struct Rate {
        var kind: String
        var register: String
        var item: String
        /// What was asked for: a probability, or days.
        var asked: Double
        /// Out of how many.
        var trials: Int
        /// How many were to be expected, and how many there are.
        var expected: Double
        var realised: Int
        /// How many of these left a trace: an error drawn may find nothing to strike, or strike what no column
        /// shows.
        var struck: Int
    }

    static let header = "kind,register,item,asked,trials,expected,realised,struck,synthetic\n"

    let rates: [Rate]

    init(_ synthesis: Synthesis, _ totals: SynthTotals) {
        var rates: [Rate] = []
        for (number, register) in synthesis.scenario.registers.enumerated() {
            let tally = totals.tally.registers[number]
            let share = tally.candidates > 0 ? tally.expectedPersons / Double(tally.candidates) : 0
            rates.append(
                Rate(
                    kind: "coverage",
                    register: register.name,
                    item: register.holds.rawValue,
                    asked: share,
                    trials: tally.candidates,
                    expected: tally.expectedPersons,
                    realised: tally.drawnPersons,
                    struck: tally.records
                )
            )
            for field in ErrorField.allCases {
                for mechanism in Mechanism.allCases where mechanism.fields.contains(field) {
                    let expected = synthesis.expectedErrors(tally, register: number, field, mechanism)
                    let cell = Tally.cell(field, mechanism)
                    if expected == 0, tally.drawn[cell] == 0 { continue }
                    let trials = field == .address ? tally.records : tally.records - tally.copied
                    rates.append(
                        Rate(
                            kind: "error",
                            register: register.name,
                            item: "\(field.rawValue).\(mechanism.rawValue)",
                            asked: trials > 0 ? expected / Double(trials) : 0,
                            trials: trials,
                            expected: expected,
                            realised: tally.drawn[cell],
                            struck: tally.struck[cell]
                        )
                    )
                }
            }
            rates += Self.lags(register, tally, scale: synthesis.scenario.lagScale)
        }
        self.rates = rates
    }

    private static func lags(_ register: RegisterSpec, _ tally: Tally.Register, scale: Double) -> [Rate] {
        let lags = [
            ("move", register.lags.move), ("name_change", register.lags.nameChange),
            ("death", register.lags.death),
            ("emigration", register.lags.emigration), ("birth", register.lags.birth),
        ]
        var rates: [Rate] = []
        for (index, (name, lag)) in lags.enumerated() where tally.events[index] > 0 {
            // A register of events lists what happened: what it never learns of is a matter of its coverage.
            let never = register.holds == .persons ? min(1, lag.never * scale) : 0
            let reported = tally.events[index] - tally.neverReported[index]
            if register.holds == .persons {
                rates.append(
                    Rate(
                        kind: "never_reported",
                        register: register.name,
                        item: name,
                        asked: never,
                        trials: tally.events[index],
                        expected: never * Double(tally.events[index]),
                        realised: tally.neverReported[index],
                        struck: tally.neverReported[index]
                    )
                )
            }
            // Whole days: a median with a fraction cannot be compared with a half if it is short.
            let median = lag.medianDays * scale
            guard median >= 20 || (median >= 1 && median == median.rounded()) else { continue }
            rates.append(
                Rate(
                    kind: "within_median_lag",
                    register: register.name,
                    item: name,
                    asked: 0.5,
                    trials: reported,
                    expected: 0.5 * Double(reported),
                    realised: tally.withinMedian[index],
                    struck: tally.withinMedian[index]
                )
            )
        }
        return rates
    }

    /// The rates as a table.
    var csv: String {
        var text = Self.header
        for rate in rates {
            text +=
                "\(rate.kind),\(rate.register),\(rate.item),\(Self.decimals(rate.asked, 6)),\(rate.trials),"
            text += "\(Self.decimals(rate.expected, 2)),\(rate.realised),\(rate.struck),1\n"
        }
        return text
    }

    /// A number with so many decimals.
    static func decimals(_ value: Double, _ places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        guard value.isFinite, value >= 0, value * scale < 9e15 else { return "" }
        let scaled = Int((value * scale).rounded())
        let digits = String(scaled % Int(scale))
        let zeros = String(repeating: "0", count: max(0, places - digits.count))
        return "\(scaled / Int(scale))" + (places > 0 ? "." + zeros + digits : "")
    }
}
