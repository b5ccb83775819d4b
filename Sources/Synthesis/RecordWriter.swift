import Columns

/// Writes records of one register: what it should say of a person, and what went wrong.
struct RecordWriter {
    private let register: SampleRegister
    private let profile: RegisterProfile
    private let population: Population
    private let tables: SampleTables
    private let withIdentifier: Bool
    /// What multiplies the rates of errors in the record at hand.
    private var errors = 1.0
    private let identifiers: KeyedPermutation
    private let recordIDs: KeyedPermutation
    // Reused from record to record.
    private var surname: [UInt8] = []
    private var given: [UInt8] = []
    private var field: [UInt8] = []

    /// How many record identifiers a register can give.
    private static let recordIDCount = 1_000_000_000

    static func header(withIdentifier: Bool) -> String {
        "rec_id,\(withIdentifier ? "hkid," : "")surname,given_name,chinese_name,dob,sex,district,address,building_id\n"
    }

    init(_ register: SampleRegister, of population: Population, withIdentifier: Bool) {
        self.register = register
        self.population = population
        self.withIdentifier = withIdentifier
        profile = RegisterProfile(register)
        tables = population.tables
        let seed = population.seed
        identifiers = KeyedPermutation(count: HongKongID.syntheticCount, seed: seed, purpose: .identifier)
        recordIDs = KeyedPermutation(
            count: Self.recordIDCount,
            seed: seed,
            purpose: .recordID,
            variant: register.number
        )
    }

    /// Whether the register holds a person, and if so whether twice.
    func presence(of person: SamplePerson, duplicates: Double) -> Int {
        var random = KeyedRandom(
            seed: population.seed,
            purpose: Purpose.record.rawValue + 32 + UInt32(register.number),
            entity: UInt64(person.index)
        )
        if !random.nextBool(register.coverage(of: person)) { return 0 }
        return random.nextBool(duplicates) ? 2 : 1
    }

    /// Appends the record's identifier, which says nothing of the person.
    func appendRecordID(of person: SamplePerson, copy: Int, to row: inout [UInt8]) {
        register.rawValue.utf8.first.map { row.append($0.uppercasedASCII) }
        row.appendDecimal(recordIDs(person.index * 2 + copy), width: 9)
    }

    /// Appends a record as a row of CSV.
    mutating func append(_ person: SamplePerson, copy: Int, to row: inout [UInt8]) {
        var random = KeyedRandom(
            seed: population.seed,
            purpose: Purpose.record.rawValue + UInt32(register.number * 2 + copy),
            entity: UInt64(person.index)
        )
        // Most errors come from few records: those taken in haste.
        errors = profile.errors * (random.nextBool(0.12) ? 10 : 1)
        appendRecordID(of: person, copy: copy, to: &row)
        row.append(comma)
        if withIdentifier {
            appendIdentifier(person, to: &row, &random)
            row.append(comma)
        }
        appendNames(person, to: &row, &random)
        appendChineseName(person, to: &row, &random)
        row.append(comma)
        appendBirth(person, to: &row, &random)
        row.append(comma)
        if !random.nextBool(0.002) {
            let isWrong = random.nextBool(0.003)
            row.append(person.isMale != isWrong ? profile.male : profile.female)
        }
        row.append(comma)
        appendPlace(person, to: &row, &random)
        row.append(UInt8(ascii: "\n"))
    }

    private let comma = UInt8(ascii: ",")

    private mutating func appendIdentifier(
        _ person: SamplePerson,
        to row: inout [UInt8],
        _ random: inout KeyedRandom
    ) {
        if random.nextBool(register == .population ? 0.001 : 0.015) { return }
        field.removeAll(keepingCapacity: true)
        HongKongID.appendSyntheticBody(identifiers(person.index), to: &field)
        let check = HongKongID.checkCharacter(of: field) ?? UInt8(ascii: "?")
        if random.nextBool(0.004 * errors) {
            TypingErrors.slipDigit(in: &field, from: 2, &random)
        }
        row.append(contentsOf: field)
        if profile.hasBrackets { row.append(UInt8(ascii: "(")) }
        row.append(check)
        if profile.hasBrackets { row.append(UInt8(ascii: ")")) }
    }

