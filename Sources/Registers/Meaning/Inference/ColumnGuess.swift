import Columns

/// What a column seems to mean, and why.
struct ColumnGuess {
    var role: Role
    /// 0…1.
    var confidence: Double
    var reason: String
    let profile: ColumnProfile
    /// What the header says, if anything.
    var header: HeaderReading?
    /// Whether the header named the role.
    var isFromHeader = false
    /// The columns that it is made of; it speaks where they do not.
    var madeOf: [String] = []

    /// Whether the column speaks of somebody else.
    var isOthers: Bool { header?.party != nil }

    /// The type of the values, in the words of the Table Schema.
    var type: FieldType {
        switch role {
        case .birthDate, .date: return profile.date > 0.5 && profile.lengthMode == 10 ? .date : .string
        case .birthYear: return .year
        case .latitude, .longitude, .number: return profile.integer > 0.99 ? .integer : .number
        case .birthMonth, .birthDay, .age: return .integer
        default: return .string
        }
    }

    /// The role of one column, looked at alone; whose matter it is, the other columns may tell.
    static func guess(_ column: CodedColumn, _ profile: ColumnProfile) -> ColumnGuess {
        let header = HeaderVocabulary.reading(of: column.name)
        var guess = guess(column, profile, header)
        guess.header = header
        return guess
    }

    private static func guess(
        _ column: CodedColumn,
        _ profile: ColumnProfile,
        _ header: HeaderReading?
    ) -> ColumnGuess {
        if let header, header.role == .ignore {
            return ColumnGuess(
                role: .ignore,
                confidence: 0.95,
                reason: "“\(header.matched)” names the answer of a linkage; it is not used",
                profile: profile,
                isFromHeader: true
            )
        }
        if profile.distinct == 0 {
            return ColumnGuess(role: .ignore, confidence: 1, reason: "the column is empty", profile: profile)
        }
        if profile.distinct == 1, profile.rows > 1, profile.filled == profile.rows {
            return ColumnGuess(
                role: .ignore,
                confidence: 1,
                reason: "all values are the same",
                profile: profile
            )
        }
        guard let header, header.hasMatter else { return fromValues(profile) }
        let role = refined(header.role, profile)
        if let contradiction = contradiction(role, profile) {
            var guess = fromValues(profile)
            guess.reason = "the header says \(role.rawValue), but \(contradiction); \(guess.reason)"
            return guess
        }
        return ColumnGuess(
            role: role,
            confidence: header.confidence,
            reason: header.unknown.isEmpty
                ? "the header “\(column.name)” says so"
                : "the header “\(column.name)” seems to say so",
            profile: profile,
            isFromHeader: true
        )
    }

    /// The role that a header's role becomes in view of the values.
    static func refined(_ role: Role, _ p: ColumnProfile) -> Role {
        switch role {
        case .fullName where p.hanName > 0.6: return .hanName
        case .hanName where p.han < 0.2 && p.letters > 0.5 || p.bilingual > 0.5: return .fullName
        case .birthDay where p.date > 0.5 && p.maximum > 31: return .birthDate
        case .birthDate where p.integer > 0.95 && p.minimum >= 1 && p.maximum <= 31: return .birthDay
        case .birthDate where p.integer > 0.95 && p.maximum <= 2100 && p.minimum >= 1800: return .birthYear
        case .recordID where p.hkidFormat > 0.5 && p.hkidChecked > 0.5: return .nationalID
        default: return role
        }
    }

    /// What about the values cannot be if the column has the role; nil if nothing.
    private static func contradiction(_ role: Role, _ p: ColumnProfile) -> String? {
        switch role {
        case .sex where p.distinct > 20 || p.sex < 0.3 && !(p.integer > 0.9 && p.maximum <= 9):
            return "the values are no sex codes"
        // Dates of an unknown notation are told; letters or small numbers are something else.
        case .birthDate where p.date < 0.4 && (p.digits < 0.5 || p.integer > 0.9 && p.maximum < 100):
            return "few values are dates"
        case .date where p.date < 0.4: return "few values are dates"
        case .email where p.email < 0.3: return "few values are e-mail addresses"
        case .givenName where p.digits > 0.6, .surname where p.digits > 0.6, .fullName where p.digits > 0.6:
            return "most values have digits"
        case .hanName where p.han < 0.2: return "few values are Chinese"
        case .birthYear where p.integer < 0.5 && p.date < 0.5: return "few values are numbers"
        // Months have names, too.
        case .birthMonth where p.integer < 0.5 && !(p.letters > 0.5 && p.distinct <= 48) || p.maximum > 99,
            .birthDay where p.integer < 0.5 || p.maximum > 99:
            return "few values are numbers of one or two digits"
        case .phone where p.digits < 0.3: return "few values have digits"
        case .nationalID where p.digits < 0.3: return "few values have digits"
        case .latitude where p.number < 0.5, .longitude where p.number < 0.5: return "few values are numbers"
        case .number where p.number < 0.5: return "few values are numbers"
        case .age where p.age < 0.5 || p.integer > 0.5 && p.maximum > 1000: return "few values are ages"
        default: return nil
        }
    }

