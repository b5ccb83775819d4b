/// Parts addresses in Chinese, which run from the region to the flat without separators.
enum HanAddressParser {
    static func parse(
        _ value: UnsafeBufferPointer<UInt8>,
        _ parts: inout AddressParts,
        _ sink: inout CanonicalSink
    ) {
        TextFolding.fold(value, .separates, into: &sink)
        var scalars: [UInt32] = []
        sink.scratch.withUnsafeBufferPointer { text in
            var i = 0
            while i < text.count {
                let (scalar, length) = UTF8Reading.scalar(text, at: i)
                if let scalar { scalars.append(scalar) }
                i += length
            }
        }
        var reading = HanReading(scalars: scalars)
        reading.run(&parts)
    }
}

private struct HanReading {
    let scalars: [UInt32]
    private var i = 0
    private var pending: [UInt32] = []

    init(scalars: [UInt32]) { self.scalars = scalars }

    private static func folded(_ text: String) -> [UInt32] {
        text.unicodeScalars.map { HanFolding.representative($0.value) }
    }

    private static let streetEnds = Set(folded("街道路里巷徑坊"))
    private static let buildingEnds = Set(folded("邨苑閣廈園軒庭舍府莊城灣樓"))
    private static let directions = Set(folded("東南西北中"))
    private static let numerals: [UInt32: Int] = {
        var values: [UInt32: Int] = [:]
        for (i, scalar) in folded("零一二三四五六七八九").enumerated() { values[scalar] = i }
        for (text, value) in [("〇", 0), ("兩", 2), ("十", 10), ("廿", 20), ("卅", 30)] {
            values[folded(text)[0]] = value
        }
        return values
    }()
    private static let storey = Set(folded("樓層"))
    private static let block = Set(folded("座"))
    private static let phase = Set(folded("期"))
    private static let room = Set(folded("室房"))
    private static let number = folded("號")
    private static let ordinal = folded("第")
    private static let ground = folded("地下")
    private static let basement = folded("地庫")
    private static let unitWord = folded("單位")
    private static let characterFloor = folded("字")

    mutating func run(_ parts: inout AddressParts) {
        while i < scalars.count {
            if pending.isEmpty || !isMark(pending.count - 1), takePlace(&parts) { continue }
            if takeEnd(&parts) { continue }
            let scalar = scalars[i]
            i += 1
            if scalar == 0x20 { continue }
            pending.append(scalar)
        }
        let mark = trailingMark()
        if !mark.isEmpty, parts.unit.isEmpty { parts.unit = text(mark) }
        flush(&parts, dropping: mark.count)
    }

    private func starts(_ word: [UInt32], at position: Int) -> Bool {
        position + word.count <= scalars.count
            && scalars[position..<(position + word.count)].elementsEqual(word)
    }

    private mutating func takePlace(_ parts: inout AddressParts) -> Bool {
        var length = min(HongKongGazetteer.longestHan, scalars.count - i)
        while length >= 2 {
            let name = Array(scalars[i..<(i + length)])
            if name.contains(0x20) || !name.allSatisfy(UTF8Reading.isHan) {
                length -= 1
                continue
            }
            if let place = HongKongGazetteer.place(text(name)), stands(place, at: i + length) {
                flush(&parts, dropping: 0)
                parts.add(place)
                i += length
                return true
            }
            length -= 1
        }
        return false
    }

    /// Whether what follows leaves a name a place: 大圍道 and 沙田廣場 are not.
    private func stands(_ place: GazetteerPlace, at end: Int) -> Bool {
        guard end < scalars.count else { return true }
        if place.kind == .region || place.kind == .estate { return true }
        if Self.streetEnds.contains(scalars[end]) { return false }
        for word in ["廣場", "中心", "花園", "大廈", "城", "邨"] where starts(Self.folded(word), at: end) {
            return false
        }
        return true
    }

