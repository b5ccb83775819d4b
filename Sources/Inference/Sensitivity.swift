package import Columns
import Estimation
package import Population
import Resolution

/// The total under other choices than those made, each changed by itself, on accepted links.
package struct Sensitivity {
    /// One setting of one choice.
    package struct Row: Sendable {
        /// What is chosen.
        package var choice: String
        /// How it is chosen here.
        package var setting: String
        /// Whether the estimate uses it.
        package var isUsed = false
        /// The total; nil if there is no estimate.
        package var value: Double?
        /// Its standard error, of sampling and model; nil if chance has no part in it.
        package var standardError: Double?
        /// What a reader must know of it.
        package var flag: String?

        /// The interval of the total, by the normal distribution; nil if there is no standard error.
        ///
        /// - Parameter level: The probability of the interval, above 0 and below 1.
        package func interval(level: Double) -> (lower: Double, upper: Double)? {
            guard let value, let standardError else { return nil }
            let reach = ConfidenceInterval.normalReach(level: level) * standardError
            return (value - reach, value + reach)
        }
    }

    private let estimate: EstimatedPopulation
    private let linked: LinkedRun
    private let lists: [String]
    private let isCounted: [Bool]
    private let workers: Workers

    /// Other choices for an estimate.
    ///
    /// - Parameters:
    ///   - linked: The linkage it was made on.
    ///   - lists: The names of its lists.
    ///   - isCounted: Per linked register: whether its records are counted, and are no evidence or support.
    package init(
        _ estimate: EstimatedPopulation,
        _ linked: LinkedRun,
        lists: [String],
        isCounted: [Bool],
        workers: Workers
    ) {
        self.estimate = estimate
        self.linked = linked
        self.lists = lists
        self.isCounted = isCounted
        self.workers = workers
    }

    private static let oddsRatios = [1, 1.25, 1.5, 2]
    private static let thresholds: [Float] = [0, 4, 8, 12]
    private static let recalls = [0.999, 0.995, 0.99]
    private static let recallPurpose: UInt32 = 0x5245_434c

    /// All rows.
    package func rows() -> [Row] {
        let tasks = residence + methods + classes + oddsRatios + thresholds + recalls + withoutLists
        return workers.map(pieces: tasks.count) { tasks[$0]() } + naive
    }

    private typealias Choice = @Sendable () -> Row

    private var residence: [Choice] {
        let used = estimate.builder.residence.rule
        return estimate.builder.residence.rules.map { rule in
            { row("residence", rule.rawValue, isUsed: rule == used) { try under(rule) } }
        }
    }

    private var methods: [Choice] {
        EstimationMethod.allCases.map { method in
            {
                row("method", method.rawValue, isUsed: method == estimate.computation.method) {
                    try estimate.computation.result(estimate.base, draw: 0, method: method)
                }
            }
        }
    }

    private var classes: [Choice] {
        if estimate.computation.method != .repeatedSightings { return [] }
        return (1...3).map { classes in
            {
                let setting = classes == 1 ? "1 class" : "up to \(classes) classes"
                return row("model", setting, isUsed: classes == estimate.computation.classes) {
                    try estimate.computation.result(estimate.base, draw: 0, classes: classes)
                }
            }
        }
    }

    private var oddsRatios: [Choice] {
        Self.oddsRatios.map { ratio in
            {
                row("odds_ratio", "\(ratio)", isUsed: ratio == 1) {
                    try estimate.computation.result(
                        estimate.base,
                        draw: 0,
                        from: estimate.accepted,
                        factor: ratio
                    )
                }
            }
        }
    }

    private var thresholds: [Choice] {
        let used: Choice = {
            row("threshold", "\(linked.threshold) bits", isUsed: true) { estimate.accepted }
        }
        let others = Self.thresholds.filter { $0 > linked.threshold + 1 }.map { threshold -> Choice in
            { row("threshold", "\(threshold) bits") { try at(threshold: threshold) } }
        }
        return [used] + others
    }

    private var recalls: [Choice] {
        let used: Choice = { row("recall", "as linked", isUsed: true) { estimate.accepted } }
        let others = Self.recalls.map { recall -> Choice in
            { row("recall", "\(recall) of that") { try at(recall: recall) } }
        }
        return [used] + others
    }

    private var withoutLists: [Choice] {
        if lists.count <= 3 { return [] }
        return lists.enumerated().map { list, name in
            { row("lists", "without \(name)") { try without(list) } }
        }
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
            let half = (estimate.total.upper - estimate.total.lower) / 2
            if !isUsed && abs(draw.total - estimate.accepted.total) > half { row.flag = "beyond_interval" }
        } catch {
            row.flag = "no estimate: \(error)"
        }
        return row
    }

    private func under(_ rule: ResidenceRule) throws -> DrawResult {
        let builder = estimate.builder.by(rule)
        let view = try builder.people(linked.person)
        var own = estimate.computation
        if rule != estimate.builder.residence.rule {
            var settings = own.overcoverage.settings
            // What is taken off is asked for, not how far it may be off.
            (settings.repetitions, settings.leavers.draws) = (1, 0)
            own.overcoverage = try Overcoverage(
                builder,
                view,
                lists: lists.count,
                stratumOf: own.strata.ofPeople(view.count, own.completed(view, draw: 0)),
                strata: own.strata.count,
                settings: settings,
                workers: Workers(threads: 1)
            )
        }
        return try own.result(view, draw: 0, from: estimate.accepted)
    }

    private func at(threshold: Float) throws -> DrawResult {
        let resolution = try resolve(
            linked.pairs,
            linked.rules(threshold: threshold),
            workers: Workers(threads: 1)
        )
        let view = try estimate.builder.people(resolution.person, near: estimate.base)
        return try estimate.computation.result(view, draw: 0, from: estimate.accepted)
    }

    /// As if so many of the records that were linked to others had not been.
    private func at(recall: Double) throws -> DrawResult {
        let spine = estimate.base.spine
        var person = linked.person
        for p in 0..<spine.count {
            let range = Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])
            for slot in range.dropFirst() {
                let row = spine.members[slot]
                var random = KeyedRandom(
                    seed: estimate.computation.seed,
                    purpose: Self.recallPurpose,
                    entity: UInt64(row)
                )
                if random.nextUnit() >= recall { person[Int(row)] = row }
            }
        }
        let view = try estimate.builder.people(person, near: estimate.base)
        return try estimate.computation.result(view, draw: 0, from: estimate.accepted)
    }

    private func without(_ list: Int) throws -> DrawResult {
        let view = estimate.base.without(list: list)
        let old = estimate.computation
        let strata = Strata(
            dimensions: old.strata.dimensions,
            of: old.builder.dimensions,
            view: view,
            values: old.completed(view, draw: 0),
            listCount: old.listCount,
            smallest: old.strata.smallest
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
        let spine = estimate.base.spine
        let names = linked.registers
        var people = [Int](repeating: 0, count: names.count)
        for set in spine.registers {
            for r in people.indices where set >> UInt64(r) & 1 == 1 { people[r] += 1 }
        }
        let counted = names.indices.filter { isCounted[$0] }
        for r in counted {
            rows.append(
                Row(
                    choice: "naive",
                    setting: "records of \(names[r])",
                    value: Double(linked.recordCounts[r])
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
            let setting = "dual system of \(names[a]) and \(names[b]), no residence rule"
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
