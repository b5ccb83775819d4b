import Columns
import Synthesis
import Yams

/// The registers of a scenario.
extension ScenarioSections {
    static let registerKeys = [
        "title", "holds", "earlier", "coverage", "trait", "entry_years", "channels", "scale", "duplicates",
        "lag",
        "copies",
        "informal_english", "withhold_identifier", "style", "columns", "extracts",
    ]

    mutating func registers(_ node: Node, _ scenario: inout Scenario) {
        var copies: [(node: Node, place: String, register: String, from: String)] = []
        var removed: [(node: Node, name: String)] = []
        for (name, keyNode, value) in reader.entries(node, "registers", what: "registers by name") {
            let place = "registers.\(name)"
            let isName =
                !name.isEmpty && name.utf8.count <= 40
                && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
            if !isName || name == "truth" {
                let expected = "lower-case letters, digits and underscores, and not “truth”"
                reader.note(keyNode, place, "“\(name)” is no name of a register", expected: expected)
                continue
            }
            let index = scenario.registers.firstIndex { $0.name == name }
            if case .scalar(let scalar) = value, scalar.string == "none" {
                if let index {
                    scenario.registers.remove(at: index)
                    removed.append((keyNode, name))
                } else {
                    let known = scenario.registers.map(\.name)
                    reader.note(
                        keyNode,
                        place,
                        "no register is called “\(name)”",
                        expected: known.isEmpty ? "a register of the preset" : NodeReader.oneOf(known),
                        suggestion: WordSuggestion.nearest(to: name, among: known)
                    )
                }
                continue
            }
            var register = index.map { scenario.registers[$0] } ?? RegisterSpec(name: name)
            read(value, place, &register, &copies)
            if register.earlier != .none, register.holds != .crossings {
                reader.note(
                    value,
                    "\(place).earlier",
                    "a register of \(register.holds.rawValue) has no crossings",
                    expected: "earlier: none, or holds: crossings"
                )
            }
            if register.columns.isEmpty {
                reader.note(
                    value,
                    place,
                    "the register has no columns",
                    expected: "columns: { HEADER: value }"
                )
            } else if !register.columns.contains(where: { $0.value == .recordID }) {
                reader.note(
                    value,
                    "\(place).columns",
                    "no column says record_id",
                    expected: "one, such as rec_id: record_id; the truth names rows by it"
                )
            }
            if let late = register.extracts.first(where: { $0 > scenario.referenceDate }) {
                reader.note(
                    value,
                    "\(place).extracts",
                    "\(late.iso) is after the reference date",
                    expected: "days up to \(scenario.referenceDate.iso), where the life told of ends"
                )
            }
            if let index { scenario.registers[index] = register } else { scenario.registers.append(register) }
        }
        if scenario.registers.count > 64 {
            reader.note(
                node,
                "registers",
                "there are \(scenario.registers.count) registers",
                expected: "at most 64"
            )
        }
        for (node, name) in removed {
            // What a preset's register was set up from must not vanish unseen.
            let copying = scenario.registers.filter { $0.copies?.from == name }.map(\.name)
            if copying.isEmpty || scenario.registers.contains(where: { $0.name == name }) { continue }
            reader.note(
                node,
                "registers.\(name)",
                "“\(copying.joined(separator: "”, “"))” was set up from this register",
                expected: "copies: none there, or this register"
            )
        }
        for copy in copies {
            let names = scenario.registers.map(\.name)
            let own = names.firstIndex(of: copy.register) ?? 0
            guard names[..<own].contains(copy.from) else {
                let isLater = names.contains(copy.from)
                reader.note(
                    copy.node,
                    copy.place,
                    isLater
                        ? "“\(copy.from)” does not stand before this register"
                        : "no register is called “\(copy.from)”",
                    expected: own == 0 ? "no copies here" : NodeReader.oneOf(Array(names[..<own])),
                    suggestion: isLater
                        ? nil : WordSuggestion.nearest(to: copy.from, among: Array(names[..<own]))
                )
                continue
            }
        }
    }

