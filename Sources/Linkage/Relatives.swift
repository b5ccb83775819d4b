import Columns
import Comparison

/// Which comparisons tell a person from relatives: family and household share surname, address and
/// telephone, and
/// differ in given name, birth date, sex and numbers.
struct Relatives: Sendable {
    /// Per comparison: whether it tells relatives apart.
    let isPersonal: [Bool]
    /// Per comparison: whether it is of names.
    private let names: [Bool]
    /// Per comparison: whether it is of given names.
    private let givenNames: [Bool]
    /// Per comparison: whether it is of sex.
    private let sexes: [Bool]
    /// Per comparison: whether it stands in for another, as a year of birth does where the date is missing.
    let standsIn: [Bool]
    /// Per comparison: whether it is of numbers that persons have.
    private let numbers: [Bool]

    init(_ comparisons: [Comparison], roleOf: (String) -> Role?) {
        let roles = comparisons.map { $0.required.first.flatMap(roleOf) }
        isPersonal = roles.map { $0.map(Self.isPersonal) ?? false }
        names = roles.map { $0.map(Self.isName) ?? false }
        givenNames = roles.map { $0 == .givenName || $0 == .middleName || $0 == .fullName }
        sexes = roles.map { $0 == .sex }
        let hasDates = roles.contains(.birthDate)
        standsIn = roles.map { $0 == .initial || $0 == .birthYear && hasDates }
        numbers = roles.map { $0 == .nationalID || $0 == .identifier }
    }

    private static func isName(_ role: Role) -> Bool {
        switch role {
        case .givenName, .middleName, .fullName, .hanName, .surname, .initial: true
        default: false
        }
    }

    /// Whether some comparisons tell relatives apart and others do not.
    var areTold: Bool { isPersonal.contains(true) && isPersonal.contains(false) }

    private static func isPersonal(_ role: Role) -> Bool {
        switch role {
        case .givenName, .initial, .middleName, .fullName, .hanName, .birthDate, .birthYear, .birthMonth,
            .birthDay,
            .sex,
            .nationalID, .email, .identifier:
            true
        default: false
        }
    }

    /// Pairs of relatives: like matches in what a family shares, like strangers in what tells its members
    /// apart.
    func distribution(_ matches: ClassDistribution, _ others: ClassDistribution, _ groups: ComparisonGroups)
        -> ClassDistribution
    {
        areTold ? Self.mixed(matches, others, apart: isPersonal, groups) : others
    }

    /// Pairs of twins: like matches in all but given names and sex, in which they are like strangers.
    func twins(_ matches: ClassDistribution, _ others: ClassDistribution, _ groups: ComparisonGroups)
        -> ClassDistribution
    {
        let apart = givenNames.indices.map { givenNames[$0] || sexes[$0] }
        return Self.mixed(matches, others, apart: apart, groups)
    }

    /// Pairs that are like strangers in the comparisons `apart`, and like matches in all others.
    private static func mixed(
        _ matches: ClassDistribution,
        _ others: ClassDistribution,
        apart: [Bool],
        _ groups: ComparisonGroups
    ) -> ClassDistribution {
        var result = matches
        for k in apart.indices where apart[k] {
            result.coarse[k] = others.coarse[k]
            result.within[k] = others.within[k]
        }
        for (g, members) in groups.members.enumerated() {
            let count = members.count { apart[$0] }
            if count == 0 { continue }
            if count == members.count {
                result.joint[g] = others.joint[g]
                result.near[g] = others.near[g]
            } else {
                // A name in two scripts, or beside the sex: its parts are taken to be independent.
                result.joint[g] = result.product(of: g, groups)
                result.near[g] = ClassDistribution.near(groups, result.within)[g]
            }
        }
        return result
    }

    /// Whether a group is of names alone.
    func isName(_ g: Int, _ groups: ComparisonGroups) -> Bool { groups.members[g].allSatisfy { names[$0] } }

    /// Whether a comparison is of given names.
    func isOfGivenNames(_ k: Int) -> Bool { givenNames[k] }

    /// Whether a group has given names.
    func isGivenName(_ g: Int, _ groups: ComparisonGroups) -> Bool {
        groups.members[g].contains { givenNames[$0] }
    }

    /// Whether a group stands in for another where that is missing: years of birth beside dates, initials
    /// beside names.
    ///
    /// Where it is missing itself, pairs that agree in all but it cannot be told from matches.
    func standsIn(_ g: Int, _ groups: ComparisonGroups) -> Bool {
        groups.members[g].allSatisfy { standsIn[$0] }
    }

    /// Whether a group is of numbers of persons alone.
    func isNumber(_ g: Int, _ groups: ComparisonGroups) -> Bool {
        groups.members[g].allSatisfy { numbers[$0] }
    }

    /// The weight of what is expected of a comparison among matches, in pairs.
    ///
    /// A few pairs; but where what tells persons apart differs more often than expected, a part of all
    /// pairs. There the
    /// data cannot tell matches with errors from relatives: any share of the one with the rest of the other
    /// fits as well.
    func priorWeight(_ k: Int, _ counts: [Double], _ expected: [Double], least: Double) -> Double {
        guard areTold, isPersonal[k] else { return least }
        let total = counts[1...].reduce(0, +)
        let last = counts.count - 1
        return counts[last] > expected[last] * total ? least + Self.priorShare * total : least
    }

    private static let priorShare = 0.05

    /// Whether a group tells relatives apart by any of its members.
    func isPersonal(_ g: Int, _ groups: ComparisonGroups) -> Bool {
        groups.members[g].contains { isPersonal[$0] }
    }
}
