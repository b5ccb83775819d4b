/// Main residences that people registered, as spells of addresses in areas.
public struct Registrations: Sendable {
    /// Where each person's registrations start; one more entry than persons.
    public let start: [UInt32]
    /// The first day of each registration.
    public let from: [Int32]
    /// The day after its last; ``Day/open`` if it has not ended.
    public let until: [Int32]
    /// The area (municipality) of each registration.
    public let area: [UInt32]
    /// The first and the last day that the register covers.
    public let covered: ClosedRange<Int32>

    /// Registrations from columns; those of a person ascend by their first day and may overlap.
    ///
    /// - Throws: ``PopulationError`` for columns that do not fit, days out of range or out of order.
    public init(
        start: [UInt32],
        from: [Int32],
        until: [Int32],
        area: [UInt32],
        covered: ClosedRange<Int32>
    ) throws(PopulationError) {
        if start.first != 0 || start.last.map({ Int($0) }) != from.count || from.count != until.count
            || from.count != area.count || zip(start, start.dropFirst()).contains(where: { $0 > $1 })
        {
            throw PopulationError(
                .unequalColumns,
                at: "registrations",
                "found \(from.count) first days, \(until.count) ends and \(area.count) areas, or starts that do not run "
                    + "from 0 to their number; expected one of each per registration"
            )
        }
        for person in 0..<(start.count - 1) {
            for i in Int(start[person])..<Int(start[person + 1]) {
                try Day.check(from[i], or: nil, at: "registrations[\(i)].from")
                try Day.check(until[i], or: Day.open, at: "registrations[\(i)].until")
                if until[i] <= from[i] || (i > Int(start[person]) && from[i] < from[i - 1]) {
                    throw PopulationError(
                        .unordered,
                        at: "registrations[\(i)]",
                        "found \(Day.text(from[i])) to \(Day.text(until[i])); expected registrations of at least a day, "
                            + "ascending by their first day"
                    )
                }
            }
        }
        self.start = start
        self.from = from
        self.until = until
        self.area = area
        self.covered = covered
    }
}

/// Residence by registration, less those whom Austria's register-based census excludes.
///
/// Excluded are (1) who died before the reference day; (2) second and further main residences of a person,
/// of which the one begun last stays; (3) who was registered for less than 90 days around the day;
/// (5) who is in no other register and whose residence was not confirmed. (4) Who was registered in
/// another area for at most 180 days around the day, and before and after in the same area, counts in that
/// one. Registrations that follow each other without a gap are one period; birth and death inside the 90
/// days do not count as too short a time.
/// - SeeAlso: Statistik Austria, register-based census 2011 and 2021, residency analysis.
public struct RegistrationRule: Sendable, Equatable {
    /// Days registered around the reference date, at least.
    public let leastDays: Int32
    /// Days in another area up to which a stay there is passed over.
    public let shortStay: Int32

    /// Austria's 90 and 180 days.
    public static let austria = RegistrationRule(valid: 90, 180)

    private init(valid leastDays: Int32, _ shortStay: Int32) {
        self.leastDays = leastDays
        self.shortStay = shortStay
    }

    /// A rule of other lengths, in days.
    ///
    /// - Throws: ``PopulationError`` for lengths out of 0…3653.
    public init(leastDays: Int32, shortStay: Int32) throws(PopulationError) {
        for days in [leastDays, shortStay] where days < 0 || days > 3653 {
            throw PopulationError(.valueOutOfRange, at: "registration", "found \(days); expected 0…3653 days")
        }
        self.init(valid: leastDays, shortStay)
    }

    /// Verdicts with the area in which each person counts.
    public struct Result: Sendable, Equatable {
        /// The verdicts; as evidence the days registered around the date, or in the other area.
        public var verdicts: ResidenceVerdicts
        /// Per person: the area; nil for who does not count.
        public var areas: [UInt32?]
        /// Main residences beside the one that counts, over all persons.
        public var duplicateResidences: Int
    }

