import Columns

/// A person's sex or birth date where records disagree, or where one record alone may be wrong.
///
/// Each register is wrong with a chance of its own, learnt from people in several: of those whose records
/// disagree one value is right, and the fewer registers that are often right it makes wrong the likelier it is.
/// - SeeAlso: Dawid and Skene (1979), Applied Statistics 28, 20–28.
struct DoubtfulValues: Sendable {
    /// Per register: the chance that it is wrong.
    private(set) var errorRates: [Double]
    /// Per record: the code of its value, 0 if it has none.
    private let codes: [UInt32]
    /// Per record without a value: what it says of one all the same, such as the year; 0 for nothing.
    private let hints: [UInt32]
    /// Per code: the hint that fits it; empty if there are no hints.
    private let hintOf: [UInt32]

    /// Stands for a value that must be drawn.
    static let inDoubt = UInt32.max

    private static let rounds = 20
    /// Cases added before any is seen, wrong and right.
    private static let prior = (wrong: 0.5, right: 49.5)
    private static let limits = (1e-4, 0.4)

    /// What a person may be, and how likely.
    struct Choice {
        var values: [(code: UInt32, weight: Double)] = []
        var sum = 0.0

        /// The likeliest value; 0 if there is none.
        var likeliest: UInt32 {
            var best: (code: UInt32, weight: Double) = (0, -1)
            for value in values where value.weight > best.weight { best = value }
            return best.code
        }
    }

    /// Learns how often registers are wrong.
    init(_ codes: [UInt32], hints: [UInt32] = [], hintOf: [UInt32] = [], _ spine: Spine, registers: Int) {
        self.codes = codes
        self.hints = hints
        self.hintOf = hintOf
        errorRates = [Double](
            repeating: Self.prior.wrong / (Self.prior.wrong + Self.prior.right),
            count: registers
        )
        var right = [Double](repeating: Self.prior.right, count: registers)
        var disputed: [Int] = []
        var choice = Choice()
        for p in 0..<spine.count where spine.memberStart[p + 1] - spine.memberStart[p] > 1 {
            weigh(p, spine, &choice)
            if choice.values.count > 1 {
                disputed.append(p)
            } else if let value = choice.values.first {
                for row in rows(p, spine) where says(row, value.code) == true {
                    right[Int(spine.registerOf[row])] += 1
                }
            }
        }
        for _ in 0..<Self.rounds {
            var wrong = [Double](repeating: Self.prior.wrong, count: registers)
            var all = right.map { $0 + Self.prior.wrong }
            for p in disputed {
                weigh(p, spine, &choice)
                for row in rows(p, spine) {
                    let register = Int(spine.registerOf[row])
                    for value in choice.values {
                        guard let isRight = says(row, value.code) else { continue }
                        let part = value.weight / choice.sum
                        all[register] += part
                        if !isRight { wrong[register] += part }
                    }
                }
            }
            for r in 0..<registers {
                errorRates[r] = min(max(wrong[r] / all[r], Self.limits.0), Self.limits.1)
            }
        }
    }

    private func rows(_ person: Int, _ spine: Spine) -> LazyMapSequence<ArraySlice<UInt32>, Int> {
        spine.members[Int(spine.memberStart[person])..<Int(spine.memberStart[person + 1])].lazy.map {
            Int($0)
        }
    }

    /// Whether a record says that a value is right; nil if it says nothing of it.
    private func says(_ row: Int, _ code: UInt32) -> Bool? {
        if codes[row] != 0 { return codes[row] == code }
        if hints.isEmpty || hints[row] == 0 { return nil }
        return hintOf[Int(code)] == hints[row]
    }

    /// The values that a person's records give, each with its weight.
    func weigh(_ person: Int, _ spine: Spine, _ choice: inout Choice) {
        choice.values.removeAll(keepingCapacity: true)
        choice.sum = 0
        for row in rows(person, spine) where codes[row] != 0 {
            if !choice.values.contains(where: { $0.code == codes[row] }) {
                choice.values.append((codes[row], 1))
            }
        }
        for i in choice.values.indices {
            if choice.values.count > 1 {
                for row in rows(person, spine) {
                    guard let isRight = says(row, choice.values[i].code) else { continue }
                    let rate = errorRates[Int(spine.registerOf[row])]
                    choice.values[i].weight *= isRight ? 1 - rate : rate
                }
            }
            choice.sum += choice.values[i].weight
        }
    }

    /// A value drawn, and whether it is taken as wrong because one record alone gives it.
    func draw(_ person: Int, _ spine: Spine, _ choice: inout Choice, _ random: inout KeyedRandom)
        -> (code: UInt32, isMistaken: Bool)
    {
        weigh(person, spine, &choice)
        guard let first = choice.values.first else { return (0, false) }
        if choice.values.count == 1 {
            var support = 0
            var rate = 0.0
            for row in rows(person, spine) where says(row, first.code) == true {
                support += 1
                rate = errorRates[Int(spine.registerOf[row])]
            }
            return (first.code, support == 1 && random.nextBool(rate))
        }
        var left = random.nextUnit() * choice.sum
        for value in choice.values {
            left -= value.weight
            if left < 0 { return (value.code, false) }
        }
        return (first.code, false)
    }

    /// Per person: the value that two records or more give and none denies; ``inDoubt`` else.
    func certain(_ spine: Spine) -> [UInt32] {
        var choice = Choice()
        return (0..<spine.count).map { p in
            if spine.memberStart[p + 1] - spine.memberStart[p] < 2 { return Self.inDoubt }
            weigh(p, spine, &choice)
            guard choice.values.count == 1 else { return Self.inDoubt }
            let code = choice.values[0].code
            let support = rows(p, spine).reduce(0) { $0 + (says($1, code) == true ? 1 : 0) }
            return support > 1 ? code : Self.inDoubt
        }
    }

    /// Of people with two values: the likelier and the other, in the order of people.
    func differences(_ spine: Spine) -> [(likelier: UInt32, other: UInt32)] {
        var choice = Choice()
        var result: [(likelier: UInt32, other: UInt32)] = []
        for p in 0..<spine.count where spine.memberStart[p + 1] - spine.memberStart[p] > 1 {
            weigh(p, spine, &choice)
            if choice.values.count != 2 { continue }
            let best = choice.likeliest
            result.append(
                (best, choice.values[0].code == best ? choice.values[1].code : choice.values[0].code)
            )
        }
        return result
    }
}
