/// Names: lower-case words without diacritics, apostrophes, titles and suffixes.
///
/// Outputs: the name; and a Han name of two or more characters that shares the cell with a Latin one.
struct NameCanonicaliser: Canonicaliser {
    /// Whether the column holds surnames, where Na is one and only “N/A” says that there is none.
    var isSurname = false

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        TextFolding.fold(value, .separates, into: &sink)
        var start = 0
        var end = sink.scratch.count
        NameWords.trim(sink.scratch.view, &start, &end, &sink.kinds)
        let name = sink.scratch.view(start..<end)
        if Placeholders.matches(name), !(isSurname && name.isSame("na")) {
            sink.kinds.insert(.placeholder)
            return
        }
        if !HanSplitting.isASCII(name) {
            HanSplitting.split(start..<end, latin: 0, han: 1, keepsHanAlone: true, in: &sink)
        } else {
            sink.append(name, to: 0)
        }
    }
}

/// Han names: Han characters alone, each as its representative; and how they sound where a job asks for it.
struct HanNameCanonicaliser: Canonicaliser {
    var sound: NameSoundForm?

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        TextFolding.fold(value, .separates, into: &sink)
        if Placeholders.matches(sink.scratch.view) {
            sink.kinds.insert(.placeholder)
            return
        }
        // Of a name in two scripts the Chinese one.
        if let (han, _) = BilingualCell.halves(sink.scratch.view) {
            sink.kinds.insert(.bilingual)
            HanSplitting.appendHan(han, to: 0, in: &sink)
            return
        }
        for byte in sink.scratch.view where byte != 0x20 { sink.spare.append(byte) }
        if sink.spare.count != sink.scratch.count { sink.kinds.insert(.spaces) }
        sink.append(sink.spare.view)
        sound?.writeHan(sink.value(of: 0), [1, 2], &sink)
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
        sink.spare.removeAll()
        // The Latin words go to `spare`; Han characters are counted and leave a space.
        let text = sink.scratch.view
        while i < range.upperBound {
            let (scalar, length) = UTF8Reading.scalar(text, at: i)
            if let scalar, UTF8Reading.isHan(scalar) {
                hanCharacters += 1
                if !sink.spare.isEmpty, sink.spare.last != 0x20 { sink.spare.append(0x20) }
            } else if text[i] != 0x20 || (!sink.spare.isEmpty && sink.spare.last != 0x20) {
                sink.spare.append(text.part(i..<(i + length)))
            }
            i += length
        }
        if !sink.spare.isEmpty, sink.spare.last == 0x20 { sink.spare.truncate(to: sink.spare.count - 1) }
        if hanCharacters == 0 || (keepsHanAlone && sink.spare.isEmpty) {
            sink.append(sink.scratch.view(range), to: latin)
            return
        }
        if !sink.spare.isEmpty {
            // A title may have been glued to a Han character.
            var start = 0
            var end = sink.spare.count
            NameWords.trim(sink.spare.view, &start, &end, &sink.kinds)
            let words = sink.spare.view(start..<end)
            if !Placeholders.matches(words) { sink.append(words, to: latin) }
            sink.kinds.insert(.nameSplit)
        }
        if hanCharacters < 2 || !sink.has(output: han) { return }
        appendHan(range, to: han, in: &sink)
    }

    /// Appends the Han characters of a range of the scratch room to an output.
    static func appendHan(_ range: Range<Int>, to output: Int, in sink: inout CanonicalSink) {
        let text = sink.scratch.view
        var i = range.lowerBound
        while i < range.upperBound {
            let (scalar, length) = UTF8Reading.scalar(text, at: i)
            if let scalar, UTF8Reading.isHan(scalar) { sink.append(text.part(i..<(i + length)), to: output) }
            i += length
        }
    }

    /// Whether no byte has its high bit set.
    @inline(__always)
    static func isASCII(_ text: ByteView) -> Bool {
        guard let base = text.baseAddress else { return true }
        return UTF8Check.isASCII(base, text.count)
    }
}
