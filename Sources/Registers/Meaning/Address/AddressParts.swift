import Columns

/// The parts of one address as they are found.
struct AddressParts {
    var unit: [UInt8] = []
    var floor: [UInt8] = []
    /// Names of houses and buildings, then blocks, then the estate.
    var names: [UInt8] = []
    var blocks: [UInt8] = []
    var estate: [UInt8] = []
    var streetNumber: [UInt8] = []
    var street: [UInt8] = []
    var locality: [UInt8] = []
    var district: [UInt8] = []
    var region: [UInt8] = []
    var postcode: [UInt8] = []
    /// What a table says about the place, used where the address does not say it itself.
    var impliedDistrict: [UInt8] = []
    var impliedRegion: [UInt8] = []
    /// A place that may be a locality or its district.
    var doubtful: [UInt8] = []

    /// The features that an address becomes, the whole first.
    static let roles: [Role] = [
        .address, .unit, .floor, .building, .streetNumber, .street, .locality, .district, .region, .postcode,
    ]

    /// Appends words to a part.
    static func add(_ words: some Sequence<UInt8>, to part: inout [UInt8]) {
        if !part.isEmpty { part.append(0x20) }
        part.append(contentsOf: words)
    }

    mutating func add(_ place: GazetteerPlace) {
        switch place.kind {
        case .region:
            // “Hong Kong” may be the island or the whole territory: any other region says more.
            if region.isEmpty || region == Array("hk".utf8) { region = place.name }
            return
        case .estate: if estate.isEmpty { estate = place.name }
        case .district: if district.isEmpty { district = place.name }
        case .area:
            if place.isDistrictToo, doubtful.isEmpty {
                doubtful = place.name
            } else if locality.isEmpty {
                locality = place.name
            }
        }
        if impliedDistrict.isEmpty { impliedDistrict = place.district }
        if impliedRegion.isEmpty { impliedRegion = place.region }
    }

    /// Completes the places and writes all parts to their outputs.
    mutating func write(to sink: inout CanonicalSink) {
        if !doubtful.isEmpty {
            if locality.isEmpty { locality = doubtful }
            if district.isEmpty { district = doubtful }
        }
        if district.isEmpty { district = impliedDistrict }
        if !impliedRegion.isEmpty { region = impliedRegion }
        var building = names
        for part in [blocks, estate] where !part.isEmpty { Self.add(part, to: &building) }
        let parts = [unit, floor, building, streetNumber, street, locality, district, region, postcode]
        var whole: [UInt8] = []
        for (i, part) in parts.enumerated() where !part.isEmpty {
            sink.append(part[...], to: i + 1)
            Self.add(part, to: &whole)
        }
        sink.append(whole[...], to: 0)
    }
}