    private mutating func read(
        _ node: Node,
        _ place: String,
        _ register: inout RegisterSpec,
        _ copies: inout [(node: Node, place: String, register: String, from: String)]
    ) {
        for (key, _, value) in reader.entries(
            node,
            place,
            keys: Self.registerKeys,
            what: "a register: keys and values"
        ) {
            let at = "\(place).\(key)"
            switch key {
            case "title": register.title = reader.text(value, at) ?? register.title
            case "holds": register.holds = reader.word(value, at, RegisterSpec.Subject.self) ?? register.holds
            case "earlier":
                register.earlier = reader.word(value, at, RegisterSpec.Earlier.self) ?? register.earlier
            case "coverage": register.coverage = coverage(value, at)
            case "trait": share(&register.trait, value, at)
            case "entry_years": set(&register.entryYears, value, at, 0...60)
            case "channels": channels(value, at, &register)
            case "scale": set(&register.scale, value, at, 0...20)
            case "duplicates": share(&register.duplicates, value, at)
            case "lag": lags(value, at, &register.lags)
            case "copies": copy(value, at, &register, &copies)
            case "informal_english": share(&register.informalEnglish, value, at)
            case "withhold_identifier":
                register.withholdsIdentifier = reader.flag(value, at) ?? register.withholdsIdentifier
            case "style": style(value, at, &register.style)
            case "columns": register.columns = columns(value, at)
            default: register.extracts = extracts(value, at)
            }
        }
    }

    private mutating func coverage(_ node: Node, _ place: String) -> [RegisterSpec.CoverageRule] {
        if case .scalar = node {
            var rule = RegisterSpec.CoverageRule(share: 0)
            share(&rule.share, node, place)
            return [rule]
        }
        var rules: [RegisterSpec.CoverageRule] = []
        let items = reader.items(
            node,
            place,
            what: "a share, or a list of { share: …, ages: …, sex: …, groups: … }"
        )
        for (index, item) in items.enumerated() {
            let at = "\(place)[\(index + 1)]"
            var rule = RegisterSpec.CoverageRule(share: 0)
            for (key, _, value) in reader.entries(item, at, keys: ["share", "ages", "sex", "groups"]) {
                switch key {
                case "share": share(&rule.share, value, "\(at).share")
                case "ages": rule.ages = ages(value, "\(at).ages") ?? rule.ages
                case "sex": rule.sex = reader.word(value, "\(at).sex", RegisterSpec.Sex.self)
                default:
                    for group in reader.items(value, "\(at).groups", what: "a list of groups") {
                        if let word = reader.word(group, "\(at).groups", RegisterSpec.Group.self) {
                            rule.groups.append(word)
                        }
                    }
                }
            }
            rules.append(rule)
        }
        return rules
    }

    private mutating func ages(_ node: Node, _ place: String) -> ClosedRange<Int>? {
        let what = "ages such as 6-17 or 65+"
        guard let text = reader.text(node, place, what: what) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if text.hasSuffix("+"), let low = Int(text.dropLast()), (0...120).contains(low) { return low...150 }
        if parts.count == 2, let low = Int(parts[0]), let high = Int(parts[1]), low <= high,
            (0...150).contains(high),
            low >= 0
        {
            return low...high
        }
        reader.note(node, place, "\(NodeReader.describe(node)) stands here", expected: what)
        return nil
    }

    private mutating func channels(_ node: Node, _ place: String, _ register: inout RegisterSpec) {
        var shares = [Double](repeating: 0, count: Channel.allCases.count)
        for (key, _, value) in reader.entries(node, place, keys: Channel.allCases.map(\.rawValue)) {
            guard let index = Channel.allCases.firstIndex(where: { $0.rawValue == key }) else { continue }
            share(&shares[index], value, "\(place).\(key)")
        }
        let sum = shares.reduce(0, +)
        if abs(sum - 1) > 0.001 {
            let shown = JobNumber.text((sum * 1000).rounded() / 1000)
            reader.note(node, place, "the shares add up to \(shown)", expected: "shares that add up to 1")
        }
        register.channels = shares
    }

