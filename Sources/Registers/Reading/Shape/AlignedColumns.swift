/// Parts lines whose columns are aligned by blanks: below a line of hyphens, or with two blanks between fields.
///
/// Fields are parted by the control character 0x1f, which files of the kind do not hold.
struct AlignedColumnFilter: TextFilter {
    /// How columns are told.
    enum Way: Sendable, Equatable {
        /// By the places of the hyphens in a line below the header, in characters from 0.
        case places([Range<Int>], wideCharacters: Bool)
        /// By two blanks or more, or tabs.
        case blanks
    }

    /// The byte put between fields.
    static let delimiter: UInt8 = 0x1f

    let way: Way
    private var line: [UInt8] = []

    init(_ way: Way) { self.way = way }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
        for byte in bytes {
            if byte == 0x0a {
                text += Self.parted(line, way) ?? line
                text.append(byte)
                line.removeAll(keepingCapacity: true)
            } else {
                line.append(byte)
            }
        }
    }

    mutating func finish(into text: inout [UInt8]) {
        text += Self.parted(line, way) ?? line
        line.removeAll()
    }

    /// A line with its fields parted; nil if its characters do not keep to the columns.
    static func parted(_ line: [UInt8], _ way: Way) -> [UInt8]? {
        let line = Array(RowCursor.trimmedEnd(line[...]))
        if line.isEmpty { return nil }
        switch way {
        case .blanks: return Array(fields(line).joined(separator: [delimiter]))
        case .places(let places, let wide): return parted(line, at: places, wide)
        }
    }

    /// The stretches between two blanks or more.
    static func fields(_ line: [UInt8]) -> [[UInt8]] {
        var fields: [[UInt8]] = [[]]
        var blanks: [UInt8] = []
        for byte in RowCursor.trimmed(line) {
            if byte == 0x20 || byte == 0x09 {
                blanks.append(byte)
                continue
            }
            if blanks.count > 1 || blanks.first == 0x09 {
                fields.append([])
            } else {
                fields[fields.count - 1] += blanks
            }
            blanks.removeAll(keepingCapacity: true)
            fields[fields.count - 1].append(byte)
        }
        return fields
    }

    private static func parted(_ line: [UInt8], at places: [Range<Int>], _ wide: Bool) -> [UInt8]? {
        var text: [UInt8] = []
        var column = 0
        var place = 0
        for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
            while column < places.count - 1, place >= places[column + 1].lowerBound {
                column += 1
                while let last = text.last, last == 0x20 { text.removeLast() }
                text.append(delimiter)
            }
            // Between columns, and before the first, blanks alone may stand.
            let isBetween = !places[column].contains(place) && column < places.count - 1
            if isBetween && scalar != " " { return nil }
            text += Array(String(scalar).utf8)
            place += wide && isWide(scalar) ? 2 : 1
        }
        return text
    }

    /// Whether a terminal shows a character in two columns: Han, kana, Hangul and full-width forms.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
            0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x20000...0x3fffd:
            true
        default: false
        }
    }

    /// The columns below a line of hyphens among the first lines of a text; nil if there is none.
    static func ruled(_ lines: [[UInt8]]) -> Way? {
        guard let index = lines.prefix(40).firstIndex(where: { places(ofRule: $0) != nil }), index > 0,
            let places = places(ofRule: lines[index])
        else { return nil }
        let below = lines[(index + 1)...].filter { !$0.isEmpty }
        let fitting = [false, true].map { wide in
            below.count { parted($0, .places(places, wideCharacters: wide)) != nil }
        }
        if below.isEmpty || fitting.reduce(0, max) * 10 < below.count * 8 { return nil }
        return .places(places, wideCharacters: fitting[1] > fitting[0])
    }

    /// The places of at least two groups of hyphens that make up a line, parted by blanks.
    private static func places(ofRule line: [UInt8]) -> [Range<Int>]? {
        var places: [Range<Int>] = []
        for (place, byte) in RowCursor.trimmedEnd(line[...]).enumerated() {
            if byte == 0x20 { continue }
            guard byte == 0x2d || byte == 0x3d else { return nil }
            if let last = places.last, last.upperBound == place {
                places[places.count - 1] = last.lowerBound..<(place + 1)
            } else {
                places.append(place..<(place + 1))
            }
        }
        return places.count > 1 ? places : nil
    }
}