    /// The role that values alone suggest.
    static func fromValues(_ p: ColumnProfile) -> ColumnGuess {
        func made(_ role: Role, _ confidence: Double, _ reason: String) -> ColumnGuess {
            ColumnGuess(role: role, confidence: confidence, reason: reason, profile: p)
        }
        func percent(_ share: Double) -> String { "\(Int(share * 100)) % of values" }
        if p.email > 0.8 { return made(.email, 0.95, "\(percent(p.email)) are e-mail addresses") }
        if p.hkidFormat > 0.8, p.hkidChecked > 0.8 {
            return made(.nationalID, 0.95, "\(percent(p.hkidFormat)) are Hong Kong identity card numbers")
        }
        if p.sex > 0.95, p.distinct <= 6, p.integer < 0.5 {
            return made(.sex, 0.9, "all values are sex codes")
        }
        if p.integer > 0.99, p.minimum == 1, p.maximum == 2, p.distinct == 2 {
            return made(.sex, 0.5, "the values are 1 and 2")
        }
        if p.date > 0.9, p.integer < 0.9 || p.lengthMode == 8 {
            let isBirth = p.lastDateYear - p.firstDateYear >= 40
            return made(
                isBirth ? .birthDate : .date,
                isBirth ? 0.7 : 0.8,
                "\(percent(p.date)) are dates, from \(p.firstDateYear) to \(p.lastDateYear)"
            )
        }
        if p.hanName > 0.7, p.distinct > 20 || p.isUnique {
            return made(.hanName, 0.8, "\(percent(p.hanName)) are two to six Chinese characters")
        }
        if p.addressWord > 0.6, p.mean > 12 {
            return made(.address, 0.7, "\(percent(p.addressWord)) mix numbers and words")
        }
        if p.isUnique, p.several < 0.5, p.digits > 0.9 {
            return made(.recordID, 0.6, "every row has a value of its own")
        }
        if p.integer > 0.99, p.minimum >= 1850, p.maximum <= 2100, p.distinct > 5 {
            return made(.birthYear, 0.4, "all values are years")
        }
        if p.lengthModeShare > 0.9, p.postcode > 0.95, (4...8).contains(p.lengthMode), p.distinct > 20,
            Double(p.distinct) < 0.7 * Double(p.filled)
        {
            return made(.postcode, 0.5, "codes of one length that recur, as postcodes do")
        }
        if p.phone > 0.9, Double(p.distinct) > 0.5 * Double(p.filled) {
            return made(.phone, 0.5, "\(percent(p.phone)) are eight to fifteen digits")
        }
        if p.number > 0.95 { return made(.number, 0.7, "\(percent(p.number)) are numbers") }
        if p.distinct <= 60, Double(p.distinct) < 0.5 * Double(p.filled) {
            return made(.category, 0.7, "\(p.distinct) distinct values recur")
        }
        if p.letters > 0.85, p.comma < 0.1, p.several > 0.7, p.mean < 40 {
            return made(.fullName, 0.5, "\(percent(p.several)) are several words without digits")
        }
        if p.letters > 0.85, p.several < 0.4, p.mean < 20 {
            return made(.surname, 0.3, "\(percent(p.letters)) are words without digits")
        }
        if p.comma > 0.8, p.digits < 0.1, p.mean < 40 {
            return made(.fullName, 0.5, "\(percent(p.comma)) are words parted by a comma")
        }
        if p.several < 0.1, p.digits > 0.8, p.mean < 20 {
            return made(.identifier, 0.5, "the values are codes")
        }
        return made(.text, 0.5, "no pattern was found")
    }
}
