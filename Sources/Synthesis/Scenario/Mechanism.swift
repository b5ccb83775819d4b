/// What errors strike: fields that are taken down in one go and stay until the next update.
package enum ErrorField: String, Sendable, CaseIterable {
    case identifier
    case surname
    case givenName = "given_name"
    case hanName = "han_name"
    case birthDate = "birth_date"
    case sex
    case address

    /// The field's number, 0…6.
    package var index: Int {
        switch self {
        case .identifier: 0
        case .surname: 1
        case .givenName: 2
        case .hanName: 3
        case .birthDate: 4
        case .sex: 5
        case .address: 6
        }
    }
}

/// How an observed value comes to differ from the true one.
package enum Mechanism: String, Sendable, CaseIterable {
    // Any field.
    case missing
    // Letters.
    case keyboard, ocr, phonetic, truncation, transposition
    case letterLost = "letter_lost"
    case letterDoubled = "letter_doubled"
    // Names.
    case romanisation
    case swappedNames = "swapped_names"
    case marriedName = "married_name"
    case syllableLost = "syllable_lost"
    case spacing
    case nameOrder = "name_order"
    case englishAlone = "english_alone"
    case homophone
    case variantCharacter = "variant_character"
    case simplified
    case characterLost = "character_lost"
    // Dates of birth.
    case dayMonthSwapped = "day_month_swapped"
    case yearOnly = "year_only"
    case heaped
    case wrongDay = "wrong_day"
    case wrongMonth = "wrong_month"
    case wrongYear = "wrong_year"
    case familyDate = "family_date"
    // Sex.
    case wrongSex = "wrong_sex"
    // Identifiers.
    case digitError = "digit_error"
    case digitsTransposed = "digits_transposed"
    case letterLookalike = "letter_lookalike"
    case checkDigitLost = "check_digit_lost"
    case familyIdentifier = "family_identifier"
    // Addresses.
    case abbreviated, reordered
    case floorOff = "floor_off"
    case partLost = "part_lost"
    case stale

    /// The mechanism's number, from 0 in the order of declaration.
    var index: UInt8 { Self.indices[self] ?? 0 }

    private static let indices: [Mechanism: UInt8] = {
        var indices: [Mechanism: UInt8] = [:]
        for (number, mechanism) in allCases.enumerated() { indices[mechanism] = UInt8(number) }
        return indices
    }()

    /// The fields whose rates may be set; none for what follows from lag.
    package var fields: [ErrorField] {
        switch self {
        case .missing: ErrorField.allCases
        case .keyboard, .ocr, .letterLost, .letterDoubled, .transposition: [.surname, .givenName, .address]
        case .phonetic, .truncation, .romanisation: [.surname, .givenName]
        case .swappedNames, .marriedName: [.surname]
        case .syllableLost, .spacing, .nameOrder, .englishAlone: [.givenName]
        case .homophone, .variantCharacter, .simplified, .characterLost: [.hanName]
        case .dayMonthSwapped, .yearOnly, .heaped, .wrongDay, .wrongMonth, .wrongYear, .familyDate:
            [.birthDate]
        case .wrongSex: [.sex]
        case .digitError: [.identifier, .address]
        case .digitsTransposed, .letterLookalike, .checkDigitLost, .familyIdentifier: [.identifier]
        case .abbreviated, .reordered, .floorOff, .partLost: [.address]
        case .stale: []
        }
    }
}

/// How a record came into a register.
package enum Channel: String, Sendable, CaseIterable {
    /// A form filled in by hand and typed by a clerk.
    case keyed
    /// A form read by a machine.
    case ocr
    /// Typed by the person on a web page.
    case web
    /// Told at a counter.
    case counter
    /// Told by somebody else.
    case proxy

    var index: Int {
        switch self {
        case .keyed: 0
        case .ocr: 1
        case .web: 2
        case .counter: 3
        case .proxy: 4
        }
    }
}

/// How errors come about.
package struct ErrorSettings: Sendable, Equatable {
    /// The share of records taken in haste.
    package var hasty = 0.12
    /// How many times more errors these have than the others.
    package var hasteFactor = 10.0
    /// How far persons differ in proneness to errors: 0 not at all, 1 from none to twice the mean.
    package var proneness = 0.6
    /// What multiplies the rate of missing addresses of people who moved in the last year.
    package var missingWhenMoved = 3.0
    /// What multiplies every rate.
    package var scale = 1.0
    /// Rates by field and mechanism, for a register of scale 1 and a channel without factors.
    package var rates: [ErrorRate] = []
    /// What multiplies the rates of mechanisms, by channel.
    package var channelFactors: [ChannelFactor] = []

    /// The rate of a mechanism in a field, 0 if none is given.
    package func rate(_ field: ErrorField, _ mechanism: Mechanism) -> Double {
        rates.first { $0.field == field && $0.mechanism == mechanism }?.rate ?? 0
    }

    /// What a channel multiplies a mechanism's rates by.
    package func factor(_ channel: Channel, _ mechanism: Mechanism) -> Double {
        channelFactors.first { $0.channel == channel && $0.mechanism == mechanism }?.factor ?? 1
    }

    /// Sets a rate.
    package mutating func setRate(_ field: ErrorField, _ mechanism: Mechanism, _ rate: Double) {
        rates.removeAll { $0.field == field && $0.mechanism == mechanism }
        rates.append(ErrorRate(field: field, mechanism: mechanism, rate: rate))
    }

    /// Sets a factor.
    package mutating func setFactor(_ channel: Channel, _ mechanism: Mechanism, _ factor: Double) {
        channelFactors.removeAll { $0.channel == channel && $0.mechanism == mechanism }
        channelFactors.append(ChannelFactor(channel: channel, mechanism: mechanism, factor: factor))
    }

    /// The probability that a mechanism strikes a field.
    package struct ErrorRate: Sendable, Equatable {
        package var field: ErrorField
        package var mechanism: Mechanism
        package var rate: Double
    }

    /// What a channel does to a mechanism's rates.
    package struct ChannelFactor: Sendable, Equatable {
        package var channel: Channel
        package var mechanism: Mechanism
        package var factor: Double
    }
}
