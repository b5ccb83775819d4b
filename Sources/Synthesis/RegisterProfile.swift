/// A register of the sample.
public enum SampleRegister: String, Sendable, CaseIterable {
    /// Everyone registered as a resident, and some who have left.
    case population
    /// Patients of public clinics and hospitals.
    case health
    /// Adults with income.
    case tax
    /// Pupils and students.
    case education
    /// Recipients of allowances, most of them older.
    case benefits

    /// The register's place among all, which its random streams hang on.
    var number: Int {
        switch self {
        case .population: return 0
        case .health: return 1
        case .tax: return 2
        case .education: return 3
        case .benefits: return 4
        }
    }

    /// The probability that a person is on the register, that of an easily seen one included.
    ///
    /// How easily a person is seen moves all registers the same way, and moves none on average.
    func coverage(of person: SamplePerson) -> Double {
        let base = person.hasEmigrated ? emigrantCoverage : residentCoverage(of: person)
        return base + 0.7 * (person.visibility - 0.5) * min(base, 1 - base)
    }

    private var emigrantCoverage: Double {
        switch self {
        case .population: return 0.4
        case .health: return 0.2
        case .tax, .education, .benefits: return 0.02
        }
    }

    private func residentCoverage(of person: SamplePerson) -> Double {
        switch (self, person.age) {
        case (.population, 0..<2): return 0.9
        case (.population, _): return 0.962
        case (.health, 0..<6), (.health, 65...): return 0.96
        case (.health, 18..<45): return person.isMale ? 0.83 : 0.89
        case (.health, _): return 0.89
        case (.tax, 18..<65): return person.isMale ? 0.73 : 0.58
        case (.tax, 65..<75): return 0.22
        case (.tax, _): return 0
        case (.education, 3..<18): return 0.95
        case (.education, 18..<24): return 0.45
        case (.education, _): return 0
        case (.benefits, 65...): return 0.88
        case (.benefits, 45..<65): return 0.31
        case (.benefits, _): return 0.19
        }
    }
}

/// How an address is written.
enum AddressStyle: Sendable {
    /// FLAT B, 12/F, …
    case flat
    /// RM 1202, …, shortened.
    case room
    /// FLAT B 12/F …, shortened and without commas.
    case bare
    /// FLAT B, FLOOR 12, …
    case unit
}

/// How a date is written.
enum DateStyle: Sendable {
    case isoDashes, dayFirstSlashes, digitsOnly
}

/// How the syllables of a given name are joined.
enum GivenStyle: Sendable {
    case spaced, hyphenated, joined
}

/// How one register writes what it knows.
struct RegisterProfile: Sendable {
    var date = DateStyle.isoDashes
    var given = GivenStyle.spaced
    var isUppercase = true
    var male: StaticString = "M"
    var female: StaticString = "F"
    var hasBrackets = false
    var address = AddressStyle.flat
    var chineseAddresses = 0.0
    /// The share of addresses that are of the last dwelling but one.
    var staleAddresses = 0.1
    /// The share of people with an English name that is not on the card who are known by it.
    var informalEnglish = 0.0
    /// What multiplies the rates of typing errors.
    var errors = 1.0

    init(_ register: SampleRegister) {
        switch register {
        case .population:
            isUppercase = false
            hasBrackets = true
            staleAddresses = 0.15
            errors = 0.8
        case .health:
            date = .dayFirstSlashes
            address = .room
            staleAddresses = 0.20
            informalEnglish = 0.10
            errors = 1.2
        case .tax:
            date = .digitsOnly
            given = .hyphenated
            isUppercase = false
            address = .bare
            staleAddresses = 0.15
            informalEnglish = 0.10
            errors = 1.6
        case .education:
            date = .dayFirstSlashes
            male = "Male"
            female = "Female"
            address = .unit
            staleAddresses = 0.12
            informalEnglish = 0.08
            errors = 1.5
        case .benefits:
            given = .joined
            male = "男"
            female = "女"
            chineseAddresses = 0.25
            staleAddresses = 0.10
            errors = 2
        }
    }
}
