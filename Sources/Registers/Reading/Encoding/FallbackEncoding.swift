import Synchronization

/// Reads single values of another encoding in a text that is UTF-8 for the rest.
///
/// Workers share it; values that are not UTF-8 are rare, so that they wait for each other.
final class FallbackEncoding: Sendable, Equatable {
    let encoding: TextEncoding
    private let converter: Mutex<EncodingConverter>

    /// A fallback; nil if the system does not know the encoding.
    init?(_ encoding: TextEncoding) {
        guard let converter = EncodingConverter(from: encoding.name) else { return nil }
        self.encoding = encoding
        self.converter = Mutex(converter)
    }

    static func == (a: FallbackEncoding, b: FallbackEncoding) -> Bool { a.encoding == b.encoding }

    /// A value as UTF-8; nil if some bytes are no character.
    func text(of bytes: [UInt8]) -> [UInt8]? {
        let found = converter.withLock { $0.text(of: bytes) }
        return found.bad == 0 ? found.text : nil
    }
}
