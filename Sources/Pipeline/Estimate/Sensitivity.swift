import Columns
import Estimation
import Population
import Resolution

/// The total under other choices than those made, each changed by itself, on accepted links.
struct Sensitivity {
    /// One setting of one choice.
    struct Row: Sendable {
        var choice: String
        var setting: String
        var isUsed = false
        var value: Double?
        var standardError: Double?
        var flag: String?
    }

    private let result: EstimateResult
    private let workers: Workers

    init(_ result: EstimateResult, workers: Workers) {
        self.result = result
        self.workers = workers
    }

    private static let oddsRatios = [1, 1.25, 1.5, 2]
    private static let thresholds: [Float] = [0, 4, 8, 12]
    private static let recalls = [0.999, 0.995, 0.99]

    /// All rows.
    func rows() -> [Row] {
        var tasks: [@Sendable () -> Row] = []
        let computation = result.computation
        let base = result.base
        let accepted = result.accepted
        for rule in rules {
            tasks.append {
                row("residence", rule.rawValue, isUsed: rule == result.builder.rule) {
                    var builder = result.builder
                    builder.rule = rule
                    let view = try builder.people(result.linked.person)
                    var own = computation
                    if builder.covered != nil && rule != result.builder.rule {
                        own.overcoverage = try ResidualOvercoverage(
                            builder,
                            view,
                            (own.strata, own.completed(view, draw: 0)),
                            workers: Workers(threads: 1),
                            repetitions: 1
                        )
                    }
                    return try own.result(view, draw: 0, from: accepted)
                }
            }
        }
        for method in EstimateJob.Method.allCases {
            tasks.append {
                row("method", method.rawValue, isUsed: method == result.plan.method) {
                    try computation.result(base, draw: 0, method: method)
                }
            }
        }
        if result.plan.method == .repeatedSightings {
            for classes in 1...3 {
                tasks.append {
                    row(
                        "model",
                        classes == 1 ? "1 class" : "up to \(classes) classes",
                        isUsed: classes == result.plan.classes
                    ) {
                        try computation.result(base, draw: 0, classes: classes)
                    }
                }
            }
        }
        for ratio in Self.oddsRatios {
            tasks.append {
                row("odds_ratio", "\(ratio)", isUsed: ratio == 1) {
                    try computation.result(base, draw: 0, from: accepted, factor: ratio)
                }
            }
        }
        tasks.append { row("threshold", "\(result.linked.threshold) bits", isUsed: true) { accepted } }
        for threshold in Self.thresholds where threshold > result.linked.threshold + 1 {
            tasks.append { row("threshold", "\(threshold) bits") { try atThreshold(threshold) } }
        }
        tasks.append { row("recall", "as linked", isUsed: true) { accepted } }
        for recall in Self.recalls {
            tasks.append { row("recall", "\(recall) of that") { try atRecall(recall) } }
        }
        if result.lists.names.count > 3 {
            for (list, name) in result.lists.names.enumerated() {
                tasks.append { row("lists", "without \(name)") { try without(list) } }
            }
        }
        let all = tasks
        return workers.map(pieces: all.count) { all[$0]() } + naive
    }

    private func row(
        _ choice: String,
        _ setting: String,
        isUsed: Bool = false,
        _ compute: () throws -> DrawResult
    ) -> Row {
        var row = Row(choice: choice, setting: setting, isUsed: isUsed)
        do {
            let draw = try compute()
            row.value = draw.total
            row.standardError = (draw.variances[0][0].sampling + draw.variances[0][0].model).squareRoot()
            let half = (result.total.upper - result.total.lower) / 2
            if !isUsed && abs(draw.total - result.accepted.total) > half { row.flag = "beyond_interval" }
        } catch {
            row.flag = "no estimate: \(error)"
        }
        return row
    }

    /// The rules that the data allow.
    private var rules: [ResidenceRule] {
        var rules: [ResidenceRule] = []
        if result.builder.covered != nil {
            rules = [
                .hongKongUsualResidents, .hongKongMobileResidents, .hongKongResidentPopulation,
                .outcome12Of16, .outcome9Of12,
            ]
        }
        rules.append(.activity)
        if result.builder.index != nil { rules.append(.residencyIndex) }
        if result.builder.registrations != nil { rules.append(.austrianExclusions) }
        return rules
    }

    private func atThreshold(_ threshold: Float) throws -> DrawResult {
        let resolution = try resolve(
            result.linked.pairs,
            result.linked.rules(threshold: threshold),
            workers: Workers(threads: 1)
        )
        let view = try result.builder.people(resolution.person)
        return try result.computation.result(view, draw: 0, from: result.accepted)
    }

    /// As if so many of the records that were linked to others had not been.
    private func atRecall(_ recall: Double) throws -> DrawResult {
        let spine = result.base.spine
        var person = result.linked.person
        for p in 0..<spine.count {
            let range = Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])
            for slot in range.dropFirst() {
                let row = spine.members[slot]
                var random = KeyedRandom(seed: result.job.seed, purpose: 0x5245_434c, entity: UInt64(row))
                if random.nextUnit() >= recall { person[Int(row)] = row }
            }
        }
        let view = try result.builder.people(person)
        return try result.computation.result(view, draw: 0, from: result.accepted)
    }

    private func without(_ list: Int) throws -> DrawResult {
        let view = result.base.without(list: list)
        let old = result.computation
        let strata = Strata(
            dimensions: old.strata.dimensions,
            of: old.builder.dimensions,
            view: view,
            values: old.completed(view, draw: 0),
            listCount: old.listCount,
            smallest: result.plan.smallestStratum
        )
        let computation = EstimateComputation(
            builder: old.builder,
            strata: strata,
            groupings: [old.groupings[0]],
            listCount: old.listCount,
            method: old.method,
            classes: old.classes,
            seed: old.seed,
            overcoverage: old.overcoverage
        )
        return try computation.result(view, draw: 0)
    }

    /// What simple counting would say: records of registers, people found, two lists without any residence.
    private var naive: [Row] {
        var rows: [Row] = []
        let spine = result.base.spine
        let linked = result.job.linking.registers
        var people = [Int](repeating: 0, count: linked.count)
        for set in spine.registers {
            for r in people.indices where set >> UInt64(r) & 1 == 1 { people[r] += 1 }
        }
        let counted = linked.indices.filter { linked[$0].use == .link }
        for r in counted {
            rows.append(
                Row(
                    choice: "naive",
                    setting: "records of \(linked[r].name)",
                    value: Double(result.linked.recordCounts[r])
                )
            )
        }
        var found = 0
        for set in spine.registers where counted.contains(where: { set >> UInt64($0) & 1 == 1 }) {
            found += 1
        }
        rows.append(Row(choice: "naive", setting: "everybody found", value: Double(found)))
        let largest = counted.sorted { (-people[$0], $0) < (-people[$1], $1) }.prefix(2)
        if largest.count == 2, let a = largest.first, let b = largest.last {
            let both = spine.registers.count { $0 >> UInt64(a) & 1 == 1 && $0 >> UInt64(b) & 1 == 1 }
            let setting = "dual system of \(linked[a].name) and \(linked[b].name), no residence rule"
            if let counts = try? TwoListCounts(first: people[a], second: people[b], matches: both) {
                let estimate = counts.chapman
                rows.append(
                    Row(
                        choice: "naive",
                        setting: setting,
                        value: estimate.population,
                        standardError: estimate.standardError
                    )
                )
            }
        }
        return rows
    }
}
