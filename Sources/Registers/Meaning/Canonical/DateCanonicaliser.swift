/// Dates: `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where the cell says no more; impossible ones keep their digits.
struct DateCanonicaliser: Canonicaliser {
    let reader: DateReader

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        switch reader.read(value) {
        case .unreadable: sink.kinds.insert(.dateUnreadable)
        case .impossible(let reading):
            // Its digits are evidence all the same: most are one slip away from the true date.
            sink.kinds.insert(.dateImpossible)
            append(reading, to: &sink.scratch)
            sink.appendScratch()
        case .date(let reading):
            append(reading, to: &sink.scratch)
            if reading.hasTwoDigitYear { sink.kinds.insert(.dateTwoDigitYear) }
            if reading.isSwapped { sink.kinds.insert(.dateSwapped) }
            if reading.day == 0 { sink.kinds.insert(.datePartial) }
            if reading.day == 1, reading.month == 1, reading.year == 1900 || reading.year == 1901 {
                sink.kinds.insert(.datePlaceholder)
            }
            if !value.elementsEqual(sink.scratch.view) { sink.kinds.insert(.dateNotation) }
            sink.appendScratch()
        }
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
