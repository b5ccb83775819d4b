import Columns

/// Parts addresses in Latin letters: one pass over the words, then what they left open.
///
/// Its rooms are used again for one address after another; whoever makes the reader deallocates it.
struct LatinAddressReader {
    /// The words, which ``LatinAddressWords`` reads.
    var tokens = Room<LatinAddressWords.Token>()
    private var text = ByteView(start: nil, count: 0)
    private var isHongKong = false
    private var i = 0
    /// Words whose meaning the next ones will show.
    private var pending = Room<Int32>()
    /// Words that stayed without meaning, before and behind the street, and where each group of them ends.
    private var before = WordGroups()
    private var behind = WordGroups()
    /// Words of a street or a name under way, and the numbers before it.
    private var name = Room<Int32>()
    private var numbers = Room<Int32>()
    private var joined = ByteRoom()

    func deallocate() {
        tokens.deallocate()
        pending.deallocate()
        before.deallocate()
        behind.deallocate()
        name.deallocate()
        numbers.deallocate()
        joined.deallocate()
    }

    /// Forgets the last address.
    mutating func begin() {
        tokens.removeAll()
        pending.removeAll()
        before.removeAll()
        behind.removeAll()
        i = 0
    }

    /// Finds the parts of the address whose words were read.
    mutating func read(
        _ text: ByteView,
        isHongKong: Bool,
        _ parts: inout AddressParts,
        _ kinds: inout StandardisationKinds
    ) {
        self.text = text
        self.isHongKong = isHongKong
        run(&parts, &kinds)
    }

    private mutating func run(_ parts: inout AddressParts, _ kinds: inout StandardisationKinds) {
        while i < tokens.count {
            if !pending.isEmpty, tokens[Int(pending.last)].segment != tokens[i].segment {
                flush(behindStreet: !parts.street.isEmpty)
            }
            if takeUnit(&parts) || takeFloor(&parts) || takeBlock(&parts) || takePostcode(&parts) { continue }
            if isHongKong, takePlace(&parts) { continue }
            if takeStreet(&parts, &kinds) || takeBuilding(&parts, &kinds) { continue }
            pending.append(Int32(truncatingIfNeeded: i))
            i += 1
        }
        flush(behindStreet: !parts.street.isEmpty)
        settle(&parts, &kinds)
    }

    @inline(__always)
    private func word(_ i: Int) -> ByteView { text.part(tokens[i].range) }

    private func word(_ i: Int32) -> ByteView { word(Int(i)) }

    /// Whether a word may number a flat or a block: it has a digit, or one or two letters.
    private func isMark(_ i: Int) -> Bool {
        i < tokens.count && (tokens[i].hasDigit || tokens[i].count <= 2)
    }

    /// A number without leading zeros.
    @inline(__always)
    private static func number(_ word: ByteView) -> ByteView {
        var start = 0
        while start &+ 1 < word.count, word[start] == 0x30 { start &+= 1 }
        return word.part(start..<word.count)
    }

    // MARK: Unit, floor, block, postcode

    private mutating func takeUnit(_ parts: inout AddressParts) -> Bool {
        guard tokens[i].kind == .unit else { return false }
        var next = i + 1
        while next < tokens.count, tokens[next].kind == .unit { next += 1 }
        guard isMark(next), parts.unit.isEmpty else { return false }
        parts.unit.set(Self.number(word(next)))
        i = next + 1
        return true
    }

    private mutating func takeFloor(_ parts: inout AddressParts) -> Bool {
        guard parts.floor.isEmpty else { return false }
        let length = tokens[i].count
        let hasNext = i + 1 < tokens.count
        if hasNext, tokens[i + 1].kind == .floor, length <= 4, tokens[i].hasDigit || tokens[i].isBeforeSlash {
            parts.floor.set(Self.floorNumber(word(i)))
            i += 2
            return true
        }
        if hasNext, tokens[i + 1].kind == .floor, tokens[i].kind == .ordinalFloor {
            parts.floor.append(Self.ordinal(word(i)))
            i += 2
            return true
        }
        if hasNext, tokens[i].kind == .floor, length > 1, tokens[i + 1].hasDigit {
            parts.floor.set(Self.floorNumber(word(i + 1)))
            i += 2
            return true
        }
        // 15F, GF
        guard length == 2 || length == 3, word(i)[length - 1] == 0x66 else { return false }
        let body = word(i).part(0..<(length - 1))
        let isNumbered = body.allSatisfy { $0 &- 48 < 10 }
        guard isNumbered || body.isSame("g") || body.isSame("ug") else { return false }
        parts.floor.set(Self.number(body))
        i += 1
        return true
    }

    /// The floor of an ordinal: g, or a digit.
    private static func ordinal(_ word: ByteView) -> UInt8 {
        if word.isSame("ground") { return 0x67 }
        if word.isSame("first") { return 0x31 }
        if word.isSame("second") { return 0x32 }
        if word.isSame("third") { return 0x33 }
        return word.isSame("fourth") ? 0x34 : 0x35
    }

