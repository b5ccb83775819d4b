public import Columns
public import Comparison

/// Rules on pairs as masks over agreement patterns, for one set of records.
///
/// A pattern is one word; a rule looks at it with one mask and, for comparisons of which it allows several levels,
/// with one shift each. Numbers that must pass their check are looked up by their codes.
public struct CompiledPairRules: Sendable {
    /// The rules, in the order in which they are asked.
    public let rules: [PairRule]
    private let tests: [Test]
    private let numbers: [Numbers]

    /// What rules say of a pair: the first rule of either effect that holds, as an index; −1 if none does.
    public struct Finding: Sendable, Equatable {
        /// The first rule that keeps the records apart.
        public var never: Int
        /// The first rule that makes them one person.
        public var always: Int

        /// No rule holds.
        public static let nothing = Finding(never: -1, always: -1)

        /// The rule that decides: one that forbids goes before one that links; −1 if none holds.
        public var deciding: Int { never >= 0 ? never : always }
    }

    /// One rule's conditions on the pattern and on numbers.
    fileprivate struct Test {
        var isNever: Bool
        /// The bits of comparisons of which one level is allowed, and that level.
        var mask: UInt64 = 0
        var value: UInt64 = 0
        var choices: [Choice] = []
        /// Indices of ``numbers``, and whether the two are to be the same.
        var numbers: [(feature: Int, areSame: Bool)] = []
    }

    /// A comparison of which several levels are allowed.
    fileprivate struct Choice {
        var shift: UInt64
        var mask: UInt64
        /// Bit by level.
        var levels: UInt64
    }

    /// The values of a feature, and which of them pass their check.
    fileprivate struct Numbers {
        var codes: [UInt32]
        var passes: [Bool]
    }

    /// Compiles rules over the comparisons of a layout.
    public init(_ rules: [PairRule], layout: PatternLayout, records: Records) {
        self.rules = rules
        var features: [String] = []
        var numbers: [Numbers] = []
        var tests: [Test] = []
        for rule in rules {
            var test = Test(isNever: rule.effect == .never)
            for condition in rule.conditions {
                switch condition {
                case .levels(let k, let levels): test.add(k, UInt64(levels), layout)
                case .numbers(let name, let areSame):
                    if !features.contains(name) {
                        features.append(name)
                        numbers.append(Numbers(records.feature(name)))
                    }
                    test.numbers.append((features.firstIndex(of: name) ?? 0, areSame))
                }
            }
            tests.append(test)
        }
        self.numbers = numbers
        self.tests = tests
    }

    /// What the rules say of a pair of rows of this pattern.
    /// - Complexity: O(rules), no allocation.
    public func finding(_ pattern: UInt64, _ left: UInt32, _ right: UInt32) -> Finding {
        var finding = Finding.nothing
        for (index, test) in tests.enumerated() {
            if test.isNever ? finding.never >= 0 : finding.always >= 0 { continue }
            if !holds(test, pattern, left, right) { continue }
            if test.isNever { finding.never = index } else { finding.always = index }
        }
        return finding
    }

    private func holds(_ test: Test, _ pattern: UInt64, _ left: UInt32, _ right: UInt32) -> Bool {
        if pattern & test.mask != test.value { return false }
        for choice in test.choices
        where choice.levels &>> ((pattern &>> choice.shift) & choice.mask) & 1 == 0 { return false }
        for look in test.numbers {
            let codes = numbers[look.feature].codes
            let (a, b) = (codes[Int(left)], codes[Int(right)])
            let passes = numbers[look.feature].passes
            if !passes[Int(a)] || !passes[Int(b)] || (a == b) != look.areSame { return false }
        }
        return true
    }

    /// The comparisons that rules of an effect look at, ascending.
    func comparisons(of effect: PairRule.Effect) -> [Int] {
        var seen: Set<Int> = []
        for rule in rules where rule.effect == effect {
            for case .levels(let k, _) in rule.conditions { seen.insert(k) }
        }
        return seen.sorted()
    }

    /// Whether some rule has an effect.
    public func has(_ effect: PairRule.Effect) -> Bool { rules.contains { $0.effect == effect } }
}

extension CompiledPairRules.Test {
    /// Adds the levels of a comparison that are allowed.
    fileprivate mutating func add(_ k: Int, _ levels: UInt64, _ layout: PatternLayout) {
        let (shift, mask) = (layout.shift[k], layout.mask[k])
        let bits = mask &<< shift
        // A comparison that stands in a rule twice must fulfil both.
        if levels.nonzeroBitCount == 1 && self.mask & bits == 0 {
            self.mask |= bits
            value |= UInt64(levels.trailingZeroBitCount) &<< shift
        } else {
            choices.append(CompiledPairRules.Choice(shift: shift, mask: mask, levels: levels))
        }
    }
}

extension CompiledPairRules.Numbers {
    /// The values of a feature; without a scheme that nearly all of them pass, none does.
    fileprivate init(_ feature: Feature?) {
        codes = feature?.codes ?? []
        let values = feature?.values ?? ValueDictionary()
        let scheme = CheckDigits.scheme(of: values)
        passes = (0..<UInt32(max(1, values.count))).map { code in
            guard code != 0, let scheme else { return false }
            return values.withBytes(code) { scheme.isValid($0) }
        }
    }
}
