import RunStore

@testable import Reporting

/// Gives the texts of a sample: harmless ones in order, or hostile ones.
typealias TextSource = (_ usual: String) -> String

/// A small report with something in every part; every text comes from `text`.
func sampleReport(_ text: TextSource = { $0 }) -> Report {
    var manifest = Manifest(
        recensusVersion: "0.1.0",
        jobSHA256: "0123456789abcdef0123456789abcdef",
        seed: 7,
        inputs: [],
        counts: [:]
    )
    manifest.recensusVersion = text("0.1.0")
    var report = Report(manifest: manifest)
    report.facts = [
        "people": "41234", "links": "30111", "links_in_conflict": "12", "pairs_compared": "123456",
        "pairs_possible": "987654321", "threshold": "6.25", "expected_precision": "0.99871",
        "expected_recall": "0.95432", "prior_weight": "-14.5", "expected_matches": "31000.4",
        "em_converged": "false", "method": text("consistent"), "components_proven_best": "29000",
        "components_greedy": "2", "largest_component": "9",
        "reference_date": text("2026-06-30"), text("other"): text("fact"),
    ]
    report.registers = [
        RegisterRow(
            register: 0,
            name: text("population"),
            path: text("../population.csv"),
            bytes: 12_345,
            sha256: text("aa11"),
            firstRow: 0,
            records: 40_000,
            quarantined: 3,
            duplicates: "none",
            usedFor: text("link")
        ),
        RegisterRow(
            register: 1,
            name: text("health"),
            path: text("../health.csv"),
            bytes: 2_345_678,
            sha256: text("bb22"),
            firstRow: 40_000,
            records: 33_375,
            quarantined: 0,
            duplicates: "allowed",
            usedFor: text("link")
        ),
    ]
    report.columns = [
        ColumnRow(
            register: 0,
            position: 0,
            name: text("id"),
            role: text("record_id"),
            reason: text("unique"),
            filled: 1,
            distinctValues: 40_000
        ),
        ColumnRow(
            register: 0,
            position: 1,
            name: text("name"),
            role: text("surname"),
            feature: text("surname"),
            confidence: 0.61,
            reason: text("header"),
            filled: 0.98,
            distinctValues: 1234
        ),
    ]
    report.steps = [
        StandardisationRow(
            register: 0,
            feature: text("name"),
            step: 0,
            name: text("letter case folded"),
            valuesChanged: 12,
            recordsChanged: 345,
            exampleBefore: text("XXXX"),
            exampleAfter: text("xxxx")
        )
    ]
    report.quarantine = [
        QuarantineRow(register: 0, line: 17, reason: text("fewer fields"), excerpt: text("xx,9"))
    ]
    report.rules = [
        BlockingRuleRow(
            rule: 0,
            name: text("surname & birth_date"),
            pairs: 120_000,
            newPairs: 120_000,
            blocks: 9000,
            largestBlockPairs: 780,
            expectedRecall: 0.91,
            reason: text("chosen")
        ),
        BlockingRuleRow(
            rule: 1,
            name: text("national_id"),
            pairs: 5000,
            newPairs: 3456,
            blocks: 4000,
            largestBlockPairs: 3,
            reason: text("given in the job")
        ),
    ]
    report.pairRules = [
        PairRuleRow(
            rule: 2,
            kind: text("never"),
            name: text("national_id.valid_and_different"),
            pairs: 321,
            otherwise: 12,
            conflicts: 3
        )
    ]
    report.largestBlocks = [
        LargestBlockRow(rule: 0, rank: 1, key: text("xxxx & 9999"), records: 40, pairs: 780)
    ]
    report.comparisons = [
        ComparisonRow(comparison: 0, name: text("surname"), features: text("surname"), termFrequency: true),
        ComparisonRow(
            comparison: 1,
            name: text("birth_date"),
            features: text("birth_date"),
            termFrequency: false
        ),
    ]
    for (comparison, level) in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (1, 3)] {
        var row = ComparisonLevelRow(
            comparison: comparison,
            level: level,
            label: text("level \(level)"),
            matches: 30_000.5,
            nonMatches: 9e8,
            source: text("estimated")
        )
        if level > 0 {
            row.m = 0.9
            row.u = 0.00002
            row.weight = 7.654 - 5 * Double(level)
        }
        report.levels.append(row)
    }
    for iteration in 0..<4 {
        let reached = -1000 - 100 / Double(iteration + 1)
        report.trace.append(
            EMTraceRow(start: 0, iteration: iteration, logLikelihood: reached, prior: 0.1, chosen: true)
        )
    }
    report.dependence = [DependenceRow(comparisonA: 0, comparisonB: 1, value: 0.12)]
    for bin in 0..<20 {
        let place = Double(bin)
        report.histogram.append(
            WeightBinRow(bin: bin, lower: place - 6, upper: place - 5, pairs: bin * 97, matches: place * 90)
        )
    }
    for step in 0..<12 {
        let weight = Double(step)
        report.thresholds.append(
            ThresholdRow(
                weight: weight,
                probability: 0.5,
                links: 3000 - step,
                precision: 0.9 + weight / 120,
                recall: 1 - weight / 100,
                f: 0.95,
                accepted: step == 6
            )
        )
    }
    report.decisions = ["accepted", text("odd")].map { Report.DecisionCount(name: $0, pairs: 54_321) }
    report.bands = sampleBands(text)
    report.pairRemark = text("Pairs are shown as they are.")
    report.sizes = [Report.Size(records: 1, people: 11_111), Report.Size(records: 2, people: 30_123)]
    report.presence = [
        Report.Presence(registers: [0, 1], people: 27_182), Report.Presence(registers: [1], people: 14_052),
    ]
    report.population = samplePopulation(text)
    return report
}

