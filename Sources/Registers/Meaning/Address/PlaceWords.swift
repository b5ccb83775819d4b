/// Abbreviations in addresses.
enum PlaceWords {
    private static let full: [String: [UInt8]] = [
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
    ].mapValues { Array($0.utf8) }
    private static let longest = 7

    /// Appends words with their abbreviations written out.
    static func writeOut(
        _ words: ArraySlice<UInt8>,
        to result: inout [UInt8],
        _ kinds: inout StandardisationKinds
    ) {
        var start = words.startIndex
        while start < words.endIndex {
            let end = words[start...].firstIndex(of: 0x20) ?? words.endIndex
            if start > words.startIndex { result.append(0x20) }
            let word = words[start..<end]
            // “2 St Johns Road”: a saint may follow a number, a street may not.
            let isFirst = start == words.startIndex || words[start - 2] &- 48 < 10
            let isOnly = isFirst && end == words.endIndex
            if !isOnly, let written = fullForm(word, isFirst: isFirst) {
                kinds.insert(.abbreviation)
                result.append(contentsOf: written)
            } else {
                result.append(contentsOf: word)
            }
            start = end + 1
        }
    }

    private static func fullForm(_ word: ArraySlice<UInt8>, isFirst: Bool) -> [UInt8]? {
        if word.count < 2 || word.count > longest { return nil }
        if word.elementsEqual([0x73, 0x74]) {
            return Array((isFirst ? "saint" : "street").utf8)
        }
        // A word at the very start is rarely an abbreviation: “La Perouse”, “Pl…”.
        if isFirst, word.count == 2, !word.elementsEqual([0x6d, 0x74]) { return nil }
        return full[String(decoding: word, as: UTF8.self)]
    }
}
