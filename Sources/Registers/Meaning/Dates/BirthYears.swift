import Columns

/// Decides what two-digit years and ages mean, from the job's day and from all its registers.
enum BirthYears {
    /// Where the latest day of a two-digit year comes from.
    enum Origin: Sendable, Equatable {
        case pivot(Int)
        case referenceDate
        case registers
        /// The latest birth that other registers have in full lies before the reference date.
        case births
        case constant
    }

    /// Events may lie this many years after the day that a job is about.
    private static let yearsAhead = 20
    /// So many births in full tell which years have none.
    private static let manyBirths = 200

    /// The latest day of two-digit years of a source, and why.
    ///
    /// A birth lies on the reference date or before it, else on the latest day that any register has in full. Where
    /// registers with many births in full have none of the last years before the reference date, two digits of such a
    /// year mean a hundred years earlier.
    static func latest(
        of source: FeatureSource,
        pivot: Int?,
        reference: CivilDate?,
        known: DateReader.DayOfYear?,
        births: DateReader.DayOfYear? = nil
    ) -> (day: DateReader.DayOfYear, origin: Origin) {
        if let pivot {
            return (DateReader.DayOfYear(year: pivot, month: 12, day: 31), .pivot(pivot))
        }
        let isBirth = source.role != .date
        if let reference {
            let year = reference.year + (isBirth ? 0 : yearsAhead)
            let day = DateReader.DayOfYear(year: year, month: reference.month, day: reference.day)
            if isBirth, let births, births < day { return (births, .births) }
            return (day, .referenceDate)
        }
        if var known {
            if !isBirth { known.year += yearsAhead }
            return (known, .registers)
        }
        return (DateReader.latestByDefault, .constant)
    }

    /// Sources whose dates know the latest day, and whose years of birth meet the dates of other registers.
    ///
    /// Where a register knows years alone, or ages, all give years of birth beside their dates.
    static func decided(_ sources: [FeatureSource], reference: CivilDate?) -> [FeatureSource] {
        let known = sources.compactMap { $0.dates?.latestDay }.max()
        let births = sources.filter { $0.isBirth && ($0.dates?.fullDays ?? 0) >= manyBirths }
            .compactMap { $0.dates?.latestDay }.max()
        var decided = sources
        for i in decided.indices {
            guard case .date(var reader) = decided[i].form else { continue }
            let latest = latest(
                of: decided[i],
                pivot: decided[i].dates?.pivot,
                reference: reference,
                known: known,
                births: births
            )
            reader.latest = latest.day
            decided[i].form = .date(reader)
            decided[i].dates?.latestOrigin = latest.origin
        }
        ExcelSystem.decide(&decided)
        RepublicYears.decide(&decided)
        readAges(&decided, reference)
        if decided.contains(where: { $0.isYearAlone }) { shareYears(&decided) }
        return decided
    }

    /// Ages become years where another register has births, and their own has none.
    ///
    /// They are of the day that their header names, else of the reference date. Ages at events are not compared at all:
    /// one person has as many as there are events.
    private static func readAges(_ sources: inout [FeatureSource], _ reference: CivilDate?) {
        let hasBirths = sources.contains { $0.isBirth }
        for i in sources.indices {
            guard case .age = sources[i].form else { continue }
            let moment = AgeHeader(sources[i].column.name)?.moment ?? .reference
            if moment == .event {
                sources[i].agesUnused = .ofEvent
                sources[i].outputs = [nil]
                continue
            }
            if !hasBirths || sources.contains(where: { $0.register == sources[i].register && $0.isBirth }) {
                continue
            }
            var day = reference.map { DateReader.DayOfYear(year: $0.year, month: $0.month, day: $0.day) }
            if case .day(let named) = moment { day = named }
            guard let day else {
                sources[i].agesUnused = .ofUnknownDay
                continue
            }
            sources[i].form = .age(at: day)
            sources[i].isAgeOfHeader = moment != .reference
            sources[i].outputs = [FeatureKey(name: Role.birthYear.rawValue, role: .birthYear)]
        }
    }

    /// Gives dates a second output, the year, and moves what is but a year there.
    private static func shareYears(_ sources: inout [FeatureSource]) {
        for i in sources.indices where sources[i].isBirth {
            guard case .date = sources[i].form, let date = sources[i].outputs[0] else { continue }
            let year = FeatureKey(
                name: Role.birthYear.rawValue + date.name.dropFirst(Role.birthDate.rawValue.count),
                role: .birthYear
            )
            let isYear = sources[i].role == .birthYear || sources[i].isYearAlone
            sources[i].outputs = [isYear ? nil : date, year]
        }
    }
}

extension FeatureSource {
    /// Whether it says when people were born.
    var isBirth: Bool { role == .birthDate || role == .birthYear }

    /// Whether its register knows no more of births than the year.
    fileprivate var isYearAlone: Bool {
        switch form {
        case .age(.some): true
        case .date: isBirth && isYearKnownAlone
        default: false
        }
    }
}
