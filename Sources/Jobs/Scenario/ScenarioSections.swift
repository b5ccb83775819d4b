import Columns
import ReferenceTables
import Synthesis
import Yams

/// Turns the nodes of a scenario file into changes of a ``Scenario``.
struct ScenarioSections {
    /// The keys of a scenario.
    static let keys = [
        "extends", "title", "people", "seed", "reference_date", "world", "population", "life", "residence",
        "errors", "lag_scale", "copy_scale", "withhold_identifiers", "stress", "registers",
    ]

    /// The reader, with the mistakes found so far.
    var reader = NodeReader()

    /// The preset that a scenario starts from, if it names one that there is.
    mutating func base(_ root: Node) -> String? {
        guard case .mapping(let mapping) = root,
            let node = mapping.first(where: { $0.key.string == "extends" })?.value
        else { return nil }
        guard let name = reader.text(node, "extends", what: "the name of a preset") else { return nil }
        let known = ReferenceTables.scenarioNames
        if known.contains(name) { return name }
        reader.note(
            node,
            "extends",
            "no preset is called \(NodeReader.describe(node))",
            expected: NodeReader.oneOf(known),
            suggestion: WordSuggestion.nearest(to: name, among: known)
        )
        return nil
    }

    /// Reads what a scenario changes.
    mutating func read(_ root: Node, into scenario: inout Scenario) {
        var registersNode: Node?
        for (key, _, value) in reader.entries(root, "", keys: Self.keys, what: "a scenario: keys and values")
        {
            if NodeReader.isNull(value) { continue }
            switch key {
            case "title": scenario.title = reader.text(value, key) ?? scenario.title
            case "people":
                let what = "a whole number from 1 to \(Scenario.peopleLimit)"
                scenario.people =
                    reader.whole(value, key, in: 1...Scenario.peopleLimit, what: what) ?? scenario.people
            case "seed":
                let what = "a whole number from 0"
                scenario.seed =
                    reader.whole(value, key, in: 0...Int.max, what: what).map(UInt64.init) ?? scenario.seed
            case "reference_date": scenario.referenceDate = date(value, key) ?? scenario.referenceDate
            case "world": scenario.world = reader.word(value, key, Scenario.WorldName.self) ?? scenario.world
            case "population": population(value, &scenario.population)
            case "life": life(value, &scenario.life)
            case "residence": residence(value, &scenario.residence)
            case "errors": errors(value, &scenario.errors)
            case "lag_scale": set(&scenario.lagScale, value, key, 0...100)
            case "copy_scale": set(&scenario.copyScale, value, key, 0...1)
            case "stress": scenario.stress = reader.word(value, key, Stress.self) ?? scenario.stress
            case "withhold_identifiers":
                scenario.withholdsIdentifiers = reader.flag(value, key) ?? scenario.withholdsIdentifiers
            case "registers": registersNode = value
            default: break
            }
        }
        if let registersNode { registers(registersNode, &scenario) }
        if scenario.registers.isEmpty {
            reader.note(
                registersNode ?? root,
                "registers",
                "the scenario has no registers",
                expected: "registers: { NAME: { … } }, or `extends:` and a preset"
            )
        }
    }

    // MARK: - Values

    /// Sets a probability or share.
    mutating func share(_ target: inout Double, _ node: Node, _ place: String) {
        set(&target, node, place, 0...1, what: "a share from 0 to 1")
    }

    mutating func set(
        _ target: inout Double,
        _ node: Node,
        _ place: String,
        _ range: ClosedRange<Double>,
        what: String? = nil
    ) {
        let expected =
            what ?? "a number from \(JobNumber.text(range.lowerBound)) to \(JobNumber.text(range.upperBound))"
        if let value = reader.real(node, place, in: range, what: expected) { target = value }
    }

    mutating func whole(_ target: inout Int, _ node: Node, _ place: String, _ range: ClosedRange<Int>) {
        let what = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        if let value = reader.whole(node, place, in: range, what: what) { target = value }
    }

