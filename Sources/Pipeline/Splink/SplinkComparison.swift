import Comparison
import Jobs
import Linkage

/// A comparison of Splink’s settings as one of a job and as one of a model.
struct SplinkComparison {
    /// As a job writes it.
    private(set) var spec: ComparisonSpec
    /// The features without which there is nothing to compare.
    private(set) var required: [String] = []
    /// When nothing is compared, where that is more than a feature that is missing.
    private(set) var missingWhen: Agreement?
    /// The conditions of the levels, in the order of the job’s.
    private(set) var agreements: [Agreement] = []
    /// The probabilities among matches and others, level by level, those of *different* at the end.
    private(set) var m: [Double] = []
    private(set) var u: [Double] = []
    /// What is to be said of the comparison, and of its levels by their numbers from 1.
    private(set) var remarks: [(level: Int?, text: String)] = []

    /// The most levels that a comparison has here, and the longest name of one.
    private static let mostLevels = 14
    private static let longestLabel = 80

    /// Whether no level has a counterpart; the remarks say why.
    var isEmpty: Bool { agreements.isEmpty }

    /// Carries a comparison over.
    ///
    /// - Parameter hasModel: Whether the settings give probabilities; those that lack are Splink’s own then.
    init(_ given: SplinkSettings.Comparison, _ translator: inout SplinkTranslator, hasModel: Bool) {
        spec = ComparisonSpec(feature: "")
        spec.name = given.name
        spec.levels = []
        let usual = SplinkDefaults(levels: given.levels.count { !$0.isNull })
        var others: (m: Double, u: Double)?
        var isNullKnown = false
        var place = 0
        for level in given.levels {
            if level.isNull {
                isNullKnown = true
                addNull(level, &translator, isFirst: agreements.isEmpty)
                continue
            }
            let (m, u) = SplinkDefaults.usable(level.m ?? usual.m(place), level.u ?? usual.u(place))
            place += 1
            if hasModel, level.m == nil || level.u == nil {
                remarks.append((nil, "“\(Self.label(level) ?? "")” has no m or no u: Splink’s own is taken"))
            }
            if level.parsed == .otherwise {
                others = (m, u)
            } else {
                add(level, m, u, &translator)
            }
        }
        if isEmpty { return }
        if others == nil { remarks.append((nil, "there is no ELSE: pairs on no level weigh nothing")) }
        self.m.append(others?.m ?? 1)
        self.u.append(others?.u ?? 1)
        spec.feature = required.first ?? agreements[0].features.first ?? ""
        for index in agreements.indices {
            spec.levels?[index].rule = agreements[index].leavingOut(own: spec.feature)
        }
        if !isNullKnown {
            required = []
            remarks.append((nil, "there is no level for missing values: they are different in Splink"))
        }
        addFrequencies(given, &translator)
    }

    /// The comparison as a model has it.
    var comparison: Comparison {
        Comparison(
            name: spec.name,
            required: required,
            missingWhen: missingWhen,
            levels: zip(spec.levels ?? [], agreements).map { ComparisonLevel($0.name, $1) },
            termFrequency: spec.termFrequency == true ? spec.feature : nil
        )
    }

    /// Whether a job can say all of it.
    var isWholeInJob: Bool { required == [spec.feature] && missingWhen == nil }

    /// Gives the comparison another name.
    mutating func rename(_ name: String) { spec.name = name }

    // MARK: Levels

    private static func label(_ level: SplinkSettings.Level) -> String? {
        let words = (level.label ?? level.condition).split(whereSeparator: \.isWhitespace)
        let label = String(words.joined(separator: " ").prefix(longestLabel))
        return label.isEmpty ? nil : label
    }

    private mutating func add(
        _ level: SplinkSettings.Level,
        _ m: Double,
        _ u: Double,
        _ translator: inout SplinkTranslator
    ) {
        let label = Self.label(level) ?? "level"
        let made = translator.agreement(level.parsed)
        let told = translator.takeRemarks()
        guard let made, Self.depth(made) < JobSections.levelDepth, agreements.count < Self.mostLevels else {
            let why = made == nil ? told : ["it is one level too many, or nested too deep"]
            remarks.append(
                (
                    nil,
                    "“\(label)” is left out, and its pairs go to the levels after it: "
                        + why.joined(separator: "; ")
                )
            )
            return
        }
        agreements.append(made)
        var name = label == ComparisonSpec.elseLevel ? "\(label) (1)" : label
        var number = 1
        while spec.levels?.contains(where: { $0.name == name }) == true {
            number += 1
            name = "\(label) (\(number))"
        }
        spec.levels?.append(LevelSpec(made, label: name))
        self.m.append(m)
        self.u.append(u)
        if !told.isEmpty {
            remarks.append((agreements.count, "“\(label)” is the nearest: \(told.joined(separator: "; "))"))
        }
    }

    private static func depth(_ agreement: Agreement) -> Int {
        switch agreement {
        case .any(let parts), .all(let parts): 1 + (parts.map(depth).max() ?? 0)
        case .not(let part): 1 + depth(part)
        default: 0
        }
    }

    private mutating func addNull(
        _ level: SplinkSettings.Level,
        _ translator: inout SplinkTranslator,
        isFirst: Bool
    ) {
        let condition = translator.agreement(level.parsed)
        for remark in translator.takeRemarks() { remarks.append((nil, "missing values: \(remark)")) }
        if !isFirst { remarks.append((nil, "missing values are asked for before all levels")) }
        switch condition {
        case nil: remarks.append((nil, "“\(level.condition.prefix(Self.longestLabel))” is not asked for"))
        case .some(let missing) where missing.isMissing: required = missing.features
        case .any(let parts) where parts.allSatisfy(\.isMissing): required = parts.flatMap(\.features)
        case .some(let other): missingWhen = other
        }
    }

    // MARK: Frequencies of values

    private mutating func addFrequencies(
        _ given: SplinkSettings.Comparison,
        _ translator: inout SplinkTranslator
    ) {
        spec.termFrequency = false
        for level in given.levels where level.termColumn != nil && level.termWeight != 0 {
            guard let column = level.termColumn else { continue }
            let feature = translator.columns.feature(column).name
            let isExact = agreements.first == .exact(feature) && spec.feature == feature
            let isFirst = spec.levels?.first?.label == Self.label(level)
            guard isExact && isFirst else {
                remarks.append(
                    (nil, "how rare a value of “\(column)” is does not count at “\(Self.label(level) ?? "")”")
                )
                continue
            }
            spec.termFrequency = true
            if level.termWeight != 1 {
                let weight = JobNumber.text(level.termWeight)
                remarks.append(
                    (1, "rare values count in full, by \(weight) in Splink (tf_adjustment_weight)")
                )
            }
            if level.leastTermU > 0 {
                remarks.append((1, "rarity has no bound but 12 bits (tf_minimum_u_value)"))
            }
        }
    }
}