    /// The number of a floor without the ending of an ordinal.
    private static func floorNumber(_ word: ByteView) -> ByteView {
        var digits = 0
        while digits < word.count, word[digits] &- 48 < 10 { digits += 1 }
        let isOrdinal = word.count - digits == 2 && digits > 0
        return number(isOrdinal ? word.part(0..<digits) : word)
    }

    private mutating func takeBlock(_ parts: inout AddressParts) -> Bool {
        guard tokens[i].kind == .block || tokens[i].kind == .phase, isMark(i + 1) else { return false }
        if !parts.blocks.isEmpty { parts.blocks.append(0x20) }
        parts.blocks.append(tokens[i].kind == .block ? "block" : "phase")
        parts.blocks.appendWord(Self.number(word(i + 1)))
        i += 2
        return true
    }

    /// A number of four to six digits, or a British postcode, at the end.
    private mutating func takePostcode(_ parts: inout AddressParts) -> Bool {
        guard i > 0, tokens.count > 2, parts.postcode.isEmpty else { return false }
        let isLast = i == tokens.count - 1
        if isLast, tokens[i].isNumber, (4...6).contains(tokens[i].count) {
            parts.postcode.set(word(i))
            i += 1
            return true
        }
        guard i == tokens.count - 2, tokens[i].hasDigit, tokens[i + 1].count == 3 else { return false }
        let inward = word(i + 1)
        let isInward = inward[0] &- 48 < 10 && inward[1] &- 97 < 26 && inward[2] &- 97 < 26
        guard isInward, word(i)[0] &- 97 < 26, tokens[i].count <= 4 else { return false }
        for byte in word(i) { parts.postcode.append(byte >= 97 ? byte & 0xdf : byte) }
        for byte in inward { parts.postcode.append(byte >= 97 ? byte & 0xdf : byte) }
        i += 2
        return true
    }

    // MARK: Places

    private mutating func takePlace(_ parts: inout AddressParts) -> Bool {
        guard let longest = HongKongGazetteer.longestName(beginningWith: tokens[i].hash) else { return false }
        // All words of the segment that a name may have, without the spaces between them.
        joined.removeAll()
        var end = i
        while end < tokens.count, end - i < HongKongGazetteer.longestWords,
            tokens[end].segment == tokens[i].segment, joined.count + tokens[end].count <= longest
        {
            joined.append(word(end))
            end += 1
        }
        while end > i {
            // SAFETY: rooms can be read eight bytes beyond their end.
            let hash = PaddedText.hash(joined.base, joined.count)
            if let place = HongKongGazetteer.place(hash), stands(place, upTo: end) {
                flush(behindStreet: !parts.street.isEmpty)
                parts.add(place)
                i = end
                return true
            }
            end -= 1
            joined.truncate(to: joined.count - tokens[end].count)
        }
        return false
    }

    /// Whether the words behind a name leave it a place: “Tai Wai Road” and “Sha Tin Plaza” are not.
    private func stands(_ place: GazetteerPlace, upTo end: Int) -> Bool {
        guard end < tokens.count, tokens[end].segment == tokens[i].segment else { return true }
        switch tokens[end].kind {
        case .streetType, .buildingType: return false
        default: return true
        }
    }

    // MARK: Streets and buildings

    private mutating func takeStreet(
        _ parts: inout AddressParts,
        _ kinds: inout StandardisationKinds
    ) -> Bool {
        guard parts.street.isEmpty else { return false }
        let segment = tokens[i].segment
        if tokens[i].kind == .streetPrefix, pending.view.allSatisfy({ tokens[Int($0)].hasDigit }) {
            name.removeAll()
            if !pending.isEmpty { parts.streetNumber.set(Self.number(word(pending[0]))) }
            pending.removeAll()
            while i < tokens.count, tokens[i].segment == segment {
                if tokens[i].hasDigit {
                    if parts.streetNumber.isEmpty { parts.streetNumber.set(Self.number(word(i))) }
                } else {
                    name.append(Int32(truncatingIfNeeded: i))
                }
                i += 1
            }
            write(name.view, to: &parts.street, &kinds)
            return true
        }
        let isCompound = endsLikeStreet(word(i))
        guard tokens[i].kind == .streetType || isCompound else { return false }
        if isHongKong, AddressWords.isBuildingInHongKong(word(i)) { return false }
        name.removeAll()
        numbers.removeAll()
        for k in pending.view {
            if name.isEmpty, tokens[Int(k)].hasDigit { numbers.append(k) } else { name.append(k) }
        }
        // “St Johns”: a saint at the start of a name is no street.
        if name.isEmpty, !isCompound { return false }
        pending.removeAll()
        name.append(Int32(truncatingIfNeeded: i))
        i += 1
        if i < tokens.count, tokens[i].segment == segment, tokens[i].kind == .direction {
            name.append(Int32(truncatingIfNeeded: i))
            i += 1
        }
        if numbers.isEmpty, i < tokens.count, tokens[i].segment == segment, tokens[i].hasDigit,
            isCompound || isGermanType(word(name.last))
        {
            numbers.append(Int32(truncatingIfNeeded: i))
            i += 1
        }
        // A number alone before a comma belongs to the street behind it.
        if numbers.isEmpty, before.count > 0 {
            let last = before.group(before.count - 1)
            if last.count == 1, tokens[Int(last[0])].hasDigit {
                numbers.append(last[0])
                before.removeLast()
            }
        }
        var first = 0
        if numbers.count > 1, tokens[Int(numbers[0])].isBeforeSlash, parts.unit.isEmpty {
            parts.unit.set(Self.number(word(numbers[0])))
            first = 1
        }
        for k in first..<numbers.count { parts.streetNumber.appendWord(Self.number(word(numbers[k]))) }
        write(name.view, to: &parts.street, &kinds)
        return true
    }