    // MARK: - Names

    private mutating func appendNames(
        _ person: SamplePerson,
        to row: inout [UInt8],
        _ random: inout KeyedRandom
    ) {
        surname.removeAll(keepingCapacity: true)
        given.removeAll(keepingCapacity: true)
        if person.husbandSpelling != 0 && random.nextBool(0.6) {
            append(person.husbandSpelling, to: &surname)
            surname.append(UInt8(ascii: " "))
        }
        let spellings = tables.surnames[person.surname].spellings.count
        if random.nextBool(0.012 * errors) {
            append(
                tables.surnames[person.surname].spellings[random.nextIndex(below: spellings)],
                to: &surname
            )
        } else {
            append(person.surnameSpelling, to: &surname)
        }
        if random.nextBool(0.01 * errors) { TypingErrors.slip(in: &surname, from: 0, &random) }
        composeGiven(person, &random)
        if random.nextBool(0.025 * errors) { TypingErrors.slip(in: &given, from: 0, &random) }
        if random.nextBool(0.006 * errors) { swap(&surname, &given) }
        if random.nextBool(0.003 * errors) { given.removeAll(keepingCapacity: true) }
        for byte in surname { row.append(byte.uppercasedASCII) }
        row.append(comma)
        if profile.isUppercase {
            for byte in given { row.append(byte.uppercasedASCII) }
        } else {
            row.append(contentsOf: given)
        }
        row.append(comma)
    }

    private mutating func composeGiven(_ person: SamplePerson, _ random: inout KeyedRandom) {
        let isKnownByEnglish = random.nextBool(person.englishIsLegal ? 0.9 : profile.informalEnglish)
        let english = isKnownByEnglish ? person.english : 0
        let isInFront = random.nextBool(0.1)
        // Some are known by their English name alone.
        if english != 0 && random.nextBool(0.03 * errors) {
            append(english, to: &given)
            return
        }
        let drops = random.nextBool(0.01 * errors)
        if english != 0 && isInFront {
            append(english, to: &given)
            given.append(UInt8(ascii: " "))
        }
        appendSyllable(person.given.first, as: person.givenSpelling.first, &random)
        if person.given.second >= 0 && !drops {
            // Clerks keep to the register's style nine times in ten.
            let style = person.usesPinyin ? .joined : random.nextBool(0.1) ? .spaced : profile.given
            switch style {
            case .spaced: given.append(UInt8(ascii: " "))
            case .hyphenated: given.append(UInt8(ascii: "-"))
            case .joined: break
            }
            let start = given.count
            appendSyllable(person.given.second, as: person.givenSpelling.second, &random)
            if style != .spaced && start < given.count { given[start] = given[start].lowercasedASCII }
        }
        if english != 0 && !isInFront {
            given.append(UInt8(ascii: " "))
            append(english, to: &given)
        }
    }

    private mutating func appendSyllable(
        _ character: Int,
        as spelling: TextCode,
        _ random: inout KeyedRandom
    ) {
        let others = tables.givenCharacters[character].spellings.count
        if random.nextBool(0.018 * errors) {
            append(tables.givenCharacters[character].spellings[random.nextIndex(below: others)], to: &given)
        } else {
            append(spelling, to: &given)
        }
    }

    private func appendChineseName(
        _ person: SamplePerson,
        to row: inout [UInt8],
        _ random: inout KeyedRandom
    ) {
        if random.nextBool(0.018 * errors) || person.lacksHan { return }
        append(tables.surnames[person.surname].han, to: &row)
        appendHan(person.given.first, to: &row, &random)
        if person.given.second >= 0 { appendHan(person.given.second, to: &row, &random) }
    }

