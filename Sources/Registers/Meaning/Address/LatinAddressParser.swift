/// Parts addresses in Latin letters.
struct LatinAddressParser {
    let isHongKong: Bool

    /// A word of the address in `sink.scratch`.
    struct Token {
        var range: Range<Int>
        var segment: Int
        var kind: AddressWord?
        var hasDigit = false
        var isNumber = false
        /// Whether a slash follows at once, as in 12/F and 3/45.
        var isBeforeSlash = false
    }

    func parse(
        _ value: UnsafeBufferPointer<UInt8>,
        _ parts: inout AddressParts,
        _ sink: inout CanonicalSink
    ) {
        let tokens = tokenise(value, &sink)
        let text = sink.scratch
        var reading = Reading(tokens: tokens, text: text, isHongKong: isHongKong)
        reading.run(&parts, &sink.kinds)
    }

    // MARK: Words

    private func tokenise(_ value: UnsafeBufferPointer<UInt8>, _ sink: inout CanonicalSink) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(16)
        var segment = 0
        var start = 0
        var i = 0
        while i <= value.count {
            let byte = i < value.count ? value[i] : 0x2c
            let isSeparator: Bool
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x27, 0x60, 0x80...: isSeparator = false
            case 0x2e:
                // N.T. is one word; the stop after it and after “St.” ends one.
                isSeparator =
                    !(i == start + 1 && i + 1 < value.count && (value[i + 1] | 0x20) &- 97 < 26)
                    && !(i >= start + 2 && i >= 2 && value[i - 2] == 0x2e && i + 1 < value.count
                        && (value[i + 1] | 0x20) &- 97 < 26)
            case 0x2d:
                // A range of numbers stays one word.
                isSeparator =
                    !(i > start && value[i - 1] &- 48 < 10 && i + 1 < value.count
                    && value[i + 1] &- 48 < 10)
            default: isSeparator = true
            }
            if !isSeparator {
                i += 1
                continue
            }
            if i > start { add(value, start..<i, segment, isBeforeSlash: byte == 0x2f, &tokens, &sink) }
            if byte == 0x2c || byte == 0x3b || byte == 0x0a { segment += 1 }
            i += 1
            start = i
        }
        return tokens
    }

    private func add(
        _ value: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ segment: Int,
        isBeforeSlash: Bool,
        _ tokens: inout [Token],
        _ sink: inout CanonicalSink
    ) {
        if !sink.scratch.isEmpty { sink.scratch.append(0x20) }
        let begin = sink.scratch.count
        var isNumber = true
        var hasDigit = false
        var isASCII = true
        for i in range {
            let byte = value[i]
            if byte >= 0x80 {
                isASCII = false
                break
            }
            if byte &- 48 < 10 {
                hasDigit = true
                sink.scratch.append(byte)
            } else if (byte | 0x20) &- 97 < 26 {
                isNumber = false
                if byte < 97 { sink.kinds.insert(.letterCase) }
                sink.scratch.append(byte | 0x20)
            } else if byte == 0x2d {
                sink.scratch.append(byte)
            }
        }
        if !isASCII {
            sink.scratch.removeLast(sink.scratch.count - begin)
            TextFolding.fold(UnsafeBufferPointer(rebasing: value[range]), .separates, into: &sink)
            isNumber = false
            hasDigit = sink.scratch[begin...].contains { $0 &- 48 < 10 }
        }
        let end = sink.scratch.count
        if end == begin {
            if begin > 0 { sink.scratch.removeLast() }
            return
        }
        var token = Token(range: begin..<end, segment: segment)
        token.hasDigit = hasDigit
        token.isNumber = isNumber && hasDigit
        token.isBeforeSlash = isBeforeSlash
        if !hasDigit {
            token.kind = sink.scratch.withUnsafeBufferPointer {
                AddressWords.kind(UnsafeBufferPointer(rebasing: $0[begin..<end]))
            }
        }
        tokens.append(token)
    }
}

/// One pass over the words of an address.
private struct Reading {
    let tokens: [LatinAddressParser.Token]
    let text: [UInt8]
    let isHongKong: Bool
    private var i = 0
    /// Words whose meaning the next ones will show.
    private var pending: [Int] = []
    /// Words that stayed without meaning, before and behind the street.
    private var before: [[Int]] = []
    private var behind: [[Int]] = []

    init(tokens: [LatinAddressParser.Token], text: [UInt8], isHongKong: Bool) {
        self.tokens = tokens
        self.text = text
        self.isHongKong = isHongKong
    }

    mutating func run(_ parts: inout AddressParts, _ kinds: inout StandardisationKinds) {
        while i < tokens.count {
            if let last = pending.last, tokens[last].segment != tokens[i].segment { flush(parts) }
            if takeUnit(&parts) || takeFloor(&parts) || takeBlock(&parts) || takePostcode(&parts) { continue }
            if isHongKong, takePlace(&parts) { continue }
            if takeStreet(&parts, &kinds) || takeBuilding(&parts, &kinds) { continue }
            pending.append(i)
            i += 1
        }
        flush(parts)
        settle(&parts, &kinds)
    }

