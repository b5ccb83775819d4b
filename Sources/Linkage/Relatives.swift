import Columns
import Comparison

/// Which comparisons tell a person from relatives: family and household share surname, address and telephone, and
/// differ in given name, birth date, sex and numbers.
struct Relatives: Sendable {
    /// Per comparison: whether it tells relatives apart.
    let isPersonal: [Bool]

    init(_ comparisons: [Comparison], roleOf: (String) -> Role?) {
        isPersonal = comparisons.map { $0.required.first.flatMap(roleOf).map(Self.isPersonal) ?? false }
    }

    /// Whether some comparisons tell relatives apart and others do not.
    var areTold: Bool { isPersonal.contains(true) && isPersonal.contains(false) }

    private static func isPersonal(_ role: Role) -> Bool {
        switch role {
        case .givenName, .middleName, .fullName, .hanName, .birthDate, .birthYear, .birthMonth, .birthDay, .sex,
            .nationalID, .email, .identifier:
            true
        default: false
        }
    }

    /// Pairs of relatives: like matches in what a family shares, like strangers in what tells its members apart.
    func distribution(_ matches: ClassDistribution, _ others: ClassDistribution, _ groups: ComparisonGroups)
        -> ClassDistribution
    {
        var result = others
        for k in isPersonal.indices where !isPersonal[k] {
            result.coarse[k] = matches.coarse[k]
            result.within[k] = matches.within[k]
        }
        for (g, members) in groups.members.enumerated() {
            if members.allSatisfy({ isPersonal[$0] }) { continue }
            if members.allSatisfy({ !isPersonal[$0] }) {
                result.joint[g] = matches.joint[g]
                result.near[g] = matches.near[g]
            } else {
                // A name in two scripts: its parts are taken to be independent.
                result.joint[g] = result.product(of: g, groups)
                result.near[g] = ClassDistribution.near(groups, result.within)[g]
            }
        }
        return result
    }

    /// Whether a group tells relatives apart by any of its members.
    func isPersonal(_ g: Int, _ groups: ComparisonGroups) -> Bool {
        groups.members[g].contains { isPersonal[$0] }
    }
}