private func sampleBands(_ text: TextSource) -> [WeightBand] {
    func compared(_ runs: [(String, Bool)]) -> ComparedText {
        ComparedText(runs: runs.map { ComparedText.Run(text: $0.0, agrees: $0.1) }, isMasked: true)
    }
    let pair = ExamplePair(
        link: 4711,
        first: ExamplePair.Record(register: text("population"), number: 12_001, identifier: text("X999")),
        second: ExamplePair.Record(register: text("health"), number: 3, identifier: text("Y999")),
        weight: 7.25,
        probability: 0.9934,
        decision: text("accepted"),
        rule: text("national_id"),
        prior: -14.5,
        lines: [
            ExamplePair.Line(
                comparison: text("surname"),
                level: text("exact"),
                agreement: .agree,
                values: (compared([(text("●●"), true)]), compared([(text("●●"), true)])),
                bits: 12.5
            ),
            ExamplePair.Line(
                comparison: text("birth_date"),
                level: text("one digit"),
                agreement: .near,
                values: (compared([(text("●"), true), (text("○"), false)]), compared([])),
                bits: 8.25
            ),
        ],
        additions: [ExamplePair.Addition(name: text("rare values"), bits: 1)]
    )
    return [
        WeightBand(name: text("Above"), lower: 6.25, upper: nil, pairs: 30_111, examples: [pair]),
        WeightBand(name: text("Below"), lower: nil, upper: 6.25, pairs: 0, examples: []),
    ]
}

