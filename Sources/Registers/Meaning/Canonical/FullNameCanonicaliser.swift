/// Full names, parted in surname, given names and Han name.
///
/// A comma ends the surname (“CHAN, Tai Man”); words in capitals among others are the surname (“Peter CHAN
/// Tai-man”); otherwise the order decided for the whole column tells.
struct FullNameCanonicaliser: Canonicaliser {
    let order: FullNameOrder

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        let comma = value.firstIndex(of: 0x2c)
        if let comma, comma > 0 {
            TextFolding.fold(UnsafeBufferPointer(rebasing: value[..<comma]), .separates, into: &sink)
            let middle = sink.scratch.count
            if middle > 0 {
                sink.scratch.append(0x20)
                TextFolding.fold(
                    UnsafeBufferPointer(rebasing: value[(comma + 1)...]),
                    .separates,
                    into: &sink
                )
            }
            let hasGiven = sink.scratch.count > middle + 1
            if hasGiven, middle > 0, !NameWords.isSuffix(sink.scratch[(middle + 1)...]) {
                sink.kinds.insert(.nameSplit)
                sink.append(sink.scratch[..<middle], to: 0)
                sink.append(sink.scratch[(middle + 1)...], to: 1)
                return
            }
            sink.scratch.removeAll(keepingCapacity: true)
        }
        TextFolding.fold(value, .separates, into: &sink)
        var start = 0
        var end = sink.scratch.count
        NameWords.trim(sink.scratch, &start, &end, &sink.kinds)
        if Placeholders.matches(sink.scratch[start..<end]) {
            sink.kinds.insert(.placeholder)
            return
        }
        guard let space = sink.scratch[start..<end].lastIndex(of: 0x20) else {
            sink.append(sink.scratch[start..<end], to: 0)
            return
        }
        sink.kinds.insert(.nameSplit)
        sink.append(sink.scratch[(space + 1)..<end], to: 0)
        sink.append(sink.scratch[start..<space], to: 1)
    }
}
