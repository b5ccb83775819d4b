import Columns

/// A place of Hong Kong that an address may name.
struct GazetteerPlace: Sendable {
    enum Kind: Sendable { case region, district, area, estate }

    var kind: Kind
    /// The canonical name: English, in lower case; for regions hk, kln or nt.
    let name: [UInt8]
    /// The canonical name of its district; empty for a region.
    let district: [UInt8]
    /// hk, kln or nt.
    let region: [UInt8]
    /// Whether an area or an estate bears the name of a district too.
    var isDistrictToo = false
}

/// Finds places of Hong Kong by their names in either language.
enum HongKongGazetteer {
    /// The longest name in words, and in Han characters.
    static let longestWords = 5
    static let longestHan = 8

    private static let index: (places: [UInt64: GazetteerPlace], starts: Set<UInt64>) = build()

    /// The place of a name: words without the spaces between them, or folded Han characters.
    static func place(_ key: UnsafeBufferPointer<UInt8>) -> GazetteerPlace? {
        index.places[Hash64.bytes(key)]
    }

    /// The place of a name held in an array.
    static func place(_ key: [UInt8]) -> GazetteerPlace? { key.withUnsafeBufferPointer { place($0) } }

    /// Whether some place's name begins with a word.
    static func begins(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        index.starts.contains(Hash64.bytes(word))
    }

    private static func build() -> (places: [UInt64: GazetteerPlace], starts: Set<UInt64>) {
        var builder = Builder()
        let regions: [(String, [String])] = [
            ("hk", ["hk", "hong kong", "hong kong island", "hki", "香港", "香港島", "港島"]),
            ("kln", ["kln", "kowloon", "kl", "九龍"]),
            ("nt", ["nt", "n t", "new territories", "新界"]),
        ]
        for (code, names) in regions {
            let place = GazetteerPlace(
                kind: .region,
                name: Array(code.utf8),
                district: [],
                region: Array(code.utf8)
            )
            for name in names { builder.add(name, place) }
        }
        for line in HongKongPlaceTable.districts.split(separator: "\n") {
            let parts = line.split(separator: "|").map(String.init)
            guard parts.count == 4 else { continue }
            let name = builder.folded(parts[1])
            let region = Array(parts[3].lowercased().utf8)
            builder.districts[parts[0]] = (name, region)
            let place = GazetteerPlace(kind: .district, name: name, district: name, region: region)
            for text in [parts[1], "\(parts[1]) District", parts[2]] { builder.add(text, place) }
            // 沙田區 is also written 沙田; 東區 and 南區 need the last character.
            if parts[2].unicodeScalars.count > 2 { builder.add(String(parts[2].dropLast()), place) }
        }
        builder.add(HongKongPlaceTable.areas, .area)
        builder.add(HongKongPlaceTable.estates, .estate)
        return (builder.places, builder.starts)
    }

    private struct Builder {
        var places: [UInt64: GazetteerPlace] = [:]
        var starts: Set<UInt64> = []
        var districts: [String: (name: [UInt8], region: [UInt8])] = [:]

        func folded(_ text: String) -> [UInt8] {
            var sink = CanonicalSink(outputs: 0, capacity: 0)
            var text = text
            text.withUTF8 { TextFolding.fold($0, .separates, into: &sink) }
            return sink.scratch
        }

        mutating func add(_ lines: String, _ kind: GazetteerPlace.Kind) {
            for line in lines.split(separator: "\n") {
                let parts = line.split(separator: "|").map(String.init)
                guard parts.count == 3, let (district, region) = districts[parts[0]] else { continue }
                let name = folded(parts[1])
                let place = GazetteerPlace(kind: kind, name: name, district: district, region: region)
                add(parts[1], place)
                add(parts[2], place)
            }
        }

        mutating func add(_ text: String, _ place: GazetteerPlace) {
            let name = folded(text)
            let key = Hash64.text(String(decoding: name.filter { $0 != 0x20 }, as: UTF8.self))
            let first = name.prefix { $0 != 0x20 }
            starts.insert(Hash64.text(String(decoding: first, as: UTF8.self)))
            starts.insert(key)
            if let known = places[key] {
                if known.kind == .district, place.kind == .area {
                    // “Sha Tin” is a place and the district around it.
                    var both = place
                    both.isDistrictToo = true
                    places[key] = both
                }
                return
            }
            places[key] = place
        }
    }
}