    private func word(_ i: Int) -> ArraySlice<UInt8> { text[tokens[i].range] }

    private func isSame(_ i: Int, _ other: StaticString) -> Bool {
        word(i).elementsEqual(UnsafeBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount))
    }

    /// Whether a word may number a flat or a block: it has a digit, or one or two letters.
    private func isMark(_ i: Int) -> Bool {
        i < tokens.count && (tokens[i].hasDigit || tokens[i].range.count <= 2)
    }

    private static func number(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var word = word
        while word.count > 1, word.first == 0x30 { word.removeFirst() }
        return word
    }

    // MARK: Unit, floor, block, postcode

    private mutating func takeUnit(_ parts: inout AddressParts) -> Bool {
        guard tokens[i].kind == .unit else { return false }
        var next = i + 1
        while next < tokens.count, tokens[next].kind == .unit { next += 1 }
        guard isMark(next), parts.unit.isEmpty else { return false }
        parts.unit = Array(Self.number(word(next)))
        i = next + 1
        return true
    }

    private mutating func takeFloor(_ parts: inout AddressParts) -> Bool {
        guard parts.floor.isEmpty else { return false }
        let length = tokens[i].range.count
        let hasNext = i + 1 < tokens.count
        if hasNext, tokens[i + 1].kind == .floor, length <= 4, tokens[i].hasDigit || tokens[i].isBeforeSlash {
            parts.floor = Array(Self.floorNumber(word(i)))
            i += 2
            return true
        }
        if hasNext, tokens[i + 1].kind == .floor, tokens[i].kind == .ordinalFloor {
            let names: [(StaticString, UInt8)] = [
                ("ground", 0x67), ("first", 0x31), ("second", 0x32), ("third", 0x33), ("fourth", 0x34),
                ("fifth", 0x35),
            ]
            parts.floor = names.first { isSame(i, $0.0) }.map { [$0.1] } ?? []
            i += 2
            return true
        }
        if hasNext, tokens[i].kind == .floor, length > 1, tokens[i + 1].hasDigit {
            parts.floor = Array(Self.floorNumber(word(i + 1)))
            i += 2
            return true
        }
        // 15F, GF
        let isShort = length <= 3 && word(i).last == 0x66 && length >= 2
        let body = word(i).dropLast()
        let isNumbered = body.allSatisfy { $0 &- 48 < 10 }
        if isShort, isNumbered || body.elementsEqual([0x67]) || body.elementsEqual([0x75, 0x67]) {
            parts.floor = Array(Self.number(body))
            i += 1
            return true
        }
        return false
    }

    /// The number of a floor without the ending of an ordinal.
    private static func floorNumber(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = word.prefix { $0 &- 48 < 10 }
        let ending = word.dropFirst(digits.count)
        let isOrdinal = ending.count == 2 && !digits.isEmpty
        return number(isOrdinal ? digits : word)
    }

    private mutating func takeBlock(_ parts: inout AddressParts) -> Bool {
        guard tokens[i].kind == .block || tokens[i].kind == .phase, isMark(i + 1) else { return false }
        let name = tokens[i].kind == .block ? "block" : "phase"
        AddressParts.add(name.utf8, to: &parts.blocks)
        AddressParts.add(Self.number(word(i + 1)), to: &parts.blocks)
        i += 2
        return true
    }

    /// A number of four to six digits, or a British postcode, at the end.
    private mutating func takePostcode(_ parts: inout AddressParts) -> Bool {
        guard i > 0, tokens.count > 2, parts.postcode.isEmpty else { return false }
        let isLast = i == tokens.count - 1
        if isLast, tokens[i].isNumber, (4...6).contains(tokens[i].range.count) {
            parts.postcode = Array(word(i))
            i += 1
            return true
        }
        guard i == tokens.count - 2, tokens[i].hasDigit, tokens[i + 1].range.count == 3 else { return false }
        let inward = Array(word(i + 1))
        let isInward = inward[0] &- 48 < 10 && inward[1] &- 97 < 26 && inward[2] &- 97 < 26
        guard isInward, word(i).first.map({ $0 &- 97 < 26 }) == true, tokens[i].range.count <= 4 else {
            return false
        }
        parts.postcode = (Array(word(i)) + inward).map { $0 >= 97 ? $0 & 0xdf : $0 }
        i += 2
        return true
    }

    // MARK: Places

    private mutating func takePlace(_ parts: inout AddressParts) -> Bool {
        let begins = text.withUnsafeBufferPointer {
            HongKongGazetteer.begins(UnsafeBufferPointer(rebasing: $0[tokens[i].range]))
        }
        guard begins else { return false }
        var length = 0
        while length < HongKongGazetteer.longestWords, i + length < tokens.count,
            tokens[i + length].segment == tokens[i].segment
        { length += 1 }
        while length > 0 {
            var key: [UInt8] = []
            for k in i..<(i + length) { key.append(contentsOf: word(k)) }
            if let place = HongKongGazetteer.place(key), stands(place, upTo: i + length) {
                flush(parts)
                parts.add(place)
                i += length
                return true
            }
            length -= 1
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
        if tokens[i].kind == .streetPrefix, pending.allSatisfy({ tokens[$0].hasDigit }) {
            var words: [Int] = []
            if let number = pending.first { parts.streetNumber = Array(Self.number(word(number))) }
            pending.removeAll()
            while i < tokens.count, tokens[i].segment == segment {
                if tokens[i].hasDigit {
                    if parts.streetNumber.isEmpty { parts.streetNumber = Array(Self.number(word(i))) }
                } else {
                    words.append(i)
                }
                i += 1
            }
            write(words, to: &parts.street, &kinds)
            return true
        }
        let isCompound = endsLikeStreet(word(i))
        guard tokens[i].kind == .streetType || isCompound else { return false }
        if isHongKong, AddressWords.isBuildingInHongKong(word(i)) { return false }
        var names = pending
        var numbers: [Int] = []
        while let first = names.first, tokens[first].hasDigit {
            numbers.append(first)
            names.removeFirst()
        }
        // “St Johns”: a saint at the start of a name is no street.
        let hasMore = i + 1 < tokens.count && tokens[i + 1].segment == segment
        if names.isEmpty, !isCompound, hasMore || numbers.isEmpty { return false }
        if names.isEmpty, !isCompound { return false }
        pending.removeAll()
        names.append(i)
        i += 1
        if i < tokens.count, tokens[i].segment == segment, tokens[i].kind == .direction {
            names.append(i)
            i += 1
        }
        if numbers.isEmpty, i < tokens.count, tokens[i].segment == segment, tokens[i].hasDigit,
            isCompound || isGermanType(names.last.map(word))
        {
            numbers.append(i)
            i += 1
        }
        // A number alone before a comma belongs to the street behind it.
        if numbers.isEmpty, let last = before.last, last.count == 1, tokens[last[0]].hasDigit {
            numbers = last
            before.removeLast()
        }
        if numbers.count > 1, tokens[numbers[0]].isBeforeSlash, parts.unit.isEmpty {
            parts.unit = Array(Self.number(word(numbers[0])))
            numbers.removeFirst()
        }
        for number in numbers { AddressParts.add(Self.number(word(number)), to: &parts.streetNumber) }
        write(names, to: &parts.street, &kinds)
        return true
    }

    private func endsLikeStreet(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count > 6 else { return false }
        for ending in ["strasse", "gasse", "allee", "platz"] {
            if word.suffix(ending.utf8.count).elementsEqual(ending.utf8) { return true }
        }
        return false
    }

    private func isGermanType(_ word: ArraySlice<UInt8>?) -> Bool {
        guard let word else { return false }
        return ["strasse", "str", "weg", "gasse", "allee"].contains { word.elementsEqual($0.utf8) }
    }

    private mutating func takeBuilding(
        _ parts: inout AddressParts,
        _ kinds: inout StandardisationKinds
    ) -> Bool {
        let isType =
            tokens[i].kind == .buildingType
            || (isHongKong && AddressWords.isBuildingInHongKong(word(i)))
        guard isType, !pending.isEmpty else { return false }
        pending.append(i)
        i += 1
        while i < tokens.count, tokens[i].segment == tokens[i - 1].segment, tokens[i].kind == .buildingType {
            pending.append(i)
            i += 1
        }
        write(pending, to: &parts.names, &kinds)
        pending.removeAll()
        return true
    }

    /// Sets words aside that no later word explains.
    private mutating func flush(_ parts: AddressParts) {
        if pending.isEmpty { return }
        if parts.street.isEmpty { before.append(pending) } else { behind.append(pending) }
        pending.removeAll()
    }

    /// Gives words set aside a place: before the street a building, behind it locality, district and region.
    private mutating func settle(_ parts: inout AddressParts, _ kinds: inout StandardisationKinds) {
        if parts.street.isEmpty, parts.locality.isEmpty, parts.doubtful.isEmpty, before.count > 1,
            let last = before.popLast()
        {
            write(last, to: &parts.locality, &kinds)
        }
        for words in before {
            if words.count == 1, tokens[words[0]].hasDigit, parts.streetNumber.isEmpty, parts.unit.isEmpty {
                parts.unit = Array(Self.number(word(words[0])))
            } else {
                write(words, to: &parts.names, &kinds)
            }
        }
        if let last = behind.last, behind.count > 1 || !parts.locality.isEmpty, parts.region.isEmpty {
            write(last, to: &parts.region, &kinds)
            behind.removeLast()
        }
        for words in behind {
            if parts.locality.isEmpty {
                write(words, to: &parts.locality, &kinds)
            } else {
                write(words, to: &parts.district, &kinds)
            }
        }
    }

    private func write(_ words: [Int], to part: inout [UInt8], _ kinds: inout StandardisationKinds) {
        guard !words.isEmpty else { return }
        var joined: [UInt8] = []
        for i in words { AddressParts.add(Self.number(word(i)), to: &joined) }
        if !part.isEmpty { part.append(0x20) }
        PlaceWords.writeOut(joined[...], to: &part, &kinds)
    }
}
