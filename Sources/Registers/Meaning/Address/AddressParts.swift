import Columns

/// The parts of one address as they are found.
///
/// The rooms are used again for one address after another; whoever makes the parts deallocates them.
struct AddressParts {
    var unit = ByteRoom()
    var floor = ByteRoom()
    /// Names of houses and buildings, then blocks, then the estate.
    var names = ByteRoom()
    var blocks = ByteRoom()
    var estate = ByteRoom()
    var streetNumber = ByteRoom()
    var street = ByteRoom()
    var locality = ByteRoom()
    var district = ByteRoom()
    var region = ByteRoom()
    var postcode = ByteRoom()
    /// What a table says about the place, used where the address does not say it itself.
    var impliedDistrict = ByteRoom()
    var impliedRegion = ByteRoom()
    /// A place that may be a locality or its district.
    var doubtful = ByteRoom()
    private var whole = ByteRoom()

    /// The features that an address becomes, the whole first.
    static let roles: [Role] = [
        .address, .unit, .floor, .building, .streetNumber, .street, .locality, .district, .region, .postcode,
    ]

    func deallocate() {
        for room in [
            unit, floor, names, blocks, estate, streetNumber, street, locality, district, region, postcode,
            impliedDistrict, impliedRegion, doubtful, whole,
        ] { room.deallocate() }
    }

    /// Forgets the last address.
    mutating func begin() {
        unit.removeAll()
        floor.removeAll()
        names.removeAll()
        blocks.removeAll()
        estate.removeAll()
        streetNumber.removeAll()
        street.removeAll()
        locality.removeAll()
        district.removeAll()
        region.removeAll()
        postcode.removeAll()
        impliedDistrict.removeAll()
        impliedRegion.removeAll()
        doubtful.removeAll()
        whole.removeAll()
    }

    mutating func add(_ place: GazetteerPlace) {
        switch place.kind {
        case .region:
            // “Hong Kong” may be the island or the whole territory: any other region says more.
            if region.isEmpty || region.view.isSame("hk") { region.set(place.name) }
            return
        case .estate: if estate.isEmpty { estate.set(place.name) }
        case .district: if district.isEmpty { district.set(place.name) }
        case .area:
            if place.isDistrictToo, doubtful.isEmpty {
                doubtful.set(place.name)
            } else if locality.isEmpty {
                locality.set(place.name)
            }
        }
        if impliedDistrict.isEmpty { impliedDistrict.set(place.district) }
        if impliedRegion.isEmpty { impliedRegion.set(place.region) }
    }

    /// Parts a room number of Hong Kong in floor and flat: room 1302 is the second on the 13th floor.
    private mutating func splitUnit() {
        guard unit.count == 3 || unit.count == 4, unit.view.allSatisfy({ $0 &- 48 < 10 }) else { return }
        let length = unit.count - 2
        if unit[length] == 0x30, unit[length + 1] == 0x30 { return }
        if floor.isEmpty {
            floor.set(unit.view(0..<length))
        } else if !floor.view.elementsEqual(unit.view(0..<length)) {
            return
        }
        let start = unit[length] == 0x30 ? length + 1 : length
        let (first, last) = (unit[start], unit[unit.count - 1])
        let isOne = start == unit.count - 1
        unit.removeAll()
        unit.append(first)
        if !isOne { unit.append(last) }
    }

    /// Completes the places and the whole address.
    mutating func finish(isHongKong: Bool) {
        if isHongKong { splitUnit() }
        if !doubtful.isEmpty {
            if locality.isEmpty { locality.set(doubtful.view) }
            if district.isEmpty { district.set(doubtful.view) }
        }
        if district.isEmpty { district.set(impliedDistrict.view) }
        if !impliedRegion.isEmpty { region.set(impliedRegion.view) }
        if !blocks.isEmpty { names.appendWord(blocks.view) }
        if !estate.isEmpty { names.appendWord(estate.view) }
        for i in 1..<Self.roles.count {
            let part = part(i)
            if part.count > 0 { whole.appendWord(part) }
        }
    }

    /// The finished part of an output.
    @inline(__always)
    func part(_ output: Int) -> ByteView {
        switch output {
        case 0: whole.view
        case 1: unit.view
        case 2: floor.view
        case 3: names.view
        case 4: streetNumber.view
        case 5: street.view
        case 6: locality.view
        case 7: district.view
        case 8: region.view
        default: postcode.view
        }
    }
}

/// Everything needed to part one address after another; deallocated by its owner.
struct AddressRoom {
    var parts = AddressParts()
    var latin = LatinAddressReader()
    var han = HanAddressReader()

    func deallocate() {
        parts.deallocate()
        latin.deallocate()
        han.deallocate()
    }
}
