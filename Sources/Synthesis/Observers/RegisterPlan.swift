import Columns

/// A register as the observer needs it: rules as bit masks, rates as tables.
///
/// A class, so that handing it on costs one reference count and not one per table.
final class RegisterPlan: Sendable {
    let spec: RegisterSpec
    let number: Int
    /// What the register's draws hang on: its name, so that other registers come and go without moving one.
    let key: UInt32
    let cells: CellWriter
    let errors: ErrorMaker
    let tables: [ErrorTable]
    let channels: WeightedChoice
    /// The number of the register this one copies, -1 if none.
    let source: Int
    /// The share of persons on both whose values are copied.
    let copyShare: Double
    /// Whether another register copies this one.
    let isCopied: Bool
    let coverage: [Rule]
    let lags: [RegisterSpec.Lag]
    /// For each column the fields it depends on, a bit each.
    let columnFields: [UInt8]
    let hasHanMix: Bool

    /// A coverage rule.
    struct Rule: Sendable {
        let share: Double
        let ages: ClosedRange<Int16>
        /// 1 females, 2 males, 3 both.
        let sexes: UInt8
        let groups: UInt16
    }

    init(_ spec: RegisterSpec, number: Int, scenario: Scenario, world: World, book: DwellingBook) {
        var spec = spec
        spec.withholdsIdentifier = spec.withholdsIdentifier || scenario.withholdsIdentifiers
        self.spec = spec
        self.number = number
        key = Self.key(of: spec.name)
        cells = CellWriter(spec, key: key, world: world, book: book, seed: scenario.seed)
        errors = ErrorMaker(world: world, cells: cells)
        tables = Channel.allCases.map { ErrorTable(scenario.errors, scale: spec.scale, channel: $0) }
        channels = WeightedChoice(
            weights: spec.channels.allSatisfy { $0 == 0 } ? [1, 0, 0, 0, 0] : spec.channels
        )
        source = scenario.registers.firstIndex { $0.name == spec.copies?.from } ?? -1
        isCopied = scenario.registers.contains { $0.copies?.from == spec.name }
        coverage = spec.coverage.map { rule in
            Rule(
                share: rule.share,
                ages: Int16(clamping: rule.ages.lowerBound)...Int16(clamping: rule.ages.upperBound),
                sexes: rule.sex == nil ? 3 : rule.sex == .male ? 2 : 1,
                groups: rule.groups.reduce(0) { $0 | $1.bit }
            )
        }
        let lags = spec.lags
        self.lags = [lags.move, lags.nameChange, lags.death, lags.emigration, lags.birth].map { lag in
            RegisterSpec.Lag(
                never: min(1, lag.never * scenario.lagScale),
                medianDays: lag.medianDays * scenario.lagScale
            )
        }
        copyShare = (spec.copies?.share ?? 0) * scenario.copyScale
        columnFields = spec.columns.map { $0.value.fields }
        hasHanMix = spec.style.hanAddresses > 0 && !world.isLatin
    }

    /// A multiple of 64 below 2³¹ that a name is known by.
    private static func key(of name: String) -> UInt32 {
        let hash = name.utf8.reduce(0) { Hash64.combine($0, UInt64($1)) }
        return UInt32(truncatingIfNeeded: hash &>> 39) &<< 6
    }

    /// The probability that a person with these groups is on the register.
    func share(_ person: Person, groups: UInt16) -> Double {
        let sex: UInt8 = person.isMale ? 2 : 1
        for rule in coverage
        where rule.groups & ~groups == 0 && rule.sexes & sex != 0 && rule.ages.contains(person.age) {
            return rule.share
        }
        return 0
    }
}

extension RegisterSpec.Group {
    /// The group's bit.
    var bit: UInt16 {
        switch self {
        case .resident: 1
        case .dead: 2
        case .emigrant: 4
        case .helper: 8
        case .minority: 16
        case .mainlandBorn: 32
        case .permanent: 64
        case .nonPermanent: 128
        case .publicHousing: 256
        case .institution: 512
        case .mobile: 1024
        }
    }

    /// The groups a person is in, on the reference day.
    static func bits(_ person: Person, _ household: Household, reference: Int32) -> UInt16 {
        var bits: UInt16 = 0
        switch person.standing {
        case .resident: bits |= Self.resident.bit
        case .dead: bits |= Self.dead.bit
        case .emigrant: bits |= Self.emigrant.bit
        case .visitor: break
        }
        switch person.origin {
        case .helper: bits |= Self.helper.bit
        case .minority: bits |= Self.minority.bit
        case .mainland: bits |= Self.mainlandBorn.bit
        case .local, .visitor: break
        }
        bits |= person.permanent <= reference ? Self.permanent.bit : Self.nonPermanent.bit
        if household.tenure == 0 { bits |= Self.publicHousing.bit }
        if household.isInstitution { bits |= Self.institution.bit }
        if person.residence == .mobile { bits |= Self.mobile.bit }
        return bits
    }
}

extension ColumnValue {
    /// The fields that a column depends on, a bit each.
    var fields: UInt8 {
        func bit(_ field: ErrorField) -> UInt8 { 1 &<< UInt8(field.index) }
        switch self {
        case .identifier: return bit(.identifier)
        // Swapped names strike both columns.
        case .surname, .givenName, .fullName: return bit(.surname) | bit(.givenName)
        case .englishName: return bit(.givenName)
        case .hanName: return bit(.hanName) | bit(.surname)
        case .birthDate, .birthYear: return bit(.birthDate)
        case .sex: return bit(.sex)
        case .address, .hanAddress, .flat, .floor, .building, .street, .area, .district, .districtCode,
            .postcode,
            .buildingID:
            return bit(.address)
        case .recordID, .registeredOn, .motherName, .motherIdentifier, .eventDate, .direction, .controlPoint:
            return 0
        }
    }
}
