import Columns

/// Parts addresses in Chinese, which run from the region to the flat without separators.
///
/// Its rooms are used again for one address after another; whoever makes the reader deallocates it.
struct HanAddressReader {
    /// The folded address.
    private var text = ByteView(start: nil, count: 0)
    /// Its characters, where each begins in the text, and what each may do.
    private var scalars = Room<UInt32>()
    private var starts = Room<Int32>()
    private var marks = Room<HanMark>()
    private var i = 0
    /// Characters whose meaning the next ones will show, as positions.
    private var pending = Room<Int32>()
    private var written = ByteRoom()

    func deallocate() {
        scalars.deallocate()
        starts.deallocate()
        marks.deallocate()
        pending.deallocate()
        written.deallocate()
    }

    /// Finds the parts of a folded address.
    mutating func read(_ text: ByteView, _ parts: inout AddressParts) {
        self.text = text
        scalars.removeAll()
        starts.removeAll()
        marks.removeAll()
        pending.removeAll()
        i = 0
        var position = 0
        while position < text.count {
            let (scalar, length) = UTF8Reading.scalar(text, at: position)
            if let scalar {
                scalars.append(scalar)
                starts.append(Int32(truncatingIfNeeded: position))
                marks.append(HanMarks.mark(scalar))
            }
            position += length
        }
        starts.append(Int32(truncatingIfNeeded: text.count))
        run(&parts)
    }

    private mutating func run(_ parts: inout AddressParts) {
        while i < scalars.count {
            if !endsWithMark, takePlace(&parts) { continue }
            if takeEnd(&parts) { continue }
            if scalars[i] != 0x20 { pending.append(Int32(truncatingIfNeeded: i)) }
            i += 1
        }
        let mark = trailingMark()
        if mark > 0, parts.unit.isEmpty { write(last: mark, to: &parts.unit) }
        flush(&parts, dropping: mark)
    }

    /// Whether a position holds a character of a kind.
    private func has(_ kind: HanMark, at position: Int) -> Bool {
        position < marks.count && !marks[position].isDisjoint(with: kind)
    }

    private func starts(_ word: [UInt32], at position: Int) -> Bool {
        if position + word.count > scalars.count { return false }
        for k in 0..<word.count where scalars[position + k] != word[k] { return false }
        return true
    }

    // MARK: Places

