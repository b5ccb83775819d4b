/// Categories and free text: lower case, no diacritics, single spaces, punctuation kept.
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
            sink.appendScratch()
            return
        }
        PlaceWords.writeOut(sink.scratch.view, to: &sink.spare, &sink.kinds)
        sink.append(sink.spare.view)
    }

    private func gazetteerName(_ sink: inout CanonicalSink) -> ByteView? {
        for byte in sink.scratch.view where byte != 0x20 { sink.spare.append(byte) }
        defer { sink.spare.removeAll() }
        // Regions are short words that mean something else elsewhere: only their long names are folded.
        guard sink.spare.count > 3, let place = HongKongGazetteer.place(sink.spare.view) else { return nil }
        if !place.name.elementsEqual(sink.scratch.view) { sink.kinds.insert(.abbreviation) }
        return place.name
    }
}
