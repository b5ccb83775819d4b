import Columns

/// A place of Hong Kong that an address may name.
struct GazetteerPlace: @unchecked Sendable {
    // SAFETY: the texts are kept as long as the process runs.
    enum Kind: Sendable { case region, district, area, estate }

    var kind: Kind
    /// The canonical name: English, in lower case; for regions hk, kln or nt.
    let name: ByteView
    /// The canonical name of its district; empty for a region.
    let district: ByteView
    /// hk, kln or nt.
    let region: ByteView
    /// Whether an area or an estate bears the name of a district too.
    var isDistrictToo = false
}

/// Finds places of Hong Kong by their names in either language.
enum HongKongGazetteer {
    /// The longest name in words, and in Han characters.
    static let longestWords = 5
    static let longestHan = 8

    private static let index = build()

    /// The place of a name: words without the spaces between them, or folded Han characters.
    static func place(_ key: ByteView) -> GazetteerPlace? { place(Hash64.bytes(key)) }

    /// The place of a name's hash.
    @inline(__always)
    static func place(_ hash: UInt64) -> GazetteerPlace? {
        index.table.value(hash).map { index.places[Int($0)] }
    }

    /// The length in bytes of the longest place name that begins with the word of a hash; nil if none does.
    @inline(__always)
    static func longestName(beginningWith hash: UInt64) -> Int? {
        index.starts.value(hash).map { Int($0) }
    }

    /// The same for the first Han character of a name.
    @inline(__always)
    static func longestName(beginningWith scalar: UInt32) -> Int {
        HanFolding.block.contains(scalar)
            ? Int(index.hanStarts[Int(scalar - HanFolding.block.lowerBound)]) : 255
    }

    private struct Index: Sendable {
        let places: [GazetteerPlace]
        let table: WordTable
        let starts: WordTable
        let hanStarts: [UInt8]
    }

    private static func build() -> Index {
        var builder = Builder()
        let regions: [(String, [String])] = [
            ("hk", ["hk", "hong kong", "hong kong island", "hki", "香港", "香港島", "港島"]),
            ("kln", ["kln", "kowloon", "kl", "九龍"]),
            ("nt", ["nt", "n t", "new territories", "新界"]),
        ]
        let nothing = KeptText("").view
        for (code, names) in regions {
            let text = KeptText(code).view
            let place = GazetteerPlace(kind: .region, name: text, district: nothing, region: text)
            for name in names { builder.add(name, place) }
        }
        for line in HongKongPlaceTable.districts.split(separator: "\n") {
            let parts = line.split(separator: "|").map(String.init)
            guard parts.count == 4 else { continue }
            let name = KeptText(builder.folded(parts[1])).view
            let region = KeptText(parts[3].lowercased()).view
            builder.districts[parts[0]] = (name, region)
            let place = GazetteerPlace(kind: .district, name: name, district: name, region: region)
            for text in [parts[1], "\(parts[1]) District", parts[2]] { builder.add(text, place) }
            // 沙田區 is also written 沙田; 東區 and 南區 need the last character.
            if parts[2].unicodeScalars.count > 2 { builder.add(String(parts[2].dropLast()), place) }
        }
        builder.add(HongKongPlaceTable.areas, .area)
        builder.add(HongKongPlaceTable.estates, .estate)
        return builder.finish()
    }

    private struct Builder {
        var places: [GazetteerPlace] = []
        var position: [UInt64: Int] = [:]
        /// The longest name that starts with a word.
        var starts: [UInt64: UInt32] = [:]
        var hanStarts = [UInt8](repeating: 0, count: HanFolding.block.count)
        var districts: [String: (name: ByteView, region: ByteView)] = [:]

        func folded(_ text: String) -> [UInt8] {
            var sink = CanonicalSink(outputs: 0, capacity: 0)
            var text = text
            text.withUTF8 { TextFolding.fold($0, .separates, into: &sink) }
            return Array(sink.scratch.view)
        }

        mutating func add(_ lines: String, _ kind: GazetteerPlace.Kind) {
            for line in lines.split(separator: "\n") {
                let parts = line.split(separator: "|").map(String.init)
                guard parts.count == 3, let (district, region) = districts[parts[0]] else { continue }
                let name = KeptText(folded(parts[1])).view
                let place = GazetteerPlace(kind: kind, name: name, district: district, region: region)
                add(parts[1], place)
                add(parts[2], place)
            }
        }

        mutating func add(_ text: String, _ place: GazetteerPlace) {
            let name = folded(text)
            let joined = name.filter { $0 != 0x20 }
            let key = Hash64.text(String(decoding: joined, as: UTF8.self))
            let first = Hash64.text(String(decoding: name.prefix { $0 != 0x20 }, as: UTF8.self))
            for start in [first, key] {
                starts[start] = max(starts[start] ?? 0, UInt32(joined.count))
            }
            if let scalar = String(decoding: joined, as: UTF8.self).unicodeScalars.first?.value,
                HanFolding.block.contains(scalar)
            {
                let index = Int(scalar - HanFolding.block.lowerBound)
                hanStarts[index] = max(hanStarts[index], UInt8(min(255, joined.count)))
            }
            if let known = position[key] {
                if places[known].kind == .district, place.kind == .area {
                    // “Sha Tin” is a place and the district around it.
                    places[known] = place
                    places[known].isDistrictToo = true
                }
                return
            }
            position[key] = places.count
            places.append(place)
        }

        func finish() -> Index {
            Index(
                places: places,
                table: WordTable(
                    position.sorted { $0.key < $1.key }.map { (hash: $0.key, value: UInt32($0.value)) }
                ),
                starts: WordTable(
                    starts.sorted { $0.key < $1.key }.map { (hash: $0.key, value: $0.value) }
                ),
                hanStarts: hanStarts
            )
        }
    }
}