    private mutating func takePlace(_ parts: inout AddressParts) -> Bool {
        let longest = HongKongGazetteer.longestName(beginningWith: scalars[i])
        if longest == 0 { return false }
        let start = Int(starts[i])
        var length = 0
        while length < HongKongGazetteer.longestHan, i + length < scalars.count,
            UTF8Reading.isHan(scalars[i + length]), Int(starts[i + length + 1]) - start <= longest
        { length += 1 }
        while length >= 2 {
            let name = text.part(start..<Int(starts[i + length]))
            if let place = HongKongGazetteer.place(name), stands(place, at: i + length) {
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
        if has(.streetEnd, at: end) { return false }
        for word in HanMarks.namesOfBuildings where starts(word, at: end) { return false }
        return true
    }

    // MARK: Ends

    /// Ends a part at the character that names its kind.
    private mutating func takeEnd(_ parts: inout AddressParts) -> Bool {
        if parts.floor.isEmpty, has(.earth, at: i) {
            if starts(HanMarks.ground, at: i), !endsWithMark {
                flush(&parts, dropping: 0)
                parts.floor.append(0x67)
                i += 2
                return true
            }
            if starts(HanMarks.basement, at: i) {
                flush(&parts, dropping: 0)
                parts.floor.append(0x62)
                i += 2
                return true
            }
        }
        if pending.isEmpty { return false }
        let mark = trailingMark()
        if mark == 0 { return takeNamed(&parts) }
        // 禧六街 is a street and 平六樓 a house: numerals of a name count nothing.
        let isName = mark < pending.count && !isNumbered(mark)
        if isName, has(.storey, at: i), isStoreyBehind { return takeNamed(&parts) }
        if takeNumbered(mark, &parts) { return true }
        return isName && has(.streetEnd, at: i) && takeNamed(&parts)
    }

    /// Ends a part that a number, or a letter, stands before: 15樓, 12A室, 第三座, 700號.
    private mutating func takeNumbered(_ mark: Int, _ parts: inout AddressParts) -> Bool {
        if has(.characterFloor, at: i), has(.storey, at: i + 1) {
            take(mark, length: 2, to: &parts.floor, &parts.names)
            return true
        }
        if has(.storey, at: i) {
            take(mark, length: 1, to: &parts.floor, &parts.names)
            return true
        }
        if has(.room, at: i) {
            take(mark, length: 1, to: &parts.unit, &parts.names)
            return true
        }
        if starts(HanMarks.unitWord, at: i) {
            take(mark, length: 2, to: &parts.unit, &parts.names)
            return true
        }
        if has([.block, .phase], at: i) {
            written.removeAll()
            appendText(last: mark)
            flush(&parts, dropping: mark)
            if !parts.blocks.isEmpty { parts.blocks.append(0x20) }
            parts.blocks.append(has(.block, at: i) ? "block" : "phase")
            parts.blocks.appendWord(written.view)
            i += 1
            return true
        }
        if has(.number, at: i) {
            // 12號室 and 12號單位 are flats.
            if has(.room, at: i + 1) {
                take(mark, length: 2, to: &parts.unit, &parts.names)
            } else {
                take(mark, length: 1, to: &parts.streetNumber, &parts.names)
            }
            return true
        }
        return false
    }

    /// Ends the name of a street or of a building.
    private mutating func takeNamed(_ parts: inout AddressParts) -> Bool {
        if has(.streetEnd, at: i), parts.street.isEmpty {
            pending.append(Int32(truncatingIfNeeded: i))
            i += 1
            if has(.direction, at: i) {
                pending.append(Int32(truncatingIfNeeded: i))
                i += 1
            }
            write(last: pending.count, to: &parts.street)
            pending.removeAll()
            return true
        }
        if has(.buildingEnd, at: i), pending.count >= 2 {
            pending.append(Int32(truncatingIfNeeded: i))
            i += 1
            flush(&parts, dropping: 0)
            return true
        }
        return false
    }

    private mutating func take(
        _ mark: Int,
        length: Int,
        to part: inout ByteRoom,
        _ names: inout ByteRoom
    ) {
        if part.isEmpty { write(last: mark, to: &part) }
        flush(&names, dropping: mark)
        i += length
    }

    private mutating func flush(_ parts: inout AddressParts, dropping count: Int) {
        flush(&parts.names, dropping: count)
    }

    /// Writes the pending characters, but the last few, as the name of a building.
    private mutating func flush(_ names: inout ByteRoom, dropping count: Int) {
        var length = pending.count - count
        if length > 0, has(.ordinal, at: Int(pending[length - 1])) { length -= 1 }
        if length > 0 {
            written.removeAll()
            appendText(0..<length)
            names.appendWord(written.view)
        }
        pending.removeAll()
    }

    /// Whether another floor is named further on.
    private var isStoreyBehind: Bool {
        var position = i + 2
        while position < scalars.count {
            if has(.storey, at: position), has(.mark, at: position - 1) { return true }
            position += 1
        }
        return false
    }

    // MARK: Numbers

    /// Whether a letter or a digit is among the last pending characters, or 第 or a number stands before them.
    private func isNumbered(_ count: Int) -> Bool {
        for k in (pending.count - count)..<pending.count where scalars[Int(pending[k])] < 0x80 { return true }
        return has(.ordinal, at: Int(pending[pending.count - count - 1]))
    }

    private var endsWithMark: Bool { !pending.isEmpty && has(.mark, at: Int(pending.last)) }

    /// How many letters and digits, or Chinese numerals, end what is pending.
    private func trailingMark() -> Int {
        var count = 0
        while count < pending.count, has(.mark, at: Int(pending[pending.count - 1 - count])) { count += 1 }
        return count
    }

    private mutating func write(last count: Int, to part: inout ByteRoom) {
        written.removeAll()
        appendText(last: count)
        part.set(written.view)
    }

    private mutating func appendText(last count: Int) {
        appendText((pending.count - count)..<pending.count)
    }

    /// The text of pending characters; Chinese numerals become digits where nothing else stands beside them.
    private mutating func appendText(_ range: Range<Int>) {
        if let number = value(range) {
            for digit in String(number).utf8 { written.append(digit) }
            return
        }
        for k in range {
            let position = Int(pending[k])
            written.append(text.part(Int(starts[position])..<Int(starts[position + 1])))
        }
        var zeros = 0
        while zeros + 1 < written.count, written[zeros] == 0x30, written[zeros + 1] &- 48 < 10 { zeros += 1 }
        if zeros > 0 {
            let rest = Array(written.view(zeros..<written.count))
            written.removeAll()
            for byte in rest { written.append(byte) }
        }
    }

    /// The number that Chinese numerals name, up to 99; nil if there are other characters.
    private func value(_ range: Range<Int>) -> Int? {
        if range.isEmpty { return nil }
        var total = 0
        var digit: Int?
        for k in range {
            guard let value = HanMarks.numeral(scalars[Int(pending[k])]) else { return nil }
            if value >= 10 {
                total += value == 10 ? (digit ?? 1) * 10 : value
                digit = nil
            } else {
                digit = min(digit ?? 0, 1 << 50) * 10 + value
            }
        }
        return total + (digit ?? 0)
    }
}
