import Estimation
import Inference
import Population

extension EstimateJob {
    /// The mistakes in a job's `estimate`.
    package static func mistakes(in job: Job, _ source: JobSource) -> [JobMistake] {
        read(job, source).mistakes
    }

    /// What a job asks for.
    ///
    /// - Throws: ``JobError`` with all mistakes.
    package init(_ job: Job, _ source: JobSource) throws(JobError) {
        let (result, mistakes) = Self.read(job, source)
        if !mistakes.isEmpty { throw JobError(file: source.file ?? "arguments", mistakes: mistakes) }
        self = result
    }

    private static func read(_ job: Job, _ source: JobSource) -> (EstimateJob, mistakes: [JobMistake]) {
        var result = EstimateJob()
        var reader = SectionReader(source)
        guard let section = job.estimate, case .mapping(let entries) = section else { return (result, []) }
        for entry in entries {
            let steps: [JobSource.Step] = [.key("estimate"), .key(entry.key)]
            let value = entry.value
            if value.text == "" { continue }
            switch entry.key {
            case "by": result.groupings = groupings(value, steps, &reader)
            case "residence": result.residence = reader.word(value, steps, ResidenceRule.self)
            case "method": result.method = reader.word(value, steps, EstimationMethod.self) ?? result.method
            case "lists": result.lists = lists(value, steps, job, &reader)
            case "strata":
                result.strata = reader.texts(value, steps, what: "dimensions such as sex, age_group")
            case "smallest_stratum":
                result.smallestStratum = reader.whole(value, steps, in: 1...1_000_000) ?? 1
            case "age_groups": result.ageGroups = ages(value, steps, &reader) ?? result.ageGroups
            case "classes": result.classes = reader.whole(value, steps, in: 1...6) ?? 1
            case "draws": result.draws = reader.whole(value, steps, in: 2...drawLimit) ?? 2
            case "confidence":
                let what = "a probability such as 0.95"
                result.confidence = reader.real(value, steps, in: 0.5...0.9999, what: what) ?? 0.95
            case "small_areas": smallAreas(value, steps, &result, &reader)
            case "known_totals": result.knownTotals = knownTotals(value, steps, &reader)
            case "activity": result.activity = reader.whole(value, steps, in: 1...64) ?? 1
            case "overcoverage": result.overcoverage = overcoverage(value, steps, &reader)
            case "residency_index": result.residencyIndex = index(value, steps, job, &reader)
            default: break
            }
        }
        if result.residence == .residencyIndex && !entries.contains(where: { $0.key == "residency_index" }) {
            reader.note(
                [.key("estimate"), .key("residence")],
                "“residency_index” has constants of its own, and the job does not give them",
                expected: indexExample
            )
        }
        return (result, reader.mistakes)
    }

    private static let indexExample =
        "residency_index: { decay: D, gain: G, threshold: C, weights: { REGISTER: A } } in `estimate`"

    /// A share and its standard deviation, that a beta distribution can have.
    private static func overcoverage(
        _ section: JobSection,
        _ steps: [JobSource.Step],
        _ reader: inout SectionReader
    ) -> SharePrior {
        let what = "overcoverage: { share: 0.04, sd: 0.028 }"
        var (share, deviation) = (SharePrior.unchecked.share, SharePrior.unchecked.deviation)
        for entry in reader.entries(section, steps, keys: ["share", "sd"], what: what) {
            let number = reader.real(
                entry.value,
                steps + [.key(entry.key)],
                in: 0...0.5,
                what: "a share from 0 to 0.5"
            )
            if entry.key == "share" { share = number ?? share } else { deviation = number ?? deviation }
        }
        let prior = SharePrior(share: share, deviation: deviation)
        if prior.isPossible { return prior }
        reader.note(
            steps,
            "a share of \(share) on average cannot scatter by \(deviation)",
            expected: "`sd` below the root of share · (1 − share)"
        )
        return .unchecked
    }

    private static func index(
        _ section: JobSection,
        _ steps: [JobSource.Step],
        _ job: Job,
        _ reader: inout SectionReader
    ) -> IndexSettings {
        var result = IndexSettings()
        let keys = IndexSettings.keys
        let entries = reader.entries(section, steps, keys: keys, what: indexExample)
        if case .mapping = section {
            for key in keys.prefix(4) where !entries.contains(where: { $0.key == key }) {
                reader.note(steps, "there is no `\(key)`", expected: indexExample)
            }
        }
        let share = "a number from 0 to 1"
        for entry in entries {
            let here = steps + [.key(entry.key)]
            switch entry.key {
            case "decay": result.decay = reader.real(entry.value, here, in: 0...1, what: share) ?? 0
            case "gain": result.gain = reader.real(entry.value, here, in: 0...1, what: share) ?? 0
            case "threshold": result.threshold = reader.real(entry.value, here, in: 0...1, what: share) ?? 0
            case "years": result.years = reader.whole(entry.value, here, in: 1...IndexYears.limit) ?? 1
            case "start": result.start = reader.real(entry.value, here, in: 0...1, what: share) ?? 1
            default:
                // A register of deaths holds no signs of life.
                let known = job.registers.filter { $0.evidence?.kind != .deaths }.map(\.name)
                let what = "a weight from 0 to 1000"
                let given = reader.entries(entry.value, here, keys: known, what: "{ REGISTER: WEIGHT }")
                for weight in given.prefix(64) {
                    let place = here + [.key(weight.key)]
                    result.registers.append(weight.key)
                    result.weights.append(reader.real(weight.value, place, in: 0...1000, what: what) ?? 0)
                }
            }
        }
        return result
    }