    /// Ends a part at the character that names its kind.
    private mutating func takeEnd(_ parts: inout AddressParts) -> Bool {
        let scalar = scalars[i]
        if starts(Self.ground, at: i), parts.floor.isEmpty, pending.isEmpty || !isMark(pending.count - 1) {
            flush(&parts, dropping: 0)
            parts.floor = [0x67]
            i += 2
            return true
        }
        if starts(Self.basement, at: i), parts.floor.isEmpty {
            flush(&parts, dropping: 0)
            parts.floor = [0x62]
            i += 2
            return true
        }
        if pending.isEmpty { return false }
        let mark = trailingMark()
        if !mark.isEmpty {
            if Self.characterFloor.contains(scalar), i + 1 < scalars.count,
                Self.storey.contains(scalars[i + 1])
            {
                i += 1
                return take(mark, to: \.floor, &parts)
            }
            if Self.storey.contains(scalar) { return take(mark, to: \.floor, &parts) }
            if Self.room.contains(scalar) { return take(mark, to: \.unit, &parts) }
            if starts(Self.unitWord, at: i) {
                i += 1
                return take(mark, to: \.unit, &parts)
            }
            if Self.block.contains(scalar) || Self.phase.contains(scalar) {
                flush(&parts, dropping: mark.count)
                let name = Self.block.contains(scalar) ? "block" : "phase"
                AddressParts.add(name.utf8, to: &parts.blocks)
                AddressParts.add(text(mark), to: &parts.blocks)
                i += 1
                return true
            }
            if starts(Self.number, at: i) {
                // 12號室 and 12號單位 are flats.
                let next = i + 1
                if next < scalars.count, Self.room.contains(scalars[next]) {
                    i += 1
                    return take(mark, to: \.unit, &parts)
                }
                return take(mark, to: \.streetNumber, &parts)
            }
        }
        if Self.streetEnds.contains(scalar), parts.street.isEmpty, pending.count >= 1, mark.isEmpty {
            pending.append(scalar)
            i += 1
            if i < scalars.count, Self.directions.contains(scalars[i]) {
                pending.append(scalars[i])
                i += 1
            }
            parts.street = text(pending)
            pending.removeAll()
            return true
        }
        if Self.buildingEnds.contains(scalar), pending.count >= 2, mark.isEmpty {
            pending.append(scalar)
            i += 1
            flush(&parts, dropping: 0)
            return true
        }
        return false
    }

    private mutating func take(
        _ mark: [UInt32],
        to part: WritableKeyPath<AddressParts, [UInt8]>,
        _ parts: inout AddressParts
    ) -> Bool {
        flush(&parts, dropping: mark.count)
        if parts[keyPath: part].isEmpty { parts[keyPath: part] = text(mark) }
        i += 1
        return true
    }

    /// Writes the pending characters, but the last few, as the name of a building.
    private mutating func flush(_ parts: inout AddressParts, dropping count: Int) {
        var name = pending.dropLast(count)
        if let last = name.last, Self.ordinal.contains(last) { name.removeLast() }
        if !name.isEmpty { AddressParts.add(text(Array(name)), to: &parts.names) }
        pending.removeAll()
    }

    // MARK: Numbers

    private func isMark(_ position: Int) -> Bool {
        let scalar = pending[position]
        return scalar < 0x80 || Self.numerals[scalar] != nil
    }

    /// The letters and digits, or Chinese numerals, at the end of what is pending.
    private func trailingMark() -> [UInt32] {
        var start = pending.count
        while start > 0, isMark(start - 1) { start -= 1 }
        return Array(pending[start...])
    }

    /// UTF-8 of characters; Chinese numerals become digits where nothing else stands beside them.
    private func text(_ scalars: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = []
        if let number = Self.value(scalars) { return Array(String(number).utf8) }
        for scalar in scalars { UTF8Reading.append(scalar, to: &bytes) }
        while bytes.count > 1, bytes[0] == 0x30, bytes[1] &- 48 < 10 { bytes.removeFirst() }
        return bytes
    }

    /// The number that Chinese numerals name, up to 99; nil if there are other characters.
    private static func value(_ scalars: [UInt32]) -> Int? {
        if scalars.isEmpty { return nil }
        var total = 0
        var digit: Int?
        for scalar in scalars {
            guard let value = numerals[scalar] else { return nil }
            if value >= 10 {
                total += value == 10 ? (digit ?? 1) * 10 : value
                digit = nil
            } else {
                digit = (digit ?? 0) * 10 + value
            }
        }
        return total + (digit ?? 0)
    }
}
