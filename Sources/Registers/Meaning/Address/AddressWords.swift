import Columns

/// What a word does in an address.
enum AddressWord: Sendable {
    case unit, floor, ordinalFloor, block, phase, streetType, streetPrefix, buildingType, direction
}

/// The words that give addresses their structure.
enum AddressWords {
    private static let kinds: [UInt64: AddressWord] = {
        let table: [(AddressWord, String)] = [
            (.unit, "flat flt rm room unit apt apartment suite ste shop wohnung appartement"),
            (.floor, "floor fl flr level lvl storey f stock etage"),
            (.ordinalFloor, "ground first second third fourth fifth"),
            (.block, "block blk tower twr tw blck"),
            (.phase, "phase ph"),
            (
                .streetType,
                """
                street st road rd avenue ave av drive dr lane ln path terrace tce terr crescent cres circuit cct \
                court crt ct place pl close parade pde highway hwy way grove gr boulevard blvd row rise walk \
                esplanade loop mews track strasse str weg gasse allee damm ring
                """
            ),
            (.streetPrefix, "rue calle via avenida jalan rua carrer chemin impasse paseo plaza viale corso"),
            (
                .buildingType,
                """
                house hse building bldg estate est garden gardens gdn gdns mansion mansions centre center ctr villa \
                villas plaza heights apartments lodge hall complex towers chuen tsuen building village vlge vill \
                hostel dormitory quarters residence residences arcade palace bay
                """
            ),
            (.direction, "north south east west central upper lower n s e w c"),
        ]
        var kinds: [UInt64: AddressWord] = [:]
        for (kind, words) in table {
            for word in words.split(separator: " ") { kinds[Hash64.text(String(word))] = kind }
        }
        return kinds
    }()

    static func kind(_ word: UnsafeBufferPointer<UInt8>) -> AddressWord? { kinds[Hash64.bytes(word)] }

    /// “court” and “place” name streets in some countries and buildings in Hong Kong.
    static func isBuildingInHongKong(_ word: ArraySlice<UInt8>) -> Bool {
        word.elementsEqual("court".utf8) || word.elementsEqual("crt".utf8) || word.elementsEqual("ct".utf8)
            || word.elementsEqual("place".utf8)
    }
}
