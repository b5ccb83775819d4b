public import Columns

/// What compiling a comparison needs from outside the module.
public struct ComparisonContext: Sendable {
    /// The keys of a feature's values under a transform of blocking, by the transform's name; nil if unknown.
    public var keys: @Sendable (ValueDictionary, String) -> [UInt64]?

    /// A context with the given resolver of transforms.
    public init(keys: @escaping @Sendable (ValueDictionary, String) -> [UInt64]?) {
        self.keys = keys
    }
}

/// An error in a comparison's definition.
public struct ComparisonError: Error, Equatable, CustomStringConvertible {
    /// The comparison at fault.
    public let comparison: String
    /// What is wrong and what would be right.
    public let detail: String

    /// The message for the user.
    public var description: String { "comparison '\(comparison)': \(detail)" }
}

/// Turns a comparison into a comparator.
package struct ComparatorCompiler {
    private let comparison: Comparison
    private let rows: PackedRows
    /// What came of the preparations that levels ask for.
    let prepared: PreparedValues
    private var measures: [any PairMeasure] = []
    private var measureNames: [String] = []

    init(_ comparison: Comparison, rows: PackedRows, prepared: PreparedValues) {
        self.comparison = comparison
        self.rows = rows
        self.prepared = prepared
    }

    /// Compiles the comparison.
    mutating func comparator() throws(ComparisonError) -> Comparator {
        var required: [Int] = []
        for name in comparison.required { required.append(try slot(name)) }
        var missingWhen: Condition?
        if let agreement = comparison.missingWhen { missingWhen = try condition(agreement) }
        var conditions: [Condition] = []
        for level in comparison.levels { conditions.append(try condition(level.agreement)) }
        var exactSlot: Int?
        if case .sameCode(let slot)? = conditions.first { exactSlot = slot }
        if measures.count > 63 { throw error("has more than 63 different measures") }
        return Comparator(
            required: required,
            missingWhen: missingWhen,
            conditions: conditions,
            measures: measures,
            exactSlot: exactSlot,
            decidingSlot: Self.decides(exactSlot, missingWhen) ? exactSlot : nil,
            depth: ((conditions + [missingWhen].compactMap { $0 }).map(Self.depth).max() ?? 0) + 1
        )
    }

    /// Whether a pair with equal codes in a slot cannot be missing for another reason.
    private static func decides(_ slot: Int?, _ missingWhen: Condition?) -> Bool {
        switch missingWhen {
        case nil: true
        // Exchanged values differ from each other, so that neither is the same in both records.
        case .swapped(let s, let t, _)?: slot == s || slot == t
        default: false
        }
    }

    private static func depth(_ condition: Condition) -> Int {
        switch condition {
        case .any(let parts), .all(let parts): 1 + (parts.map(depth).max() ?? 0)
        case .not(let part): 1 + depth(part)
        default: 0
        }
    }

    /// Compiles a condition, which is to fail where a feature it reads is missing.
    mutating func condition(_ agreement: Agreement) throws(ComparisonError) -> Condition {
        switch agreement {
        case .any(let parts): return .any(try conditions(parts))
        case .all(let parts): return .all(try conditions(parts))
        case .not(let part): return .not(try condition(part))
        case .test(let test):
            let condition = try test.kind.compile(test, &self)
            if test.kind.seesMissing { return condition }
            var parts: [Condition] = []
            for feature in test.features where !comparison.required.contains(feature) {
                parts.append(.not(.missing(slot: try slot(feature))))
            }
            return parts.isEmpty ? condition : .all(parts + [condition])
        }
    }

    private mutating func conditions(_ parts: [Agreement]) throws(ComparisonError) -> [Condition] {
        var compiled: [Condition] = []
        for part in parts { compiled.append(try condition(part)) }
        return compiled
    }

    /// An error in the comparison at hand.
    func error(_ detail: String) -> ComparisonError {
        ComparisonError(comparison: comparison.name, detail: detail)
    }

    /// Where the codes of a feature stand in packed rows.
    func slot(_ feature: String) throws(ComparisonError) -> Int {
        if let slot = rows.slot(feature) { return slot }
        throw error("there is no feature '\(feature)'; there are: \(rows.features.joined(separator: ", "))")
    }

    /// The index of a measure, which the levels that name it alike share.
    ///
    /// - Parameters:
    ///   - name: What tells the measure from others of its type: the features it reads, and what it depends on.
    ///   - made: The measure, if it is the first of its name.
    ///   - widened: Makes the measure of that name serve this level too.
    mutating func measure<M: PairMeasure>(
        _ name: String,
        _ made: @autoclosure () -> M,
        widened: (inout M) -> Void = { _ in }
    ) -> Int {
        let name = "\(M.self) \(name)"
        guard let index = measureNames.firstIndex(of: name) else {
            measureNames.append(name)
            measures.append(made())
            return measures.count - 1
        }
        if var known = measures[index] as? M {
            widened(&known)
            measures[index] = known
        }
        return index
    }
}
