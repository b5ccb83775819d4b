/// Categories: as free text; of a cell in two languages the words in Latin letters.
struct CategoryCanonicaliser: Canonicaliser {
    /// What Chinese words are called in the job's cells of two languages.
    var languages: BilingualTable?

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        TextFolding.fold(value, .kept, into: &sink)
        BilingualWords.append(languages, &sink)
    }
}

/// Writes a folded text in one language.
enum BilingualWords {
    /// Appends the scratch room: of two languages the Latin words, a Chinese word by the name that is known of it.
    static func append(_ languages: BilingualTable?, _ sink: inout CanonicalSink) {
        let text = sink.scratch.view
        if HanSplitting.isASCII(text) {
            sink.append(text)
        } else if let (_, latin) = BilingualCell.halves(text) {
            sink.kinds.insert(.bilingual)
            sink.append(text.part(latin))
        } else if let languages, languages.replace(text, in: &sink.spare) {
            sink.kinds.insert(.bilingual)
            sink.append(sink.spare.view)
        } else {
            sink.append(text)
        }
    }
}

/// Free text: lower case, no diacritics, single spaces, punctuation kept.
struct TextCanonicaliser: Canonicaliser {
    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        TextFolding.fold(value, .kept, into: &sink)
        if sink.scratch.count == 1, [0x2d, 0x2e, 0x3f].contains(sink.scratch[0]) {
            sink.kinds.insert(.placeholder)
            return
        }
        sink.appendScratch()
    }
}

/// Names of places, streets and buildings: lower-case words, abbreviations written out.
struct PlaceCanonicaliser: Canonicaliser {
    /// Whether abbreviations are written out; those of regions (“WA”, “VIC”) are their names.
    let writesOut: Bool
    /// Whether names of Hong Kong places get their canonical form, which folds both languages.
    let isGazetteer: Bool
    /// What Chinese words are called in the job's cells of two languages.
    var languages: BilingualTable?

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        TextFolding.fold(value, .separates, into: &sink)
        if Placeholders.matches(sink.scratch.view) {
            sink.kinds.insert(.placeholder)
            return
        }
        if isGazetteer, let name = gazetteerName(&sink) {
            sink.append(name)
            return
        }
        guard writesOut else {
            BilingualWords.append(languages, &sink)
            return
        }
        var words = sink.scratch.view
        if let (_, latin) = BilingualCell.halves(words) {
            sink.kinds.insert(.bilingual)
            words = words.part(latin)
        } else if let languages, !HanSplitting.isASCII(words), languages.replace(words, in: &sink.cell) {
            sink.kinds.insert(.bilingual)
            words = sink.cell.view
        }
        PlaceWords.writeOut(words, to: &sink.spare, &sink.kinds)
        sink.append(sink.spare.view)
    }

    /// The name of a place, of a cell in two languages by either half.
    private func gazetteerName(_ sink: inout CanonicalSink) -> ByteView? {
        if let name = gazetteerName(0..<sink.scratch.count, &sink) { return name }
        guard let (han, latin) = BilingualCell.halves(sink.scratch.view),
            let name = gazetteerName(latin, &sink) ?? gazetteerName(han, &sink)
        else { return nil }
        sink.kinds.insert(.bilingual)
        return name
    }

    private func gazetteerName(_ range: Range<Int>, _ sink: inout CanonicalSink) -> ByteView? {
        for byte in sink.scratch.view(range) where byte != 0x20 { sink.spare.append(byte) }
        defer { sink.spare.removeAll() }
        // Regions are short words that mean something else elsewhere: only their long names are folded.
        guard sink.spare.count > 3, let place = HongKongGazetteer.place(sink.spare.view) else { return nil }
        if !place.name.elementsEqual(sink.scratch.view) { sink.kinds.insert(.abbreviation) }
        return place.name
    }
}
