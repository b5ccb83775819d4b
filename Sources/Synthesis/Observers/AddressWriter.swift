import Columns

/// Writes addresses: from the small to the large in Latin letters, from the large to the small in Chinese.
struct AddressWriter: Sendable {
    let world: World
    let book: DwellingBook

    /// The parts of an address.
    private struct Parts {
        var dwelling: UInt32
        var district: Int
        /// 0 an estate, 1 a garden of towers, 2 a street, 3 a home for many.
        var kind: Int
        var floor: Int
        var unit: Int
        var block: Int
        var number: Int
    }

    private func parts(_ dwelling: UInt32, _ alteration: AddressAlteration, _ draw: UInt32) -> Parts {
        let district = min(max(0, DwellingBook.district(of: dwelling)), world.districts.count - 1)
        let tenure = DwellingBook.tenure(of: dwelling)
        let local = Int(dwelling & 0x1ff_ffff) % DwellingBook.perSite
        let hash = book.siteHash(dwelling, 0)
        let kind =
            tenure == 3
            ? 3 : tenure < 2 ? (world.isLatin ? 1 : 0) : hash & 3 != 0 ? (world.isLatin ? 2 : 1) : 2
        let perFloor = kind == 2 ? 4 : 8
        let within = local % 64
        var floor = within / perFloor + 1 + Int((hash &>> 8) & 15)
        if alteration == .floorOff { floor += draw & 1 == 0 || floor < 2 ? 1 : -1 }
        var number = 1 + Int((hash &>> 16) % 180)
        if alteration == .digit { number = (number + 1 + Int(draw % 8)) % 190 + 1 }
        return Parts(
            dwelling: dwelling,
            district: district,
            kind: kind,
            floor: floor,
            unit: within % perFloor,
            block: local / 64,
            number: number
        )
    }

    // MARK: - Whole addresses

    /// Appends an address; nothing for abroad.
    func append(
        _ observed: Observed,
        style: RegisterSpec.Style.Addresses,
        to bytes: inout [UInt8]
    ) {
        if observed.dwelling == DwellingBook.abroad { return }
        let parts = parts(observed.dwelling, observed.alteration, observed.alterationDraw)
        let start = bytes.count
        if style == .han && !world.isLatin {
            appendHan(parts, observed, to: &bytes)
        } else {
            appendLatin(parts, observed, style, to: &bytes)
        }
        if observed.alteration == .letters { slip(observed.alterationDraw, from: start, in: &bytes) }
    }

    private func appendLatin(
        _ parts: Parts,
        _ observed: Observed,
        _ style: RegisterSpec.Style.Addresses,
        to bytes: inout [UInt8]
    ) {
        let alteration = observed.alteration
        let isShort = style == .short || style == .bare || alteration == .abbreviated
        let separator: StaticString = style == .bare ? " " : ", "
        // What is left out: one of building, street or area, by the draw.
        let lost = alteration == .partLost ? Int(observed.alterationDraw % 3) : -1
        if alteration == .reordered {
            appendArea(parts, to: &bytes)
            bytes.append(separator)
        }
        if parts.kind != 3 {
            appendUnit(parts, style, isShort, to: &bytes)
            bytes.append(separator)
        }
        if lost != 0, parts.kind != 2 {
            appendBuilding(parts, isShort, to: &bytes)
            bytes.append(separator)
        }
        if lost != 1 {
            appendStreet(parts, isShort, to: &bytes)
            bytes.append(separator)
        }
        if alteration != .reordered, lost != 2 {
            appendArea(parts, to: &bytes)
        } else {
            bytes.removeLast(separator.utf8CodeUnitCount)
        }
    }

    private func appendUnit(
        _ parts: Parts,
        _ style: RegisterSpec.Style.Addresses,
        _ isShort: Bool,
        to bytes: inout [UInt8]
    ) {
        if style == .room {
            bytes.append(isShort ? "RM " : "ROOM ")
            bytes.appendDecimal(parts.floor)
            bytes.appendDecimal(parts.unit + 1, width: 2)
            return
        }
        bytes.append("FLAT ")
        bytes.append(UInt8(ascii: "A") + UInt8(parts.unit & 15))
        bytes.append(style == .bare ? " " : ", ")
        if style == .full { bytes.append("FLOOR ") }
        bytes.appendDecimal(parts.floor)
        if style != .full { bytes.append("/F") }
    }

