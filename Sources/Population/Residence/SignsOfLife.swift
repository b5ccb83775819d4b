/// Traces that people left in registers: a payment, a visit, a lesson, a move.
public struct SignsOfLife: Sendable {
    /// The person of each sign.
    public let person: [UInt32]
    /// The register of each sign, below 64.
    public let register: [UInt8]
    /// The day of each sign.
    public let day: [Int32]

    /// Signs from columns of equal length, in any order.
    ///
    /// - Throws: ``PopulationError`` for columns of unequal length, registers above 63 or days out of range.
    public init(person: [UInt32], register: [UInt8], day: [Int32]) throws(PopulationError) {
        if person.count != register.count || person.count != day.count {
            throw PopulationError(
                .unequalColumns,
                at: "signs",
                "found \(person.count) persons, \(register.count) registers and \(day.count) days; expected one of "
                    + "each per sign"
            )
        }
        for i in person.indices {
            try Day.check(day[i], or: nil, at: "signs[\(i)].day")
            if register[i] > 63 {
                throw PopulationError(
                    .valueOutOfRange,
                    at: "signs[\(i)].register",
                    "found register \(register[i]); expected at most 64 registers; join some"
                )
            }
        }
        self.person = person
        self.register = register
        self.day = day
    }

    /// Per person: the set of registers with a sign between two days, both included, bit by register.
    ///
    /// - Throws: ``PopulationError`` for a sign of a person that is not there.
    /// - Complexity: O(signs + persons).
    public func registers(
        personCount: Int,
        from: Int32,
        to: Int32
    ) throws(PopulationError) -> [UInt64] {
        var sets = [UInt64](repeating: 0, count: personCount)
        for i in person.indices where day[i] >= from && day[i] <= to {
            if Int(person[i]) >= personCount {
                throw PopulationError(
                    .valueOutOfRange,
                    at: "signs[\(i)].person",
                    "found \(person[i]); expected below \(personCount), the number of persons"
                )
            }
            sets[Int(person[i])] |= 1 &<< UInt64(register[i])
        }
        return sets
    }
}

/// Residence by signs of life in enough registers.
public struct ActivityRule: Sendable, Equatable {
    /// The registers that must show a sign, at least.
    public let registers: Int
    /// The registers whose signs count, bit by register.
    public let counted: UInt64
    /// Days before the reference date from which signs count.
    public let daysBefore: Int32
    /// Days after the reference date to which signs count.
    public let daysAfter: Int32

    /// A sign in any register in the year up to the reference date.
    public static let anyRegister = ActivityRule(valid: 1, .max, 364, 0)

    private init(valid registers: Int, _ counted: UInt64, _ daysBefore: Int32, _ daysAfter: Int32) {
        self.registers = registers
        self.counted = counted
        self.daysBefore = daysBefore
        self.daysAfter = daysAfter
    }

    /// A rule; by default a sign in any register in the year up to the reference date.
    ///
    /// - Throws: ``PopulationError`` for numbers out of range.
    public init(
        registers: Int = 1,
        counted: UInt64 = .max,
        daysBefore: Int32 = 364,
        daysAfter: Int32 = 0
    ) throws(PopulationError) {
        if registers < 1 || registers > counted.nonzeroBitCount {
            throw PopulationError(
                .valueOutOfRange,
                at: "activity.registers",
                "found \(registers) of \(counted.nonzeroBitCount) registers; expected at least one, and no more than "
                    + "there are"
            )
        }
        for days in [daysBefore, daysAfter] where days < 0 || days > 3653 {
            throw PopulationError(
                .valueOutOfRange,
                at: "activity.days",
                "found \(days); expected 0…3653 days before and after"
            )
        }
        self.init(valid: registers, counted, daysBefore, daysAfter)
    }

    /// Decides about every person.
    ///
    /// - Parameters:
    ///   - referenceDate: Days since 1970; the moment is its end.
    ///   - lives: Births and deaths.
    ///   - signs: Signs of life.
    ///   - covered: The first and the last day that all registers cover.
    ///   - isProvisional: True to use nothing after the reference date.
    /// - Returns: Per person the reason, and as evidence the number of registers.
    /// - Throws: ``PopulationError`` for a window that the registers do not cover.
    public func verdicts(
        referenceDate: Int32,
        lives: LifeSpans,
        signs: SignsOfLife,
        covered: ClosedRange<Int32>,
        isProvisional: Bool = false
    ) throws(PopulationError) -> ResidenceVerdicts {
        try Day.check(referenceDate, or: nil, at: "reference_date")
        let from = referenceDate - daysBefore
        let to = referenceDate + (isProvisional ? 0 : daysAfter)
        if covered.lowerBound > from || covered.upperBound < to {
            throw PopulationError(
                .referenceOutsideData,
                at: "reference_date",
                "found signs of life from \(Day.text(covered.lowerBound)) to \(Day.text(covered.upperBound)); "
                    + "expected them to cover \(Day.text(from)) to \(Day.text(to)); choose another reference date"
            )
        }
        let sets = try signs.registers(personCount: lives.count, from: from, to: to)
        var result = ResidenceVerdicts(
            reasons: [ResidenceReason](repeating: .activeInTooFewRegisters, count: lives.count),
            evidence: [Int32](repeating: 0, count: lives.count)
        )
        for person in 0..<lives.count {
            if let obstacle = lives.obstacle(person, moment: referenceDate + 1) {
                result.reasons[person] = obstacle
                continue
            }
            let seen = (sets[person] & counted).nonzeroBitCount
            result.evidence[person] = Int32(truncatingIfNeeded: seen)
            if seen >= registers { result.reasons[person] = .activeInEnoughRegisters }
        }
        return result
    }
}