    private func appendHan(_ character: Int, to row: inout [UInt8], _ random: inout KeyedRandom) {
        let error = random.nextUnit()
        let variants = tables.givenCharacters[character].variants.count
        let homophones = tables.givenCharacters[character].homophones.count
        if error < 0.01 && variants > 0 {
            append(tables.givenCharacters[character].variants[random.nextIndex(below: variants)], to: &row)
        } else if error > 1 - 0.006 * errors && homophones > 0 {
            let other = tables.givenCharacters[character].homophones[random.nextIndex(below: homophones)]
            append(tables.givenCharacters[Int(other)].han, to: &row)
        } else {
            append(tables.givenCharacters[character].han, to: &row)
        }
    }

    // MARK: - Birth and place

    private mutating func appendBirth(
        _ person: SamplePerson,
        to row: inout [UInt8],
        _ random: inout KeyedRandom
    ) {
        if random.nextBool(0.004 * errors) { return }
        var (year, month, day) = person.birth
        field.removeAll(keepingCapacity: true)
        if random.nextBool(person.age >= 65 ? 0.035 : 0.002) {
            row.appendDecimal(year, width: 4)
            return
        }
        let error = random.nextUnit() / errors
        if error < 0.006 && day <= 12 {
            swap(&month, &day)
        } else if error < 0.011 {
            year += random.nextBool(0.5) ? 1 : -1
        } else if error < 0.022 {
            day = 1 + random.nextIndex(below: CivilDate.daysInMonth(year: year, month: month))
        } else if error < 0.029 {
            month = 1 + random.nextIndex(below: 12)
            day = min(day, CivilDate.daysInMonth(year: year, month: month))
        }
        switch profile.date {
        case .isoDashes: appendDate(year, month, day, separator: UInt8(ascii: "-"), to: &row)
        case .dayFirstSlashes:
            row.appendDecimal(day, width: 2)
            row.append(UInt8(ascii: "/"))
            row.appendDecimal(month, width: 2)
            row.append(UInt8(ascii: "/"))
            row.appendDecimal(year, width: 4)
        case .digitsOnly: appendDate(year, month, day, separator: nil, to: &row)
        }
    }

    private func appendDate(_ year: Int, _ month: Int, _ day: Int, separator: UInt8?, to row: inout [UInt8]) {
        row.appendDecimal(year, width: 4)
        if let separator { row.append(separator) }
        row.appendDecimal(month, width: 2)
        if let separator { row.append(separator) }
        row.appendDecimal(day, width: 2)
    }

    /// Appends district, address and building, each of which can be missing.
    private mutating func appendPlace(
        _ person: SamplePerson,
        to row: inout [UInt8],
        _ random: inout KeyedRandom
    ) {
        // Half of all people moved within memory, so theirs are all the stale addresses.
        let isStale = random.nextBool(min(1, profile.staleAddresses * 2)) && person.hasMoved
        let home = population.dwellings.dwelling(
            isStale || person.hasEmigrated ? person.formerHome : person.home
        )
        if !random.nextBool(0.005) { append(tables.districts[home.district].name, to: &row) }
        row.append(comma)
        let isMissing = random.nextBool(0.01 * errors)
        if !isMissing {
            field.removeAll(keepingCapacity: true)
            if random.nextBool(profile.chineseAddresses) {
                population.dwellings.appendChinese(home, to: &field)
            } else {
                population.dwellings.appendEnglish(home, style: profile.address, to: &field)
                if random.nextBool(0.02 * errors) {
                    TypingErrors.slip(in: &field, from: field.count / 3, &random)
                }
                if random.nextBool(0.012 * errors) { TypingErrors.slipDigit(in: &field, from: 3, &random) }
            }
            row.append(UInt8(ascii: "\""))
            row.append(contentsOf: field)
            row.append(UInt8(ascii: "\""))
        }
        row.append(comma)
        if !isMissing && !random.nextBool(0.1) { population.dwellings.appendBuildingID(home, to: &row) }
    }

    private func append(_ text: TextCode, to bytes: inout [UInt8]) {
        tables.texts.withBytes(text) { bytes.append(contentsOf: $0) }
    }
}
