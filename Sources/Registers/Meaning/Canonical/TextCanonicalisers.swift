/// Categories and free text: lower case, no diacritics, single spaces, punctuation kept.
struct TextCanonicaliser: Canonicaliser {
    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        TextFolding.fold(value, .kept, into: &sink)
        if sink.scratch == [0x2d] || sink.scratch == [0x2e] || sink.scratch == [0x3f] {
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

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        TextFolding.fold(value, .separates, into: &sink)
        if Placeholders.matches(sink.scratch[...]) {
            sink.kinds.insert(.placeholder)
            return
        }
        guard writesOut else {
            sink.appendScratch()
            return
        }
        PlaceWords.writeOut(sink.scratch[...], to: &sink.spare, &sink.kinds)
        sink.append(sink.spare[...])
    }
}
