import Columns
import Jobs
package import Pipeline
import Registers
import RunStore
import Synthesis

/// Counts synthetic registers again and compares them with their scenario.
package struct SynthCheck {
    /// A comparison.
    struct Finding {
        var what: String
        var expected: String
        var found: String
        var isGood: Bool
    }

    /// How far a count over ``smallCount`` may be from its margin.
    static let marginTolerance = 0.01
    static let smallCount = 1000.0
    /// How many standard errors a rate may be off: of a thousand rates one in two hundred runs has one beyond.
    static let standardErrors = 4.5

    private(set) var findings: [Finding] = []
    private let folder: String
    private let manifest: Manifest
    let synthesis: Synthesis

    /// Whether nothing is off.
    package var isGood: Bool { findings.allSatisfy(\.isGood) }

    /// Reads a folder made by `recensus synth`.
    package init(_ folder: String) throws {
        self.folder = folder
        manifest = try Manifest.read(from: folder)
        guard manifest.counts["synthetic_people"] != nil, let people = manifest.counts["people_asked"] else {
            throw PipelineError(
                .malformed,
                at: folder,
                "holds no synthetic registers; make some by recensus synth"
            )
        }
        var scenario = try ScenarioParser.parse(
            try JobParser.text(of: folder + "/scenario.yaml", what: "scenario"),
            file: folder + "/scenario.yaml"
        )
        scenario.people = people
        scenario.seed = manifest.seed
        synthesis = try Synthesis(scenario)
        try checkFiles()
        try checkPopulation()
        try checkPeople()
        try checkRates()
        try checkErrors()
    }

    // MARK: - Reading

    func read(_ name: String) throws -> Table {
        guard let file = manifest.outputs.first(where: { $0.path == name || $0.path == name + ".zst" }) else {
            throw PipelineError(
                .malformed,
                at: folder,
                "the manifest lists no \(name); make the registers again"
            )
        }
        let options = ReadOptions(isExact: true)
        return try RegisterReader.read(path: "\(folder)/\(file.path)", name: name, options: options).table
    }

    func column(_ table: Table, _ name: String) throws -> CodedColumn {
        if let column = table.columns.first(where: { $0.name == name }) { return column }
        throw PipelineError(.malformed, at: "\(folder)/\(table.name)", "has no column \(name)")
    }

    mutating func note(_ what: String, _ expected: String, _ found: String, _ isGood: Bool) {
        findings.append(Finding(what: what, expected: expected, found: found, isGood: isGood))
    }

    // MARK: - Files and margins

    private mutating func checkFiles() throws {
        for file in manifest.outputs {
            let (digest, _) = try FileDigest.sha256(ofFile: "\(folder)/\(file.path)")
            if digest != file.sha256 { note(file.path, "as when made", "changed since", false) }
        }
    }

    mutating func margin(_ what: String, _ expected: Double, _ found: Int) {
        let difference = abs(Double(found) - expected)
        let allowed =
            expected > Self.smallCount ? expected * Self.marginTolerance : 10 + 4 * expected.squareRoot()
        note(what, SynthRates.decimals(expected, 0), "\(found)", difference <= allowed)
    }

    private mutating func checkPopulation() throws {
        let table = try read("truth/population.csv")
        let targets = synthesis.populationTargets
        let groups = Synthesis.ageGroups
        var counts: [[Int]] = []
        let usual = try column(table, "usual_residents")
        let mobile = try column(table, "mobile_residents")
        for row in 0..<table.rowCount {
            if row % (2 * groups.count) == 0 { counts.append([]) }
            let sum = [usual, mobile].reduce(0) { $0 + (Int($1.values.string($1.codes[row])) ?? 0) }
            counts[counts.count - 1].append(sum)
        }
        guard counts.count == targets.count, counts.allSatisfy({ $0.count == 2 * groups.count }) else {
            note(
                "truth/population.csv",
                "\(targets.count * 2 * groups.count) rows",
                "\(table.rowCount)",
                false
            )
            return
        }
        margin(
            "residents",
            targets.reduce(0) { $0 + $1.reduce(0, +) },
            counts.reduce(0) { $0 + $1.reduce(0, +) }
        )
        for (district, code) in synthesis.districts.enumerated() {
            for sex in 0...1 {
                let cells = sex * groups.count..<(sex + 1) * groups.count
                margin(
                    "residents of \(code), \(sex == 0 ? "female" : "male")",
                    targets[district][cells].reduce(0, +),
                    counts[district][cells].reduce(0, +)
                )
            }
        }
        for cell in 0..<2 * groups.count {
            margin(
                "residents aged \(groups[cell % groups.count]), \(cell < groups.count ? "female" : "male")",
                targets.reduce(0) { $0 + $1[cell] },
                counts.reduce(0) { $0 + $1[cell] }
            )
        }
    }

    // MARK: - People

    private mutating func checkPeople() throws {
        let table = try read("truth/people.csv")
        let persons = try column(table, "person_id")
        let asked = manifest.counts["synthetic_people"] ?? -1
        let distinct = Set(persons.codes).count
        note("persons", "\(asked)", "\(distinct)", asked == distinct && asked == table.rowCount)
        let role = try column(table, "role")
        let standing = try column(table, "standing")
        let size = try column(table, "household_size")
        let district = try column(table, "district")
        let tenure = try column(table, "tenure")
        let surname = try column(table, synthesis.scenario.world == .generic ? "surname" : "chinese_name")
        let sizes = synthesis.householdTargets.first?.count ?? 0
        var households = [[Int]](
            repeating: [Int](repeating: 0, count: sizes),
            count: synthesis.districts.count
        )
        var tenures = [0, 0, 0]
        var named = 0
        var names: [String: Int] = [:]
        for row in 0..<table.rowCount where standing.values.string(standing.codes[row]) == "resident" {
            let code = surname.codes[row]
            if code != 0, let first = surname.values.string(code).first {
                named += 1
                names[
                    synthesis.scenario.world == .generic ? surname.values.string(code) : String(first),
                    default: 0
                ] += 1
            }
            guard role.values.string(role.codes[row]) == "head" else { continue }
            let members = Int(size.values.string(size.codes[row])) ?? 1
            if let district = synthesis.districts.firstIndex(
                of: district.values.string(district.codes[row])
            ) {
                households[district][min(sizes, members) - 1] += 1
            }
            switch tenure.values.string(tenure.codes[row]) {
            case "public_rental": tenures[0] += 1
            case "subsidised": tenures[1] += 1
            default: tenures[2] += 1
            }
        }
        for index in 0..<sizes {
            let what = "households of \(index + 1)\(index == sizes - 1 ? " and more" : "")"
            margin(
                what,
                synthesis.householdTargets.reduce(0) { $0 + $1[index] },
                households.reduce(0) { $0 + $1[index] }
            )
            for (district, code) in synthesis.districts.enumerated() {
                margin(
                    "\(what), \(code)",
                    synthesis.householdTargets[district][index],
                    households[district][index]
                )
            }
        }
        let total = Double(households.reduce(0) { $0 + $1.reduce(0, +) })
        for (index, name) in ["public rental", "subsidised and other", "private"].enumerated() {
            margin("households, \(name)", synthesis.tenureTargets[index] * total, tenures[index])
        }
        for (name, share) in synthesis.commonSurnames(5) {
            let found = names[name] ?? 0
            // Families share surnames: three persons to a name drawn, on average.
            let error = (3 * share * (1 - share) * Double(max(1, named))).squareRoot()
            let expected = share * Double(named)
            note(
                "surname \(name)",
                SynthRates.decimals(expected, 0),
                "\(found)",
                abs(Double(found) - expected) <= Self.standardErrors * error + 2 + 0.02 * expected
            )
        }
    }

    // MARK: - Rates

    private mutating func checkRates() throws {
        let table = try read("truth/rates.csv")
        let names = try ["kind", "register", "item", "trials", "expected", "realised", "struck"].map {
            try column(table, $0)
        }
        func value(_ column: Int, _ row: Int) -> String {
            names[column].values.string(names[column].codes[row])
        }
        for row in 0..<table.rowCount {
            let expected = Double(value(4, row)) ?? -1
            let trials = Double(value(3, row)) ?? 0
            let realised = Double(value(5, row)) ?? -1
            let rate = trials > 0 ? min(1, expected / trials) : 0
            let error = (expected * max(1 - rate, 0.02)).squareRoot()
            note(
                "\(value(0, row)) \(value(1, row)) \(value(2, row))",
                SynthRates.decimals(expected, 1),
                value(5, row),
                abs(realised - expected) <= Self.standardErrors * error + 3
            )
        }
        try checkRecords()
    }

    private mutating func checkRecords() throws {
        let register = try column(try read("truth/records.csv"), "register")
        var counts = [Int](repeating: 0, count: register.values.count)
        for code in register.codes { counts[Int(code)] += 1 }
        for file in synthesis.files {
            let code = (0..<counts.count).first { register.values.string(UInt32($0)) == file.name }
            let expected = manifest.counts["records.\(file.name)"] ?? -1
            let found = code.map { counts[$0] } ?? 0
            note("records of \(file.name)", "\(expected)", "\(found)", expected == found)
        }
    }

    // MARK: - Telling

    /// What a command that finds something off ends with.
    package var failure: PipelineError {
        let bad = findings.count { !$0.isGood }
        return PipelineError(.malformed, at: folder, "\(bad) of \(findings.count) comparisons do not hold")
    }

    /// What is off, and how much was compared.
    package var text: String {
        let bad = findings.filter { !$0.isGood }
        if bad.isEmpty { return "all \(findings.count) comparisons hold\n" }
        var table = TextTable([("what is off", .left), ("expected", .right), ("found", .right)])
        for finding in bad { table.append([finding.what, finding.expected, finding.found]) }
        return table.text
    }

    /// The comparisons for programs.
    package var json: JSONText {
        .object([
            ("good", .bool(isGood)), ("comparisons", .integer(findings.count)),
            (
                "off",
                .array(
                    findings.filter { !$0.isGood }.map { finding in
                        .object([
                            ("what", .string(finding.what)), ("expected", .string(finding.expected)),
                            ("found", .string(finding.found)),
                        ])
                    }
                )
            ),
        ])
    }
}
