import Columns

/// Where a dwelling is.
struct Dwelling {
    let district: Int
    /// The building, numbered over the whole territory.
    let building: Int
    /// Buildings of one site share their street number or estate.
    let site: Int
    /// The building's number on its site, from 1.
    let block: Int
    /// The building's number among blocks of its site.
    let isEstate: Bool
    let isTower: Bool
    let floor: Int
    let unit: Int
}

/// The dwellings of the territory: sites of 512 flats, laid out in districts by their households.
///
/// A site is part of a real estate (two slabs), a private garden (four towers) or a stretch of street
/// (eight houses); buildings and streets are invented, so that no record points at a real flat.
/// Everything follows from a dwelling's number; nothing is stored.
final class Dwellings: Sendable {
    static let perSite = 512
    private static let maximumBlocks = 8

    /// The number of dwellings; one in five or more stands empty.
    let count: Int
    /// The first site of each district, and the end of the last.
    private let firstSite: [Int]
    private let seed: UInt64
    private let tables: SampleTables
    private let occupancy: KeyedPermutation

    init(households: Int, tables: SampleTables, seed: UInt64) {
        let total = tables.districts.reduce(0) { $0 + $1.households }
        let sites = max(72, households * 5 / 4 / Self.perSite + 1)
        var firstSite = [0]
        var share = 0.0
        for district in tables.districts {
            share += district.households / total
            firstSite.append(max((firstSite.last ?? 0) + 1, Int((share * Double(sites)).rounded())))
        }
        self.firstSite = firstSite
        self.seed = seed
        self.tables = tables
        count = (firstSite.last ?? 0) * Self.perSite
        occupancy = KeyedPermutation(count: count, seed: seed, purpose: .place)
    }

    /// The dwelling a household lives in; no two share one.
    func home(of household: Int) -> UInt32 { UInt32(occupancy(household)) }

    /// What the number of a dwelling says.
    func dwelling(_ number: UInt32) -> Dwelling {
        let site = Int(number) / Self.perSite
        var local = Int(number) % Self.perSite
        var district = 0
        while site >= firstSite[district + 1] { district += 1 }
        let draw = Double(hash(site: site, 0) &>> 11) * 0x1p-53
        let place = tables.districts[district]
        let isEstate = !place.estates.isEmpty && draw < place.publicShare + 0.1
        let isTower = !isEstate && draw < 0.75
        let (blocks, perFloor) = isEstate ? (2, 8) : isTower ? (4, 4) : (8, 4)
        let perBlock = Self.perSite / blocks
        let block = local / perBlock
        local %= perBlock
        return Dwelling(
            district: district,
            building: site * Self.maximumBlocks + block,
            site: site,
            block: block + 1,
            isEstate: isEstate,
            isTower: isTower,
            floor: local / perFloor + 1,
            unit: local % perFloor + 1
        )
    }

    private func hash(site: Int, _ salt: UInt64) -> UInt64 {
        Hash64.combine(Hash64.combine(seed, UInt64(Purpose.building.rawValue) &<< 32 | UInt64(site)), salt)
    }

