/// Numbers: canonical decimals, so that 07, 7.0 and +7 are one value.
struct NumberCanonicaliser: Canonicaliser {
    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        var isNegative = false
        var sawDigit = false
        var sawPoint = false
        var isBroken = false
        for byte in value {
            switch byte {
            case 0x30...0x39:
                sawDigit = true
                sink.scratch.append(byte)
            case 0x2e:
                isBroken = isBroken || sawPoint
                sawPoint = true
                sink.scratch.append(byte)
            case 0x2d where !sawDigit && !sawPoint && !isNegative: isNegative = true
            case 0x2b where !sawDigit && !sawPoint: break
            // Thousands separators, and spaces around.
            case 0x2c, 0x27, 0x20, 0x09: break
            default: isBroken = true
            }
        }
        if isBroken || !sawDigit {
            sink.kinds.insert(.numberUnreadable)
            return
        }
        var start = 0
        var end = sink.scratch.count
        if sawPoint {
            while end > 0, sink.scratch[end - 1] == 0x30 { end -= 1 }
            if end > 0, sink.scratch[end - 1] == 0x2e { end -= 1 }
        }
        while end - start > 1, sink.scratch[start] == 0x30, sink.scratch[start + 1] != 0x2e { start += 1 }
        let digits = sink.scratch.view(start..<end)
        let isZero = digits.allSatisfy { $0 == 0x30 || $0 == 0x2e }
        if isZero {
            sink.spare.append(0x30)
        } else {
            if isNegative { sink.spare.append(0x2d) }
            if digits.first == 0x2e { sink.spare.append(0x30) }
            sink.spare.append(digits)
        }
        if !value.elementsEqual(sink.spare.view) { sink.kinds.insert(.numberNotation) }
        sink.append(sink.spare.view)
    }
}
