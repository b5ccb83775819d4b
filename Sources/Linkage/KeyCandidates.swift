import Blocking
import Columns

/// What usually becomes of a feature between two records of one person.
///
/// Shares among pairs in which both have the value: untouched, a small error, another form of it, else
/// different. They only rank blocking keys; the model's own m probabilities come from the data.
struct ExpectedErrors {
    var same: Double
    var typo: Double
    var variant: Double

    static func of(_ role: Role) -> ExpectedErrors {
        switch role {
        case .givenName, .middleName: ExpectedErrors(same: 0.8, typo: 0.1, variant: 0.04)
        case .surname: ExpectedErrors(same: 0.84, typo: 0.08, variant: 0.02)
        case .fullName: ExpectedErrors(same: 0.7, typo: 0.15, variant: 0.05)
        case .hanName: ExpectedErrors(same: 0.93, typo: 0.02, variant: 0.03)
        case .birthDate: ExpectedErrors(same: 0.88, typo: 0.09, variant: 0.01)
        case .birthYear: ExpectedErrors(same: 0.86, typo: 0.1, variant: 0)
        case .sex: ExpectedErrors(same: 0.985, typo: 0, variant: 0)
        case .nationalID, .identifier: ExpectedErrors(same: 0.92, typo: 0.05, variant: 0)
        case .phone, .email: ExpectedErrors(same: 0.75, typo: 0.08, variant: 0.02)
        case .postcode: ExpectedErrors(same: 0.8, typo: 0.06, variant: 0)
        case .streetNumber, .unit, .floor: ExpectedErrors(same: 0.8, typo: 0.05, variant: 0)
        case .street, .locality, .building, .address: ExpectedErrors(same: 0.72, typo: 0.1, variant: 0.04)
        case .district, .region, .country: ExpectedErrors(same: 0.85, typo: 0.02, variant: 0)
        default: ExpectedErrors(same: 0.7, typo: 0.08, variant: 0)
        }
    }
}

/// A key that may take part in a blocking rule, with how it survives errors.
struct KeyCandidate {
    let part: KeyPart
    /// The chance that the keys agree after a small error, and after another form.
    let survivesTypo: Double
    let survivesVariant: Double

    /// A key of which nothing need be assumed.
    init(_ part: KeyPart) {
        self.part = part
        survivesTypo = 0
        survivesVariant = 0
    }

    init(_ feature: String, _ transform: KeyTransform, typo: Double = 0, variant: Double = 0) {
        part = KeyPart(feature, transform)
        survivesTypo = typo
        survivesVariant = variant
    }

    /// The keys that may be tried on likely matches of these data, which tell what each survives.
    static func tried(on feature: Feature) -> [KeyPart] {
        let transforms: [KeyTransform] =
            switch feature.role {
            case .givenName, .surname, .middleName, .fullName:
                [
                    .exact, .sortedTokens, .firstToken, .lastToken, .metaphone, .nysiis, .soundex, .prefix(5),
                    .prefix(4), .prefix(3), .prefix(2), .suffix(4), .suffix(3), .initials, .initial,
                ]
            case .address, .street, .building, .locality, .text:
                [
                    .exact, .sortedTokens, .firstToken, .lastToken, .prefix(8), .prefix(5), .prefix(3),
                    .suffix(4), .digits,
                ]
            case .hanName: [.exact, .jyutping, .prefix(2), .suffix(2), .initial]
            case .birthDate, .date:
                [.exact, .swappableDate, .sortedDigits, .yearMonth, .monthDay, .year, .decade]
            case .nationalID, .identifier, .phone, .email:
                [.exact, .sortedDigits, .prefix(6), .prefix(4), .suffix(6), .suffix(4), .suffix(3)]
            case .postcode: [.exact, .sortedDigits, .prefix(4), .prefix(3), .prefix(2), .suffix(3)]
            case .birthYear: [.exact, .decade]
            case .streetNumber, .unit, .floor, .district, .region, .country, .category, .sex, .number, .age,
                .initial:
                [.exact]
            case .latitude, .longitude, .recordID, .ignore, .birthMonth, .birthDay: []
            }
        return transforms.map { KeyPart(feature.name, $0) }
    }

    /// Keys that cost little on many values.
    static func cheap(of feature: Feature) -> [KeyPart] {
        let transforms: [KeyTransform] =
            switch feature.role {
            case .givenName, .surname, .middleName, .fullName: [.exact, .prefix(4), .firstToken]
            case .birthDate, .date: [.exact, .yearMonth, .monthDay]
            case .nationalID, .identifier, .phone, .email: [.exact, .suffix(4)]
            case .latitude, .longitude, .recordID, .ignore, .birthMonth, .birthDay, .sex, .initial: []
            default: [.exact]
            }
        return transforms.map { KeyPart(feature.name, $0) }
    }

    /// The keys that suit a feature.
    static func suited(to feature: Feature) -> [KeyCandidate] {
        let f = feature.name
        switch feature.role {
        case .givenName, .surname, .middleName:
            return [
                KeyCandidate(f, .exact),
                KeyCandidate(f, .metaphone, typo: 0.4, variant: 0.1),
                KeyCandidate(f, .soundex, typo: 0.55, variant: 0.1),
                KeyCandidate(f, .prefix(3), typo: 0.6, variant: 0.3),
                KeyCandidate(f, .initial, typo: 0.9, variant: 0.6),
            ]
        case .fullName, .address, .street, .building, .locality, .text:
            return [
                KeyCandidate(f, .exact),
                KeyCandidate(f, .prefix(5), typo: 0.6, variant: 0.3),
                KeyCandidate(f, .firstToken, typo: 0.5, variant: 0.5),
            ]
        case .hanName:
            return [
                KeyCandidate(f, .exact),
                KeyCandidate(f, .jyutping, variant: 0.9),
            ]
        case .birthDate, .date:
            return [
                KeyCandidate(f, .exact),
                KeyCandidate(f, .swappableDate, typo: 0.12),
                KeyCandidate(f, .yearMonth, typo: 0.35),
                KeyCandidate(f, .monthDay, typo: 0.3, variant: 0.1),
                KeyCandidate(f, .year, typo: 0.7, variant: 0.2),
            ]
        case .nationalID, .identifier, .phone, .email:
            return [
                KeyCandidate(f, .exact),
                KeyCandidate(f, .prefix(4), typo: 0.5, variant: 0.5),
                KeyCandidate(f, .suffix(4), typo: 0.5, variant: 0.3),
            ]
        case .postcode:
            return [KeyCandidate(f, .exact), KeyCandidate(f, .prefix(3), typo: 0.5)]
        case .birthYear: return [KeyCandidate(f, .exact), KeyCandidate(f, .decade, typo: 0.85)]
        case .streetNumber, .unit, .floor, .district, .region, .country, .category, .sex, .number, .age,
            .initial:
            return [KeyCandidate(f, .exact)]
        case .latitude, .longitude, .recordID, .ignore, .birthMonth, .birthDay: return []
        }
    }
}
