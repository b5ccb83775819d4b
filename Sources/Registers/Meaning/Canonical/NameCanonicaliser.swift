/// Names: lower-case words without diacritics, apostrophes, titles and suffixes.
///
/// Outputs: the name; and a Han name of two or more characters that shares the cell with a Latin one.
struct NameCanonicaliser: Canonicaliser {
    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        TextFolding.fold(value, .separates, into: &sink)
        var start = 0
        var end = sink.scratch.count
        NameWords.trim(sink.scratch, &start, &end, &sink.kinds)
        if Placeholders.matches(sink.scratch[start..<end]) {
            sink.kinds.insert(.placeholder)
            return
        }
        if sink.scratch[start..<end].contains(where: { $0 >= 0x80 }) {
            HanSplitting.split(start..<end, latin: 0, han: 1, keepsHanAlone: true, in: &sink)
        } else {
            sink.append(sink.scratch[start..<end], to: 0)
        }
    }
}

/// Han names: Han characters alone, each as its representative.
struct HanNameCanonicaliser: Canonicaliser {
    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        TextFolding.fold(value, .separates, into: &sink)
        if Placeholders.matches(sink.scratch[...]) {
            sink.kinds.insert(.placeholder)
            return
        }
        for byte in sink.scratch where byte != 0x20 { sink.spare.append(byte) }
        if sink.spare.count != sink.scratch.count { sink.kinds.insert(.spaces) }
        sink.append(sink.spare[...])
    }
}

/// Parts a folded name in its Latin and its Han words.
enum HanSplitting {
    /// Writes the Latin words to one output and the Han characters, two or more, to another.
    ///
    /// - Parameter keepsHanAlone: Whether a name that is Han alone stays in the Latin output, because it is all
    ///   there is to compare.
    static func split(
        _ range: Range<Int>,
        latin: Int,
        han: Int,
        keepsHanAlone: Bool,
        in sink: inout CanonicalSink
    ) {
        var i = range.lowerBound
        var hanCharacters = 0
        sink.spare.removeAll(keepingCapacity: true)
        // The Latin words go to `spare`; Han characters are counted and leave a space.
        sink.scratch.withUnsafeBufferPointer { text in
            while i < range.upperBound {
                let (scalar, length) = UTF8Reading.scalar(text, at: i)
                if let scalar, UTF8Reading.isHan(scalar) {
                    hanCharacters += 1
                    if sink.spare.last != 0x20, !sink.spare.isEmpty { sink.spare.append(0x20) }
                } else if text[i] != 0x20 || (sink.spare.last != 0x20 && !sink.spare.isEmpty) {
                    for k in i..<(i + length) { sink.spare.append(text[k]) }
                }
                i += length
            }
        }
        if sink.spare.last == 0x20 { sink.spare.removeLast() }
        if hanCharacters == 0 || (keepsHanAlone && sink.spare.isEmpty) {
            sink.append(sink.scratch[range], to: latin)
            return
        }
        if !sink.spare.isEmpty {
            // A title may have been glued to a Han character.
            var start = 0
            var end = sink.spare.count
            NameWords.trim(sink.spare, &start, &end, &sink.kinds)
            if !Placeholders.matches(sink.spare[start..<end]) {
                sink.append(sink.spare[start..<end], to: latin)
            }
            sink.kinds.insert(.nameSplit)
        }
        if hanCharacters < 2 || sink.arenas.count <= han { return }
        appendHan(range, to: han, in: &sink)
    }

    /// Appends the Han characters of a range of the scratch room to an output.
    static func appendHan(_ range: Range<Int>, to output: Int, in sink: inout CanonicalSink) {
        sink.spare.removeAll(keepingCapacity: true)
        sink.scratch.withUnsafeBufferPointer { text in
            var i = range.lowerBound
            while i < range.upperBound {
                let (scalar, length) = UTF8Reading.scalar(text, at: i)
                if let scalar, UTF8Reading.isHan(scalar) {
                    for k in i..<(i + length) { sink.spare.append(text[k]) }
                }
                i += length
            }
        }
        sink.append(sink.spare[...], to: output)
    }
}
