import Columns

/// What a row says besides the person: where the register got it, and about which event.
struct RowContext {
    /// The number of the record in the register, scrambled.
    var record = 0
    /// The day of entry, or of the event.
    var registered: Int32 = 0
    var event: Int32 = 0
    /// 0 departure, 1 arrival.
    var direction = 0
    /// The mother, for births; a slot or -1.
    var mother: Int32 = -1
    /// Whether the address is written in Chinese.
    var usesHanAddress = false
}

/// Writes the cells of one register's rows.
struct CellWriter: Sendable {
    let spec: RegisterSpec
    let world: World
    let addresses: AddressWriter
    let identifiers: KeyedPermutation
    let records: KeyedPermutation
    private let prefix: UInt8
    private let male: [UInt8]
    private let female: [UInt8]

    init(_ spec: RegisterSpec, key: UInt32, world: World, book: DwellingBook, seed: UInt64) {
        self.spec = spec
        self.world = world
        addresses = AddressWriter(world: world, book: book)
        identifiers = KeyedPermutation(
            count: HongKongID.syntheticCount,
            key: Hash64.combine(seed, UInt64(Draw.identifier.rawValue))
        )
        records = KeyedPermutation(
            count: 10_000_000_000,
            key: Hash64.combine(Hash64.combine(seed, UInt64(Draw.recordNumber.rawValue)), UInt64(key))
        )
        prefix = spec.name.utf8.first.map(\.uppercasedASCII) ?? UInt8(ascii: "R")
        male = Array(spec.style.male.utf8)
        female = Array(spec.style.female.utf8)
    }

    /// Appends a record's identifier; its number, from ``records``, says nothing of the person.
    func appendRecordID(_ number: Int, to bytes: inout [UInt8]) {
        bytes.append(prefix)
        bytes.appendDecimal(number, width: 10)
    }

    /// Appends one cell, not yet quoted.
    func append(
        _ value: ColumnValue,
        _ observed: Observed,
        _ context: RowContext,
        _ people: [Person],
        to bytes: inout [UInt8]
    ) {
        switch value {
        case .recordID: appendRecordID(context.record, to: &bytes)
        case .identifier: appendIdentifier(observed, to: &bytes)
        case .surname:
            observed.isSwapped ? appendGiven(observed, to: &bytes) : appendSurname(observed, to: &bytes)
        case .givenName:
            observed.isSwapped ? appendSurname(observed, to: &bytes) : appendGiven(observed, to: &bytes)
        case .fullName: appendFullName(observed, to: &bytes)
        case .englishName: if observed.showsEnglish { bytes.append(observed.english, world.texts) }
        case .hanName: appendHanName(observed, to: &bytes)
        case .birthDate: appendBirth(observed, to: &bytes)
        case .birthYear: appendBirthYear(observed, to: &bytes)
        case .sex: if !observed.isMissing(.sex) { bytes.append(contentsOf: observed.isMale ? male : female) }
        case .address, .hanAddress:
            if observed.isMissing(.address) { return }
            let isHan = value == .hanAddress || context.usesHanAddress
            addresses.append(observed, style: isHan ? .han : spec.style.addresses, to: &bytes)
        case .flat, .floor, .building, .street, .area, .district, .districtCode, .postcode, .buildingID:
            if !observed.isMissing(.address) { addresses.appendPart(value, observed, to: &bytes) }
        case .registeredOn: append(day: context.registered, to: &bytes)
        case .eventDate: append(day: context.event, to: &bytes)
        case .motherName:
            if context.mother >= 0 {
                let mother = people[Int(context.mother)]
                bytes.appendUpper(mother.surname, world.texts)
                bytes.append(UInt8(ascii: " "))
                bytes.appendUpper(mother.first, world.texts)
                if mother.second != 0 {
                    bytes.append(UInt8(ascii: " "))
                    bytes.appendUpper(mother.second, world.texts)
                }
            }
        case .motherIdentifier:
            if context.mother >= 0 { append(identifier: people[Int(context.mother)].number, to: &bytes) }
        case .direction: bytes.append(context.direction == 0 ? "departure" : "arrival")
        case .controlPoint: bytes.append(Self.points[context.record % Self.points.count])
        }
    }

