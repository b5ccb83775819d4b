import Columns
import Pipeline
import RunStore
import Synthesis

/// What a reader must know of synthetic registers before using them (after Gebru et al., 2021, “Datasheets
/// for datasets”), with the rates asked for and those that came out.
struct SynthDatasheet {
    let synthesis: Synthesis
    let totals: SynthTotals

    init(_ synthesis: Synthesis, _ totals: SynthTotals) {
        self.synthesis = synthesis
        self.totals = totals
    }

    private var scenario: Scenario { synthesis.scenario }

    var text: String {
        let tally = totals.tally
        return """
            # Synthetic registers: \(Self.line(scenario.name))

            **Nobody in these files exists.** People, numbers, buildings and events are invented; districts and
            estates are real names. Identity card numbers begin with Q and a second letter, which was never issued.
            Every register has a column `synthetic` that is always 1; identifiers of persons begin with SYN.

            ## Motivation

            \(scenario.title.isEmpty ? "A scenario of one's own" : Self.line(scenario.title)). Made to measure record linkage
            and population estimates against a truth that is known.

            ## Composition

            \(Plain.count(tally.people)) persons, of whom \(Plain.count(tally.residents)) are residents on
            \(scenario.referenceDate.iso) (\(Plain.count(mobile)) mobile residents), in
            \(Plain.count(tally.households)) households. The others have died, left, or came to visit.

            \(registers)
            ## How it was made

            `recensus synth`, version \(RecensusVersion.current), seed \(scenario.seed), \(Plain.count(scenario.people))
            residents asked for; the scenario is in `scenario.yaml`. The population is fitted on the reference date to
            margins by district, sex and age, household size and tenure; the last \(scenario.life.years) years of
            events were drawn backwards from it. Registers observe these events late, or never, and with errors.

            ## Rates

            Asked for, expected from the records at hand, and realised. An error that is drawn may find nothing to
            strike (no day to exchange with the month), or strike what no column shows; the last column counts the
            records in which it can be seen.

            \(rates)
            ## Files

            | file | what it holds |
            |---|---|
            | `truth/records.csv` | whose each record is: `register,record_id,person_id` |
            | `truth/people.csv` | every person on the reference date, or on the day of death or leaving |
            | `truth/events.csv` | every event by person and day |
            | `truth/absences.csv` | every stay abroad |
            | `truth/errors.csv` | every cell that differs from the truth: mechanism, true and observed value |
            | `truth/population.csv` | usual and mobile residents by district, sex and age group |
            | `truth/rates.csv` | the rates below as a table |
            | `schemas/` | a Table Schema for each register |
            | `job.yaml` | a job for `recensus link` |

            ## Uses and limits

            For comparing methods, finding defects and teaching. Rates are assumptions, not an agency's figures; what
            is measured here does not foretell quality on real registers. Not to be mixed with real records.

            ## Maintenance

            The same scenario, seed and version give the same bytes.

            """
    }

    private var mobile: Int { totals.mobile.reduce(0) { $0 + $1.reduce(0, +) } }

    private var registers: String {
        var table = "| register | records | persons twice | no residents | stale addresses | copied |\n"
        table += "|---|---:|---:|---:|---:|---:|\n"
        for (file, rows) in zip(synthesis.files, totals.rows) {
            let tally = totals.tally.registers[file.register]
            let columns =
                file.isLast
                ? [tally.duplicates, tally.overCoverage, tally.staleAddresses, tally.copied].map(Plain.count)
                : ["", "", "", ""]
            table += "| `\(file.name)` | \(Plain.count(rows)) | " + columns.joined(separator: " | ") + " |\n"
        }
        table += "\n"
        for register in scenario.registers {
            table += "- `\(register.name)` (\(register.holds.rawValue)): \(title(of: register))\n"
        }
        return table + "\n"
    }

    /// A text of the user's as one line of Markdown that shows it as it is.
    private static func line(_ text: String) -> String {
        let signs: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "&", "~"]
        return text.split(whereSeparator: \.isNewline).joined(separator: " ").reduce(into: "") {
            $0 += signs.contains($1) ? "\\\($1)" : String($1)
        }
    }

    private func title(of register: RegisterSpec) -> String {
        var text = register.title.isEmpty ? "no title" : Self.line(register.title)
        if register.holds == .crossings {
            let months = scenario.residence.months
            text += ". Crossings within the \(months) months before and after the reference date"
            text += register.earlier == .last ? ", and each person's last one before these" : " only"
        }
        return text + "."
    }

    private var rates: String {
        var table = "| kind | register | item | asked | trials | expected | realised | struck |\n"
        table += "|---|---|---|---:|---:|---:|---:|---:|\n"
        for rate in SynthRates(synthesis, totals).rates {
            let asked = SynthRates.decimals(rate.asked, 5)
            let expected = SynthRates.decimals(rate.expected, 1)
            table +=
                "| \(rate.kind) | \(rate.register) | \(rate.item) | \(asked) | \(rate.trials) | \(expected) | "
            table += "\(rate.realised) | \(rate.struck) |\n"
        }
        return table
    }
}
