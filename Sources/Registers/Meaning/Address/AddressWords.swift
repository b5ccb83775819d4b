import Columns

/// What a word does in an address.
enum AddressWord: UInt32, Sendable {
    case unit, floor, ordinalFloor, block, phase, streetType, streetPrefix, buildingType, direction
}

/// The words that give addresses their structure.
enum AddressWords {
    private static let kinds: WordTable = {
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
        // A word of two kinds is of the later one.
        var entries: [(hash: UInt64, value: UInt32)] = []
        for (kind, words) in table.reversed() {
            for word in words.split(separator: " ") {
                entries.append((Hash64.text(String(word)), kind.rawValue))
            }
        }
        return WordTable(entries)
    }()

    /// What the word of a hash does.
    @inline(__always)
    static func kind(_ hash: UInt64) -> AddressWord? {
        kinds.value(hash).flatMap { AddressWord(rawValue: $0) }
    }

    /// “court” and “place” name streets in some countries and buildings in Hong Kong.
    static func isBuildingInHongKong(_ word: ByteView) -> Bool {
        guard let first = word.first, first == 0x63 || first == 0x70 else { return false }
        return word.isSame("court") || word.isSame("crt") || word.isSame("ct") || word.isSame("place")
    }
}