    private static let points: [StaticString] = [
        "Airport", "Lo Wu", "Lok Ma Chau Spur Line", "Shenzhen Bay", "West Kowloon", "Heung Yuen Wai",
        "Macau Ferry Terminal", "Hong Kong-Zhuhai-Macao Bridge",
    ]

    // MARK: - Numbers and dates

    private func append(identifier number: UInt32, to bytes: inout [UInt8]) {
        let start = bytes.count
        HongKongID.appendSyntheticBody(identifiers(Int(number)), to: &bytes)
        let check = HongKongID.checkCharacter(of: bytes[start...]) ?? UInt8(ascii: "?")
        appendCheck(check, to: &bytes)
    }

    private func appendCheck(_ check: UInt8, to bytes: inout [UInt8]) {
        if spec.style.bracketsCheckDigit { bytes.append(UInt8(ascii: "(")) }
        bytes.append(check)
        if spec.style.bracketsCheckDigit { bytes.append(UInt8(ascii: ")")) }
    }

    /// The letters and digits of a person's identifier, its check character last.
    func identifierBytes(_ number: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        HongKongID.appendSyntheticBody(identifiers(Int(number)), to: &bytes)
        bytes.append(HongKongID.checkCharacter(of: bytes) ?? UInt8(ascii: "?"))
        return bytes
    }

    private func appendIdentifier(_ observed: Observed, to bytes: inout [UInt8]) {
        if observed.isMissing(.identifier) || spec.withholdsIdentifier { return }
        if observed.identifierBytes.isEmpty, observed.hasCheckDigit {
            append(identifier: observed.identifier, to: &bytes)
            return
        }
        let body =
            observed.identifierBytes.isEmpty ? identifierBytes(observed.identifier) : observed.identifierBytes
        bytes.append(contentsOf: body.dropLast())
        if observed.hasCheckDigit, let check = body.last { appendCheck(check, to: &bytes) }
    }

    private func append(day: Int32, to bytes: inout [UInt8]) {
        let date = CivilDate(daysSince1970: Int(day))
        append(date.year, date.month, date.day, to: &bytes)
    }

    private func append(_ year: Int, _ month: Int, _ day: Int, to bytes: inout [UInt8]) {
        switch spec.style.dates {
        case .isoDashes:
            bytes.appendDecimal(year, width: 4)
            bytes.append(UInt8(ascii: "-"))
            bytes.appendDecimal(month, width: 2)
            bytes.append(UInt8(ascii: "-"))
            bytes.appendDecimal(day, width: 2)
        case .dayFirstSlashes:
            bytes.appendDecimal(day, width: 2)
            bytes.append(UInt8(ascii: "/"))
            bytes.appendDecimal(month, width: 2)
            bytes.append(UInt8(ascii: "/"))
            bytes.appendDecimal(year, width: 4)
        case .digits:
            bytes.appendDecimal(year, width: 4)
            bytes.appendDecimal(month, width: 2)
            bytes.appendDecimal(day, width: 2)
        }
    }

    private func appendBirth(_ observed: Observed, to bytes: inout [UInt8]) {
        if observed.isMissing(.birthDate) { return }
        let parts = observed.birthParts
        if parts.0 == 0 {
            append(day: observed.birth, to: &bytes)
        } else if parts.1 == 0 {
            bytes.appendDecimal(Int(parts.0), width: 4)
        } else {
            append(Int(parts.0), Int(parts.1), Int(parts.2), to: &bytes)
        }
    }

    private func appendBirthYear(_ observed: Observed, to bytes: inout [UInt8]) {
        if observed.isMissing(.birthDate) { return }
        let year = CivilDate(daysSince1970: Int(observed.birth)).year
        bytes.appendDecimal(observed.birthParts.0 == 0 ? year : Int(observed.birthParts.0), width: 4)
    }
}