    /// Appends a building's identifier.
    func appendBuildingID(_ dwelling: Dwelling, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "B"))
        bytes.appendDecimal(dwelling.building, width: 7)
    }

    /// Appends an address in English, from the small to the large.
    func appendEnglish(_ home: Dwelling, style: AddressStyle, to bytes: inout [UInt8]) {
        let letter = UInt8(ascii: "A") + UInt8((home.unit - 1) % 26)
        let separator: StaticString = style == .bare ? " " : ", "
        switch style {
        case .flat, .bare:
            bytes.append("FLAT ")
            bytes.append(letter)
            bytes.append(separator)
            bytes.appendDecimal(home.floor)
            bytes.append("/F")
        case .room:
            bytes.append("RM ")
            bytes.appendDecimal(home.floor)
            bytes.appendDecimal(home.unit, width: 2)
        case .unit:
            bytes.append("FLAT ")
            bytes.append(letter)
            bytes.append(separator)
            bytes.append("FLOOR ")
            bytes.appendDecimal(home.floor)
        }
        bytes.append(separator)
        let isShort = style == .bare || style == .room
        if home.isEstate {
            appendName(site: home.site, salt: UInt64(home.block), to: &bytes)
            bytes.append(isShort ? " HSE" : " HOUSE")
            bytes.append(separator)
            appendUpper(estate(home).name, to: &bytes)
        } else {
            if home.isTower {
                bytes.append(isShort ? "BLK " : "BLOCK ")
                bytes.appendDecimal(home.block)
                bytes.append(separator)
                appendName(site: home.site, salt: 100, to: &bytes)
                bytes.append(isShort ? " GDN" : " GARDEN")
                bytes.append(separator)
            }
            bytes.appendDecimal(streetNumber(home))
            bytes.append(" ")
            appendName(site: home.site, salt: 200, to: &bytes)
            let isRoad = hash(site: home.site, 3) & 1 == 0
            bytes.append(isRoad ? (isShort ? " RD" : " ROAD") : (isShort ? " ST" : " STREET"))
            bytes.append(separator)
            appendUpper(area(home).name, to: &bytes)
        }
    }

    /// Appends an address in Chinese, from the large to the small, without separators.
    func appendChinese(_ home: Dwelling, to bytes: inout [UInt8]) {
        let place = tables.districts[home.district]
        append(place.regionHan, to: &bytes)
        if home.isEstate {
            append(estate(home).han, to: &bytes)
            appendHanName(site: home.site, salt: UInt64(home.block), to: &bytes)
            bytes.append("樓")
        } else {
            append(area(home).han, to: &bytes)
            appendHanName(site: home.site, salt: 200, to: &bytes)
            bytes.append(hash(site: home.site, 3) & 1 == 0 ? "道" : "街")
            bytes.appendDecimal(streetNumber(home))
            bytes.append("號")
            if home.isTower {
                appendHanName(site: home.site, salt: 100, to: &bytes)
                bytes.append("花園")
                bytes.appendDecimal(home.block)
                bytes.append("座")
            }
        }
        bytes.appendDecimal(home.floor)
        bytes.append("樓")
        bytes.append(UInt8(ascii: "A") + UInt8((home.unit - 1) % 26))
        bytes.append("室")
    }

    private func estate(_ home: Dwelling) -> SampleTables.Place {
        let estates = tables.districts[home.district].estates
        return estates[Int(hash(site: home.site, 1) % UInt64(estates.count))]
    }

    private func area(_ home: Dwelling) -> SampleTables.Place {
        let areas = tables.districts[home.district].areas
        return areas[Int(hash(site: home.site, 2) % UInt64(areas.count))]
    }

    private func streetNumber(_ home: Dwelling) -> Int {
        let first = Int(hash(site: home.site, 4) % 120) * 2 + 1
        return home.isTower ? first : first + 2 * (home.block - 1)
    }

    /// The two characters an invented name is made of.
    private func nameCharacters(site: Int, salt: UInt64) -> (Int, Int) {
        let draw = hash(site: site, 16 + salt)
        let count = UInt64(tables.givenCharacters.count)
        return (Int(draw % count), Int((draw &>> 32) % count))
    }

    private func appendName(site: Int, salt: UInt64, to bytes: inout [UInt8]) {
        let (first, second) = nameCharacters(site: site, salt: salt)
        appendUpper(tables.givenCharacters[first].spellings[0], to: &bytes)
        bytes.append(UInt8(ascii: " "))
        appendUpper(tables.givenCharacters[second].spellings[0], to: &bytes)
    }

    private func appendHanName(site: Int, salt: UInt64, to bytes: inout [UInt8]) {
        let (first, second) = nameCharacters(site: site, salt: salt)
        append(tables.givenCharacters[first].han, to: &bytes)
        append(tables.givenCharacters[second].han, to: &bytes)
    }

    private func append(_ text: TextCode, to bytes: inout [UInt8]) {
        tables.texts.withBytes(text) { bytes.append(contentsOf: $0) }
    }

    private func appendUpper(_ text: TextCode, to bytes: inout [UInt8]) {
        tables.texts.withBytes(text) { letters in
            for letter in letters { bytes.append(letter.uppercasedASCII) }
        }
    }
}

extension UInt8 {
    /// The capital of an ASCII small letter; any other byte as it is.
    var uppercasedASCII: UInt8 { self >= 97 && self <= 122 ? self - 32 : self }

    /// The small letter of an ASCII capital; any other byte as it is.
    var lowercasedASCII: UInt8 { self >= 65 && self <= 90 ? self + 32 : self }

    /// Whether this is an ASCII letter.
    var isLetter: Bool { (self | 32) >= 97 && (self | 32) <= 122 }
}