    /// Decides about every person.
    ///
    /// - Parameters:
    ///   - referenceDate: Days since 1970; the moment is its end.
    ///   - lives: Births and deaths.
    ///   - registrations: Main residences.
    ///   - isElsewhere: Per person: whether another register knows the person.
    ///   - isConfirmed: Per person: whether a letter or the municipality confirmed the residence.
    ///   - isProvisional: True to read nothing after the date: whoever is registered on it then stays.
    /// - Throws: ``PopulationError`` for columns that do not fit, or a register that does not cover the days.
    /// - Complexity: O(persons + registrations).
    public func result(
        referenceDate: Int32,
        lives: LifeSpans,
        registrations: Registrations,
        isElsewhere: [Bool],
        isConfirmed: [Bool],
        isProvisional: Bool = false
    ) throws(PopulationError) -> Result {
        try Day.check(referenceDate, or: nil, at: "reference_date")
        try lives.check(registrations.start.count - 1, "registrations")
        try lives.check(isElsewhere.count, "isElsewhere")
        try lives.check(isConfirmed.count, "isConfirmed")
        let reach = max(leastDays, shortStay)
        let last = isProvisional ? referenceDate : referenceDate + reach
        let covered = registrations.covered
        if covered.lowerBound > referenceDate - reach || covered.upperBound < last {
            throw PopulationError(
                .referenceOutsideData,
                at: "reference_date",
                "found registrations from \(Day.text(covered.lowerBound)) to \(Day.text(covered.upperBound)); expected "
                    + "them to cover \(Day.text(referenceDate - reach)) to \(Day.text(last)); choose another date, or "
                    + "ask for a provisional result"
            )
        }
        var result = Result(
            verdicts: ResidenceVerdicts(
                reasons: [ResidenceReason](repeating: .notRegistered, count: lives.count),
                evidence: [Int32](repeating: 0, count: lives.count)
            ),
            areas: [UInt32?](repeating: nil, count: lives.count),
            duplicateResidences: 0
        )
        for person in 0..<lives.count {
            if let obstacle = lives.obstacle(person, moment: referenceDate + 1) {
                result.verdicts.reasons[person] = obstacle
                continue
            }
            let view = RegistrationView(registrations, person, referenceDate, isProvisional: isProvisional)
            guard let main = view.main else { continue }
            result.duplicateResidences += view.duplicates
            let days = view.daysAround(main, lives, person)
            result.verdicts.evidence[person] = days
            if days < leastDays && !view.isCutByLife(main, lives, person) {
                result.verdicts.reasons[person] = .registeredTooShort
            } else if !isElsewhere[person] && !isConfirmed[person] {
                result.verdicts.reasons[person] = .inNoOtherRegister
            } else if let home = view.homeAround(main, shortStay: shortStay) {
                result.verdicts.reasons[person] = .reassignedByShortStay
                result.verdicts.evidence[person] = view.length(main)
                result.areas[person] = home
            } else {
                result.verdicts.reasons[person] = .registeredLongEnough
                result.areas[person] = registrations.area[main]
            }
        }
        return result
    }
}

/// One person's registrations, seen from a reference date.
private struct RegistrationView {
    private let all: Registrations
    private let rows: Range<Int>
    private let referenceDate: Int32
    private let isProvisional: Bool
    /// The main residence that counts; nil if there is none on the date.
    private(set) var main: Int?
    /// Main residences on the date beside it.
    private(set) var duplicates = 0

    init(_ all: Registrations, _ person: Int, _ referenceDate: Int32, isProvisional: Bool) {
        self.all = all
        self.referenceDate = referenceDate
        self.isProvisional = isProvisional
        rows = Int(all.start[person])..<Int(all.start[person + 1])
        for i in rows where all.from[i] <= referenceDate && all.until[i] > referenceDate {
            if main != nil { duplicates += 1 }
            main = i
        }
    }

    /// The day after a registration's last, as far as it is known.
    private func end(_ i: Int) -> Int32 {
        isProvisional && all.until[i] > referenceDate ? Day.open : all.until[i]
    }

    /// The days of a registration, a long time if it has not ended.
    func length(_ i: Int) -> Int32 { end(i) == Day.open ? Int32.max : end(i) - all.from[i] }

    /// The period without gap around the date.
    private func period(_ main: Int) -> (from: Int32, until: Int32) {
        var from = all.from[main]
        var until = end(main)
        // Registrations may overlap, so a pass over the earlier ones is repeated until nothing changes.
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for i in rows where all.from[i] < from && end(i) >= from {
                from = all.from[i]
                isGrowing = true
            }
            for i in rows
            where all.from[i] <= until && end(i) > until && !(isProvisional && all.from[i] > referenceDate) {
                until = end(i)
                isGrowing = true
            }
        }
        return (from, until)
    }

    func daysAround(_ main: Int, _ lives: LifeSpans, _ person: Int) -> Int32 {
        let (from, until) = period(main)
        return until == Day.open ? Int32.max : until - from
    }

    /// Whether birth or death, not a move, bounds the period.
    func isCutByLife(_ main: Int, _ lives: LifeSpans, _ person: Int) -> Bool {
        let (from, until) = period(main)
        let birth = lives.birth[person]
        let death = lives.death[person]
        return (birth != Day.none && from <= birth) || (death != Day.none && death <= until)
    }

    /// The area before and after a short stay elsewhere around the date; nil if there was none.
    func homeAround(_ main: Int, shortStay: Int32) -> UInt32? {
        let stay = (from: all.from[main], until: end(main))
        if stay.until == Day.open || stay.until - stay.from > shortStay { return nil }
        guard
            let earlier = rows.last(where: { $0 != main && all.from[$0] < stay.from && end($0) >= stay.from }
            ),
            let later = rows.first(where: { $0 != main && all.from[$0] <= stay.until && end($0) > stay.until }
            ),
            all.area[earlier] == all.area[later], all.area[earlier] != all.area[main]
        else { return nil }
        return all.area[earlier]
    }
}