    private func appendBuilding(_ parts: Parts, _ isShort: Bool, to bytes: inout [UInt8]) {
        switch parts.kind {
        case 0:
            appendName(parts.dwelling, salt: UInt64(16 + parts.block), to: &bytes)
            bytes.append(isShort ? " HSE" : " HOUSE")
        case 1:
            bytes.append(isShort ? "BLK " : "BLOCK ")
            bytes.appendDecimal(parts.block + 1)
            bytes.append(isShort ? " " : ", ")
            appendName(parts.dwelling, salt: 8, to: &bytes)
            bytes.append(isShort ? " GDN" : " GARDEN")
        default:
            appendName(parts.dwelling, salt: 8, to: &bytes)
            bytes.append(" HOME")
        }
    }

    private func appendStreet(_ parts: Parts, _ isShort: Bool, to bytes: inout [UInt8]) {
        if parts.kind == 0 {
            let estates = world.districts[parts.district].estates
            let estate = estates[Int(book.siteHash(parts.dwelling, 1) % UInt64(estates.count))]
            bytes.appendUpper(estate.name, world.texts)
            return
        }
        bytes.appendDecimal(parts.number + (parts.kind == 2 ? parts.block * 2 : 0))
        bytes.append(UInt8(ascii: " "))
        appendStreetName(parts, isShort, to: &bytes)
    }

    private func appendStreetName(_ parts: Parts, _ isShort: Bool, to bytes: inout [UInt8]) {
        appendName(parts.dwelling, salt: 2, to: &bytes)
        switch book.siteHash(parts.dwelling, 3) & 3 {
        case 0: bytes.append(isShort ? " ST" : " STREET")
        case 1: bytes.append(isShort ? " AVE" : " AVENUE")
        default: bytes.append(isShort ? " RD" : " ROAD")
        }
    }

    private func appendArea(_ parts: Parts, to bytes: inout [UInt8]) {
        bytes.appendUpper(area(parts).name, world.texts)
    }

    private func area(_ parts: Parts) -> World.Place {
        let areas = world.districts[parts.district].areas
        return areas[Int(book.siteHash(parts.dwelling, 4) % UInt64(areas.count))]
    }

    private func appendHan(_ parts: Parts, _ observed: Observed, to bytes: inout [UInt8]) {
        let district = world.districts[parts.district]
        let lost = observed.alteration == .partLost ? Int(observed.alterationDraw % 2) : -1
        if observed.alteration != .abbreviated { bytes.append(district.regionHan, world.texts) }
        if parts.kind == 0 {
            let estate = district.estates[
                Int(book.siteHash(parts.dwelling, 1) % UInt64(district.estates.count))
            ]
            bytes.append(estate.han, world.texts)
            if lost != 0 {
                appendHanName(parts.dwelling, salt: UInt64(16 + parts.block), to: &bytes)
                bytes.append("樓")
            }
        } else {
            if lost != 1 { bytes.append(area(parts).han, world.texts) }
            appendHanName(parts.dwelling, salt: 2, to: &bytes)
            bytes.append(book.siteHash(parts.dwelling, 3) & 3 == 0 ? "街" : "道")
            bytes.appendDecimal(parts.number + (parts.kind == 2 ? parts.block * 2 : 0))
            bytes.append("號")
            if parts.kind != 2, lost != 0 {
                appendHanName(parts.dwelling, salt: 8, to: &bytes)
                bytes.append(parts.kind == 3 ? "院" : "花園")
            }
            if parts.kind == 1 {
                bytes.appendDecimal(parts.block + 1)
                bytes.append("座")
            }
        }
        if parts.kind == 3 { return }
        bytes.appendDecimal(parts.floor)
        bytes.append("樓")
        bytes.append(UInt8(ascii: "A") + UInt8(parts.unit & 15))
        bytes.append("室")
    }

