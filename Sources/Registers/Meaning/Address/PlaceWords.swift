import Columns

/// Abbreviations in addresses.
enum PlaceWords {
    private static let abbreviations: [String: String] = [
        "rd": "road", "ave": "avenue", "av": "avenue", "avn": "avenue", "dr": "drive", "drv": "drive",
        "cres": "crescent", "cr": "crescent", "crt": "court", "ct": "court", "pl": "place",
        "ln": "lane", "la": "lane", "tce": "terrace", "terr": "terrace", "ter": "terrace", "hwy": "highway",
        "pde": "parade", "cct": "circuit", "cir": "circuit", "cl": "close", "gr": "grove", "gdns": "gardens",
        "gdn": "garden", "gdms": "gardens", "sq": "square", "blvd": "boulevard", "bvd": "boulevard",
        "pk": "park", "pky": "parkway", "pkwy": "parkway", "est": "estate", "bldg": "building",
        "bdg": "building", "bld": "building", "hse": "house", "ctr": "centre", "center": "centre",
        "vlge": "village", "vill": "village", "vlg": "village", "mt": "mount", "hts": "heights",
        "retrmnt": "retirement", "str": "street", "apt": "apartment", "mans": "mansions",
        "mansion": "mansions",
        "twr": "tower", "blk": "block", "fl": "floor", "flr": "floor", "rm": "room",
    ]
    private static let longest = 7
    private static let full: (table: WordTable, texts: [KeptText]) = {
        let words = abbreviations.sorted { $0.key < $1.key }
        let entries = words.enumerated().map { (hash: Hash64.text($1.key), value: UInt32($0)) }
        return (WordTable(entries), words.map { KeptText($0.value) })
    }()

    /// Appends words with their abbreviations written out.
    static func writeOut(
        _ words: ByteView,
        to result: inout ByteRoom,
        _ kinds: inout StandardisationKinds
    ) {
        var start = 0
        while start < words.count {
            var end = start
            while end < words.count, words[end] != 0x20 { end &+= 1 }
            if start > 0 { result.append(0x20) }
            let word = words.part(start..<end)
            // “2 St Johns Road”: a saint may follow a number, a street may not.
            let isFirst = start == 0 || words[start - 2] &- 48 < 10
            let isOnly = isFirst && end == words.count
            if !isOnly, let written = fullForm(word, isFirst: isFirst) {
                kinds.insert(.abbreviation)
                result.append(written)
            } else {
                result.append(word)
            }
            start = end + 1
        }
    }

    private static let saint = KeptText("saint")
    private static let street = KeptText("street")

    private static func fullForm(_ word: ByteView, isFirst: Bool) -> ByteView? {
        if word.count < 2 || word.count > longest { return nil }
        if word.isSame("st") { return isFirst ? saint.view : street.view }
        // A word at the very start is rarely an abbreviation: “La Perouse”, “Pl…”.
        if isFirst, word.count == 2, !word.isSame("mt") { return nil }
        return full.table.value(word).map { full.texts[Int($0)].view }
    }
}