    mutating func date(_ node: Node, _ place: String) -> CivilDate? {
        let what = "a date as YYYY-MM-DD, from 1950 to 2200"
        guard let text = reader.text(node, place, what: what) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDigits = parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
        if isDigits, parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), (1950...2200).contains(year),
            let date = CivilDate(year: year, month: month, day: day)
        {
            return date
        }
        reader.note(node, place, "\(NodeReader.describe(node)) is no such date", expected: what)
        return nil
    }

    // MARK: - Sections

    private mutating func population(_ node: Node, _ settings: inout PopulationSettings) {
        let keys = [
            "helpers", "twins", "minorities", "mainland_born", "pinyin", "legal_english", "informal_english",
            "married_names", "name_concentration",
        ]
        for (key, _, value) in reader.entries(node, "population", keys: keys) {
            let place = "population.\(key)"
            switch key {
            case "helpers": set(&settings.helpers, value, place, 0...0.2)
            case "twins": set(&settings.twins, value, place, 0...0.5)
            case "minorities": share(&settings.minorities, value, place)
            case "mainland_born": share(&settings.mainlandBorn, value, place)
            case "pinyin": share(&settings.pinyin, value, place)
            case "legal_english": share(&settings.legalEnglish, value, place)
            case "informal_english": share(&settings.informalEnglish, value, place)
            case "married_names": share(&settings.marriedNames, value, place)
            default: set(&settings.nameConcentration, value, place, 0.5...4)
            }
        }
    }

    private mutating func life(_ node: Node, _ settings: inout LifeSettings) {
        let keys = [
            "years", "household_moves", "person_moves", "deaths", "deaths_abroad", "emigrants", "returnees",
            "divorces",
            "journeys", "mobile", "half_year_abroad", "commuters", "visitors",
        ]
        for (key, _, value) in reader.entries(node, "life", keys: keys) {
            let place = "life.\(key)"
            switch key {
            case "years": whole(&settings.years, value, place, 2...30)
            case "household_moves": share(&settings.householdMoves, value, place)
            case "person_moves": share(&settings.personMoves, value, place)
            case "deaths": set(&settings.deaths, value, place, 0...0.02)
            case "deaths_abroad": share(&settings.deathsAbroad, value, place)
            case "emigrants": set(&settings.emigrants, value, place, 0...0.2)
            case "returnees": share(&settings.returnees, value, place)
            case "divorces": share(&settings.divorces, value, place)
            case "journeys": set(&settings.journeys, value, place, 0...30)
            case "mobile": set(&settings.mobile, value, place, 0...0.4)
            case "half_year_abroad": set(&settings.halfYearAbroad, value, place, 0...0.3)
            case "commuters": set(&settings.commuters, value, place, 0...0.3)
            default: set(&settings.visitors, value, place, 0...0.05)
            }
        }
    }

    private mutating func residence(_ node: Node, _ settings: inout ResidenceSettings) {
        for (key, _, value) in reader.entries(
            node,
            "residence",
            keys: ["months", "usual_days", "mobile_days"]
        ) {
            let place = "residence.\(key)"
            switch key {
            case "months": whole(&settings.months, value, place, 2...12)
            case "usual_days": whole(&settings.usualDays, value, place, 1...366)
            default: whole(&settings.mobileDays, value, place, 1...366)
            }
        }
        // Windows have whole months, of 28 days at least.
        let longest = settings.months * 28
        if !(settings.mobileDays < settings.usualDays && settings.usualDays <= longest) {
            reader.note(
                node,
                "residence",
                "mobile_days is \(settings.mobileDays) and usual_days \(settings.usualDays)",
                expected:
                    "mobile_days below usual_days, and these at most \(longest), \(settings.months) months"
            )
        }
    }

    private mutating func errors(_ node: Node, _ settings: inout ErrorSettings) {
        let keys = ["scale", "hasty", "haste_factor", "proneness", "missing_when_moved", "rates", "channels"]
        for (key, _, value) in reader.entries(node, "errors", keys: keys) {
            let place = "errors.\(key)"
            switch key {
            case "scale": set(&settings.scale, value, place, 0...20)
            case "hasty": share(&settings.hasty, value, place)
            case "haste_factor": set(&settings.hasteFactor, value, place, 1...100)
            case "proneness": share(&settings.proneness, value, place)
            case "missing_when_moved": set(&settings.missingWhenMoved, value, place, 1...50)
            case "rates": rates(value, &settings)
            default: factors(value, &settings)
            }
        }
    }

    private mutating func rates(_ node: Node, _ settings: inout ErrorSettings) {
        let fields = ErrorField.allCases.map(\.rawValue)
        for (name, _, value) in reader.entries(node, "errors.rates", keys: fields) {
            guard let field = ErrorField(rawValue: name) else { continue }
            let mechanisms = Mechanism.allCases.filter { $0.fields.contains(field) }
            let place = "errors.rates.\(name)"
            for (key, _, value) in reader.entries(value, place, keys: mechanisms.map(\.rawValue)) {
                guard let mechanism = Mechanism(rawValue: key) else { continue }
                var rate = settings.rate(field, mechanism)
                set(&rate, value, "\(place).\(key)", 0...1, what: "a probability from 0 to 1")
                settings.setRate(field, mechanism, rate)
            }
        }
    }

    private mutating func factors(_ node: Node, _ settings: inout ErrorSettings) {
        for (name, _, value) in reader.entries(
            node,
            "errors.channels",
            keys: Channel.allCases.map(\.rawValue)
        ) {
            guard let channel = Channel(rawValue: name) else { continue }
            let place = "errors.channels.\(name)"
            let known = Mechanism.allCases.filter { !$0.fields.isEmpty }.map(\.rawValue)
            for (key, _, value) in reader.entries(value, place, keys: known) {
                guard let mechanism = Mechanism(rawValue: key) else { continue }
                var factor = settings.factor(channel, mechanism)
                set(&factor, value, "\(place).\(key)", 0...100)
                settings.setFactor(channel, mechanism, factor)
            }
        }
    }
}
