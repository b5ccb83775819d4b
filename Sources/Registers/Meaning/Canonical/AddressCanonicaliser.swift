import Columns

/// Addresses in one cell.
struct AddressCanonicaliser: Canonicaliser {
    /// The features that come from an address.
    static let parts: [Role] = [.address]

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        TextFolding.fold(value, .separates, into: &sink)
        PlaceWords.writeOut(sink.scratch[...], to: &sink.spare, &sink.kinds)
        sink.append(sink.spare[...])
    }
}