    private static func groupings(
        _ section: JobSection,
        _ steps: [JobSource.Step],
        _ reader: inout SectionReader
    ) -> [[String]] {
        let what = "dimensions such as district, sex, age_group, or lists of them"
        guard case .list(let items) = section else {
            return reader.text(section, steps, what: what).map { [[$0]] } ?? []
        }
        var result: [[String]] = []
        let isNested = items.contains {
            if case .list = $0 { true } else { false }
        }
        if isNested {
            for (i, item) in items.enumerated() {
                let names = reader.texts(item, steps + [.item(i)], what: what)
                if !names.isEmpty && !result.contains(names) { result.append(names) }
            }
        } else {
            let names = reader.texts(section, steps, what: what)
            // Each by itself, then all together.
            result = names.map { [$0] }
            if names.count > 1 { result.append(names) }
        }
        for (i, names) in result.enumerated() where names.count > dimensionLimit {
            reader.note(
                isNested ? steps + [.item(i)] : steps,
                "there are \(names.count) dimensions",
                expected: "at most \(dimensionLimit) together"
            )
        }
        return result
    }

    private static func lists(
        _ section: JobSection,
        _ steps: [JobSource.Step],
        _ job: Job,
        _ reader: inout SectionReader
    ) -> [String] {
        let names = reader.texts(section, steps, what: "registers of the job")
        let known = job.registers.map(\.name)
        for (i, name) in names.enumerated() where !known.contains(name) {
            reader.note(
                steps + [.item(i)],
                "there is no register “\(name)”",
                expected: NodeReader.oneOf(known),
                suggestion: WordSuggestion.nearest(to: name, among: known)
            )
        }
        if names.count < 2 || names.count > listLimit {
            reader.note(steps, "there are \(names.count) lists", expected: "2 to \(listLimit)")
        }
        return names
    }

    private static func ages(
        _ section: JobSection,
        _ steps: [JobSource.Step],
        _ reader: inout SectionReader
    ) -> [Int]? {
        if case .scalar = section {
            guard let width = reader.whole(section, steps, in: 1...100) else { return nil }
            return Array(stride(from: 0, through: max(width, 85), by: width))
        }
        guard case .list(let items) = section else {
            reader.note(
                steps,
                "a mapping stands here",
                expected: "a width in years, or the first age of each group"
            )
            return nil
        }
        let ages = items.enumerated().compactMap { i, item in
            reader.whole(item, steps + [.item(i)], in: 0...150)
        }
        if ages.isEmpty || ages[0] != 0 || zip(ages, ages.dropFirst()).contains(where: { $0 >= $1 }) {
            reader.note(steps, "these ages do not rise from 0", expected: "ages such as [0, 15, 65]")
        }
        return ages
    }

    private static func smallAreas(
        _ section: JobSection,
        _ steps: [JobSource.Step],
        _ result: inout EstimateJob,
        _ reader: inout SectionReader
    ) {
        if case .scalar = section {
            result.smallAreas = reader.word(section, steps, SmallAreas.self) ?? .synthetic
            return
        }
        let what = "synthetic, fay_herriot or { method: WORD, area: DIMENSION }"
        for entry in reader.entries(section, steps, keys: ["method", "area"], what: what) {
            let here = steps + [.key(entry.key)]
            if entry.key == "area" {
                result.area = reader.text(entry.value, here, what: "a dimension") ?? result.area
            } else {
                result.smallAreas = reader.word(entry.value, here, SmallAreas.self) ?? .synthetic
            }
        }
    }

    private static func knownTotals(
        _ section: JobSection,
        _ steps: [JobSource.Step],
        _ reader: inout SectionReader
    ) -> [KnownTotals] {
        let what = "totals by dimension: { total: 7500000, sex: { f: 4100000, m: 3400000 } }"
        return reader.entries(section, steps, keys: nil, what: what).compactMap { entry in
            let here = steps + [.key(entry.key)]
            func people(_ value: JobSection, _ place: [JobSource.Step]) -> Double? {
                reader.real(value, place, in: 0...1e12, what: "a number of people")
            }
            if entry.key == "total" {
                return people(entry.value, here).map { KnownTotals(dimension: nil, totals: [("total", $0)]) }
            }
            var totals: [(value: String, people: Double)] = []
            for item in reader.entries(entry.value, here, keys: nil, what: what) {
                if let count = people(item.value, here + [.key(item.key)]) {
                    totals.append((item.key, count))
                }
            }
            return KnownTotals(dimension: entry.key, totals: totals)
        }
    }
}
