/// Dates: `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where the cell says no more; impossible ones keep their digits.
///
/// A second output, if there is one, has the year alone.
struct DateCanonicaliser: Canonicaliser {
    let reader: DateReader

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        switch reader.read(value) {
        case .unreadable: sink.kinds.insert(.dateUnreadable)
        case .ambiguous: sink.kinds.insert(.dateAmbiguous)
        case .noYear: sink.kinds.insert(.dateNoYear)
        case .placeholder: sink.kinds.insert(.placeholder)
        case .impossible(let reading):
            // Its digits are evidence all the same: most are one slip away from the true date.
            sink.kinds.insert(.dateImpossible)
            note(reading.marks, &sink.kinds)
            append(reading, to: &sink.scratch)
            finish(reading, &sink)
        case .date(let reading):
            append(reading, to: &sink.scratch)
            note(reading.marks, &sink.kinds)
            if reading.day == 0, !reader.isYear { sink.kinds.insert(.datePartial) }
            if reading.day == 1, reading.month == 1, reading.year == 1900 || reading.year == 1901 {
                sink.kinds.insert(.datePlaceholder)
            }
            if !value.elementsEqual(sink.scratch.view) { sink.kinds.insert(.dateNotation) }
            finish(reading, &sink)
        }
    }

    private func finish(_ reading: DateReading, _ sink: inout CanonicalSink) {
        sink.appendScratch()
        if sink.has(output: 1), DateReader.likelyYears.contains(reading.year) {
            sink.append(sink.scratch.view(0..<4), to: 1)
        }
    }

    private func note(_ marks: DateMarks, _ kinds: inout StandardisationKinds) {
        if marks.isEmpty { return }
        if marks.contains(.twoDigitYear) { kinds.insert(.dateTwoDigitYear) }
        if marks.contains(.swapped) { kinds.insert(.dateSwapped) }
        if marks.contains(.roc) { kinds.insert(.dateROC) }
        if marks.contains(.buddhist) { kinds.insert(.dateBuddhist) }
        if marks.contains(.japanese) { kinds.insert(.dateJapanese) }
        if marks.contains(.dayNumber) { kinds.insert(.dateDayNumber) }
        if marks.contains(.unixTime) { kinds.insert(.dateUnixTime) }
        if marks.contains(.shifted) { kinds.insert(.dateShifted) }
    }

    private func append(_ reading: DateReading, to bytes: inout ByteRoom) {
        func digits(_ number: Int, _ count: Int) {
            var divisor = count == 4 ? 1000 : 10
            while divisor > 0 {
                bytes.append(UInt8(48 + number / divisor % 10))
                divisor /= 10
            }
        }
        digits(reading.year, 4)
        if reading.month == 0 { return }
        bytes.append(0x2d)
        digits(reading.month, 2)
        if reading.day == 0 { return }
        bytes.append(0x2d)
        digits(reading.day, 2)
    }
}