private func samplePopulation(_ text: TextSource) -> PopulationReport {
    func estimate(_ labels: [String], _ value: Double?, measure: String = "population")
        -> PopulationReport.Estimate
    {
        PopulationReport.Estimate(
            labels: labels,
            measure: measure,
            method: text("chapman"),
            value: value,
            standardError: 12,
            lower: value.map { $0 - 25 },
            upper: value.map { $0 + 25 },
            flag: text("merged")
        )
    }
    var population = PopulationReport()
    population.totals = [
        estimate([], 46_789), estimate([], 41_234, measure: "people_found"), estimate([], 45_001),
    ]
    population.groupings = [
        PopulationReport.Grouping(
            dimensions: ["district"],
            cells: [estimate([text("North")], 20_123), estimate([text("South")], nil)]
        ),
        PopulationReport.Grouping(
            dimensions: ["sex", "age_group"],
            cells: [
                estimate(["f", "0–4"], 1001), estimate(["m", "0–4"], 1002), estimate(["f", "5–9"], 1003),
                estimate(["m", "5–9"], 1004),
            ]
        ),
    ]
    population.coverage = [
        PopulationReport.Coverage(
            register: text("health"),
            people: 33_000,
            share: 0.705,
            lower: 0.7,
            upper: 0.71
        )
    ]
    population.errorBudget = [
        PopulationReport.ErrorPart(
            component: text("sampling"),
            variance: 1600,
            share: 0.8,
            note: text("chance")
        ),
        PopulationReport.ErrorPart(
            component: text("linkage"),
            variance: 400,
            share: 0.2,
            note: text("links")
        ),
    ]
    population.sensitivity = [
        PopulationReport.Alternative(
            choice: text("threshold"),
            setting: text("8"),
            isUsed: false,
            value: 47_777,
            lower: 47_000,
            upper: 48_000,
            difference: 988,
            flag: text("beyond_interval")
        ),
        PopulationReport.Alternative(
            choice: text("threshold"),
            setting: text("6.25"),
            isUsed: true,
            value: 46_789,
            lower: 46_700,
            upper: 46_900,
            difference: 0,
            flag: nil
        ),
    ]
    population.sensitivity.append(
        PopulationReport.Alternative(
            choice: "naive",
            setting: text("records of health"),
            isUsed: false,
            value: 33_375,
            lower: nil,
            upper: nil,
            difference: -13_414,
            flag: nil
        )
    )
    population.models = [
        PopulationReport.Model(
            stratum: text("all"),
            name: text("[a+b]"),
            parameters: 4,
            deviance: 1.25,
            degreesOfFreedom: 3,
            aic: 55.5,
            bic: 60.25,
            value: 46_789,
            standardError: 12,
            weight: 0.75,
            note: text("why")
        )
    ]
    population.merged = [(text("North, f"), text("too thin"))]
    population.evidence = [
        PopulationReport.Evidence(
            name: text("movement"),
            kind: text("movements"),
            path: text("../movement.csv"),
            sha256: text("cc33"),
            rows: 70_707,
            attached: 60_606,
            ambiguous: 11,
            unattached: 12,
            unusable: 13,
            rule: text("name and date")
        )
    ]
    population.residence = [
        PopulationReport.Residence(
            description: text("days here"),
            category: text("resident"),
            provisional: 400,
            final: 404
        )
    ]
    return population
}

/// Texts that break careless pages.
let hostileTexts = [
    "<script>alert(1)</script>", "</style><script>x()</script>", "\"><img src=x onerror=alert(1)>",
    "' onload='x()",
    "]]>", "<!--", "-->", "&lt;b&gt;", "&amp;", "&#60;", "=cmd|' /C calc'!A0", "'; DROP TABLE records; --",
    "javascript:alert(1)", "https://evil.example/x.js", "\u{0}\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{85}",
    "\u{202e}abc\u{2066}",
    // What is no character; a literal may not hold it.
    String(
        String.UnicodeScalarView(
            [0xfffe, 0xffff, 0xfdd0].compactMap { (value: UInt32) in Unicode.Scalar(value) }
        )
    ), "two\r\nlines\ttab", "王小明<陈>", "e\u{301}\u{301}\u{301}", "{{mustache}}", "${x}",
    "<svg onload=x>", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY e 'x'>]>", "",
    String(repeating: "<", count: 3000), "\\u003cscript\\u003e", "\u{feff}",
]
