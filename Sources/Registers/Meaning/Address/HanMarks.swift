import Columns

/// What a character may do in a Chinese address.
struct HanMark: OptionSet, BitwiseCopyable {
    let rawValue: UInt16

    static let streetEnd = HanMark(rawValue: 1)
    static let buildingEnd = HanMark(rawValue: 2)
    static let direction = HanMark(rawValue: 4)
    static let storey = HanMark(rawValue: 8)
    static let block = HanMark(rawValue: 16)
    static let phase = HanMark(rawValue: 32)
    static let room = HanMark(rawValue: 64)
    static let ordinal = HanMark(rawValue: 128)
    static let number = HanMark(rawValue: 256)
    static let characterFloor = HanMark(rawValue: 512)
    /// 地, which begins the ground floor and the basement.
    static let earth = HanMark(rawValue: 1024)
    /// Letters, digits and Chinese numerals.
    static let mark = HanMark(rawValue: 2048)
}

/// The characters that give Chinese addresses their structure.
enum HanMarks {
    static let ground = folded("地下")
    static let basement = folded("地庫")
    static let unitWord = folded("單位")
    /// Words that make the name of a place before them that of a building.
    static let namesOfBuildings = ["廣場", "中心", "花園", "大廈", "城", "邨"].map(folded)

    private static let table: WordTable = {
        let kinds: [(HanMark, String)] = [
            (.streetEnd, "街道路里巷徑坊"), (.buildingEnd, "邨苑閣廈園軒庭舍府莊城灣樓"),
            (.direction, "東南西北中"), (.storey, "樓層"), (.block, "座"), (.phase, "期"), (.room, "室房"),
            (.ordinal, "第"), (.number, "號"), (.characterFloor, "字"), (.earth, "地"),
            (.mark, "零一二三四五六七八九〇兩十廿卅"),
        ]
        var marks: [UInt32: HanMark] = [:]
        for (kind, text) in kinds {
            for scalar in folded(text) { marks[scalar, default: []].insert(kind) }
        }
        return WordTable(
            marks.sorted { $0.key < $1.key }.map { (Hash64.mix(UInt64($0.key)), UInt32($0.value.rawValue)) }
        )
    }()

    private static let numerals: WordTable = {
        var entries: [(hash: UInt64, value: UInt32)] = []
        for (text, value) in [("〇", 0), ("兩", 2), ("十", 10), ("廿", 20), ("卅", 30)] as [(String, UInt32)] {
            entries.append((Hash64.mix(UInt64(folded(text)[0])), value))
        }
        for (i, scalar) in folded("零一二三四五六七八九").enumerated() {
            entries.append((Hash64.mix(UInt64(scalar)), UInt32(i)))
        }
        return WordTable(entries)
    }()

    /// What a character may do.
    @inline(__always)
    static func mark(_ scalar: UInt32) -> HanMark {
        if scalar < 0x80 { return .mark }
        let bits = table.value(Hash64.mix(UInt64(scalar))) ?? 0
        return HanMark(rawValue: UInt16(truncatingIfNeeded: bits))
    }

    /// The value of a Chinese numeral.
    static func numeral(_ scalar: UInt32) -> Int? {
        numerals.value(Hash64.mix(UInt64(scalar))).map { Int($0) }
    }

    private static func folded(_ text: String) -> [UInt32] {
        text.unicodeScalars.map { HanFolding.representative($0.value) }
    }
}