    /// One letter of an address beside the right key, or lost.
    private func slip(_ draw: UInt32, from start: Int, in bytes: inout [UInt8]) {
        var random = KeyedRandom(seed: UInt64(draw), purpose: 1, entity: 0)
        var text = Array(bytes[start...])
        let changed = draw & 1 == 0 ? Slips.keyboard(&text, &random) : Slips.lost(&text, &random)
        if changed { bytes.replaceSubrange(start..., with: text) }
    }

    // MARK: - Parts

    /// Appends one part of an address.
    func appendPart(_ value: ColumnValue, _ observed: Observed, to bytes: inout [UInt8]) {
        if observed.dwelling == DwellingBook.abroad { return }
        let parts = parts(observed.dwelling, observed.alteration, observed.alterationDraw)
        let lost = observed.alteration == .partLost ? Int(observed.alterationDraw % 3) : -1
        let isShort = observed.alteration == .abbreviated
        switch value {
        case .flat where parts.kind != 3: bytes.append(UInt8(ascii: "A") + UInt8(parts.unit & 15))
        case .floor where parts.kind != 3: bytes.appendDecimal(parts.floor)
        case .building where lost != 0 && parts.kind != 2: appendBuilding(parts, isShort, to: &bytes)
        case .street where lost != 1: appendStreet(parts, isShort, to: &bytes)
        case .area where lost != 2: appendArea(parts, to: &bytes)
        case .district: bytes.append(world.districts[parts.district].name, world.texts)
        case .districtCode: bytes.append(world.districts[parts.district].code, world.texts)
        case .buildingID:
            bytes.append(UInt8(ascii: "B"))
            bytes.appendDecimal(DwellingBook.building(of: parts.dwelling), width: 8)
        case .postcode: appendPostcode(parts, to: &bytes)
        default: break
        }
    }

    private func appendPostcode(_ parts: Parts, to bytes: inout [UInt8]) {
        let hash = book.siteHash(parts.dwelling, 5)
        bytes.append(world.districts[parts.district].code, world.texts)
        bytes.appendDecimal(Int(hash % 40) + 1)
        bytes.append(UInt8(ascii: " "))
        bytes.appendDecimal(Int((hash &>> 8) % 10))
        bytes.append(UInt8(ascii: "A") + UInt8((hash &>> 16) % 26))
        bytes.append(UInt8(ascii: "A") + UInt8((hash &>> 24) % 26))
    }

    // MARK: - Invented names

    private static let latinStems: [StaticString] = [
        "OAK", "ELM", "MILL", "CHURCH", "STATION", "PARK", "HIGH", "VICTORIA", "CHAPEL", "BRIDGE", "MEADOW",
        "SPRING", "CEDAR", "ORCHARD", "CASTLE", "QUARRY", "WINDMILL", "ROSE", "HAZEL", "LAUREL", "BEECH",
        "KESTREL", "HERON", "FOUNDRY", "WEAVER", "COOPER", "TANNER", "ABBEY", "PRIORY", "HARBOUR",
    ]

    private func appendName(_ dwelling: UInt32, salt: UInt64, to bytes: inout [UInt8]) {
        let draw = book.siteHash(dwelling, salt)
        if world.isLatin {
            bytes.append(Self.latinStems[Int(draw % UInt64(Self.latinStems.count))])
            return
        }
        let count = UInt64(world.givenCharacters.count)
        bytes.appendUpper(world.givenCharacters[Int(draw % count)].spellings[0], world.texts)
        bytes.append(UInt8(ascii: " "))
        bytes.appendUpper(world.givenCharacters[Int((draw &>> 32) % count)].spellings[0], world.texts)
    }

    private func appendHanName(_ dwelling: UInt32, salt: UInt64, to bytes: inout [UInt8]) {
        let draw = book.siteHash(dwelling, salt)
        let count = UInt64(max(1, world.givenCharacters.count))
        bytes.append(world.givenCharacters[Int(draw % count)].han, world.texts)
        bytes.append(world.givenCharacters[Int((draw &>> 32) % count)].han, world.texts)
    }
}