    private func endsLikeStreet(_ word: ByteView) -> Bool {
        guard word.count > 6 else { return false }
        return word.endsLike("strasse") || word.endsLike("gasse") || word.endsLike("allee")
            || word.endsLike("platz")
    }

    private func isGermanType(_ word: ByteView) -> Bool {
        word.isSame("strasse") || word.isSame("str") || word.isSame("weg") || word.isSame("gasse")
            || word.isSame("allee")
    }

    private mutating func takeBuilding(
        _ parts: inout AddressParts,
        _ kinds: inout StandardisationKinds
    ) -> Bool {
        let isType =
            tokens[i].kind == .buildingType
            || (isHongKong && AddressWords.isBuildingInHongKong(word(i)))
        guard isType, !pending.isEmpty else { return false }
        pending.append(Int32(truncatingIfNeeded: i))
        i += 1
        while i < tokens.count, tokens[i].segment == tokens[i - 1].segment, tokens[i].kind == .buildingType {
            pending.append(Int32(truncatingIfNeeded: i))
            i += 1
        }
        write(pending.view, to: &parts.names, &kinds)
        pending.removeAll()
        return true
    }

    /// Sets words aside that no later word explains.
    private mutating func flush(behindStreet: Bool) {
        if pending.isEmpty { return }
        if behindStreet { behind.append(pending.view) } else { before.append(pending.view) }
        pending.removeAll()
    }

    /// Gives words set aside a place: before the street a building, behind it locality, district and region.
    private mutating func settle(_ parts: inout AddressParts, _ kinds: inout StandardisationKinds) {
        if parts.street.isEmpty, parts.locality.isEmpty, parts.doubtful.isEmpty, before.count > 1 {
            write(before.group(before.count - 1), to: &parts.locality, &kinds)
            before.removeLast()
        }
        for g in 0..<before.count {
            let words = before.group(g)
            if words.count == 1, tokens[Int(words[0])].hasDigit, parts.streetNumber.isEmpty,
                parts.unit.isEmpty
            {
                parts.unit.set(Self.number(word(words[0])))
            } else {
                write(words, to: &parts.names, &kinds)
            }
        }
        if behind.count > 1 || (behind.count > 0 && !parts.locality.isEmpty), parts.region.isEmpty {
            write(behind.group(behind.count - 1), to: &parts.region, &kinds)
            behind.removeLast()
        }
        for g in 0..<behind.count {
            if parts.locality.isEmpty {
                write(behind.group(g), to: &parts.locality, &kinds)
            } else {
                write(behind.group(g), to: &parts.district, &kinds)
            }
        }
    }

    private mutating func write(
        _ words: UnsafeBufferPointer<Int32>,
        to part: inout ByteRoom,
        _ kinds: inout StandardisationKinds
    ) {
        if words.isEmpty { return }
        joined.removeAll()
        for i in words { joined.appendWord(Self.number(word(i))) }
        if !part.isEmpty { part.append(0x20) }
        PlaceWords.writeOut(joined.view, to: &part, &kinds)
    }
}

/// Groups of words, one after another.
struct WordGroups {
    private var words = Room<Int32>()
    private var ends = Room<Int32>()

    /// The number of groups.
    var count: Int { ends.count }

    func deallocate() {
        words.deallocate()
        ends.deallocate()
    }

    mutating func removeAll() {
        words.removeAll()
        ends.removeAll()
    }

    mutating func append(_ group: UnsafeBufferPointer<Int32>) {
        words.append(group)
        ends.append(Int32(truncatingIfNeeded: words.count))
    }

    /// The words of a group, good until the next one is appended.
    func group(_ index: Int) -> UnsafeBufferPointer<Int32> {
        words.view((index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index]))
    }

    mutating func removeLast() {
        ends.truncate(to: ends.count - 1)
        words.truncate(to: ends.isEmpty ? 0 : Int(ends.last))
    }
}
