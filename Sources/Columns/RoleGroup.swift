/// What kind of values something is made for: the roles of a comparison level or of a blocking key.
package enum RoleGroup: String, Sendable, CaseIterable {
    case any
    case names
    case hanNames = "Han names"
    case texts
    case dates
    case birthYears = "dates, years of birth"
    case numbers
    case identifiers
    case places

    /// The roles of the group.
    package var roles: [Role] {
        switch self {
        case .any: Role.allCases.filter { $0 != .recordID && $0 != .ignore }
        case .names: [.fullName, .givenName, .middleName, .surname]
        case .hanNames: [.hanName]
        case .texts:
            RoleGroup.names.roles + [
                .hanName, .email, .address, .building, .street, .locality, .district, .region, .country,
                .text,
                .category,
            ]
        case .dates: [.birthDate, .date]
        case .birthYears: [.birthDate, .date, .birthYear]
        case .numbers: [.number, .age]
        case .identifiers: [.nationalID, .identifier, .phone, .postcode]
        case .places: [.latitude, .longitude]
        }
    }
}