    private mutating func lags(_ node: Node, _ place: String, _ lags: inout RegisterSpec.Lags) {
        for (key, _, value) in reader.entries(
            node,
            place,
            keys: ["move", "name_change", "death", "emigration", "birth"]
        ) {
            var lag = RegisterSpec.Lag(never: 0, medianDays: 0)
            for (part, _, value) in reader.entries(value, "\(place).\(key)", keys: ["never", "median_days"]) {
                if part == "never" {
                    share(&lag.never, value, "\(place).\(key).never")
                } else {
                    set(
                        &lag.medianDays,
                        value,
                        "\(place).\(key).median_days",
                        0...3650,
                        what: "days from 0 to 3650"
                    )
                }
            }
            switch key {
            case "move": lags.move = lag
            case "name_change": lags.nameChange = lag
            case "death": lags.death = lag
            case "birth": lags.birth = lag
            default: lags.emigration = lag
            }
        }
    }

    private mutating func copy(
        _ node: Node,
        _ place: String,
        _ register: inout RegisterSpec,
        _ copies: inout [(node: Node, place: String, register: String, from: String)]
    ) {
        if case .scalar(let scalar) = node, scalar.string == "none" {
            register.copies = nil
            return
        }
        var from: String?
        var part = 0.0
        for (key, _, value) in reader.entries(node, place, keys: ["from", "share"]) {
            if key == "share" {
                share(&part, value, "\(place).share")
            } else if let name = reader.text(value, "\(place).from", what: "the name of a register above") {
                from = name
                copies.append((value, "\(place).from", register.name, name))
            }
        }
        if let from {
            register.copies = RegisterSpec.Copy(from: from, share: part)
        } else {
            reader.note(node, place, "no register is named", expected: "{ from: NAME, share: 0.5 }, or none")
        }
    }

    private mutating func style(_ node: Node, _ place: String, _ style: inout RegisterSpec.Style) {
        let keys = [
            "dates", "syllables", "capitals", "surname_capitals", "brackets", "male", "female", "addresses",
            "han_addresses",
        ]
        for (key, _, value) in reader.entries(node, place, keys: keys) {
            let at = "\(place).\(key)"
            switch key {
            case "dates": style.dates = reader.word(value, at, RegisterSpec.Style.Dates.self) ?? style.dates
            case "syllables":
                style.syllables = reader.word(value, at, RegisterSpec.Style.Syllables.self) ?? style.syllables
            case "capitals": style.capitals = reader.flag(value, at) ?? style.capitals
            case "surname_capitals": style.surnameCapitals = reader.flag(value, at) ?? style.surnameCapitals
            case "brackets": style.bracketsCheckDigit = reader.flag(value, at) ?? style.bracketsCheckDigit
            case "male": style.male = word(value, at) ?? style.male
            case "female": style.female = word(value, at) ?? style.female
            case "addresses":
                style.addresses = reader.word(value, at, RegisterSpec.Style.Addresses.self) ?? style.addresses
            default: share(&style.hanAddresses, value, at)
            }
        }
    }

    /// A text that needs no quotes in CSV.
    private mutating func word(_ node: Node, _ place: String) -> String? {
        guard let text = reader.text(node, place) else { return nil }
        if !text.unicodeScalars.contains(where: { "\",\n\r".unicodeScalars.contains($0) }) { return text }
        reader.note(
            node,
            place,
            "\(NodeReader.describe(node)) stands here",
            expected: "a text without comma or quote"
        )
        return nil
    }

    private mutating func columns(_ node: Node, _ place: String) -> [RegisterSpec.Column] {
        var columns: [RegisterSpec.Column] = []
        for (name, keyNode, value) in reader.entries(node, place, what: "columns: { HEADER: value }") {
            let isPlain =
                !name.isEmpty && !name.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
            if !isPlain || name == "synthetic" {
                let expected = "a text without comma or quote, and not “synthetic”, which every file has"
                reader.note(keyNode, place, "“\(name)” is no header", expected: expected)
            }
            if let word = reader.word(value, "\(place).\(name)", ColumnValue.self) {
                columns.append(RegisterSpec.Column(name, word))
            }
        }
        return columns
    }

    private mutating func extracts(_ node: Node, _ place: String) -> [CivilDate] {
        reader.items(node, place, what: "a list of dates").compactMap { date($0, place) }
    }
}
