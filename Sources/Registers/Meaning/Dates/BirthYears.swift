import Columns

/// Decides what two-digit years and ages mean, from the job's day and from all its registers.
enum BirthYears {
    /// Where the latest day of a two-digit year comes from.
    enum Origin: Sendable, Equatable {
        case pivot(Int)
        case referenceDate
        case registers
        case constant
    }

    /// Events may lie this many years after the day that a job is about.
    private static let yearsAhead = 20

    /// The latest day of two-digit years of a source, and why.
    ///
    /// A birth lies on the reference date or before it, else on the latest day that any register has in full.
    static func latest(
        of source: FeatureSource,
        pivot: Int?,
        reference: CivilDate?,
        known: DateReader.DayOfYear?
    ) -> (day: DateReader.DayOfYear, origin: Origin) {
        if let pivot {
            return (DateReader.DayOfYear(year: pivot, month: 12, day: 31), .pivot(pivot))
        }
        let isBirth = source.role != .date
        if let reference {
            let year = reference.year + (isBirth ? 0 : yearsAhead)
            return (DateReader.DayOfYear(year: year, month: reference.month, day: reference.day), .referenceDate)
        }
        if var known {
            if !isBirth { known.year += yearsAhead }
            return (known, .registers)
        }
        return (DateReader.latestByDefault, .constant)
    }

    /// Sources whose dates know the latest day, and whose ages are years of birth where these meet any.
    static func decided(_ sources: [FeatureSource], reference: CivilDate?) -> [FeatureSource] {
        let known = sources.compactMap { $0.dates?.latestDay }.max()
        let hasBirths = sources.contains { $0.role == .birthDate || $0.role == .birthYear }
        return sources.map { source in
            var source = source
            switch source.form {
            case .date(var reader):
                let latest = latest(of: source, pivot: source.dates?.pivot, reference: reference, known: known)
                reader.latest = latest.day
                source.form = .date(reader)
                source.dates?.latestOrigin = latest.origin
            case .age:
                let isAlone = !sources.contains {
                    $0.register == source.register && ($0.role == .birthDate || $0.role == .birthYear)
                }
                guard hasBirths, isAlone, let reference else { break }
                source.form = .age(
                    at: DateReader.DayOfYear(year: reference.year, month: reference.month, day: reference.day)
                )
                source.outputs = [FeatureKey(name: Role.birthDate.rawValue, role: .birthDate)]
            default: break
            }
            return source
        }
    }
}
